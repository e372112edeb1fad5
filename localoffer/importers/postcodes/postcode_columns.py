"""Which column of a table of postcodes is which: by its heading, never by its position.

Code-Point Open alone has no headings; its columns are those of Ordnance Survey's "Code-Point
Open technical specification". Those of ONSPD (and NSPL) are in the Office for National
Statistics' user guides: the names of 2011 to 2025 and the new ones of 2025, with or without "os".
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

#: The table in the content folder, and its first line. The search reads it; nobody edits it.
FILE, HEADINGS = "postcodes.csv", "postcode,easting,northing"

_POSTCODE = re.compile(r"pcd|pcd2|pcd7|pcd8|pcds|postcode")
_EASTING = re.compile(r"(os)?east1m|eastings?")
_NORTHING = re.compile(r"(os)?north1m|(os)?nrth1m|northings?")
_ENDED = re.compile(r"doterm")
_AUTHORITY = re.compile(r"(os)?laua|oscty|(lad|cty)\d\dcd|admin_(county|district)_code")
_QUALITY = re.compile(r"pqi|positional_quality_indicator|(os)?gridind")

#: What the quality says where there is no position: 90 (Code-Point Open), 9 (ONSPD).
_NO_POSITION = ("9", "90")

#: A postcode with or without its space, as the first cell of a table without headings.
_FIRST_CELL = re.compile(r"[A-Z]{1,2}\d[\dA-Z]? {0,2}\d[A-Z]{2}", re.IGNORECASE)
_QUALITY_COLUMN, _EASTING_COLUMN, _NORTHING_COLUMN = 1, 2, 3
_AUTHORITY_COLUMNS = (7, 8)


@dataclass(frozen=True, slots=True)
class Columns:
    """The positions of the columns in a row, from 0.

    ``headed`` is whether the first line names them; ``ended`` is the month in which a postcode
    went out of use.
    """

    postcode: int
    easting: int
    northing: int
    quality: int | None = None
    ended: int | None = None
    authorities: tuple[int, ...] = ()
    headed: bool = True

    def has_no_position(self, row: Sequence[str]) -> bool:
        """Return whether the row says that its postcode has no position."""
        quality = row[self.quality].strip() if self.quality is not None else ""
        point = row[self.easting].strip(), row[self.northing].strip()
        return quality in _NO_POSITION or "" in point or point[0].strip("0.") == ""


def cells(line: bytes) -> list[str]:
    """Return the cells of one line, decoded as Latin-1: only ASCII letters and digits are used."""
    try:
        return next(csv.reader((line.decode("latin-1"),)), [])
    except csv.Error:
        return []


def columns_of(first: bytes) -> Columns | None:
    """Return the columns of the table that begins with this line, or None if it is not one."""
    row = [cell.strip() for cell in cells(first.removeprefix(b"\xef\xbb\xbf"))]
    if len(row) > _NORTHING_COLUMN and _FIRST_CELL.fullmatch(row[0]):
        numbers = row[_EASTING_COLUMN].isdecimal() and row[_NORTHING_COLUMN].isdecimal()
        authorities = tuple(i for i in _AUTHORITY_COLUMNS if i < len(row))
        code_point = Columns(
            0,
            _EASTING_COLUMN,
            _NORTHING_COLUMN,
            _QUALITY_COLUMN,
            authorities=authorities,
            headed=False,
        )
        return code_point if numbers else None
    postcode, easting, northing = (
        _position(row, name) for name in (_POSTCODE, _EASTING, _NORTHING)
    )
    if postcode is None or easting is None or northing is None:
        return None
    authorities = tuple(i for i, cell in enumerate(row) if _AUTHORITY.fullmatch(cell.lower()))
    quality, ended = _position(row, _QUALITY), _position(row, _ENDED)
    return Columns(postcode, easting, northing, quality, ended, authorities)


def missing_columns(first: bytes) -> str:
    """Return a phrase that names the columns that a line's headings lack."""
    row = [cell.strip() for cell in cells(first.removeprefix(b"\xef\xbb\xbf"))]
    required = (
        (_POSTCODE, "the postcode (postcode, pcds or pcd7)"),
        (_EASTING, "the easting (easting, oseast1m or east1m)"),
        (_NORTHING, "the northing (northing, osnrth1m or north1m)"),
    )
    names = [name for shape, name in required if _position(row, shape) is None]
    return f"has no column for {', '.join(names[:-1])}{' and ' if names[1:] else ''}{names[-1]}"


def _position(row: Sequence[str], name: re.Pattern[str]) -> int | None:
    return next((i for i, cell in enumerate(row) if name.fullmatch(cell.lower())), None)
