"""JSON Schemas of every kind of record, made from the models, for editors' tools."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from localoffer.kinds import KINDS, Kind


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind's file: a record, or a list of rows."""
    rows = not kind.is_folder and kind.name != "site"
    adapter: TypeAdapter[Any] = TypeAdapter(list[kind.model] if rows else kind.model)  # type: ignore[name-defined]
    schema = adapter.json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_with_yes_no(schema),
        "title": f"{kind.place}: {kind.name}",
    }


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


def _with_yes_no(schema: Any) -> Any:
    """Let ``yes`` and ``no`` stand for booleans, as the files write them.

    Editors' tools read YAML 1.2, in which both are plain words.
    """
    if isinstance(schema, dict):
        changed = {key: _with_yes_no(value) for key, value in schema.items()}
        if changed.get("type") == "boolean":
            del changed["type"]
            changed["enum"] = ["yes", "no", True, False]
        return changed
    return [_with_yes_no(one) for one in schema] if isinstance(schema, list) else schema
