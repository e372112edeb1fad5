"""A comparison as a report for people: first what needs a look, then all that changes."""

from collections.abc import Iterator, Sequence

from localoffer.compare.comparison import Comparison
from localoffer.compare.duty_changes import DutyChange
from localoffer.compare.page_changes import PageChanges
from localoffer.compare.page_report import page_parts
from localoffer.compare.problem_changes import ProblemChanges
from localoffer.compare.report_outline import (
    ComparisonPart,
    ComparisonReport,
    ComparisonRow,
    ReportLimits,
    code,
    part_of,
    row,
    strong,
)
from localoffer.compare.search_changes import SearchChanges
from localoffer.compare.word_changes import Span
from localoffer.counted import counted
from localoffer.coverage import Finding
from localoffer.extension import FirstResult
from localoffer.problems import Problem
from localoffer.program import PROGRAM

_HEADING = "What this change does to the site"

_FINDINGS: dict[Finding, str] = {
    "evidence": "evidence found",
    "stale": "all of it overdue for a check",
    "missing": "no page is evidence for it",
    "judgement": "pages found; a person has to judge",
}


def report_of(comparison: Comparison, limits: ReportLimits) -> ComparisonReport:
    """Return the report on a comparison, as long as the limits allow."""
    parts = [
        *_first_to_look_at(comparison, limits),
        *page_parts(comparison, limits),
        *_duties(comparison.duties, limits),
        *_searches(comparison.searches, limits),
        *_problems(comparison.problems, limits),
        *_accessibility(comparison, limits),
    ]
    return ComparisonReport(_HEADING, tuple(_sentences(comparison)), tuple(parts))


def _sentences(comparison: Comparison) -> Iterator[str]:
    pages, problems = comparison.pages, comparison.problems
    for obstacle in comparison.obstacles:
        yield f"The pages cannot be compared. {obstacle}"
    if not comparison.files:
        yield "Nothing in the content has changed."
        yield (
            "A new version of the program may change pages all the same: see what"
            f" {PROGRAM} changes --since VERSION says."
        )
    elif not comparison.obstacles:
        yield _numbers(pages)
        yield from _as_before(comparison)
    if pages.lists:
        yield f"Seen in {counted(pages.lists, 'list of pages', 'lists of pages')} too."
    if pages.unseen:
        yield (
            f"{counted(len(pages.unseen), 'page differs', 'pages differ')} in what is not seen:"
            " who answers for it, words for the search and the like."
        )
    if problems.elsewhere:
        older = counted(problems.elsewhere, "older problem")
        yield f"{older} in files that this change does not touch."
    if problems.solved:
        yield f"{counted(problems.solved, 'problem is', 'problems are')} solved."


def _as_before(comparison: Comparison) -> Iterator[str]:
    """Yield what was looked at and is as it was, so that silence need not be trusted."""
    same = [] if comparison.problems.links else ["no link breaks"]
    if not comparison.duties:
        same.append("no duty in law gains or loses a page")
    searches = comparison.searches
    if searches and not searches.changed:
        asked = searches.own + searches.national
        same.append(f"none of {asked:,} watched searches finds another page first")
    if same:
        yield f"{same[0].capitalize()}{''.join(f'; {one}' for one in same[1:])}."


def _numbers(pages: PageChanges) -> str:
    by_change = [
        f"{counted(number, 'page')} {what}"
        for number, what in (
            (len(pages.changed), "with other words"),
            (len(pages.new), "new"),
            (sum(bool(one.leads_to) for one in pages.gone), "moved"),
            (sum(not one.leads_to for one in pages.gone), "gone"),
        )
        if number
    ]
    return f"{', '.join(by_change) or 'No page has other words of its own'}."


