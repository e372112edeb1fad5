"""Which parts of a file are an author's words, and what the plain-language checks say of them.

The words are read from the file itself, so that they are looked at even where a field is wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from localoffer.model.base import Record
from localoffer.model.service import Service
from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.contradictions import contradictions
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.problems import Problem
from localoffer.read.markdown_body import not_shown
from localoffer.read.source import Place, Source, dotted

#: The header fields whose words a parent reads, in the order of the page.
_WORDS = (
    "summary", "eligibility_description", "application_process", "what_happens_next",
    "fees_description", "schedule_note", "staff_training", "if_turned_down",
)  # fmt: skip

#: The fields of a statement of provision that a parent reads. Its words to staff are theirs.
_WORDS_OF_STATEMENT = (
    "parents", "how_you_can_tell", "who", "questions", "if_not", "young_person",
)  # fmt: skip


def wording(source: Source, record: Record | None, reading_age: int) -> list[Problem]:
    """Return the problems with the words of one page, headings and links included.

    ``record`` is None where the header has errors: then only the words themselves are judged.
    """
    passages = tuple(_passages(source))
    problems = check_words(passages, LanguageLimits(reading_age=reading_age))
    problems += not_shown(source.body, source.path, source.body_line)
    judged = {passage.line for passage in passages if passage.field}
    problems += (
        problem for problem in left_over(source, source.values) if problem.line not in judged
    )
    if isinstance(record, Service):
        problems += contradictions(record, passages, lambda name: source.line_of(_place(name)))
    return problems


def left_over(source: Source, values: Any, place: Place = ()) -> Iterator[Problem]:
    """Yield a problem for every placeholder in any value, however deep it stands."""
    texts = tuple(_texts(values, place))
    together = Passage(source.path, 0, "", "\n".join(text for _, text in texts))
    if "test" in together.text.lower() or any(placeholders([together])):
        yield from placeholders(
            Passage(source.path, source.line_of(where), dotted(where), text)
            for where, text in texts
        )


def _passages(source: Source) -> Iterator[Passage]:
    for field in _WORDS:
        text = source.values.get(field)
        if text and isinstance(text, str):
            yield Passage(source.path, source.line_of((field,)), field, text)
    yield from _words_of_places(source)
    if source.path.startswith("provision/"):
        yield from _words_of_statement(source)
    lines = source.values.get("lines")
    for number, line in enumerate(lines if isinstance(lines, list) else ()):
        text = line.get("text") if isinstance(line, dict) else None
        if text and isinstance(text, str):
            yield Passage(source.path, source.line_of(("lines", number)), "lines", text)
    if source.body.strip():
        yield Passage(source.path, source.body_line, "", source.body)


def _words_of_statement(source: Source) -> Iterator[Passage]:
    for field in _WORDS_OF_STATEMENT:
        for place, text in _texts(source.values.get(field), (field,)):
            yield Passage(source.path, source.line_of(place), field, text)


def _words_of_places(source: Source) -> Iterator[Passage]:
    """Yield what is said about getting to and into each place: stairs and lifts stand there."""
    places = source.values.get("locations")
    for number, place in enumerate(places if isinstance(places, list) else ()):
        for name in ("transportation", "access_note"):
            text = place.get(name) if isinstance(place, dict) else None
            if text and isinstance(text, str):
                where = ("locations", number, name)
                yield Passage(source.path, source.line_of(where), ".".join(map(str, where)), text)


def _place(name: str) -> Place:
    """Return the place that ``locations.0.access`` names."""
    return tuple(int(step) if step.isdecimal() else step for step in name.split("."))


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, (*place, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, (*place, number))
