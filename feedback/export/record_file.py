"""A record of counts as a file of the content: written if it loads, else refused."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from feedback.export.content_file import KnownIds, write, wrong_with
from feedback.export.export_result import ExportResult
from localoffer.model.base import Record
from localoffer.write.yaml_blocks import yaml_of


def write_record(
    content: Path, path: str, model: type[Record], values: Mapping[str, Any], known: KnownIds
) -> Iterator[ExportResult]:
    """Write the fields of a record, in their order; yield what became of the file."""
    text = yaml_of(values)
    try:
        meant = model.model_validate(values)
    except ValidationError:
        meant = None
    reasons = tuple(wrong_with(path, text, meant, known))
    if reasons:
        yield ExportResult(path, "refused", reasons)
    elif write(content / path, text):
        yield ExportResult(path, "written")
