"""The example council as one folder: the national texts as if it had written them itself.

Hugo knows no layers, and scenes change files of every kind in a council's own folder.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from localoffer.check.council_words import compose, fill_placeholders, fill_values
from localoffer.check.site_facts import placeholder_values, read_site_facts
from localoffer.check.slot_files import slots_by_text
from localoffer.read.content_files import ContentFile, walk
from localoffer.read.layers import SITE, ContentLayers
from localoffer.read.source import Source

_ROW = re.compile(r"^- (?:.*\n)(?:(?!- ).*\n)*", re.MULTILINE)
_ID = re.compile(r"\bid: ([\w-]+)")
_WORDS = re.compile(r"\bwords: \[([^]]*)\]")
_KEY = re.compile(r"^([a-z_]+):.*\n(?:(?![a-z_]+:).*\n)*", re.MULTILINE)
_LEFT_BEHIND = ("services", "addresses.txt", "slots", "agreements.yaml")


def lay_one_layer(example: Path, folder: Path) -> None:
    """Write into ``folder`` all but the services of a council and of the national texts beside it.

    Slots and placeholders are filled in, and statements say themselves who agreed them.
    """
    shutil.copytree(example, folder, ignore=shutil.ignore_patterns(*_LEFT_BEHIND))
    national = example.parent / "national"
    values = placeholder_values(read_site_facts(ContentLayers(example, national)))
    slots = slots_by_text(_files(example))
    agreements = dict(_agreements(example / "agreements.yaml"))
    for file in _files(national):
        own = folder / file.path
        text = file.raw.decode("utf-8")
        own.parent.mkdir(parents=True, exist_ok=True)
        if file.path == SITE:
            text = f"national: no\n{_with_defaults(own.read_text('utf-8'), text)}"
        elif file.path.endswith(".yaml"):
            text = _joined(own.read_text("utf-8") if own.exists() else "", text)
        elif own.exists():
            continue
        else:
            text = _filled(file, text, dict(slots.get(file.path, ())), values)
            text = text.replace("\n---\n", f"\n{agreements.get(own.stem, '')}---\n", 1)
        own.write_text(str(fill_values(text, values)), encoding="utf-8")


def _files(folder: Path) -> Iterator[ContentFile]:
    return (file for file in walk(folder) if isinstance(file, ContentFile))


def _filled(
    file: ContentFile, text: str, slots: Mapping[str, str], values: Mapping[str, tuple[str, str]]
) -> str:
    _, header, body = text.split("---\n", 2)
    source = Source(file.path, {}, {}, compose(body, slots)[0], 1)
    return f"---\n{header}---\n{fill_placeholders(source, values).body}"


def _joined(own: str, national: str) -> str:
    """Return the rows of both; an own row takes the place of one with its id, or with its words."""
    said = {word for row in _ROW.findall(own) for word in _names(row)}
    kept = [row for row in _ROW.findall(national) if not said.intersection(_names(row))]
    return f"{''.join(kept)}\n{own}"


def _names(row: str) -> Sequence[str]:
    words = [word.strip().lower() for found in _WORDS.findall(row) for word in found.split(",")]
    return [*_ID.findall(row.partition("\n")[0]), *words]


def _with_defaults(own: str, national: str) -> str:
    keys = set(_KEY.findall(own))
    defaults = (found[0] for found in _KEY.finditer(national) if found[1] not in keys)
    return f"{''.join(defaults)}{own}"


def _agreements(file: Path) -> Iterator[tuple[str, str]]:
    """Yield for each statement the lines of its header that say who agreed it, and when."""
    rows: list[dict[str, Any]] = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    for row in rows:
        facts = {"version": 1, **row}
        statements = facts.pop("statements", ())
        lines = [f"{name}: {json.dumps(fact, default=str)}\n" for name, fact in facts.items()]
        yield from ((statement, "".join(lines)) for statement in statements)
