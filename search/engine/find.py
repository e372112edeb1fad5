"""From a query and its filters to results in order: the whole of the search, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localoffer.pages.search_contexts import Choices
from search.engine.ages import NO_AGES, AgeRange
from search.engine.near import Near, by_distance, distances, near_asked
from search.engine.query import Query, Span, Token, find_phrases, understand
from search.engine.reader import Reader
from search.engine.score import Scored, fit, score


@dataclass(frozen=True, slots=True)
class SearchHits:
    """The documents that the words find, by number, in order; and what to say above them.

    ``kept`` are those that fit the filters (None: no filter is chosen); ``away`` the squared
    distances from ``near``, where a place is asked for.
    """

    query: Query
    numbers: tuple[int, ...]
    kept: frozenset[int] | None
    scored: Scored
    near: Near | None
    away: Mapping[int, int]
    notes: tuple[str, ...]
    meant: tuple[tuple[Span, tuple[str, ...]], ...]

    @property
    def results(self) -> tuple[int, ...]:
        """The documents found that fit the filters too."""
        kept = self.kept
        return tuple(number for number in self.numbers if kept is None or number in kept)


def find(choices: Choices, reader: Reader) -> SearchHits:
    """Return what a query finds, best first."""
    query = understand(choices.text, reader, exactly=choices.exactly)
    near = near_asked(choices.near, query, reader)
    scored = _scored(choices, query, near, reader)
    away = distances(near, reader) if near else {}
    ranked = _ranked(scored, reader)
    if near:
        ranked = by_distance(_placed_first(ranked, away, scored), away, _well(scored, reader))
    pinned = _pinned(query, reader)
    numbers = (*pinned, *(number for number in ranked if number not in pinned))
    return SearchHits(
        query=query,
        numbers=numbers,
        kept=fitting(choices, reader),
        scored=scored,
        near=near,
        away=away,
        notes=tuple(dict.fromkeys(_notes(query, reader))),
        meant=tuple(_meant(query, reader)),
    )


def fitting(choices: Choices, reader: Reader) -> frozenset[int] | None:
    """Return the documents that fit every filter chosen; None if none is."""
    kept: frozenset[int] | None = None
    rows = {row["name"]: row for row in reader.file("filters.json")}
    for name, values in choices.filters.items():
        row = rows.get(name)
        if row and values:
            sets = [
                having(option["docs"]) for option in row["options"] if option["value"] in values
            ]
            both = frozenset.intersection if row["kind"] == "all" else frozenset.union
            fits = both(*sets) if sets else frozenset()
            kept = fits if kept is None else kept & fits
    if choices.age is not None:
        of_age = _of_age(AgeRange(choices.age, choices.age), reader)
        kept = of_age if kept is None else kept & of_age
    return kept


def having(gaps: Sequence[int]) -> frozenset[int]:
    """Return the documents of an option, which is kept as the gaps between their numbers."""
    number, found = 0, set()
    for gap in gaps:
        number += gap
        found.add(number)
    return frozenset(found)


def _of_age(ages: AgeRange, reader: Reader) -> frozenset[int]:
    """Return the documents for an age, and those that say no age: not known is not no."""
    youngest, oldest = reader.facts["youngest"], reader.facts["oldest"]
    return frozenset(
        number
        for number, (low, high) in enumerate(zip(youngest, oldest, strict=True))
        if low == NO_AGES or (low <= ages.high and high >= ages.low)
    )


def _scored(choices: Choices, query: Query, near: Near | None, reader: Reader) -> Scored:
    """Return the scores: by the words, or where these say no more than an age or a place, alike."""
    if any(not token.aside for token in query.tokens):
        return score(query, reader, near=near)
    if choices.text.strip() and not (query.ages or query.postcode):
        return Scored({}, (), {}, frozenset())
    everything = range(reader.facts["documents"])
    ages, facts = query.ages, reader.facts
    if ages is None:
        return Scored(dict.fromkeys(everything, 1), (), {}, frozenset())
    worth = (
        facts["weights"][fit(ages, *row)]
        for row in zip(facts["youngest"], facts["oldest"], strict=True)
    )
    of_age = _of_age(ages, reader)
    scores = {number: value for number, value in enumerate(worth) if number in of_age}
    return Scored(scores, (), {}, frozenset())


def _ranked(scored: Scored, reader: Reader) -> list[int]:
    """Return documents, best first, without those that hardly fit beside the best."""
    most = max(scored.scores.values(), default=0)
    share = reader.facts["weights"]["least_share"]
    whole = reader.facts["weights"]["least_share_of_whole"]
    rows = [
        (-value, number)
        for number, value in scored.scores.items()
        if value * (whole if number in scored.whole else share) >= most
    ]
    return [number for value, number in sorted(rows) if value]


def _well(scored: Scored, reader: Reader) -> list[int]:
    most = max(scored.scores.values(), default=0)
    share = reader.facts["weights"]["fits_well"]
    return [number for number, value in scored.scores.items() if value * share >= most]


def _placed_first(numbers: list[int], away: Mapping[int, int], scored: Scored) -> list[int]:
    """Where nothing but a place was asked for, put what has a place before the rest."""
    return numbers if scored.parts else sorted(numbers, key=lambda number: number not in away)


def _pinned(query: Query, reader: Reader) -> tuple[int, ...]:
    """Return the editors' best bets for exactly these words; soft words do not matter."""
    for stems in (_all(query.tokens), _counting(query.tokens)):
        if stems:
            pins = reader.known(stems[0]).get("pins", {}).get(" ".join(stems[1:]))
            if pins:
                return tuple(pins)
    return ()


def _all(tokens: Sequence[Token]) -> list[str]:
    return [token.stem for token in tokens]


def _counting(tokens: Sequence[Token]) -> list[str]:
    return [token.stem for token in tokens if token.counts]


def _notes(query: Query, reader: Reader) -> list[str]:
    found = []
    for span in query.phrases:
        for key in reader.known(query.tokens[span.start].stem)["phrases"][span.rest]:
            note = reader.meaning(key)[3]
            if note:
                found.append(note)
    return found


def _meant(query: Query, reader: Reader) -> list[tuple[Span, tuple[str, ...]]]:
    known = {token.stem: reader.known(token.stem).get("choices", {}) for token in query.tokens}
    return [
        (span, tuple(known[query.tokens[span.start].stem][span.rest]))
        for span in find_phrases(query.tokens, known.__getitem__)
    ]
