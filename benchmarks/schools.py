"""Schools by the thousand in a made council: each follows one of the example's, under a new name.

Seeded, as ``council.py`` is. A school's web addresses and what a visit to its report found are
made with it; a report written here keeps the example's words, whose lengths are limited. A third
of the schools have no area of the council's list, as those that come from the national register
have none: their town stands for it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.council import Example, examples_in
from benchmarks.record import Made, as_file, new_body
from benchmarks.words import Chain, make_chain, place

_SEED = 20261123
_FIRST_URN = 990_000  # numbers from here are in no register
_TOWNS = 120
_NO_AREA_EACH = 3
_LONGEST = 60  # letters of a slug, which is a part of web addresses too
_COLLEGES = ("college", "special college")
_SETTING = "early years setting"
_HOST = re.compile(r"https://((?!www\.)[a-z0-9-]+\.example\.org)")
_SCHOOL = re.compile(r"/(schools|reports)/([a-z0-9-]+)/")

#: Where the name of a kind of place begins in the name of a school.
_KIND = re.compile(
    r"\b(?:Church of England|Catholic|Nursery|Primary|Infant|Junior|First|Middle|High|Grammar"
    r"|Sixth|Technical|School|Academy|College|Day|Preschool|Playgroup|Montessori|Childminders)\b.*"
)


@dataclass(frozen=True)
class Numbers:
    """How many schools a council has, how many early years settings, and how many colleges."""

    schools: int
    early_years: int
    colleges: int


@dataclass(frozen=True)
class Ground:
    """What all made schools draw on."""

    chain: Chain
    chance: Random
    towns: Sequence[str]
    services: Sequence[str]
    urns: Iterator[int]


def make_schools(folder: Path, numbers: Numbers) -> None:
    """Put made schools in place of those of the council in ``folder``, which has its services."""
    examples = examples_in(folder / "schools")
    reports = {one.fields["school"]: one for one in examples_in(folder / "reports")}
    visits = (folder / "link-checks.yaml").read_text(encoding="utf-8").splitlines()
    for file in (*(folder / "schools").glob("*.md"), *(folder / "reports").glob("*.md")):
        file.unlink()
    ground = _ground(folder, examples)
    names: dict[str, Example] = {}
    for one in _followed(examples, numbers):
        names[_name(one, ground.chance, names)] = one
    moved = {one.slug: _slug(name) for one, name in zip(examples, cycle(names), strict=False)}
    moved |= {one.slug: _slug(name) for name, one in names.items()}
    rows = [row for row in visits if not _hosts(row)]
    for number, (name, one) in enumerate(names.items()):
        made = Made(name, _slug(name), (), ground.chain, ground.chance)
        fields = _fields(one, made, ground, has_area=number % _NO_AREA_EACH > 0)
        body = new_body(one.body, made) if one.body.strip() else ""
        _write(folder / "schools", made.slug, fields, body)
        if one.slug in reports:
            report = reports[one.slug]
            _write(folder / "reports", made.slug, _fields_of_report(report, made), report.body)
        hosts = _hosts(str(one.fields))
        rows += [_elsewhere(row, hosts, made.slug) for row in visits if hosts & _hosts(row)]
    _write_visits(folder / "link-checks.yaml", rows)
    _lead_elsewhere(folder, moved)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:_LONGEST].strip("-")


def _fields_of_report(report: Example, made: Made) -> Mapping[str, Any]:
    return {key: value for key, value in report.fields.items() if key != "id"} | {
        "school": made.slug
    }


def _ground(folder: Path, examples: Sequence[Example]) -> Ground:
    chance = Random(_SEED)
    texts = [one.body for one in (*examples, *examples_in(folder / "services")[:200])]
    return Ground(
        make_chain(texts),
        chance,
        [place(chance) for _ in range(_TOWNS)],
        sorted(file.stem for file in (folder / "services").glob("*.md")),
        count(_FIRST_URN),
    )


def _followed(examples: Sequence[Example], numbers: Numbers) -> Iterator[Example]:
    """Yield the example that each made school follows; each example of a kind in its turn."""
    settings = [one for one in examples if one.fields["kind"] == _SETTING]
    colleges = [one for one in examples if one.fields["kind"] in _COLLEGES]
    others = [one for one in examples if one.fields["kind"] not in (_SETTING, *_COLLEGES)]
    for group, number in (
        (others, numbers.schools),
        (settings, numbers.early_years),
        (colleges, numbers.colleges),
    ):
        yield from (group[turn % len(group)] for turn in range(number))


def _name(one: Example, chance: Random, taken: Mapping[str, Example]) -> str:
    kind = _KIND.search(one.fields["name"])
    while True:
        name = f"{place(chance)} {kind[0] if kind else 'School'}"
        if name not in taken:
            return name


def _hosts(text: str) -> set[str]:
    return set(_HOST.findall(text))


def _elsewhere(text: str, hosts: set[str], slug: str) -> str:
    for host in hosts:
        text = text.replace(host, f"{slug}.example.org")
    return text


def _fields(one: Example, made: Made, ground: Ground, *, has_area: bool) -> Mapping[str, Any]:
    new = {key: value for key, value in one.fields.items() if key not in ("id", "former_names")}
    if not has_area:
        new.pop("area", None)
    new["name"] = made.name
    for key, change in _CHANGES.items():
        if key in new:
            new[key] = change(new[key], made, ground)
    hosts = _hosts(str(one.fields))
    return {key: _deep(value, lambda text: _elsewhere(text, hosts, made.slug).replace(
        one.slug, made.slug)) for key, value in new.items()}  # fmt: skip


def _deep(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _deep(one, change) for key, one in value.items()}
    if isinstance(value, list):
        return [_deep(one, change) for one in value]
    return change(value)


def _bases(value: Any, made: Made, ground: Ground) -> Any:
    return [_base(one, made, ground) for one in value]


def _base(one: Mapping[str, Any], made: Made, ground: Ground) -> Mapping[str, Any]:
    new = {**one, "name": f"The {place(made.chance)} Room"}
    for key in ("about", "who_decides", "how_to_ask"):
        if key in one:
            new[key] = made.chain.text(made.chance, len(one[key].split()))
    if "service" in one:
        new["service"] = made.chance.choice(ground.services)
    return new


def _number(_value: Any, made: Made, _ground: Ground) -> str:
    return f"01632 960{made.chance.randint(0, 999):03}"


_CHANGES: Mapping[str, Callable[[Any, Made, Ground], Any]] = {
    "urn": lambda _, _made, ground: str(next(ground.urns)),
    "former_urns": lambda value, _, ground: [str(next(ground.urns)) for _ in value],
    "city": lambda _, made, ground: made.chance.choice(ground.towns),
    "address_1": lambda _, made, _ground: (
        f"{made.chance.randint(1, 199)} {place(made.chance)} Lane"
    ),
    "trust": lambda _, made, _ground: f"{place(made.chance)} Schools Trust",
    "alternate_names": lambda value, made, _: [f"{place(made.chance)} School" for _ in value],
    "keywords": lambda value, made, _: [f"{one} {place(made.chance)}" for one in value],
    "phone": _number,
    "bases": _bases,
}


def _write(folder: Path, slug: str, fields: Mapping[str, Any], body: str) -> None:
    (folder / f"{slug}.md").write_text(as_file(fields, body), encoding="utf-8")


def _write_visits(file: Path, rows: Sequence[str]) -> None:
    comments = [row for row in rows if not row.startswith("- ")]
    found = sorted({row for row in rows if row.startswith("- ")})
    file.write_text("\n".join((*comments, *found, "")), encoding="utf-8")


def _lead_elsewhere(folder: Path, moved: Mapping[str, str]) -> None:
    """Links to the example's schools and reports lead to made ones instead."""
    for file in (*folder.rglob("*.md"), *folder.glob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        new = _SCHOOL.sub(lambda link: f"/{link[1]}/{moved.get(link[2], link[2])}/", text)
        if file.name == "coordinators.yaml":
            for old, slug in moved.items():
                new = re.sub(rf"\b{old}\b", slug, new)
        if new != text:
            file.write_text(new, encoding="utf-8")
