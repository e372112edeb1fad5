"""The score of every document that a query matches: numbers of the index, added up.

Nothing is worked out from the documents here. Whole numbers only, each below 2 to the power of 53,
so that the browser's come out the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from search.engine.ages import NO_AGES, OLDEST, AgeRange
from search.engine.pieces import Postings, unpacked
from search.engine.query import Query, Span, Token, find_phrases
from search.engine.reader import Reader

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One thing that documents are scored by: a word, a pair, a meaning or a name.

    ``postings`` begin with a rarity; ``worth`` is in hundredths; parts of one ``group`` (a word or
    a phrase of the query) cover it together, and it counts for ``size`` in the cover: of the words
    of a phrase each for its share, which are added; of what else covers a group the most counts.
    """

    label: str
    postings: Postings
    worth: int
    group: int
    size: int
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """Documents with their scores, the parts these come from, and factors with their labels.

    ``whole`` are the documents that match every part of the query.
    """

    scores: Mapping[int, int]
    parts: tuple[ScorePart, ...]
    factors: Mapping[int, tuple[tuple[str, int], ...]]
    whole: frozenset[int]


def _parts_of(query: Query, reader: Reader) -> tuple[ScorePart, ...]:
    """Return everything that the documents are scored by."""
    return (
        *_word_parts(query, reader),
        *_pair_parts(query, reader),
        *_meaning_parts(query, reader),
        *_name_parts(query, reader),
        *_age_parts(query, reader),
    )


def score(query: Query, reader: Reader, *, near: object = None) -> Scored:
    """Return the score of every document that has any of the query's parts.

    Where a place is asked for (``near``), what happens at a place counts for more.
    """
    parts = _parts_of(query, reader)
    sums: dict[int, int] = defaultdict(int)
    covered: dict[int, dict[int, int]] = defaultdict(dict)
    shared: dict[int, dict[int, int]] = defaultdict(dict)
    for part in parts:
        for number, value in unpacked(part.postings):
            sums[number] += part.postings[0] * value * part.worth // _HUNDREDTHS
            size = part.size
            if part.is_share:
                shared[number][part.group] = size = shared[number].get(part.group, 0) + size
            covered[number][part.group] = max(covered[number].get(part.group, 0), size)
    return _weighed(query, reader, parts, sums, covered, near=near is not None)


def _weighed(
    query: Query,
    reader: Reader,
    parts: tuple[ScorePart, ...],
    sums: Mapping[int, int],
    covered: Mapping[int, Mapping[int, int]],
    *,
    near: bool,
) -> Scored:
    sizes: dict[int, int] = defaultdict(int)
    for part in parts:
        sizes[part.group] = max(sizes[part.group], part.size)
    total = sum(sizes.values()) or 1
    guide = _is_need(query, reader)
    weights = reader.facts["weights"]
    scores, factors, whole = {}, {}, set()
    for number, start in sums.items():
        value = start
        cover = _HUNDREDTHS * min(total, sum(covered[number].values())) // total
        share = weights["cover_least"] + weights["cover_full"] * cover // _HUNDREDTHS
        applied = (
            ("cover", share),
            *_factors(number, query.ages, reader, is_need=guide, near=near),
        )
        for _, factor in applied:
            value = value * factor // _HUNDREDTHS
        scores[number], factors[number] = value, applied
        if cover == _HUNDREDTHS:
            whole.add(number)
    return Scored(scores, parts, factors, frozenset(whole))


def _word_parts(query: Query, reader: Reader) -> Iterator[ScorePart]:
    tokens = query.tokens
    counting = [index for index, token in enumerate(tokens) if token.counts]
    if not counting:
        rest = [index for index, token in enumerate(tokens) if not token.ignored]
        counting = [index for index in rest if not tokens[index].is_age]
    gaining = [index for index, token in enumerate(tokens) if token.gains and not token.ignored]
    weights = reader.facts["weights"]
    for index in sorted({*counting, *gaining}):
        group = _group(query, index)
        postings = reader.word(tokens[index].stem).get("docs", [0])
        label = f"word {tokens[index].stem}"
        if group >= 0:
            is_counted = _is_counted(query, query.phrases[group], reader)
            worth = weights["word_as_phrase" if is_counted else "word_in_phrase"]
            size = _share(query, index, counting, reader)
            yield ScorePart(label, postings, worth, group, size, is_share=True)
        else:
            size = 0 if index not in counting else max(postings[0], 1)
            yield ScorePart(label, postings, weights["word"], ~index, size)


