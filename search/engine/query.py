"""What a query means: its stems, the phrases known in it, its ages and its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engine.ages import AgeRange, find_ages
from search.engine.correction import Correction, corrected, typed_words
from search.engine.postcodes import find_postcode
from search.engine.reader import Reader
from search.engine.safety import is_urgent
from search.engine.words import NEGATIONS, NOT, SMALL, SOFT_STEMS, stem

#: Towns by the first stem of their names: the rest, the name, easting and northing.
Towns = Mapping[str, Sequence[Sequence[str | int]]]


@dataclass(frozen=True, slots=True)
class Token:
    """A stem of the query and the place of its word.

    ``soft`` ones count only if there is nothing else; ``aside`` ones are an age or a postcode;
    ``where`` ones a town, which is soft: pages that say it gain, and others lose nothing.
    """

    stem: str
    place: int
    soft: bool
    aside: bool
    where: bool = False

    @property
    def counts(self) -> bool:
        """Whether the stem by itself says what is looked for."""
        return not self.soft and not self.aside and self.stem != NOT


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens ``start`` to ``end`` (left out) that are a known phrase, and its rest in the index."""

    start: int
    end: int
    rest: str

    @property
    def length(self) -> int:
        """How many tokens it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Query:
    """A query understood.

    ``typed`` are its words as typed, ``words`` in their right spelling; ``tokens`` its stems;
    ``phrases`` the spans that have meanings, longest first and none inside another; ``postcode``
    the outward and the inward code; ``place`` a town's name in it.
    """

    typed: tuple[str, ...]
    words: tuple[str, ...]
    corrections: tuple[Correction, ...]
    tokens: tuple[Token, ...]
    phrases: tuple[Span, ...]
    ages: AgeRange | None
    postcode: tuple[str, str] | None
    is_urgent: bool

    @property
    def text(self) -> str:
        """The words searched for."""
        return " ".join(self.words)


def understand(text: str, reader: Reader, *, exactly: bool = False) -> Query:
    """Return what a query means; ``exactly`` keeps its spelling."""
    typed = typed_words(text)
    right, corrections = (typed, ()) if exactly else corrected(typed, reader)
    ages, of_ages = find_ages(right)
    postcode = find_postcode(right)
    aside = of_ages | (postcode[2] if postcode else frozenset())
    tokens = with_soft_town(tokens_of(right, aside), reader.facts["towns"])
    return Query(
        typed=tuple(typed),
        words=tuple(right),
        corrections=corrections,
        tokens=tokens,
        phrases=find_phrases(tokens, lambda first: reader.known(first).get("phrases", {})),
        ages=ages,
        postcode=postcode[:2] if postcode else None,
        is_urgent=is_urgent([*typed, *right], reader.facts["safety"]),
    )


def tokens_of(words: Sequence[str], aside: frozenset[int]) -> tuple[Token, ...]:
    """Return the stems of folded words, without the small ones."""
    found = []
    for place, word in enumerate(words):
        if word in NEGATIONS:
            found.append(Token(NOT, place, soft=True, aside=False))
        elif word not in SMALL:
            short = stem(word)
            found.append(Token(short, place, short in SOFT_STEMS, place in aside))
    return tuple(found)


def with_soft_town(tokens: tuple[Token, ...], towns: Towns) -> tuple[Token, ...]:
    """Return the tokens with a town's name soft: it says where, and only else what."""
    span = town_in(tokens, towns)
    if span is None:
        return tokens
    return tuple(
        replace(token, soft=True, where=True) if span.start <= at < span.end else token
        for at, token in enumerate(tokens)
    )


def town_in(tokens: Sequence[Token], towns: Towns) -> Span | None:
    """Return where a town's name stands in the tokens, the longest one first."""
    known = {first: {str(row[0]): row for row in rows} for first, rows in towns.items()}
    return next(iter(find_phrases(tokens, lambda first: known.get(first, {}))), None)


def find_phrases(
    tokens: Sequence[Token], known: Callable[[str], Mapping[str, object]]
) -> tuple[Span, ...]:
    """Return the known phrases in the tokens: the longest first, none over another.

    Soft words may stand between the words of a phrase; of two as long, the one with fewer between
    is chosen. A phrase of one soft word is found only where it is the whole query.
    """
    spans = [
        span
        for start in range(len(tokens))
        for rest in known(tokens[start].stem)
        if (span := _span(tokens, start, rest)) and not _is_slight(tokens, span)
    ]
    chosen: list[Span] = []
    for span in sorted(
        spans, key=lambda one: (-len(one.rest.split()), one.length, one.start, one.rest)
    ):
        if all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    return tuple(chosen)


def _span(tokens: Sequence[Token], start: int, rest: str) -> Span | None:
    at = start + 1
    for wanted in rest.split():
        while at < len(tokens) and tokens[at].stem != wanted and tokens[at].soft:
            at += 1
        if at == len(tokens) or tokens[at].stem != wanted:
            return None
        at += 1
    return Span(start, at, rest)


def _is_slight(tokens: Sequence[Token], span: Span) -> bool:
    counts = any(token.counts for token in tokens[span.start : span.end])
    return not counts and not span.rest and len(tokens) > 1
