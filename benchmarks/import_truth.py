"""What a person read in the made-up feeds of three councils, and what an import made of them.

``truth.csv`` beside each set of feeds has a row for each record, written from its own words and
fields before the import had seen them. In a cell ``a|b`` means that either is right, ``a?`` that
it may be said but need not be; ``allowed`` has needs, fields and values (``free=no``) that may be
said likewise. An empty cell means that nothing may be said. ``days`` are sessions as
``TU,TH 10:00-12:00`` (``/2`` every other week), or ``words`` where no plain weekly session says it.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_AGES = ("minimum_age", "maximum_age")
_PRICE = ("fees_description", "cost_options")


@dataclass(frozen=True)
class Verdict:
    """What became of one record: facts stated and found, and what was said that nobody said."""

    stated: AbstractSet[str]
    found: AbstractSet[str]
    invented: Sequence[str]
    days: str


def read_truth(file: Path) -> Sequence[Mapping[str, str]]:
    """Return the rows of the truth table."""
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def judge(truth: Mapping[str, str], fields: Mapping[str, Any]) -> Verdict:
    """Compare what the import wrote of a record with what its own words say."""
    checks = {
        "needs": _right_needs(truth, fields),
        "ages": _right_ages(truth, fields),
        "costs": _right_costs(truth, fields),
    }
    return Verdict(
        frozenset(fact for fact, right in checks.items() if right is not None),
        frozenset(fact for fact, right in checks.items() if right),
        list(_invented(truth, fields)),
        _days(truth["days"], fields),
    )


def _right_needs(truth: Mapping[str, str], fields: Mapping[str, Any]) -> bool | None:
    stated = set(truth["needs"].split())
    return stated <= set(fields.get("needs", ())) if stated else None


def _right_ages(truth: Mapping[str, str], fields: Mapping[str, Any]) -> bool | None:
    ends = [end for end in _AGES if truth[end] and not truth[end].endswith("?")]
    return all(_fits(truth[end], fields.get(end)) for end in ends) if ends else None


def _right_costs(truth: Mapping[str, str], fields: Mapping[str, Any]) -> bool | None:
    if truth["free"] == "yes":
        return fields.get("free") == "yes"
    return any(map(fields.get, _PRICE)) if truth["price"] else None


def _fits(cell: str, value: str | None) -> bool:
    return value is not None and value in cell.replace("?", "").split("|")


def _invented(truth: Mapping[str, str], fields: Mapping[str, Any]) -> Iterator[str]:
    allowed = set(truth["allowed"].split())
    yield from (
        f"needs: {need}"
        for need in fields.get("needs", ())
        if need not in allowed | set(truth["needs"].split())
    )
    for name in (*_AGES, "free"):
        value = fields.get(name)
        may = bool(allowed & {name, name.removesuffix("_age"), "age" if name in _AGES else ""})
        anything = truth[name] == "?" or truth[name].endswith("|?")
        may = may or f"{name}={value}" in allowed
        if value is not None and not may and not anything and not _fits(truth[name], value):
            yield f"{name}: {value}"
    price_may_be = truth["price"] or truth["free"] or allowed & {"price", "free", "free=no"}
    if any(map(fields.get, _PRICE)) and not price_may_be:
        yield f"price: {fields.get('fees_description') or fields['cost_options']}"


def _days(cell: str, fields: Mapping[str, Any]) -> str:
    found = {_session(one) for one in fields.get("schedules", ())}
    certain = set(_sessions(cell, sure=True))
    possible = certain | set(_sessions(cell, sure=False))
    if cell == "words" and found:
        return "to look at"
    if found - possible:
        return "wrong"
    if found and found >= certain:
        return "right"
    if found:
        return "in part"
    if fields.get("schedule_note"):
        return "in words"
    return "in the text only" if cell else "none said"


def _session(session: Mapping[str, str]) -> str:
    """Return a session as the truth writes it, such as ``FR/2 19:00-21:00``."""
    every = f"/{session['interval']}" if session.get("interval", "1") != "1" else ""
    nth = session.get("week_of_month", "")
    return f"{nth}{session['byday']}{every} {session['opens_at']}-{session['closes_at']}"


def _sessions(cell: str, *, sure: bool) -> Iterator[str]:
    for part in cell.split(";"):
        if part in {"", "words"} or part.endswith("?") is sure:
            continue
        days, _, times = part.rstrip("?").partition(" ")
        days, slash, every = days.partition("/")
        yield from (f"{day}{slash}{every} {times}" for day in days.split(","))
