"""Everything that a change does to the site, as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from localoffer.compare.changed_content import changed_content
from localoffer.compare.content_version import ContentVersion
from localoffer.compare.duty_changes import DutyChange, duty_changes
from localoffer.compare.page_changes import PageChanges, page_changes
from localoffer.compare.page_reading import page_reader
from localoffer.compare.problem_changes import ProblemChanges, problem_changes
from localoffer.compare.reading_ages import ReadingAges, reading_age_at
from localoffer.compare.search_changes import SearchChanges, search_changes
from localoffer.extension import FirstResultChanges
from localoffer.offer import Offer
from localoffer.problems import UsageError


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions of the content.

    Attributes:
        old: what the person called the version before.
        new: what the person called the version now.
        files: the paths of the files that differ; national ones begin with ``national/``.
        problems: what the check says now that it did not say before.
        pages: the pages that are new, changed or gone.
        reading_ages: those of changed texts, by the address of their page.
        duties: the duties that gain or lose evidence.
        searches: the searches whose first result differs; None: none were asked.
        obstacles: sentences on why pages cannot be compared; empty where they are.
        accessibility: what was found on the changed pages, a line each; None: nobody looked.
    """

    old: str
    new: str
    files: tuple[str, ...]
    problems: ProblemChanges
    pages: PageChanges = field(default_factory=PageChanges)
    reading_ages: Mapping[str, ReadingAges] = field(default_factory=dict)
    duties: tuple[DutyChange, ...] = ()
    searches: SearchChanges | None = None
    obstacles: tuple[str, ...] = ()
    accessibility: tuple[str, ...] | None = None


def compare(old: ContentVersion, new: ContentVersion, ask: FirstResultChanges | None) -> Comparison:
    """Return what differs between two versions; ``ask`` asks the search of both."""
    content = changed_content(old, new)
    problems = problem_changes(old, new, content.files)
    known = Comparison(old.name, new.name, content.files, problems)
    before, now = _offer_of(old), _offer_of(new)
    if before is None or now is None:
        broken = [version.name for version in (old, new) if _offer_of(version) is None]
        return replace(known, obstacles=tuple(map(_needs_mending, broken)))
    try:
        pages = page_changes(page_reader(old, before), page_reader(new, now), content)
    except UsageError as problem:  # a template of a theme that shows no page
        return replace(known, obstacles=(str(problem),))
    return replace(
        known,
        pages=pages,
        reading_ages=dict(_reading_ages(old, new, pages)),
        duties=duty_changes(before, now),
        searches=search_changes(old, new, (before, now), ask) if ask and content.files else None,
    )


def _needs_mending(name: str) -> str:
    return f"At {name} there are mistakes in what all pages need (site.yaml, contacts.yaml)."


def _reading_ages(
    old: ContentVersion, new: ContentVersion, pages: PageChanges
) -> Iterator[tuple[str, ReadingAges]]:
    """Yield the addresses of changed pages whose reading age is known, with both ages."""
    for one in pages.changed:
        address = one.page.address
        before = reading_age_at(old, one.old_address or address)
        now = reading_age_at(new, address)
        if before or now:
            yield address, ReadingAges(before, now)


def _offer_of(version: ContentVersion) -> Offer | None:
    return version.checked.offer if version.checked.pages else None