def _first_to_look_at(comparison: Comparison, limits: ReportLimits) -> Iterator[ComparisonPart]:
    """Yield what a reviewer should not miss in a long report."""
    errors = comparison.problems.errors
    lost = [one for one in comparison.pages.gone if one.is_lost]
    worse = [duty for duty in comparison.duties if duty.is_worse]
    links = comparison.problems.links
    rows = []
    if errors:
        mistakes = counted(len(errors), "mistake has", "mistakes have")
        rows.append(row(strong(f"{mistakes} to be put right"), " before this can be published."))
    if lost:
        gone = counted(len(lost), "page is", "pages are")
        rows.append(row(strong(f"{gone} gone"), ", and the address leads nowhere."))
    if worse:
        duties = counted(len(worse), "duty loses", "duties lose")
        rows.append(row(strong(f"{duties} all evidence"), " of what the law asks to publish."))
    if links:
        broken = counted(len(links), "link does", "links do")
        rows.append(row(strong(f"{broken} not work"), ", and the change is why."))
    if rows:
        yield part_of("Look at this first", rows, limits.rows)


def _duties(duties: Sequence[DutyChange], limits: ReportLimits) -> Iterator[ComparisonPart]:
    if duties:
        sentence = "Pages are evidence for a duty. Whether they are enough, a person has to judge."
        rows = [_duty(duty) for duty in duties]
        yield part_of("What the law asks to publish", rows, limits.rows, sentence)


def _duty(duty: DutyChange) -> ComparisonRow:
    rows = []
    if duty.before != duty.now:
        rows.append(row(f"{_FINDINGS[duty.before]} → ", strong(_FINDINGS[duty.now])))
    for verb, addresses in (("It gains", duty.gained), ("It loses", duty.lost)):
        if addresses:
            rows.append(row(f"{verb} ", *_addresses(addresses)))
    return row(duty.title, below=rows)


_ADDRESSES = 5


def _addresses(addresses: Sequence[str]) -> Iterator[str | Span]:
    for number, address in enumerate(addresses[:_ADDRESSES]):
        yield ", " if number else ""
        yield code(address)
    if len(addresses) > _ADDRESSES:
        yield f" and {len(addresses) - _ADDRESSES:,} more"


def _searches(searches: SearchChanges | None, limits: ReportLimits) -> Iterator[ComparisonPart]:
    if searches is None or not searches.changed:
        return
    own = f"{searches.own:,} of your own list (vocabulary/searches.yaml)"
    sentence = (
        f"Of {searches.own + searches.national:,} searches that were tried,"
        f" {own if searches.own else 'none of your own list (vocabulary/searches.yaml has none)'}"
        f" and {searches.national:,} that come with the program,"
        f" {counted(len(searches.changed), 'has', 'have')} another first result now."
    )
    rows = [
        row(strong(f"“{one.words}”"), ": ", *_result(one.before), " → ", *_result(one.now))
        for one in searches.changed
    ]
    yield part_of("Searches with another first result", rows, limits.rows, sentence)


def _result(result: FirstResult | None) -> Iterator[str | Span]:
    if result is None:
        yield "nothing"
        return
    yield f"{result.title} "
    yield code(result.address)


def _problems(problems: ProblemChanges, limits: ReportLimits) -> Iterator[ComparisonPart]:
    if problems.links:
        rows = [_problem(problem) for problem in problems.links]
        yield part_of("Links that do not work", rows, limits.rows)
    if problems.others:
        rows = [_problem(problem) for problem in sorted(problems.others, key=_errors_first)]
        yield part_of("What the check says that it did not say before", rows, limits.rows)


def _errors_first(problem: Problem) -> tuple[bool, Problem]:
    return problem.level != "error", problem


def _problem(problem: Problem) -> ComparisonRow:
    line = f", line {problem.line}" if problem.line else ""
    kind = "mistake" if problem.level == "error" else "could be better"
    return row(code(problem.path), f"{line} ({kind}): {problem.message} {problem.fix}".rstrip())


def _accessibility(comparison: Comparison, limits: ReportLimits) -> Iterator[ComparisonPart]:
    if comparison.accessibility is not None:
        rows = [row(line) for line in comparison.accessibility]
        yield part_of("Accessibility of the changed pages", rows, limits.rows)
