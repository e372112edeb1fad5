"""A council of any size for measuring: the example council with services by the thousand.

Seeded: the same size gives the same files. Each service follows one of the example's, field by
field and paragraph by paragraph, in length; its sentences, names, places and numbers are new.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.one_layer import lay_one_layer
from benchmarks.record import Made, made_service
from benchmarks.words import make_chain, service_name

_SEED = 20261121
_SERVICE = re.compile(r"/services/([a-z0-9-]+)/(?:#[a-z0-9-]+)?")
_SERVICE_OF_A_BASE = re.compile(r"^( +service: )([a-z0-9-]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A record of the example council: its slug, its fields as written, and its text."""

    slug: str
    fields: Mapping[str, Any]
    body: str


def make_council(example: Path, folder: Path, services: int) -> None:
    """Write a council with that many services into ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    lay_one_layer(example, folder)
    (folder / "services").mkdir()
    chance = Random(_SEED)
    examples = examples_in(example / "services")
    names = _names(chance, services)
    slugs = [re.sub(r"[^a-z0-9]+", "-", name.lower()) for name in names]
    moved = {one.slug: slugs[number % services] for number, one in enumerate(examples)}
    _lead_elsewhere(folder, moved)
    chain = make_chain(text for one in examples for text in (one.body, *_prose(one.fields)))
    for number, name in enumerate(names):
        one = examples[number % len(examples)]
        related = tuple(chance.choice(slugs) for _ in one.fields["related"])
        made = Made(name, slugs[number], related, chain, chance)
        text = made_service(one.fields, _moved(one.body, moved), made)
        (folder / "services" / f"{slugs[number]}.md").write_text(text, encoding="utf-8")


def examples_in(folder: Path) -> Sequence[Example]:
    """Return every record of a folder, in the order of their slugs."""
    found = []
    for file in sorted(folder.glob("*.md")):
        _, header, body = file.read_text(encoding="utf-8").split("---\n", 2)
        found.append(Example(file.stem, _as_text(header), body))
    return found


def _as_text(header: str) -> Mapping[str, Any]:
    """Return the fields of a header, every value as its letters: ``no`` stays a word."""
    fields: Mapping[str, Any] = yaml.load(header, yaml.CBaseLoader)  # noqa: S506 - makes text only
    return fields


def _names(chance: Random, number: int) -> Sequence[str]:
    names: dict[str, None] = {}
    while len(names) < number:
        names[service_name(chance)] = None
    return tuple(names)


def _prose(fields: Mapping[str, Any]) -> Iterator[str]:
    for value in fields.values():
        if isinstance(value, str) and " " in value:
            yield value


def _lead_elsewhere(folder: Path, moved: Mapping[str, str]) -> None:
    """Links to the example's services lead to made ones instead, and so do bases in schools."""
    for file in (*folder.rglob("*.md"), *folder.rglob("*.yaml")):
        text = _moved(file.read_text(encoding="utf-8"), moved)
        text = _SERVICE_OF_A_BASE.sub(lambda field: f"{field[1]}{moved[field[2]]}", text)
        file.write_text(text, encoding="utf-8")


def _moved(text: str, moved: Mapping[str, str]) -> str:
    return _SERVICE.sub(lambda link: f"/services/{moved[link[1]]}/", text)
