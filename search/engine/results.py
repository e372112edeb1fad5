"""Results as they are shown, field by field: on the page, by the command, in the browser."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import floor, sqrt
from typing import TypedDict

from localoffer.pages.search_contexts import (
    Choices,
    FilterState,
    Meant,
    OptionState,
    Removable,
    Result,
    Results,
)
from search.engine.address import address_of
from search.engine.find import SearchHits, find, fitting, having
from search.engine.query import Query, Span
from search.engine.reader import Reader
from search.engine.spelling import near_spellings
from search.engine.words import fold, stem

#: Results on one page.
PER_PAGE = 10

#: Letters of a query that a heading repeats.
MOST_SAID = 100

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def search(choices: Choices, reader: Reader, *, page: int = 1, per_page: int = PER_PAGE) -> Results:
    """Return a page of results (from 1) for words and filters."""
    found = find(choices, reader)
    numbers = found.results
    pages = max(1, -(-len(numbers) // per_page))
    page = min(max(page, 1), pages)
    shown = numbers[(page - 1) * per_page : page * per_page]
    return Results(
        choices=choices,
        **_words(choices, found, reader),
        total=len(numbers),
        page=page,
        pages=pages,
        previous=address_of(choices, page=page - 1) if page > 1 else "",
        next=address_of(choices, page=page + 1) if page < pages else "",
        results=tuple(_result(number, found, reader) for number in shown),
        filters=tuple(_states(choices, found, reader)),
        removable=tuple(_removable(choices, found, reader)),
    )


class _Words(TypedDict):
    showing_for: str
    as_typed: str
    said: str
    notes: tuple[str, ...]
    meant: tuple[Meant, ...]
    near_spellings: tuple[tuple[str, str], ...]
    is_urgent: bool
    unknown_place: str


def _words(choices: Choices, found: SearchHits, reader: Reader) -> _Words:
    query = found.query
    is_other = bool(query.corrections)
    return {
        "showing_for": query.text if is_other else "",
        "as_typed": address_of(replace(choices, exactly=True)) if is_other else "",
        "said": _said(choices, found, reader),
        "notes": found.notes,
        "meant": tuple(_meant(choices, query, *one) for one in found.meant),
        "near_spellings": () if found.results else tuple(_spellings(choices, query, reader)),
        "is_urgent": query.is_urgent,
        "unknown_place": choices.near if choices.near and not found.near else "",
    }


def _meant(choices: Choices, query: Query, span: Span, meanings: tuple[str, ...]) -> Meant:
    first, last = query.tokens[span.start].place, query.tokens[span.end - 1].place
    before, after = query.words[:first], query.words[last + 1 :]
    texts = (" ".join([*before, meaning, *after]) for meaning in meanings)
    return Meant(
        " ".join(query.words[first : last + 1]),
        meanings,
        tuple(address_of(replace(choices, text=text)) for text in texts),
    )


def _spellings(choices: Choices, query: Query, reader: Reader) -> Iterable[tuple[str, str]]:
    """Yield searches with an unknown word spelt otherwise: the words, the end of an address."""
    for place, word in enumerate(query.words):
        if not reader.knows(word):
            for other in near_spellings(word, reader.candidates(word).items()):
                words = [*query.words[:place], other, *query.words[place + 1 :]]
                text = " ".join(words)
                yield text, address_of(replace(choices, text=text))
            return


def _result(number: int, found: SearchHits, reader: Reader) -> Result:
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


def _said(choices: Choices, found: SearchHits, reader: Reader) -> str:
    """Return the search in English: “speech therapy” for age 3 near SC1, that are free."""
    query = found.query
    text = query.text if query.corrections else _shortened(choices.text)
    words = f"“{text}”" if query.tokens or text else "everything"
    age = f" for age {choices.age}" if choices.age is not None else ""
    near = f" near {found.near.name}" if choices.near and found.near else ""
    chosen = _chosen(choices, reader)
    filters = f" {', '.join(said for _, _, said in chosen)}" if chosen else ""
    return f"{words}{age}{near}{filters}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_SAID else f"{line[:MOST_SAID]}…"


def _chosen(choices: Choices, reader: Reader) -> list[tuple[str, str, str]]:
    return [
        (row["name"], option["value"], option["said"])
        for row in reader.file("filters.json")
        for option in row["options"]
        if option["value"] in choices.filters.get(row["name"], ())
    ]


def _states(choices: Choices, found: SearchHits, reader: Reader) -> Iterable[FilterState]:
    words = frozenset(found.numbers)
    for row in reader.file("filters.json"):
        name = row["name"]
        others = fitting(without(choices, name, None), reader)
        kept = words if others is None else words & others
        chosen = choices.filters.get(name, ())
        together = kept if row["kind"] != "all" or found.kept is None else kept & found.kept
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


def _removable(choices: Choices, found: SearchHits, reader: Reader) -> Iterable[Removable]:
    words = frozenset(found.numbers)
    fewer = [(f"for age {choices.age}", replace(choices, age=None))] * (choices.age is not None)
    fewer += [
        (said, without(choices, name, value)) for name, value, said in _chosen(choices, reader)
    ]
    for said, rest in fewer:
        kept = fitting(rest, reader)
        count = len(words if kept is None else words & kept)
        yield Removable(said, address_of(rest), count)


def without(choices: Choices, name: str, value: str | None) -> Choices:
    """Return the choices without one option of a filter, or (None) without any of it."""
    kept: Mapping[str, tuple[str, ...]] = {
        one: tuple(option for option in values if one != name or (value and option != value))
        for one, values in choices.filters.items()
    }
    return replace(choices, filters={one: values for one, values in kept.items() if values})
