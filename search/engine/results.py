"""A page of results, field by field, as the page, the command and the browser show it."""

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
from search.engine.excerpt import excerpt, marked
from search.engine.find import SearchHits, filtered_documents, find, option_documents
from search.engine.languages import is_foreign
from search.engine.query import Query, Span
from search.engine.reader import Reader
from search.engine.spelling import near_spellings

#: Results on one page.
PER_PAGE = 10

#: Letters of a query that a heading repeats.
MOST_REPEATED = 100


def search(choices: Choices, reader: Reader, *, page: int = 1, per_page: int = PER_PAGE) -> Results:
    """Return a page of results (from 1) for words and filters."""
    hits = find(choices, reader)
    numbers = hits.results
    pages = max(1, -(-len(numbers) // per_page))
    page = min(max(page, 1), pages)
    on_page = numbers[(page - 1) * per_page : page * per_page]
    return Results(
        choices=choices,
        **_above_results(choices, hits, reader),
        total=len(numbers),
        page=page,
        pages=pages,
        previous=address_of(choices, page=page - 1) if page > 1 else "",
        next=address_of(choices, page=page + 1) if page < pages else "",
        results=tuple(_result(number, hits, reader) for number in on_page),
        filters=tuple(_filter_states(choices, hits, reader)),
        removable=tuple(_removable(choices, hits, reader)),
    )


class _AboveResults(TypedDict):
    showing_for: str
    as_typed: str
    description: str
    notes: tuple[str, ...]
    meant: tuple[Meant, ...]
    near_spellings: tuple[tuple[str, str], ...]
    is_urgent: bool
    everything: str
    unknown_place: str


def _above_results(choices: Choices, hits: SearchHits, reader: Reader) -> _AboveResults:
    query = hits.query
    is_corrected = bool(query.corrections)
    return {
        "showing_for": query.text if is_corrected else "",
        "as_typed": address_of(replace(choices, exactly=True)) if is_corrected else "",
        "description": _description(choices, hits, reader),
        "notes": hits.notes,
        "meant": tuple(_meant(choices, query, *words) for words in hits.meant),
        "near_spellings": () if hits.results else tuple(_spellings(choices, query, reader)),
        "is_urgent": query.is_urgent,
        "everything": address_of(replace(choices, everything=True)) if hits.left_out else "",
        "unknown_place": ""
        if hits.near
        else choices.near or " ".join(query.postcode or ()).strip(),
    }


def _meant(choices: Choices, query: Query, span: Span, meanings: tuple[str, ...]) -> Meant:
    first, last = query.tokens[span.start].position, query.tokens[span.end - 1].position
    before, after = query.words[:first], query.words[last + 1 :]
    texts = (" ".join([*before, meaning, *after]) for meaning in meanings)
    return Meant(
        " ".join(query.words[first : last + 1]),
        meanings,
        tuple(address_of(replace(choices, text=text)) for text in texts),
    )


def _spellings(choices: Choices, query: Query, reader: Reader) -> Iterable[tuple[str, str]]:
    """Yield searches with the first unknown word spelt otherwise: the words, and the parameters."""
    if is_foreign(choices.text, query.typed, reader):
        return
    for position, word in enumerate(query.words):
        if not reader.knows(word):
            for other in near_spellings(word, reader.candidates(word).items()):
                words = [*query.words[:position], other, *query.words[position + 1 :]]
                text = " ".join(words)
                yield text, address_of(replace(choices, text=text))
            return


def _result(number: int, hits: SearchHits, reader: Reader) -> Result:
    row = reader.result_fields(number)
    address, title, kind, summary, ages, place, checked, notice, sentences = row
    wanted = frozenset(token.stem for token in hits.query.tokens if token.counts)
    text = summary if hits.query.is_urgent else excerpt(title, summary, sentences, wanted)
    away = hits.away.get(number)
    return Result(
        number=number,
        address=address,
        title=title,
        kind=kind,
        summary=summary,
        marked=tuple(marked(text, wanted)),
        ages=ages,
        place=place,
        checked=checked,
        notice=notice,
        away="" if away is None or not hits.near else f"{miles(away)} from {hits.near.name}",
        score=hits.scored.scores.get(number, 0),
    )


def miles(distance2: int) -> str:
    """Return a squared distance in units of 100 metres as miles, such as "1.2 miles"."""
    tenths = floor(sqrt(distance2) * 100 / 160.9344 + 0.5)
    return "1 mile" if tenths == 10 else f"{tenths // 10}.{tenths % 10} miles"  # noqa: PLR2004


def _description(choices: Choices, hits: SearchHits, reader: Reader) -> str:
    """Return the search in English: “speech therapy” for age 3 near SC1, that are free."""
    query = hits.query
    text = query.text if query.corrections else _shortened(choices.text)
    words = f"“{text}”" if query.tokens or text else "everything"
    age = f" for age {choices.age}" if choices.age is not None else ""
    near = (
        f" {_near_words(choices)} {hits.near.name}"
        if hits.near and (choices.near or choices.within)
        else ""
    )
    chosen = _chosen(choices, reader)
    filters = f" {', '.join(phrase for _, _, phrase in chosen)}" if chosen else ""
    return f"{words}{age}{near}{filters}"


def _near_words(choices: Choices) -> str:
    return f"within {choices.within} miles of" if choices.within else "near"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_REPEATED else f"{line[:MOST_REPEATED]}…"


def _chosen(choices: Choices, reader: Reader) -> list[tuple[str, str, str]]:
    """Return the name, the value and the phrase of every option chosen."""
    return [
        (row["name"], option["value"], option["said"])
        for row in reader.file("filters.json")
        for option in row["options"]
        if option["value"] in choices.filters.get(row["name"], ())
    ]


def _filter_states(choices: Choices, hits: SearchHits, reader: Reader) -> Iterable[FilterState]:
    matches = frozenset(hits.numbers)
    for row in reader.file("filters.json"):
        name = row["name"]
        others = filtered_documents(without(choices, name, None), reader)
        filtered = matches if others is None else matches & others
        if row["kind"] == "all" and hits.filtered is not None:
            filtered &= hits.filtered
        chosen = choices.filters.get(name, ())
        options = tuple(
            OptionState(
                option["value"],
                option["label"],
                len(filtered & option_documents(row, option["docs"])),
                option["value"] in chosen,
            )
            for option in row["options"]
        )
        yield FilterState(name, row["label"], row["kind"], row["first"], options)


def _removable(choices: Choices, hits: SearchHits, reader: Reader) -> Iterable[Removable]:
    """Yield each filter that is chosen, with the search without it."""
    matches = frozenset(hits.numbers)
    fewer = [(f"for age {choices.age}", replace(choices, age=None))] * (choices.age is not None)
    fewer += [
        (phrase, without(choices, name, value)) for name, value, phrase in _chosen(choices, reader)
    ]
    if choices.within and hits.near:
        yield _removed(
            f"within {choices.within} miles",
            replace(choices, within=None),
            matches | hits.farther,
            reader,
        )
    for phrase, rest in fewer:
        yield _removed(phrase, rest, matches, reader)


def _removed(phrase: str, rest: Choices, matches: frozenset[int], reader: Reader) -> Removable:
    filtered = filtered_documents(rest, reader)
    count = len(matches if filtered is None else matches & filtered)
    return Removable(phrase, address_of(rest), count)


def without(choices: Choices, name: str, value: str | None) -> Choices:
    """Return the choices without one option of a filter, or (None) without any of it."""
    rest: Mapping[str, tuple[str, ...]] = {
        other: tuple(option for option in values if other != name or (value and option != value))
        for other, values in choices.filters.items()
    }
    return replace(choices, filters={other: values for other, values in rest.items() if values})
