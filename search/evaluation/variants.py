"""The ways in which people ask."""

from typing import Literal, get_args

Variant = Literal[
    "lay",
    "emotional",
    "question",
    "long",
    "dictation",
    "shorthand",
    "misspelling",
    "american",
    "acronym",
    "professional",
    "young-person",
    "age",
    "place",
    "time",
    "named",
    "language",
    "negation",
    "condition",
]
VARIANTS: frozenset[str] = frozenset(get_args(Variant))
