"""One content file into its record or its rows, or into problems.

A file with a header has its fields checked and the text below them turned into HTML.
"""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from localoffer.check.checked_file import (
    CheckedFile,
    CheckSettings,
    LocatedRecord,
    Reference,
    digest_of,
    references_of,
)
from localoffer.check.council_words import (
    compose,
    fill_placeholders,
    fill_values,
    slots_in,
    unknown_placeholders,
)
from localoffer.check.drafts import (
    is_draft,
    may_have_gaps,
    missing_fields,
    missing_least_facts,
    with_placeholders,
    without_placeholders,
)
from localoffer.check.fictional_checks import fictional_problems
from localoffer.check.guide_checks import journey_problems
from localoffer.check.limit_words import (
    fill_headings,
    fill_limits,
    fill_rendered_headings,
    unknown_limits,
)
from localoffer.check.misplaced_words import misplaced_words
from localoffer.check.private_contacts import private_contact_problems
from localoffer.check.validate import validate
from localoffer.check.wording import record_wording, row_wording
from localoffer.kinds import Kind, address_of, kind_of
from localoffer.markdown import to_text
from localoffer.model.base import Record
from localoffer.model.guide import Guide
from localoffer.model.reference import Contact
from localoffer.model.service import Service
from localoffer.offer import Entry, RenderedText
from localoffer.problems import Level, Problem
from localoffer.program import PROGRAM
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.layers import is_national, path_in_layer
from localoffer.read.markdown_body import exceeded_limit
from localoffer.read.merge_markers import merge_problems
from localoffer.read.source import FieldPath, Source
from localoffer.read.yaml_parser import parse

_NOT_ROWS = ("This file is a list of rows.", 'Begin each row with "- " (a hyphen and a space).')
_NOT_FIELDS = ("The header holds no fields.", "Write each as name: value, on its own line.")
_NO_TEXT = ("There is no text below the header.", "Write how it helps, in plain words.")

_STRAY = (
    "No kind of record belongs at this place.",
    "Move it to the folder of its kind (services/x.md), or use one of the list files' names.",
)


def check_file(file: ContentFile, settings: CheckSettings) -> CheckedFile:
    """Return a content file, checked. Bad content is a problem of the file and never raises."""
    path, digest = file.path, digest_of(file, settings)
    kind = kind_of(path_in_layer(path))
    if kind is None:
        return CheckedFile(path, "", digest, problems=(Problem(path, 0, "", *_STRAY),))
    text = text_of(file)
    if isinstance(text, Problem):
        return CheckedFile(path, kind.name, digest, problems=(text,))
    if not text.strip():
        return CheckedFile(path, kind.name, digest, problems=(*_empty(path, kind),))
    unmerged = merge_problems(text, path)
    if unmerged:
        return CheckedFile(path, kind.name, digest, problems=unmerged)
    read = record_file if kind.is_folder else list_file
    checked = read(file, kind, digest, text, settings)
    if settings.is_fictional or is_national(path):
        return checked
    return replace(checked, problems=(*checked.problems, *fictional_problems(path, text)))


def _empty(path: str, kind: Kind) -> list[Problem]:
    """Return the problem of an empty file, unless it is a list that the offer can do without."""
    if not kind.is_folder and not kind.required:
        return []
    fix = f"Begin with the one that {PROGRAM} new council writes, or with the national one."
    if kind.is_folder:
        fix = f"Fill it in ({PROGRAM} new {kind.name} NAME makes a form), or delete it."
    return [Problem(path, 1, "", "The file is empty.", fix)]


def record_file(
    file: ContentFile, kind: Kind, digest: str, text: str, settings: CheckSettings
) -> CheckedFile:
    """Return the file of one record, checked: its header and the text below it."""
    path = file.path
    source, problems = _source(path, kind, text)
    if source is None:
        return CheckedFile(path, kind.name, digest, problems=tuple(problems))
    slots = slots_in(source.body)
    source, council_parts, unknown = _filled(source, file, settings)
    problems += unknown
    age = settings.reading_age
    missing = _missing(source, kind)
    record = validate(
        source, kind.model, with_placeholders(source.values, missing) if missing else source.values
    )
    if isinstance(record, list):
        problems += (*record, *record_wording(fill_headings(source), kind, None, age))
        return CheckedFile(path, kind.name, digest, problems=tuple(problems))
    if missing and isinstance(record, Service):
        record = without_placeholders(record, missing)
    entry = _entry(source, kind, digest, record, missing, settings)
    entry = replace(entry, slots=slots, council_headings=_ids_of(council_parts, entry))
    problems += _gaps(entry, source, settings)
    problems += _left_to_write(entry, source, kind)
    problems += record_wording(fill_headings(source), kind, record, age)
    mentions = references_of(source, record, (), entry.text)
    record.forget_written()
    return CheckedFile(path, kind.name, digest, entry, (), mentions, tuple(problems))


def filled_source(file: ContentFile, kind: Kind, settings: CheckSettings) -> Source | None:
    """Return the file of one record as its words are judged: with slots and placeholders filled.

    None stands for a file that cannot be read.
    """
    text = text_of(file)
    source = None if isinstance(text, Problem) else _source(file.path, kind, text)[0]
    return fill_headings(_filled(source, file, settings)[0]) if source else None


def _filled(
    source: Source, file: ContentFile, settings: CheckSettings
) -> tuple[Source, tuple[int, ...], list[Problem]]:
    """Return a file with the council's words and the limits in it.

    Also returned are the numbers of the headings above filled slots (see ``compose``), and the
    problems with names that are not known. Those in the council's words are told where they stand.
    """
    problems = [
        *unknown_placeholders(source, source.values, settings.placeholders),
        *unknown_limits(source),
    ]
    body, council_parts = compose(source.body, dict(file.slots))
    source = replace(source, body=body)
    filled = fill_limits(fill_placeholders(source, settings.placeholders))
    return filled, council_parts, problems


