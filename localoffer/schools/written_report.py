"""A report written by a school on this site: its empty form, its answers, how easily it reads."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from localoffer.offer import RenderedText
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.reading_age import prose, reading_age
from localoffer.plain_language.sentences import sentences
from localoffer.schools.report_parts import ReportPart, report_parts

_BLOCK_END = re.compile(r"</(?:p|li|h\d|td|th|tr|blockquote|dd|dt)>")
_TAG = re.compile(r'<[^<>"](?>(?:[^<>"]|"[^"]*")*)>')
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def report_form() -> str:
    """Return the text below the header; the notes are comments, which pages do not show."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "<!-- Write an answer below each question. Keep the questions as they are: families"
    yield "     find them in the same words in every report. Add questions of your own at the end."
    yield "     Notes like this one are not shown: take them out or leave them. -->"
    for part in report_parts():
        yield f"\n## {part.question}\n"
        yield f"<!-- {part.hint}"
        yield f"     Up to {part.words} words. Asked for by {_citation(part)}.{_who(part)} -->\n"


def _citation(part: ReportPart) -> str:
    return part.citation + ("" if part.citation_verified else " (number not verified)")


def _who(part: ReportPart) -> str:
    return " Special schools may leave it out." if part.mainstream_only else ""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A heading of a report with its text. ``part`` is None for a heading of the school's own."""

    part: ReportPart | None
    heading: str
    id: str
    html: str
    words: int


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


def plain(words: str) -> str:
    """Return words for comparing: small letters and numbers, whatever stands between them."""
    return _NOT_A_LETTER.sub(" ", words.casefold().replace("’", "").replace("'", "")).strip()


@dataclass(frozen=True, slots=True)
class Measure:
    """Words, and the age at which they can be read (None where there are too few to say)."""

    words: int
    reading_age: int | None


@lru_cache(maxsize=1024)
def measured(html: str) -> Measure:
    """Return the measure of a text; the age is that of ``plain_language.reading_age``."""
    text = words_of(html)
    age = reading_age(prose(sentences(blocks(Passage("", 1, "", text)))))
    return Measure(len(text.split()), None if age is None else round(age))


def words_of(html: str) -> str:
    """Return the words of cleaned HTML, with an empty line after each block."""
    return unescape(_TAG.sub(" ", _BLOCK_END.sub("\n\n", html))).strip()
