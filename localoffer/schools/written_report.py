"""A school's report written here: which of its headings answers which question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.offer import RenderedText
from localoffer.schools.measure import measured
from localoffer.schools.report_parts import ReportPart, report_parts

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A heading of a report with its text. ``part`` is None for a heading of the school's own."""

    part: ReportPart | None
    heading: str
    id: str
    html: str
    words: int


def plain(words: str) -> str:
    """Return words for comparing: small letters and numbers, whatever stands between them."""
    return _NOT_A_LETTER.sub(" ", words.casefold().replace("’", "").replace("'", "")).strip()


def answers_of(text: RenderedText) -> tuple[ReportAnswer, ...]:
    """Return the parts of a report in its own order; words before the first heading are none."""
    known = {plain(part.question): part for part in report_parts()}
    return tuple(
        ReportAnswer(
            known.get(plain(section.heading.text)),
            section.heading.text,
            section.heading.id,
            section.html,
            measured(section.html).words,
        )
        for section in text.sections
        if section.heading
    )


def unanswered(
    answers: Iterable[ReportAnswer], parts: Iterable[ReportPart]
) -> tuple[ReportPart, ...]:
    """Return the parts that no heading answers, or that one answers without a word."""
    answered = {answer.part.id for answer in answers if answer.part and answer.words}
    return tuple(part for part in parts if part.id not in answered)
