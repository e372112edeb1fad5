"""Which parts a report seems to have, by the words of its headings and sentences.

It only seems so: a school may say everything in words that are not on the list, or have a
heading above nothing of use. A person has to confirm it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from localoffer.link_check.report_text.text_document import TextDocument, TextRun
from localoffer.read.register import read_register

#: Below a heading that counts, so many words stand in the next few runs: not so in a contents list.
_FEWEST_WORDS = 8
_NEXT = 3

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")

#: A line of words: all have to be there, each in one of its forms.
Words = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signs:
    """The lines of words by which a part is known, in headings and in sentences."""

    part: str
    headings: tuple[Words, ...]
    text: tuple[Words, ...]


def parts_seen(document: TextDocument) -> tuple[str, ...]:
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
        Signs(part, _lines(told["headings"]), _lines(told["text"])) for part, told in rows.items()
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
    for place, run in enumerate(runs):
        below = _below(run, runs[place + 1 : place + 1 + _NEXT])
        words = sum(len(one.text.split()) for one in below)
        if run.level and words >= _FEWEST_WORDS and any(not one.level for one in below):
            yield run


def _below(heading: TextRun, runs: Iterable[TextRun]) -> list[TextRun]:
    return list(takewhile(lambda run: not run.level or run.level > heading.level, runs))


def _flat(text: str) -> str:
    """Return words in small letters between single spaces, so that a form is a piece of it."""
    return f" {_NOT_LETTERS.sub(' ', text.lower()).strip()} "


def _any(places: Iterable[str], lines: tuple[Words, ...]) -> bool:
    return any(_fits(place, words) for place in places for words in lines)


def _fits(place: str, words: Words) -> bool:
    return all(any(form in place for form in forms) for forms in words)
