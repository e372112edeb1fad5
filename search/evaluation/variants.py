"""The ways in which people ask."""

from typing import Literal, get_args

Variant = Literal[
    "lay",
    "emotional",
    "question",
    "misspelling",
    "acronym",
    "professional",
    "young-person",
    "place",
    "named",
]
VARIANTS: frozenset[str] = frozenset(get_args(Variant))
