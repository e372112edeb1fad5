"""Which parts of a record are an author's words, and what the plain-language checks say of them.

The types of a model's fields say who reads each (``model/fields.py``), so that a new field is
judged without a list of names. The words are taken from the file itself, so that they are judged
even where a field is wrong.
"""

from collections.abc import Iterator
from typing import Any, Literal

from localoffer.check.mailboxes import misspelt_mailboxes
from localoffer.check.model_introspection import prose_in, texts_in
from localoffer.kinds import Kind
from localoffer.model.base import Record
from localoffer.model.service import Service
from localoffer.model.slot import Slot
from localoffer.plain_language.check_words import LanguageLimits, check_words, reading_age_of
from localoffer.plain_language.contradictions import contradictions
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.problems import Problem
from localoffer.read.markdown_body import not_rendered
from localoffer.read.markdown_lines import line_slips
from localoffer.read.markdown_links import without_link_slips
from localoffer.read.source import FieldPath, Source, dotted


def record_wording(
    source: Source, kind: Kind, record: Record | None, reading_age: int
) -> list[Problem]:
    """Return the problems with the words of a file of one record, text and header.

    Args:
        source: The file; its header's values are judged as they were written.
        kind: Its kind.
        record: The record, or None where the header has errors.
        reading_age: The highest reading age of a page, in years.
    """
    header, passages = _header_and_all(source, kind)
    problems = check_words(passages, LanguageLimits(reading_age, whole=_whole(kind)))
    problems += not_rendered(source.body, source.path, source.body_line)
    problems += line_slips(source.body, source.path, source.body_line, is_part=kind.model is Slot)
    problems += _other_placeholders(source, source.values, (), header)
    body = enumerate(source.body.split("\n"), source.body_line)
    problems += misspelt_mailboxes(source.path, ((line, "", text) for line, text in body))
    problems += _misspelt_in(source, source.values, ())
    if isinstance(record, Service):
        problems += contradictions(record, passages, source.line_of)
    return problems


def source_reading_age(source: Source, kind: Kind) -> float | None:
    """Return the reading age, in years, of a file of one record; None if it has too few words."""
    return reading_age_of(_header_and_all(source, kind)[1])


def _header_and_all(source: Source, kind: Kind) -> tuple[list[Passage], list[Passage]]:
    """Return the passages of a file's header, and these with the text below it."""
    header = list(_passages(source, kind.model, source.values, ()))
    body = Passage(source.path, source.body_line, "", without_link_slips(source.body))
    return header, [*header, *([body] if source.body.strip() else [])]


def _whole(kind: Kind) -> Literal["page", "file", "part"]:
    """Return what the words of a record's file are together."""
    if kind.model is Slot:
        return "part"
    return "page" if kind.has_page else "file"


def row_wording(
    source: Source, model: type[Record], values: Any, place: FieldPath, reading_age: int
) -> list[Problem]:
    """Return the problems with the words of what stands at ``place`` of a list file."""
    passages = list(_passages(source, model, values, place))
    problems = check_words(passages, LanguageLimits(reading_age, whole="row" if place else "file"))
    problems += _other_placeholders(source, values, place, passages)
    problems += _misspelt_in(source, values, place)
    return problems


def _misspelt_in(source: Source, values: Any, place: FieldPath) -> Iterator[Problem]:
    texts = ((where, text) for where, text in texts_in(values, place) if "@" in text)
    located = ((source.line_of(where), dotted(where), text) for where, text in texts)
    return misspelt_mailboxes(source.path, located)


def _passages(
    source: Source, model: type[Record], values: Any, place: FieldPath
) -> Iterator[Passage]:
    for where, text, reader in prose_in(model, values, place):
        if text:
            yield Passage(source.path, source.line_of(where), dotted(where), text, reader)


def _other_placeholders(
    source: Source, values: Any, place: FieldPath, judged: list[Passage]
) -> Iterator[Problem]:
    """Yield a problem for every placeholder in a value that is no prose, however deep it stands."""
    fields = {passage.field for passage in judged}
    texts = [text for text in texts_in(values, place) if dotted(text[0]) not in fields]
    together = Passage(source.path, 0, "", "\n".join(text for _, text in texts))
    if "test" in together.text.lower() or any(placeholders([together])):
        yield from placeholders(
            Passage(source.path, source.line_of(where), dotted(where), text)
            for where, text in texts
        )
