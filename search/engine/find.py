"""From a query and its filters to documents in order: the whole search, step by step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from localoffer.pages.search_contexts import Choices
from search.engine.ages import NO_AGES, AgeRange
from search.engine.kinds_of_answer import each_kind_seen, fits_its_kind
from search.engine.near import Near, by_distance, distances, farther_than, find_near
from search.engine.query import Query, Span, find_phrases, understand, without_town
from search.engine.reader import Reader
from search.engine.score import Scored, meaning_keys, score
from search.engine.urgent_results import urgent_results


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The documents that a query matches, by number, in order; and what to say above them.

    ``filtered`` are the documents that fit the filters (None: no filter is chosen), and ``named``
    those that name what is chosen, where some are for all; ``away`` the squared distances from
    ``near``, where a place is asked for, and ``farther`` what would match and lies too far away;
    ``left_out`` whether anything that was found is left out for its words of danger;
    ``meant`` the phrases that have several meanings, with these.
    """

    query: Query
    numbers: tuple[int, ...]
    filtered: frozenset[int] | None
    named: frozenset[int] | None
    farther: frozenset[int]
    left_out: bool
    scored: Scored
    near: Near | None
    away: Mapping[int, int]
    notes: tuple[str, ...]
    meant: tuple[tuple[Span, tuple[str, ...]], ...]

    @property
    def results(self) -> tuple[int, ...]:
        """The documents that match the query and fit the filters: what is for all comes last."""
        filtered, named = self.filtered, self.named
        fits = [number for number in self.numbers if filtered is None or number in filtered]
        return tuple(sorted(fits, key=lambda number: named is not None and number not in named))


def find(choices: Choices, reader: Reader) -> SearchHits:
    """Return the documents that a query matches, best first."""
    query = understand(choices.text, reader, exactly=choices.exactly)
    near = find_near(choices.near, query, reader)
    scored = _score_documents(choices, query, near, reader)
    away = distances(near, reader) if near else {}
    ranking = _rank(scored, reader)
    if near:
        answers = _answers(query, scored, away, reader)
        ranking = by_distance(_placed_first(ranking, away, scored), away, answers)
    pins = _pinned(query, reader)
    found = (*pins, *(number for number in ranking if number not in pins))
    found = numbers = each_kind_seen(found, reader)
    if query.is_urgent:
        help_of = reader.facts["urgent_help"]
        numbers = urgent_results(found, help_of, everything=choices.everything)
    farther = farther_than(choices.within, away)
    return SearchHits(
        query=query,
        numbers=tuple(number for number in numbers if number not in farther),
        filtered=filtered_documents(choices, reader),
        named=_documents_named(choices, reader),
        farther=farther.intersection(numbers),
        left_out=not farther.union(numbers).issuperset(found),
        scored=scored,
        near=near,
        away=away,
        notes=tuple(dict.fromkeys(_notes(query, reader))),
        meant=tuple(_meant(query, reader)),
    )


def filtered_documents(choices: Choices, reader: Reader) -> frozenset[int] | None:
    """Return the documents that fit every filter chosen; None if none is."""
    filtered: frozenset[int] | None = None
    rows = {row["name"]: row for row in reader.file("filters.json")}
    for name, values in choices.filters.items():
        row = rows.get(name)
        if row and values:
            sets = [option_documents(row, option["docs"]) for option in _chosen(row, values)]
            combine = frozenset.intersection if row["kind"] == "all" else frozenset.union
            fits = combine(*sets) if sets else frozenset()
            filtered = fits if filtered is None else filtered & fits
    if choices.age is not None:
        of_age = _documents_for_age(AgeRange(choices.age, choices.age), reader)
        filtered = of_age if filtered is None else filtered & of_age
    return filtered


def _chosen(row: Mapping[str, Any], values: Sequence[str]) -> list[Mapping[str, Any]]:
    return [option for option in row["options"] if option["value"] in values]


def option_documents(row: Mapping[str, Any], gaps: Sequence[int]) -> frozenset[int]:
    """Return the documents that an option of a filter leaves: its own, and what is for all."""
    for_all = (documents_of(option["docs"]) for option in _chosen(row, [row["for_all"]]))
    return documents_of(gaps).union(*for_all)


