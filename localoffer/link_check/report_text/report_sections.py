"""Which parts a report seems to have, by the words of its headings and sentences.

It only seems so: a school may say everything in words that are not on the list, or have a
heading with nothing of use below it. A person has to confirm it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from localoffer.link_check.report_text.text_document import TextDocument, TextRun
from localoffer.read.register import read_register

#: A heading counts if so many words follow in the next few runs, unlike in a table of contents.
_MIN_WORDS = 8
_NEXT = 3

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

#: A line of words: all have to occur, each in one of its forms.
Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The lines of words by which a part is known, in headings and in sentences."""

    part: str
    headings: tuple[Words, ...]
    text: tuple[Words, ...]


def parts_present(document: TextDocument) -> tuple[str, ...]:
    """Return the ids of the parts that a report seems to have, in the order of the law."""
    headings = [_flat(run.text) for run in _headings(document.runs)]
    sentences = [
        _flat(sentence)
        for run in document.runs
        if not run.level
        for sentence in _SENTENCE.split(run.text)
    ]
    return tuple(
        signs.part
        for signs in all_signs()
        if _any(headings, signs.headings) or _any(sentences, signs.text)
    )


@cache
def all_signs() -> tuple[Signs, ...]:
    """Return the signs of every part."""
    rows = read_register(__file__)
    return tuple(
        Signs(part, _lines(lists["headings"]), _lines(lists["text"]))
        for part, lists in rows.items()
    )


def _lines(lines: Iterable[str]) -> tuple[Words, ...]:
    return tuple(
        tuple(tuple(_form(form) for form in word.split("|")) for word in line.split())
        for line in lines
    )


def _form(form: str) -> str:
    return f" {form.replace('_', ' ').replace('!', ' ')}"


def _headings(runs: tuple[TextRun, ...]) -> Iterator[TextRun]:
    """Yield the headings with text below them, at once or below a heading of lower rank."""
    for index, run in enumerate(runs):
        section = _section(run, runs[index + 1 : index + 1 + _NEXT])
        words = sum(len(part.text.split()) for part in section)
        if run.level and words >= _MIN_WORDS and any(not part.level for part in section):
            yield run


def _section(heading: TextRun, runs: Iterable[TextRun]) -> list[TextRun]:
    return list(takewhile(lambda run: not run.level or run.level > heading.level, runs))


def _flat(text: str) -> str:
    """Return text in small letters, a space around each word, so that a form is a piece of it."""
    return f" {_NOT_LETTERS.sub(' ', text.lower()).strip()} "


def _any(texts: Iterable[str], lines: tuple[Words, ...]) -> bool:
    return any(_matches(text, words) for text in texts for words in lines)


def _matches(text: str, words: Words) -> bool:
    return all(any(form in text for form in forms) for forms in words)