def _source(path: str, kind: Kind, text: str) -> tuple[Source | None, list[Problem]]:
    """Return the file's fields and text (None where they cannot be read) and its problems."""
    is_yaml = kind.ending == ".yaml"
    parts = (text, "", 1) if is_yaml else split(text, path)
    if isinstance(parts, Problem):
        return None, [parts]
    header, body, body_line = parts
    parsed = parse(header, path, first_line=1 if is_yaml else 2)
    problems = list(parsed.problems)
    too_long = exceeded_limit(body, path, body_line)
    if too_long:
        return None, [*problems, too_long]
    if problems and parsed.values is None:
        return None, problems
    if not isinstance(parsed.values or {}, dict):
        return None, [*problems, Problem(path, 2, "", *_NOT_FIELDS)]
    return Source(path, parsed.values or {}, parsed.lines, body, body_line), problems


def _entry(
    source: Source,
    kind: Kind,
    digest: str,
    record: Record,
    missing: tuple[str, ...],
    settings: CheckSettings,
) -> Entry[Any]:
    slug = PurePosixPath(source.path).stem
    text = fill_rendered_headings(to_text(source.body, source.body_line, settings.base))
    address = address_of(kind, slug)
    return Entry(source.path, slug, address, record, text, digest, missing)


def _ids_of(numbers: tuple[int, ...], entry: Entry[Any]) -> tuple[str, ...]:
    """Return the ids of an entry's headings by their numbers, from 1; 0 has an empty one."""
    ids = ("", *(heading.id for heading in entry.text.headings))
    return tuple(ids[number] for number in numbers if number < len(ids))


def _missing(source: Source, kind: Kind) -> tuple[str, ...]:
    """Return the required fields that a service lacks and may lack."""
    may_lack = kind.model is Service and may_have_gaps(source.values)
    return missing_fields(source.values) if may_lack else ()


def _gaps(entry: Entry[Any], source: Source, settings: CheckSettings) -> list[Problem]:
    """Return the warning of a service that lacks fields, or the error if it lacks too much."""
    if not entry.missing:
        return []
    names = ", ".join(entry.missing)
    if is_draft(source.values):
        lacks, fix = f"A draft that still lacks: {names}.", "Fill these in, then take draft out."
        return [Problem(entry.path, 1, "", lacks, fix, Level.WARNING, entry.missing)]
    least = missing_least_facts(source.values, settings.least_facts, has_text=bool(entry.text.html))
    if least:
        too_little = f"It lacks too much to be published with gaps: {', '.join(least)}."
        line = source.line_of(("publish_with_gaps",))
        fix = "Fill these in, or write draft: yes in place of publish_with_gaps."
        return [Problem(entry.path, line, "publish_with_gaps", too_little, fix)]
    lacks = f"Published with gaps. Its page says that we do not know: {names}."
    fix = "Fill these in, then take publish_with_gaps out."
    return [Problem(entry.path, 1, "", lacks, fix, Level.WARNING, entry.missing)]


def _left_to_write(entry: Entry[Any], source: Source, kind: Kind) -> list[Problem]:
    """Return what a page still lacks: its text, parts of a guide, an answer about an address."""
    problems = []
    needs_text = kind.needs_text and not getattr(entry.record, "lines", None)
    if needs_text and not entry.text.html:
        problems.append(Problem(entry.path, source.body_line, "", *_NO_TEXT))
    elif isinstance(entry.record, Guide) and entry.record.kind == "journey":
        problems += journey_problems(source)
    if isinstance(entry.record, Service):
        problems += private_contact_problems(source, entry.record)
        problems += misplaced_words(source, entry.record)
    return problems


def list_file(
    file: ContentFile, kind: Kind, digest: str, text: str, settings: CheckSettings
) -> CheckedFile:
    """Return a YAML file of rows, or of the one record in ``site.yaml``, checked."""
    path = file.path
    parsed = parse(text, path)
    if parsed.problems and parsed.values is None:
        return CheckedFile(path, kind.name, digest, problems=tuple(parsed.problems))
    if kind.has_rows and not isinstance(parsed.values or [], list):
        return CheckedFile(path, kind.name, digest, problems=(Problem(path, 1, "", *_NOT_ROWS),))
    source, filled = Source(path, {}, parsed.lines), settings.placeholders
    problems = [*parsed.problems, *unknown_placeholders(source, parsed.values, filled)]
    values = fill_values(parsed.values, filled)
    rows: list[LocatedRecord] = []
    mentions: list[Reference] = []
    for place, row in _places(kind, values, settings):
        record = validate(source, kind.model, row, place)
        problems += row_wording(source, kind.model, row, place, settings.reading_age)
        if isinstance(record, list):
            problems += record
        else:
            rows.append(LocatedRecord(record, source.line_of(place)))
            if isinstance(record, Contact):
                problems += private_contact_problems(source, record, place)
            mentions += references_of(source, record, place, RenderedText())
    return CheckedFile(path, kind.name, digest, None, tuple(rows), tuple(mentions), tuple(problems))


def _places(kind: Kind, values: Any, settings: CheckSettings) -> list[tuple[FieldPath, Any]]:
    if kind.has_rows:
        return [((number,), row) for number, row in enumerate(values or [])]
    own = values or {}
    return [((), {**settings.site_defaults, **own} if isinstance(own, dict) else own)]