def _documents_named(choices: Choices, reader: Reader) -> frozenset[int] | None:
    """Return what names an option chosen of a filter that some fit whatever is chosen."""
    rows = [row for row in reader.file("filters.json") if row["for_all"]] if choices.filters else []
    chosen = [one for row in rows for one in _chosen(row, choices.filters.get(row["name"], ()))]
    sets = [documents_of(option["docs"]) for option in chosen]
    return frozenset[int]().union(*sets) if sets else None


def documents_of(gaps: Sequence[int]) -> frozenset[int]:
    """Return the documents of an option, which the index has as the gaps between their numbers."""
    number, numbers = 0, set()
    for gap in gaps:
        number += gap
        numbers.add(number)
    return frozenset(numbers)


def _documents_for_age(ages: AgeRange, reader: Reader) -> frozenset[int]:
    """Return the documents for an age, and those that say no age: not known is not no."""
    youngest, oldest = reader.facts["youngest"], reader.facts["oldest"]
    return frozenset(
        number
        for number, (low, high) in enumerate(zip(youngest, oldest, strict=True))
        if low == NO_AGES or (low <= ages.high and high >= ages.low)
    )


def _score_documents(choices: Choices, query: Query, near: Near | None, reader: Reader) -> Scored:
    """Return the scores: by the words, or where these are a place alone, all alike.

    Then only what has a place is found: no words ever find every page.
    """
    if any(not token.ignored for token in query.tokens):
        return score(query, reader, near=near)
    numbers: Iterable[int] = ()
    if not choices.text.strip():
        numbers = range(reader.facts["documents"])
    elif query.postcode and near:
        numbers = distances(near, reader)
    return Scored(dict.fromkeys(numbers, 1), (), {}, frozenset())


def _rank(scored: Scored, reader: Reader) -> list[int]:
    """Return documents, best first, without those that hardly fit compared with their best."""
    fits = fits_its_kind(scored, reader)
    rows = [(-value, number) for number, value in scored.scores.items() if fits(number)]
    return [number for value, number in sorted(rows) if value]


def _answers(
    query: Query, scored: Scored, away: Mapping[int, int], reader: Reader
) -> frozenset[int]:
    """Return the documents with a place that answer the words: those are ordered by distance.

    The name of the town is no part of the question: a page has to answer without it.
    """
    apart = without_town(query)
    asked = scored if apart is query else score(apart, reader, near=True)
    placed = {number: value for number, value in asked.scores.items() if number in away}
    most = max(placed.values(), default=0)
    share = reader.facts["weights"]["fits_well"]
    return frozenset(
        number
        for number, value in placed.items()
        if value * share >= most and (number in asked.whole or not asked.parts)
    )


def _placed_first(numbers: list[int], away: Mapping[int, int], scored: Scored) -> list[int]:
    """Where nothing but a place was asked for, put what has a place before the rest."""
    return numbers if scored.parts else sorted(numbers, key=lambda number: number not in away)


def _pinned(query: Query, reader: Reader) -> tuple[int, ...]:
    """Return the editors' best bets for exactly these words; soft words do not matter."""
    for tokens in (query.tokens, [token for token in query.tokens if token.counts]):
        stems = [token.stem for token in tokens]
        if stems:
            pins = reader.known(stems[0]).get("pins", {}).get(" ".join(stems[1:]))
            if pins:
                return tuple(pins)
    return ()


def _notes(query: Query, reader: Reader) -> list[str]:
    """Return the notes of the meanings in a query, such as that a name is an old one."""
    keys = (key for span in query.phrases for key in meaning_keys(query.tokens, span, reader))
    return [note for key in keys if (note := reader.meaning(key)[3])]


def _meant(query: Query, reader: Reader) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the phrases of a query that have several meanings, with these."""
    known = {token.stem: reader.known(token.stem).get("choices", {}) for token in query.tokens}
    return [
        (span, tuple(known[query.tokens[span.start].stem][span.rest]))
        for span in find_phrases(query.tokens, known.__getitem__)
    ]
