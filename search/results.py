"""Results as they are shown, field by field: on the page, by the command, in the browser."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, sqrt

from search.filters import said_together
from search.find import Choices, Found, Meant, find, fitting, having
from search.reader import Reader
from search.words import fold, stem

#: Results on one page.
PER_PAGE = 10

#: Letters of a query that a heading repeats.
_SAID = 100

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Result:
    """One result. ``marked`` is the summary in pieces, each with whether it matches the words.

    ``away`` says how far it is, such as "1.2 miles from SC1"; lines that say nothing are empty.
    """

    number: int
    address: str
    title: str
    kind: str
    summary: str
    marked: tuple[tuple[str, bool], ...]
    ages: str
    place: str
    checked: str
    notice: str
    away: str
    score: int


@dataclass(frozen=True, slots=True)
class OptionState:
    """A choice of a filter: how many results it leaves, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterState:
    """A filter with its choices. ``first`` ones are always seen, the others under "more"."""

    name: str
    label: str
    kind: str
    first: bool
    options: tuple[OptionState, ...]


@dataclass(frozen=True, slots=True)
class Removable:
    """A chosen filter, in words, and how many results there would be without it."""

    name: str
    value: str
    said: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a page of results says.

    ``showing_for`` is what was searched for, where the spelling was put right, else empty;
    ``said`` the whole search in English; ``notes`` sentences above the results; ``meant`` short
    forms with several meanings; ``is_urgent`` whether to show the panel of help; ``removable``
    the filters chosen; ``unknown_place`` a place that was asked for and is not known.
    """

    choices: Choices
    showing_for: str
    said: str
    notes: tuple[str, ...]
    meant: tuple[Meant, ...]
    is_urgent: bool
    total: int
    page: int
    pages: int
    results: tuple[Result, ...]
    filters: tuple[FilterState, ...]
    removable: tuple[Removable, ...]
    unknown_place: str


def search(choices: Choices, reader: Reader, *, page: int = 1, per_page: int = PER_PAGE) -> Results:
    """Return a page of results (from 1) for words and filters."""
    found = find(choices, reader)
    numbers = found.results
    pages = max(1, -(-len(numbers) // per_page))
    page = min(max(page, 1), pages)
    shown = numbers[(page - 1) * per_page : page * per_page]
    query = found.query
    return Results(
        choices=choices,
        showing_for=query.text if query.corrections else "",
        said=_said(choices, found, reader),
        notes=found.notes,
        meant=found.meant,
        is_urgent=query.is_urgent,
        total=len(numbers),
        page=page,
        pages=pages,
        results=tuple(_result(number, found, reader) for number in shown),
        filters=tuple(_states(choices, found, reader)),
        removable=tuple(_removable(choices, found, reader)),
        unknown_place=choices.near if choices.near and not found.near else "",
    )


def _result(number: int, found: Found, reader: Reader) -> Result:
    address, title, kind, summary, ages, place, checked, notice = reader.shown(number)
    wanted = frozenset(token.stem for token in found.query.tokens if token.counts)
    away = found.away.get(number)
    return Result(
        number=number,
        address=address,
        title=title,
        kind=kind,
        summary=summary,
        marked=tuple(marked(summary, wanted)),
        ages=ages,
        place=place,
        checked=checked,
        notice=notice,
        away="" if away is None or not found.near else f"{miles(away)} from {found.near.name}",
        score=found.scored.scores.get(number, 0),
    )


def miles(distance2: int) -> str:
    """Return a squared distance in units of 100 metres as miles, such as "1.2 miles"."""
    tenths = floor(sqrt(distance2) * 100 / 160.9344 + 0.5)
    return "1 mile" if tenths == 10 else f"{tenths // 10}.{tenths % 10} miles"  # noqa: PLR2004


def marked(text: str, wanted: frozenset[str]) -> Iterable[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is a word of the query."""
    at = 0
    for match in _WORD.finditer(text):
        if stem(fold(match[0])) in wanted:
            if match.start() > at:
                yield text[at : match.start()], False
            yield match[0], True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def _said(choices: Choices, found: Found, reader: Reader) -> str:
    """Return the search in English: “speech therapy” for age 3 near SC1, that are free."""
    query = found.query
    text = query.text if query.corrections else _shortened(choices.text)
    words = f"“{text}”" if query.tokens or text else "everything"
    age = f" for age {choices.age}" if choices.age is not None else ""
    near = f" near {found.near.name}" if choices.near and found.near else ""
    chosen = _chosen(choices, reader)
    return f"{words}{age}{near}{said_together([said for _, _, said in chosen])}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SAID else f"{line[:_SAID]}…"


def _chosen(choices: Choices, reader: Reader) -> list[tuple[str, str, str]]:
    return [
        (row["name"], option["value"], option["said"])
        for row in reader.file("filters.json")
        for option in row["options"]
        if option["value"] in choices.filters.get(row["name"], ())
    ]


def _states(choices: Choices, found: Found, reader: Reader) -> Iterable[FilterState]:
    words = frozenset(found.numbers)
    for row in reader.file("filters.json"):
        name = row["name"]
        others = fitting(without(choices, name, None), reader)
        kept = words if others is None else words & others
        chosen = choices.filters.get(name, ())
        together = kept if row["kind"] != "all" or not found.kept else kept & found.kept
        options = tuple(
            OptionState(
                option["value"],
                option["label"],
                len(together & having(option["docs"])),
                option["value"] in chosen,
            )
            for option in row["options"]
        )
        yield FilterState(name, row["label"], row["kind"], row["first"], options)


def _removable(choices: Choices, found: Found, reader: Reader) -> Iterable[Removable]:
    words = frozenset(found.numbers)

    def left(fewer: Choices) -> int:
        kept = fitting(fewer, reader)
        return len(words if kept is None else words & kept)

    if choices.age is not None:
        fewer = Choices(choices.text, choices.filters)
        yield Removable("age", str(choices.age), f"for age {choices.age}", left(fewer))
    for name, value, said in _chosen(choices, reader):
        yield Removable(name, value, said, left(without(choices, name, value)))


def without(choices: Choices, name: str, value: str | None) -> Choices:
    """Return the choices without one option of a filter, or (None) without any of it."""
    kept: Mapping[str, tuple[str, ...]] = {
        one: tuple(option for option in values if one != name or (value and option != value))
        for one, values in choices.filters.items()
    }
    return Choices(choices.text, kept, choices.age, choices.near, exactly=choices.exactly)
