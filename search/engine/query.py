"""What a query means: its stems, the phrases known in it, its ages and its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from search.engine.ages import AgeRange, find_ages
from search.engine.correction import Correction, corrected, typed_words
from search.engine.languages import is_foreign
from search.engine.postcodes import find_postcode
from search.engine.reader import Reader
from search.engine.safety import is_urgent
from search.engine.words import NEGATIONS, NOT, SMALL, SOFT_STEMS, stem

#: Towns by the first stem of their names: the rest, the name, easting and northing.
Towns = Mapping[str, Sequence[Sequence[str | int]]]


@dataclass(frozen=True, slots=True)
class Token:
    """A stem of the query and the position of its word.

    ``soft`` ones count only if there is nothing else; ``ignored`` ones are a postcode; an age and
    a town are soft too: pages that name them gain, and others lose nothing.
    """

    stem: str
    position: int
    soft: bool
    ignored: bool
    is_age: bool = False
    is_town: bool = False

    @property
    def counts(self) -> bool:
        """Whether the stem by itself says what to look for."""
        return not self.soft and not self.ignored and self.stem != NOT

    @property
    def gains(self) -> bool:
        """Whether pages that say the stem gain, and others lose nothing."""
        return self.is_age or self.is_town


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens from ``start`` to before ``end``: a known phrase, and its ``rest`` after one stem."""

    start: int
    end: int
    rest: str

    @property
    def length(self) -> int:
        """How many tokens it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Query:
    """What a query means.

    ``typed`` are its words as typed, ``words`` in their right spelling; ``tokens`` its stems;
    ``phrases`` the spans that have meanings, longest first and none inside another; ``postcode``
    the outward and the inward code.
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

    @property
    def is_age_alone(self) -> bool:
        """Whether nothing is asked for but an age, in words that are no more than that."""
        return self.ages is not None and not any(
            token.counts or token.is_town for token in self.tokens
        )


def understand(text: str, reader: Reader, *, exactly: bool = False) -> Query:
    """Return what a query means; ``exactly`` keeps its spelling."""
    typed = typed_words(text)
    keeps = exactly or is_foreign(text, typed, reader)
    right, corrections = (typed, ()) if keeps else corrected(typed, reader)
    ages, of_ages = find_ages(right)
    postcode = find_postcode(right, reader.is_place)
    ignored = postcode[2] if postcode else frozenset[int]()
    tokens = with_soft_town(tokens_of(right, ignored, of_ages), reader.facts["towns"])
    return Query(
        typed=tuple(typed),
        words=tuple(right),
        corrections=corrections,
        tokens=tokens,
        phrases=find_phrases(tokens, lambda first: reader.known(first).get("phrases", {})),
        ages=ages,
        postcode=postcode[:2] if postcode else None,
        is_urgent=is_urgent(text, right, reader, exactly=exactly),
    )


def tokens_of(
    words: Sequence[str], ignored: frozenset[int], of_ages: frozenset[int] = frozenset()
) -> tuple[Token, ...]:
    """Return the stems of folded words, without the small ones; those of an age are soft."""
    tokens = []
    for position, word in enumerate(words):
        if word in NEGATIONS:
            tokens.append(Token(NOT, position, soft=True, ignored=False))
        elif word not in SMALL:
            short = stem(word)
            is_age = position in of_ages
            soft = is_age or short in SOFT_STEMS
            tokens.append(Token(short, position, soft, position in ignored, is_age))
    return tuple(tokens)


def with_soft_town(tokens: tuple[Token, ...], towns: Towns) -> tuple[Token, ...]:
    """Return the tokens with a town's name soft: it says where to look, and not what for."""
    span = town_in(tokens, towns)
    if span is None:
        return tokens
    return tuple(
        replace(token, soft=True, is_town=True) if span.start <= position < span.end else token
        for position, token in enumerate(tokens)
    )


def without_town(query: Query) -> Query:
    """Return a query with the name of its town left out; itself, where there is nothing else."""
    is_more = any(not token.is_town and not token.ignored for token in query.tokens)
    if not is_more or not any(token.is_town for token in query.tokens):
        return query
    tokens = (
        replace(token, is_town=False, ignored=token.ignored or token.is_town)
        for token in query.tokens
    )
    return replace(query, tokens=tuple(tokens))


def town_in(tokens: Sequence[Token], towns: Towns) -> Span | None:
    """Return the span of a town's name in the tokens: the longest name, if there are several."""
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
        if (span := _span_at(tokens, start, rest)) and not _is_slight(tokens, span)
    ]
    chosen: list[Span] = []
    for span in sorted(
        spans, key=lambda span: (-len(span.rest.split()), span.length, span.start, span.rest)
    ):
        if all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    return tuple(chosen)


def _span_at(tokens: Sequence[Token], start: int, rest: str) -> Span | None:
    """Return the span of a phrase that begins at a token, if all of it is there."""
    end = start + 1
    for wanted in rest.split():
        while end < len(tokens) and tokens[end].stem != wanted and tokens[end].soft:
            end += 1
        if end == len(tokens) or tokens[end].stem != wanted:
            return None
        end += 1
    return Span(start, end, rest)


def _is_slight(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a span is one soft word among others."""
    counts = any(token.counts for token in tokens[span.start : span.end])
    return not counts and not span.rest and len(tokens) > 1
