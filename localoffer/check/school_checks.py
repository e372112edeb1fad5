"""Schools with one number twice, and reports that schools write here.

A report answers every question, briefly, and says how to reach someone.
``localoffer/schools/report_parts.yaml`` says what it has to hold and where the law asks it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from localoffer.check.field_problems import LineOf
from localoffer.model.school import School
from localoffer.model.school_report import SchoolReport
from localoffer.offer import Entry, Offer
from localoffer.problems import Level, Problem
from localoffer.schools.report_parts import ReportPart, parts_for
from localoffer.schools.written_report import ReportAnswer, answers_of, plain, unanswered

_HEADING = re.compile(r" {0,3}##(?!#)(.*)")
_SENCO = "senco"


def same_numbers(schools: Iterable[Entry[School]], line_of: LineOf) -> Iterator[Problem]:
    """Yield a problem for every school with the number of another: imports would mix them up."""
    first: dict[str, str] = {}
    for entry in schools:
        urn = entry.record.urn
        other = first.setdefault(urn, entry.path) if urn else entry.path
        if other != entry.path:
            message = f"{other} has the same number ({urn})."
            fix = "Look both up in the register, or take one of the two files out."
            yield Problem(entry.path, line_of(entry.path, ("urn",)), "urn", message, fix)


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report with its school. ``headings`` are the lines of its ``##`` headings.

    ``line_of`` gives a field of the header its line; ``last_line`` is that of the text's end.
    """

    entry: Entry[SchoolReport]
    school: School
    line_of: LineOf
    headings: Mapping[str, int]
    last_line: int

    def problem(self, line: int, field: str, *words: str, level: Level = Level.ERROR) -> Problem:
        """Return a problem of this file; ``words`` are what is wrong and what to write."""
        message, fix = words
        return Problem(self.entry.path, line, field, message, fix, level)

    def of_field(self, field: str, *words: str, level: Level = Level.ERROR) -> Problem:
        """Return a problem of a field of the header."""
        return self.problem(self.line_of(self.entry.path, (field,)), field, *words, level=level)


def school_report_problems(folder: Path, offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with the reports of an offer; drafts may still lack answers."""
    yield from _written_twice(offer)
    schools = {entry.slug: entry.record for entry in offer.schools}
    for report in offer.reports:
        school = schools.get(report.record.school)
        if school and not report.record.draft:
            headings, last = _headings(folder, report.path)
            yield from _problems(ReportFile(report, school, line_of, headings, last), offer.today)


def _headings(folder: Path, path: str) -> tuple[dict[str, int], int]:
    """Return the line of each ``##`` heading, by its words as they are compared, and the last."""
    lines = (folder / path).read_text(encoding="utf-8", errors="replace").rstrip().splitlines()
    lines_by_words = [
        (match[1].strip(" \t").rstrip("# \t"), line)
        for line, text in enumerate(lines, 1)
        if (match := _HEADING.match(text))
    ]
    return {plain(words): line for words, line in reversed(lines_by_words)}, len(lines)


def _problems(file: ReportFile, today: date) -> Iterator[Problem]:
    answers = answers_of(file.entry.text)
    unknown = {plain(row.heading): row.heading for row in answers if row.part is None}
    for part in unanswered(answers, parts_for(file.school)):
        yield _unanswered(part, file, unknown)
    for answer in answers:
        yield from _too_long(answer, file)
    yield from _nobody(file)
    yield from _days(file, today)


def _written_twice(offer: Offer) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for report in offer.reports:
        other = first.setdefault(report.record.school, report.path)
        if other != report.path:
            message = f"{other} is a report of the same school."
            fix = "Keep one of the two, and take the other out."
            yield Problem(report.path, 1, "school", message, fix)


def _unanswered(part: ReportPart, file: ReportFile, unknown: Mapping[str, str]) -> Problem:
    """Return the problem of a question without an answer: no text, no heading, or a similar one."""
    words = plain(part.question)
    if words in file.headings:
        message = f"“{part.question}” has no answer below it."
        return file.problem(
            file.headings[words], "", message, f"Write up to {part.words} words. {part.hint}"
        )
    message = f"The report does not answer “{part.question}”."
    close = next(iter(get_close_matches(words, unknown, n=1, cutoff=0.6)), "")
    if close:
        fix = f"Did you mean the heading “{unknown[close]}”? Write ## {part.question}"
        return file.problem(file.headings.get(close, file.last_line), "", message, fix)
    fix = f"Add the heading ## {part.question} and up to {part.words} words below it."
    return file.problem(file.last_line, "", message, fix)


def _too_long(answer: ReportAnswer, file: ReportFile) -> Iterator[Problem]:
    if answer.part and answer.words > answer.part.words:
        line = file.headings.get(plain(answer.heading), file.last_line)
        message = f"“{answer.heading}” has {answer.words} words."
        fix = f"Families read {answer.part.words} words or fewer: keep what matters most."
        yield file.problem(line, "", message, fix, level=Level.WARNING)


def _nobody(file: ReportFile) -> Iterator[Problem]:
    """Yield a problem where a mainstream report names no SENCO, or no way to reach them."""
    report = file.entry.record
    if not any(part.id == _SENCO for part in parts_for(file.school)):
        return
    if not report.senco_name:
        yield file.of_field(
            "senco_name", "The header does not say who the SENCO is.", "Enter senco_name."
        )
    if not (report.senco_email or report.senco_phone):
        yield file.of_field(
            "senco_email", "The header does not say how to reach the SENCO.",
            "Enter senco_email, senco_phone or both.",
        )  # fmt: skip


def _days(file: ReportFile, today: date) -> Iterator[Problem]:
    report = file.entry.record
    if report.dated > today:
        message = f"The report is dated in the future ({report.dated})."
        yield file.of_field("dated", message, "Write the day on which it was agreed.")
    if report.next_review and report.next_review < today:
        message = f"The report was to be looked at again by {report.next_review}."
        fix = "Look at it again, then change dated and next_review."
        yield file.of_field("next_review", message, fix, level=Level.WARNING)
