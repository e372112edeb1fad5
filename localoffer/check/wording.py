"""Which parts of a record are an author's words, and what the plain-language checks say of them."""

from collections.abc import Iterator

from localoffer.model.base import Record
from localoffer.model.guide import Guide
from localoffer.model.service import Service
from localoffer.plain.check import Limits, check_words
from localoffer.plain.contradictions import contradictions
from localoffer.plain.passage import Passage
from localoffer.problems import Problem
from localoffer.read.source import Source

#: The header fields whose words a parent reads, in the order of the page.
_WORDS = {
    "service": (
        "summary", "eligibility_description", "application_process", "what_happens_next",
        "fees_description", "schedule_note", "staff_training", "if_turned_down",
    ),
    "guide": ("summary",),
    "landing": ("summary",),
}  # fmt: skip


def wording(source: Source, record: Record, reading_age: int) -> list[Problem]:
    """Return the problems with the words of one record's page, headings and links included."""
    passages = tuple(_passages(source, record))
    problems = check_words(passages, Limits(reading_age=reading_age))
    if isinstance(record, Service):
        problems += contradictions(record, passages, lambda field: source.line_of((field,)))
    return problems


def _passages(source: Source, record: Record) -> Iterator[Passage]:
    for field in _WORDS.get(type(record).__name__.lower(), ()):
        text = getattr(record, field)
        if text:
            yield Passage(source.path, source.line_of((field,)), field, text)
    if isinstance(record, Guide):
        for number, line in enumerate(record.lines):
            yield Passage(source.path, source.line_of(("lines", number)), "lines", line.text)
    if source.body.strip():
        yield Passage(source.path, source.body_line, "", source.body)
