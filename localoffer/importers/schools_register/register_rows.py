"""From the register's CSV to the rows of the council; all others are skipped and counted."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from localoffer.importers.schools_register.authority import (
    Authority,
    WantedAuthority,
    require_found,
)
from localoffer.importers.schools_register.register_columns import (
    LINKS,
    NEEDED,
    column_positions,
    columns,
    is_links,
    missing_columns,
    wrong_file,
)
from localoffer.importers.schools_register.register_files import (
    CsvFile,
    RegisterError,
    ReportBytes,
    encoding_of,
    lines,
    require_csv,
)

_DAY = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)")
_NAMED = 5


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One establishment as the register writes it, by the names of the columns."""

    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "").strip()

    def lacks(self, *names: str) -> bool:
        """Return whether the register's file has none of these columns."""
        return not any(name in self.values for name in names)

    @property
    def authority(self) -> Authority:
        """The council whose area it lies in."""
        return Authority(self["LA (code)"], self["LA (name)"], self["GSSLACode (name)"])

    @property
    def establishment(self) -> str:
        """The council's code and the school's number there, or an empty text."""
        number = self["EstablishmentNumber"]
        return f"{self['LA (code)']}/{number}" if number.strip("0") else ""


@dataclass(frozen=True, slots=True)
class SchoolSelection:
    """Which rows to read: the council's, its neighbours', and those of schools that are here.

    ``urns``, ``establishments`` and ``postcodes`` are of schools that have a file here, and of
    their successors.
    """

    own: WantedAuthority
    neighbours: Sequence[WantedAuthority] = ()
    urns: frozenset[str] = frozenset()
    establishments: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    def matches(self, authority: Authority) -> bool:
        """Note and return whether rows of this council are wanted; each wanted one is tried."""
        matches = [wanted.matches(authority) for wanted in (self.own, *self.neighbours)]
        return any(matches)


@dataclass(slots=True)
class Register:
    """The selected rows by URN; ``unnumbered`` are names without a URN, ``twice`` repeated URNs."""

    name: str
    encoding: str
    read: int = 0
    rows: dict[str, RegisterRow] = field(default_factory=dict)
    unnumbered: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def day(self, today: date) -> date | None:
        """Return the day of the extract: the one in the file's name, if it is not after ``today``.

        An extract without a day is undated: today is the day of the import, and says nothing of it.
        """
        for match in _DAY.finditer(self.name):
            try:
                day = date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            if day <= today:
                return day
        return None


def find_files(files: Sequence[CsvFile]) -> tuple[CsvFile, CsvFile | None]:
    """Return the register and, if the source has it, its file of links.

    Raises:
        RegisterError: none of the files is the register.
    """
    firsts = [(file, first_row(file)) for file in files]
    links = next((file for file, row in firsts if is_links(column_positions(row))), None)
    for file, row in firsts:
        if not missing_columns(column_positions(row)):
            return file, links
    file, row = max(firsts, key=lambda pair: -len(missing_columns(column_positions(pair[1]))))
    raise wrong_file(file.name, row, NEEDED)


def find_links(files: Sequence[CsvFile]) -> CsvFile:
    """Return the register's file of links.

    Raises:
        RegisterError: none of the files is it.
    """
    firsts = [(file, first_row(file)) for file in files]
    for file, row in firsts:
        if is_links(column_positions(row)):
            return file
    file, row = firsts[0]
    raise wrong_file(file.name, row, LINKS)


def read_register(file: CsvFile, selection: SchoolSelection, report_bytes: ReportBytes) -> Register:
    """Return the selected rows.

    Raises:
        RegisterError: the file is damaged or empty, or gives two schools one URN.
        UsageError: a council that was named is not in it.
    """
    register = Register(file.name, encoding_of(file, report_bytes))
    positions = columns(column_positions(first_row(file)))
    is_wanted, seen, urn_position = dict[Authority, bool](), set[str](), positions["URN"]
    for row in table(file, register.encoding, report_bytes):
        register.read += 1
        urn = row[urn_position].strip()
        if urn and urn in seen:
            register.twice.append(urn)
        seen.add(urn)
        if not _is_selected(row, positions, selection, is_wanted):
            continue
        if len(urn) == 6 and urn.isdecimal():  # noqa: PLR2004 - a URN has six digits
            register.rows[urn] = RegisterRow({name: row[i] for name, i in positions.items()})
        else:
            register.unnumbered.append(row[positions["EstablishmentName"]].strip())
    if not register.read:
        raise RegisterError(file.name, "has a first line and no schools")
    councils = (selection.own, *selection.neighbours)
    require_found(councils, (authority.name for authority in is_wanted), file.name)
    _refuse_conflicting_rows(file, register, urn_position)
    return register


def table(file: CsvFile, encoding: str, report_bytes: ReportBytes) -> Iterator[list[str]]:
    """Yield a CSV's rows below the first.

    Raises:
        RegisterError: a row has too few or too many columns, or it is no CSV.
    """
    reader = csv.reader(lines(file, encoding, report_bytes))
    try:
        width = len(next(filter(any, reader), []))
        for row in reader:
            if len(row) == width:
                yield row
            elif row:
                where = f"line {reader.line_num:,}, with {len(row)} columns instead of {width}"
                problem = "breaks off in" if next(reader, None) is None else "is damaged at"
                raise RegisterError(file.name, f"{problem} {where}")
    except csv.Error:
        where = f"line {reader.line_num:,}"
        raise RegisterError(file.name, f"cannot be read as a table at {where}") from None


def _is_selected(
    row: Sequence[str],
    positions: Mapping[str, int],
    selection: SchoolSelection,
    is_wanted: dict[Authority, bool],
) -> bool:
    gss = row[positions["GSSLACode (name)"]].strip() if "GSSLACode (name)" in positions else ""
    code = row[positions["LA (code)"]].strip()
    authority = Authority(code, row[positions["LA (name)"]].strip(), gss)
    if authority not in is_wanted:
        is_wanted[authority] = selection.matches(authority)
    return (
        is_wanted[authority]
        or row[positions["URN"]].strip() in selection.urns
        or f"{code}/{row[positions['EstablishmentNumber']].strip()}" in selection.establishments
        or row[positions["Postcode"]].strip() in selection.postcodes
    )


def _refuse_conflicting_rows(file: CsvFile, register: Register, urn_position: int) -> None:
    """Raise ``RegisterError`` if rows with one URN differ; equal ones count once."""
    if not register.twice:
        return
    twice, first = set(register.twice), dict[str, list[str]]()
    differ = {
        row[urn_position].strip()
        for row in table(file, register.encoding, lambda _: None)
        if row[urn_position].strip() in twice
        and first.setdefault(row[urn_position].strip(), row) != row
    }
    if differ:
        named = sorted(differ)
        others = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        listed = ", ".join(named[:_NAMED])
        raise RegisterError(file.name, f"has rows that differ for the same URN ({listed}{others})")
    register.twice = sorted(twice)


def first_row(file: CsvFile) -> list[str]:
    """Return the names of the columns, which are ASCII.

    Raises:
        RegisterError: the file is no CSV.
    """
    require_csv(file)
    encoding = "utf-8-sig" if _starts_with_bom(file) else "cp1252"
    try:
        return next(filter(any, csv.reader(lines(file, encoding, lambda _: None))), [])
    except csv.Error:
        raise RegisterError(file.name, "cannot be read as a table") from None


def _starts_with_bom(file: CsvFile) -> bool:
    with file.open() as stream:
        return stream.read(3) == b"\xef\xbb\xbf"
