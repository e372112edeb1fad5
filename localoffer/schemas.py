"""JSON Schemas of every kind of record, made from the models, for editors' tools."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from localoffer.kinds import KINDS, Kind
from localoffer.model.service import Service
from localoffer.model.site import Site
from localoffer.problems import Problem
from localoffer.read.front_matter import split
from localoffer.write.atomic import replace_file

#: What a site needs and the national ``site.yaml`` gives, so that a council's own may do without.
NATIONAL_DEFAULTS = frozenset({"tagline", "help", "advice_service", "home"})


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind's file: a record, or a list of rows."""
    adapter: TypeAdapter[Any] = TypeAdapter(list[kind.model] if kind.has_rows else kind.model)  # type: ignore[name-defined]
    schema = adapter.json_schema(mode="validation")
    if kind.model is Site:
        schema["required"] = [name for name in schema["required"] if name not in NATIONAL_DEFAULTS]
    if kind.model is Service:
        schema |= _needed_once_known(schema.pop("required"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_as_written(schema),
        "title": f"{kind.place}: {kind.name}",
    }


def _needed_once_known(required: list[str]) -> dict[str, Any]:
    """Return the part of a schema by which a draft, or what is published with gaps, may lack much.

    The fields that say so take ``yes`` and ``no`` by their own schema.
    """
    lacks = [
        {"properties": {name: {"enum": ["yes", True]}}, "required": [name]}
        for name in ("draft", "publish_with_gaps")
    ]
    return {"if": {"anyOf": lacks}, "else": {"required": required}}


def write_headers(content: Path, folder: Path) -> list[Path]:
    """Write the header of each Markdown record as a YAML file into ``folder``; return the files.

    A line has the number that it has in the Markdown file. What has no header is left out: the
    command ``check`` tells of it.
    """
    files = []
    for kind in KINDS:
        for source in sorted((content / kind.place).glob("*.md")) if kind.ending == ".md" else ():
            text = source.read_text(encoding="utf-8", errors="replace")
            parts = split(text, kind.place)
            if not isinstance(parts, Problem):
                file = folder / kind.place / f"{source.stem}.yaml"
                replace_file(file, f"# {kind.place}/{source.name}\n{parts[0]}")
                files.append(file)
    return files


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into ``folder`` and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for kind in KINDS:
        file = folder / f"{kind.name}.schema.json"
        file.write_text(
            json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        files.append(file)
    return files


def _as_written(schema: Any) -> Any:
    """Let a schema take values as the files write them and as editors' tools read them.

    To YAML 1.2 ``yes`` and ``no`` are plain words, and a phone number such as 999 is a number.
    """
    if isinstance(schema, list):
        return [_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {key: _as_written(value) for key, value in schema.items()}
    if changed.get("type") == "boolean":
        del changed["type"]
        changed["enum"] = ["yes", "no", True, False]
    elif changed.get("type") == "string" and not {"enum", "format"} & changed.keys():
        changed["type"] = ["string", "number"]
    return changed
