"""A word by which a feed sorts its records, and where it stands there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedTerm:
    """A word of a feed, and the name of the vocabulary or else of the field that it is from."""

    word: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class UnmappedWord:
    """How many records of a feed have a word that means nothing here, and where it is from."""

    records: int
    source: str = ""
