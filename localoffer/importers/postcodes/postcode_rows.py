"""From the rows of published tables to the council's own points; rows without one are counted."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from localoffer.importers.postcodes.postcode_columns import (
    Columns,
    cells,
    columns_of,
    missing_columns,
)
from localoffer.importers.postcodes.postcode_files import SourceError, SourceFile, first_line, lines
from localoffer.importers.postcodes.selection import PostcodeSelection
from localoffer.model.fields import read_postcode
from localoffer.problems import quoted

#: The National Grid in metres (Ordnance Survey, "A guide to coordinate systems", section 7).
GRID = (700_000, 1_300_000)

#: Northern Ireland uses the Irish Grid; the islands use grids of their own.
OUTSIDE = frozenset(("BT", "GY", "JE", "IM"))

_METRES = re.compile(r"(\d{1,7})(?:\.\d*)?")
_NOT_A_LETTER = re.compile(r"[^A-Za-z0-9]")

Point = tuple[int, int]


@dataclass(slots=True)
class ReadPostcodes:
    """The selected points by postcode, and how many rows gave none, and why.

    Points are eastings and northings in metres. ``unread`` has a phrase for each row that could not
    be read: its line, and what is wrong.
    """

    read: int = 0
    points: dict[str, Point] = field(default_factory=dict)
    nowhere: int = 0
    ended: int = 0
    outside: int = 0
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PostcodeTable:
    """A file that is a table of postcodes, and its columns."""

    part: SourceFile
    columns: Columns


def find_tables(
    parts: Sequence[SourceFile], name: str, selection: PostcodeSelection
) -> list[PostcodeTable]:
    """Return those files that are tables of postcodes, none of them twice.

    Raises:
        SourceError: there is none, or they lack the authorities that are selected by.
    """
    firsts = [(part, first_line(part)) for part in parts if part.size]
    candidates = [
        PostcodeTable(part, columns) for part, first in firsts if (columns := columns_of(first))
    ]
    if not candidates:
        raise SourceError(_no_table(firsts, name))
    tables = [table for table in candidates if not table.part.is_piece] or candidates
    for table in tables:
        if selection.authorities and not table.columns.authorities:
            message = (
                f"{table.part.name} does not say which authority a postcode lies in. "
                "Choose by the postcodes' first halves instead: --outcodes DN1 DN2."
            )
            raise SourceError(message)
    return tables


def read(
    tables: Sequence[PostcodeTable],
    selection: PostcodeSelection,
    report_bytes: Callable[[int], None],
) -> ReadPostcodes:
    """Read all tables; report the bytes as they pass."""
    tally = ReadPostcodes()
    for table in tables:
        for number, row in _candidate_rows(table, selection, tally, report_bytes):
            _add_row(row, table.columns, selection, tally, f"line {number} of {table.part.name}")
    return tally


def _candidate_rows(table: PostcodeTable, selection: PostcodeSelection, tally: ReadPostcodes,
            report_bytes: Callable[[int], None]) -> Iterator[tuple[int, list[str]]]:  # fmt: skip
    """Count every row; yield the cells of those that may be selected."""
    hint = selection.hint(first=table.columns.postcode == 0).search
    skipped = not table.columns.headed
    for number, line in enumerate(lines(table.part, report_bytes), 1):
        if not line.strip():
            continue
        if not skipped:
            skipped = True
            continue
        tally.read += 1
        if hint(line):
            yield number, cells(line)


def _add_row(
    row: list[str], columns: Columns, selection: PostcodeSelection, tally: ReadPostcodes, where: str
) -> None:
    least = max(columns.postcode, columns.easting, columns.northing, columns.quality or 0,
                columns.ended or 0, *columns.authorities)  # fmt: skip
    if len(row) <= least:
        tally.unread.append(f"{where} has {len(row)} columns instead of {least + 1} or more")
        return
    try:
        postcode = read_postcode(_NOT_A_LETTER.sub("", row[columns.postcode]))
    except ValueError:
        tally.unread.append(f"{where} has {quoted(row[columns.postcode])} for a postcode")
        return
    outcode = postcode.split()[0]
    if selection.matches(outcode, (row[i].strip() for i in columns.authorities)):
        _add_point(postcode, row, columns, tally, where)


def _add_point(
    postcode: str, row: list[str], columns: Columns, tally: ReadPostcodes, where: str
) -> None:
    if postcode[:2] in OUTSIDE:
        tally.outside += 1
    elif columns.ended is not None and row[columns.ended].strip():
        tally.ended += 1
    elif columns.has_no_position(row):
        tally.nowhere += 1
    elif point := _point(row[columns.easting], row[columns.northing]):
        tally.points.setdefault(postcode, point)
    else:
        position = f"{row[columns.easting]}, {row[columns.northing]}"
        tally.unread.append(f"{where} has {quoted(position)} for a place on the National Grid")


def _point(easting: str, northing: str) -> Point | None:
    matches = _METRES.fullmatch(easting.strip()), _METRES.fullmatch(northing.strip())
    if not matches[0] or not matches[1]:
        return None
    east, north = int(matches[0][1]), int(matches[1][1])
    return (east, north) if east < GRID[0] and north < GRID[1] else None


def _no_table(firsts: Sequence[tuple[SourceFile, bytes]], name: str) -> str:
    if len(firsts) == 1:
        part, first = firsts[0]
        first_text = quoted(first.decode("latin-1").replace("\ufffd", "?"))
        return (
            f"{part.name} {missing_columns(first)}. Its first line is {first_text}. "
            "Name Code-Point Open or ONSPD as published, or a CSV that begins with "
            "postcode,easting,northing."
        )
    return (
        f"None of the {len(firsts)} CSV files in {name} is a table of postcodes. Name the folder "
        "Data/CSV of Code-Point Open, or Data of ONSPD."
    )
