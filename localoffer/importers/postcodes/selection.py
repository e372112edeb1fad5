"""Which postcodes to import: by authority, by outward code, or by those of the services."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from localoffer.model.fields import read_postcode
from localoffer.problems import UsageError, quoted

#: An outward code (DN1, SW1A) or the letters of an area (DN); the code of an authority.
_OUTCODE = re.compile(r"([A-Z]{1,2})(\d[\dA-Z]?)?")
_AUTHORITY = re.compile(r"[EWS]\d{8}")
_IN_CONTENT = re.compile(r"\bpostal_code:\s*[\"']?([A-Za-z0-9 ]{5,9})")
_NAMED = 8


@dataclass(frozen=True, slots=True)
class PostcodeSelection:
    """The postcodes of ``authorities`` if any are named, else of ``outcodes``.

    ``outcodes`` may hold letters of areas, too. ``from_content`` is whether they were taken from
    the content because the command names none.
    """

    outcodes: frozenset[str] = frozenset()
    authorities: frozenset[str] = frozenset()
    from_content: bool = False

    def matches(self, outcode: str, authorities: Iterable[str]) -> bool:
        """Return whether a postcode is selected, by its outward code and authorities."""
        if self.authorities:
            return not self.authorities.isdisjoint(authorities)
        return not self.outcodes.isdisjoint((outcode, outcode[:2].rstrip("0123456789")))

    def hint(self, *, first: bool) -> re.Pattern[bytes]:
        """Return a pattern that the line of every selected postcode matches; a few others may, too.

        By it most of a file of 2.6 million lines is skipped. ``first`` is whether the postcode
        begins the line.
        """
        names = b"|".join(name.encode() for name in sorted(self.authorities or self.outcodes))
        if self.authorities:  # always in capitals; to look for capitals alone is ten times as fast
            return re.compile(names)
        start = rb"^[^A-Za-z0-9]*" if first else b""
        return re.compile(rb"%b(?:%b)" % (start, names), re.IGNORECASE)

    def __str__(self) -> str:
        names = sorted(self.authorities or self.outcodes, key=_sort_key)
        if len(names) > _NAMED:
            names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def read_selection(outcodes: Sequence[str] | None, authorities: Sequence[str] | None,
           content: Path) -> PostcodeSelection:  # fmt: skip
    """Return the selection that the command names, or the outward codes of the content.

    Raises:
        UsageError: a code cannot be read, or there is none.
    """
    if authorities is not None:
        return PostcodeSelection(authorities=_codes(authorities, _AUTHORITY, _NO_AUTHORITY))
    if outcodes is not None:
        return PostcodeSelection(outcodes=_codes(outcodes, _OUTCODE, _NO_OUTCODE))
    found_codes = frozenset(_in_content(content))
    if not found_codes:
        message = (
            f"No service in {content} has a postcode yet. Say which postcodes are yours: "
            "--authority E08000017, or --outcodes DN1 DN2."
        )
        raise UsageError(message)
    return PostcodeSelection(outcodes=found_codes, from_content=True)


_NO_AUTHORITY = "is not the code of an authority. Write a letter and eight digits, as in E08000017."
_NO_OUTCODE = (
    "is not the first half of a postcode. Write DN1, or DN for all postcodes that begin with DN."
)


def _codes(arguments: Sequence[str], pattern: re.Pattern[str], problem: str) -> frozenset[str]:
    names = [
        name.strip().upper() for argument in arguments for name in re.split(r"[,;\s]+", argument)
    ]
    for name in filter(None, names):
        if not pattern.fullmatch(name):
            message = f"{quoted(name)} {problem}"
            raise UsageError(message)
    if not any(names):
        message = f'"" {problem}'
        raise UsageError(message)
    return frozenset(filter(None, names))


def _in_content(content: Path) -> Iterable[str]:
    """Yield the outward codes of all places in the services and events, whole records or not."""
    for file in (*sorted((content / "services").glob("*.md")), content / "events.yaml"):
        if not file.is_file():
            continue
        for match in _IN_CONTENT.finditer(file.read_text(encoding="utf-8", errors="replace")):
            try:
                yield read_postcode(match[1]).split()[0]
            except ValueError:
                continue  # `check` reports it


def _sort_key(name: str) -> tuple[str, int, str]:
    """Return a key by which DN2 sorts before DN10."""
    match = re.fullmatch(r"([A-Z]++)(\d*+)(.*)", name)
    return (match[1], int(match[2] or 0), match[3]) if match else (name, 0, "")