def _share(query: Query, index: int, counting: Sequence[int], reader: Reader) -> int:
    """Return how much of its phrase a word covers: all words together as much as a meaning."""
    span = query.phrases[_group(query, index)]
    of_phrase = range(span.start, span.end)
    deciding = [one for one in of_phrase if one in counting] or [*of_phrase]
    if index not in deciding:
        return 0
    # A word that no page has is as much of what was meant as any other.
    rarities = [_rarity(query.tokens[one], reader) or _HUNDREDTHS for one in deciding]
    keys = meaning_keys(query.tokens, span, reader)
    size = max(1, *(reader.meaning(key)[0][0] for key in keys))
    return -(-size * rarities[deciding.index(index)] // sum(rarities))


def _is_counted(query: Query, span: Span, reader: Reader) -> bool:
    """Return whether a phrase is one word that its meaning counts already, among its equals."""
    meanings = (reader.meaning(key) for key in meaning_keys(query.tokens, span, reader))
    return not span.rest and any(match != "expand" for _, match, _, _ in meanings)


def _group(query: Query, index: int) -> int:
    """Return the number of the phrase that a token is part of, or -1."""
    for number, span in enumerate(query.phrases):
        if span.start <= index < span.end:
            return number
    return -1


def _pair_parts(query: Query, reader: Reader) -> Iterator[ScorePart]:
    """Yield what stands side by side: as rare as it is, but no rarer than its words together.

    "all day" may stand side by side on one page only, and says little.
    """
    tokens = [token for token in query.tokens if not token.ignored]
    for one, other in pairwise(tokens):
        postings = reader.pair(one.stem, other.stem)
        if postings:
            telling = (token for token in (one, other) if token.counts or token.gains)
            rarity = min(postings[0], sum(_rarity(token, reader) for token in telling))
            label = f"pair {one.stem} {other.stem}"
            worth = reader.facts["weights"]["pair"]
            yield ScorePart(label, [rarity, *postings[1:]], worth, len(query.tokens), 0)


def _rarity(token: Token, reader: Reader) -> int:
    return reader.word(token.stem).get("docs", [0])[0]


def _meaning_parts(query: Query, reader: Reader) -> Iterator[ScorePart]:
    for number, span in enumerate(query.phrases):
        for key in meaning_keys(query.tokens, span, reader):
            postings, match, _, _ = reader.meaning(key)
            worth = reader.facts["weights"]["meaning"][match]
            yield ScorePart(
                f"meaning {key} ({match})", postings, worth, number, max(postings[0], 1)
            )


def meaning_keys(tokens: tuple[Token, ...], span: Span, reader: Reader) -> list[str]:
    """Return the keys of a phrase's meanings."""
    return reader.known(tokens[span.start].stem)["phrases"][span.rest]


def _name_parts(query: Query, reader: Reader) -> Iterator[ScorePart]:
    """Yield the pages whose whole name is in the query.

    The more of the query it is, the more it counts, and more than in proportion: who types
    "youth club" and a town wants no page that is called "Youth club" and is elsewhere.
    """
    known = {token.stem: reader.known(token.stem).get("names", {}) for token in query.tokens}
    counting = [token for token in query.tokens if token.counts]
    said = frozenset(counting or [token for token in query.tokens if not token.ignored])
    for span in find_phrases(query.tokens, known.__getitem__):
        named = [token for token in query.tokens[span.start : span.end] if token in said]
        rarity = sum(_rarity(token, reader) for token in named)
        share = len(named) * _HUNDREDTHS // (len(said) or 1)
        worth = reader.facts["weights"]["name"] * share * share // _HUNDREDTHS**2
        numbers = sorted(known[query.tokens[span.start].stem][span.rest])
        yield ScorePart("name", _in_full(rarity, numbers), worth, len(query.tokens), 0)


def _age_parts(query: Query, reader: Reader) -> Iterator[ScorePart]:
    """Yield the pages that say ages, the one asked for among them, where it is asked for alone."""
    facts, ages = reader.facts, query.ages
    if ages and query.is_age_alone:
        said = enumerate(zip(facts["youngest"], facts["oldest"], strict=True))
        numbers = [
            number
            for number, (low, high) in said
            if low != NO_AGES and low <= ages.high and high >= ages.low
        ]
        rarity = facts["weights"]["age"]
        postings = _in_full(rarity, numbers)
        yield ScorePart("ages", postings, _HUNDREDTHS, len(query.tokens) + 1, rarity)


def _in_full(rarity: int, numbers: Sequence[int]) -> Postings:
    """Return postings of documents, in the order of their numbers, that match in full."""
    gaps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
    return [rarity, *(value for gap in gaps for value in (gap, _HUNDREDTHS))]


def _is_need(query: Query, reader: Reader) -> bool:
    """Return whether the words are a need and nothing else."""
    covered = {index for span in query.phrases for index in range(span.start, span.end)}
    rest = [token for index, token in enumerate(query.tokens) if index not in covered]
    return (
        bool(query.phrases)
        and not any(token.counts for token in rest)
        and all(
            any(reader.meaning(key)[2] for key in meaning_keys(query.tokens, span, reader))
            for span in query.phrases
        )
    )


def _factors(
    number: int, ages: AgeRange | None, reader: Reader, *, is_need: bool, near: bool
) -> Iterator[tuple[str, int]]:
    facts, weights = reader.facts, reader.facts["weights"]
    family = family_of(number, facts)
    yield "kind of page", weights["families"][family]
    if is_need and family == 0:
        yield "guide of a need", weights["guide_of_a_need"]
    yield "status", weights["standings"][int(facts["standings"][number])]
    if near and facts["placed"][number] == "1":
        yield "has a place", weights["has_a_place"]
    if ages:
        yield "ages", weights[age_fit(ages, facts["youngest"][number], facts["oldest"][number])]


def family_of(number: int, facts: Mapping[str, Any]) -> int:
    """Return the place of a document's family among ``weights.FAMILIES``."""
    return ord(facts["families"][number]) - ord("a")


def age_fit(ages: AgeRange, youngest: int, oldest: int) -> str:
    """Return the name of the weight that says how a page's ages fit those asked for."""
    if youngest == NO_AGES or (youngest == 0 and oldest >= OLDEST):
        return "age_unknown"
    return "age_fits" if youngest <= ages.high and oldest >= ages.low else "age_misses"
