"""One YAML file: ``site.yaml``, or a list of rows that are a record each."""

from typing import Any

from localoffer.check.checked_file import CheckedFile, LocatedRecord, Reference, references_of
from localoffer.check.validate import typed
from localoffer.check.wording import left_over
from localoffer.kinds import Kind
from localoffer.offer import RenderedText
from localoffer.problems import Problem
from localoffer.read.source import Place, Source
from localoffer.read.yaml_parser import parse

_NOT_ROWS = ("This file is a list of rows.", 'Begin each row with "- " (a hyphen and a space).')


def list_file(path: str, kind: Kind, digest: str, text: str) -> CheckedFile:
    """Return the outcome for a file of one record or of rows."""
    parsed = parse(text, path)
    if parsed.problems and parsed.values is None:
        return CheckedFile(path, kind.name, digest, problems=tuple(parsed.problems))
    if kind.has_rows and not isinstance(parsed.values or [], list):
        return CheckedFile(path, kind.name, digest, problems=(Problem(path, 1, "", *_NOT_ROWS),))
    source = Source(path, {}, parsed.lines)
    rows: list[LocatedRecord] = []
    mentions: list[Reference] = []
    problems = list(parsed.problems)
    for place, values in _places(kind, parsed.values):
        record = typed(source, kind.model, values, place)
        problems += left_over(source, values, place)
        if isinstance(record, list):
            problems += record
        else:
            rows.append(LocatedRecord(record, source.line_of(place)))
            mentions += references_of(source, record, place, RenderedText())
    return CheckedFile(path, kind.name, digest, None, tuple(rows), tuple(mentions), tuple(problems))


def _places(kind: Kind, values: Any) -> list[tuple[Place, Any]]:
    if kind.has_rows:
        return [((number,), row) for number, row in enumerate(values or [])]
    return [((), values or {})]
