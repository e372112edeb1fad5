"""Counts in words: 1 page, 12 pages."""


def counted(number: int, one: str, more: str = "") -> str:
    """Return a number with its noun: "1 page", "12 pages"; ``more`` is an unusual plural."""
    return f"{number:,} {noun_of(number, one, more)}"


def noun_of(number: int, one: str, more: str = "") -> str:
    """Return the noun alone that goes with a number."""
    return one if number == 1 else more or f"{one}s"
