"""One service made after another: the same fields and lengths, new words, names and numbers."""

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from benchmarks.words import Chain, place

#: Fields whose sentences no other field could deny, so that new ones do no harm.
_PROSE = (
    "eligibility_description",
    "application_process",
    "what_happens_next",
    "staff_training",
    "if_turned_down",
    "schedule_note",
    "age_note",
)
_LINK = re.compile(r"\[[^\]]+\]\(/[^)]+\)")
#: Letters that one page of the example explains and another, made of its parts, would not.
_PLAIN = {
    "SENDIASS": "the advice service",
    "EHC": "education and care",
    "SENCO": "the coordinator",
    "ADHD": "restlessness",
}
_SUMMARY = range(20, 301)  # letters
_COLUMNS = 110


@dataclass(frozen=True)
class Made:
    """What is new in a made service, and where its words and numbers come from."""

    name: str
    slug: str
    related: tuple[str, ...]
    chain: Chain
    chance: Random


class _AsWritten(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes ``yes``, ``2026-08-18`` and ``01632 960123`` as an editor would, without quotes."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, width=10_000, allow_unicode=True)
        Serializer.__init__(self, explicit_start=options.get("explicit_start"))
        SafeRepresenter.__init__(
            self, default_flow_style=options["default_flow_style"], sort_keys=False
        )
        BaseResolver.__init__(self)


def made_service(fields: Mapping[str, Any], body: str, made: Made) -> str:
    """Return the file of a service that follows ``fields`` and ``body`` in shape and length."""
    new = {key: _field(key, value, made) for key, value in fields.items() if key != "id"}
    new |= {"name": made.name, "related": list(dict.fromkeys(made.related))}
    text = as_file(new, new_body(body, made))
    return re.sub(r"\b[A-Z]{3,}\b", lambda word: _PLAIN.get(word[0], word[0]), text)


def as_file(fields: Mapping[str, Any], body: str) -> str:
    """Return the file of a record, a field a line; what lies inside a field stands on its line."""
    deep = any(isinstance(value, dict | list) for value in fields.values())
    header = yaml.dump(fields, Dumper=_AsWritten, default_flow_style=None if deep else False)
    return f"---\n{header}---\n{body}"


def _field(key: str, value: Any, made: Made) -> Any:
    if key in _PROSE:
        return made.chain.text(made.chance, len(value.split()))
    change = _CHANGES.get(key)
    return change(value, made) if change else value


def _summary(value: Any, made: Made) -> Any:
    while True:
        text = made.chain.text(made.chance, len(value.split()))
        if len(text) in _SUMMARY:
            return text


def _phones(value: Any, made: Made) -> Any:
    return [{**one, "number": f"01632 960{made.chance.randint(0, 999):03}"} for one in value]


def _locations(value: Any, made: Made) -> Any:
    return [_location(one, made) for one in value]


def _location(one: Mapping[str, Any], made: Made) -> Mapping[str, Any]:
    chance, new = made.chance, {**one, "name": f"{place(made.chance)} Hall"}
    if "address_1" in one:
        new["address_1"] = f"{chance.randint(1, 199)} {place(chance)} Road"
    for key in ("transportation", "access_note"):
        if key in one:
            new[key] = made.chain.text(chance, len(one[key].split()))
    return new


_CHANGES: Mapping[str, Callable[[Any, Made], Any]] = {
    "organization": lambda _, made: f"{place(made.chance)} Families Together",
    "alternate_names": lambda value, made: [f"{place(made.chance)} Group" for _ in value],
    "summary": _summary,
    "phones": _phones,
    "locations": _locations,
    "email": lambda _, made: f"hello@{made.slug}.example.org",
    "url": lambda _, made: f"https://{made.slug}.example.org/",
    "referral_url": lambda _, made: f"https://{made.slug}.example.org/ask",
    "assured_date": lambda _, made: (
        f"2026-{made.chance.randint(6, 11):02}-{made.chance.randint(1, 20):02}"
    ),
}


def new_body(body: str, made: Made) -> str:
    """Return a text of the same shape and length; headings, tables and quotes stay."""
    return "\n\n".join(_block(block, made) for block in body.strip().split("\n\n")) + "\n"


def _block(block: str, made: Made) -> str:
    if block.startswith(("#", "|", ">", "1")):
        return block
    chain, chance = made.chain, made.chance
    if block.startswith("- "):
        rows = re.split(r"\n(?=- )", block)
        return "\n".join(f"- {chain.text(chance, len(row.split()) - 1)}" for row in rows)
    links = "".join(f" Read about {link}." for link in _LINK.findall(block))
    return textwrap.fill(
        chain.text(chance, len(block.split())) + links, _COLUMNS, break_on_hyphens=False
    )
