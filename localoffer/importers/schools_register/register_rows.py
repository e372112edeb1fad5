"""From the register's CSV to the rows that are wanted; all others are passed over, and counted."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from localoffer.importers.schools_register.authority import Authority, WantedAuthority, settle
from localoffer.importers.schools_register.register_columns import (
    LINKS,
    NEEDED,
    columns,
    is_links,
    lacking,
    places_of,
    wrong_file,
)
from localoffer.importers.schools_register.register_files import (
    CsvFile,
    RegisterError,
    Tell,
    encoding_of,
    lines,
    refuse_foreign,
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
    """Whose rows to keep: the council's, its neighbours', and those that are here already.

    ``urns``, ``establishments`` and ``postcodes`` are of schools that have a file here, and of
    their successors.
    """

    own: WantedAuthority
    neighbours: Sequence[WantedAuthority] = ()
    urns: frozenset[str] = frozenset()
    establishments: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()

    def takes(self, one: Authority) -> bool:
        """Note and return whether rows of this council are wanted; every council is asked."""
        verdicts = [wanted.takes(one) for wanted in (self.own, *self.neighbours)]
        return any(verdicts)


@dataclass(slots=True)
class Register:
    """What was read: the rows kept, by URN, and what was said about the file."""

    name: str
    encoding: str
    read: int = 0
    rows: dict[str, RegisterRow] = field(default_factory=dict)
    unnumbered: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def day(self, today: date) -> date:
        """Return the day of the extract: the one in the file's name, or ``today``."""
        for match in _DAY.finditer(self.name):
            try:
                return min(date(int(match[1]), int(match[2]), int(match[3])), today)
            except ValueError:
                continue
        return today


def find_files(files: Sequence[CsvFile]) -> tuple[CsvFile, CsvFile | None]:
    """Return the register and, where it lies beside it, its file of links."""
    firsts = [(file, first_row(file)) for file in files]
    links = next((file for file, row in firsts if is_links(places_of(row))), None)
    for file, row in firsts:
        if not lacking(places_of(row)):
            return file, links
    file, row = max(firsts, key=lambda one: -len(lacking(places_of(one[1]))))
    raise wrong_file(file.name, row, NEEDED)


def find_links(files: Sequence[CsvFile]) -> CsvFile:
    """Return the register's file of links, or raise ``RegisterError`` where there is none."""
    firsts = [(file, first_row(file)) for file in files]
    for file, row in firsts:
        if is_links(places_of(row)):
            return file
    file, row = firsts[0]
    raise wrong_file(file.name, row, LINKS)


def read_register(file: CsvFile, choice: SchoolSelection, tell: Tell) -> Register:
    """Return the wanted rows; raise ``RegisterError`` or ``UsageError`` where that cannot be."""
    register = Register(file.name, encoding_of(file, tell))
    places = places_of(first_row(file))
    read, verdicts, seen = columns(places), dict[Authority, bool](), set[str]()
    name, urn_at = read["EstablishmentName"], read["URN"]
    for row in table(file, register.encoding, tell):
        register.read += 1
        urn = row[urn_at].strip()
        if urn and urn in seen:
            register.twice.append(urn)
        seen.add(urn)
        if not _is_kept(row, read, choice, verdicts):
            continue
        if len(urn) == 6 and urn.isdecimal():  # noqa: PLR2004 - a URN has six digits
            register.rows[urn] = RegisterRow({column: row[at] for column, at in read.items()})
        else:
            register.unnumbered.append(row[name].strip())
    if not register.read:
        raise RegisterError(file.name, "has a first line and no schools")
    settle((choice.own, *choice.neighbours), (one.name for one in verdicts), file.name)
    _refuse_twins(file, register, urn_at)
    return register


def table(file: CsvFile, encoding: str, tell: Tell) -> Iterator[list[str]]:
    """Yield a CSV's rows below the first; raise ``RegisterError`` where one is not whole."""
    reader = csv.reader(lines(file, encoding, tell))
    try:
        width = len(next(filter(any, reader), []))
        for row in reader:
            if len(row) == width:
                yield row
            elif row:
                where = f"line {reader.line_num:,}, with {len(row)} columns instead of {width}"
                what = "breaks off in" if next(reader, None) is None else "is damaged at"
                raise RegisterError(file.name, f"{what} {where}")
    except csv.Error:
        where = f"line {reader.line_num:,}"
        raise RegisterError(file.name, f"cannot be read as a table at {where}") from None


def _is_kept(
    row: Sequence[str],
    read: Mapping[str, int],
    choice: SchoolSelection,
    verdicts: dict[Authority, bool],
) -> bool:
    gss = row[read["GSSLACode (name)"]].strip() if "GSSLACode (name)" in read else ""
    code = row[read["LA (code)"]].strip()
    one = Authority(code, row[read["LA (name)"]].strip(), gss)
    if one not in verdicts:
        verdicts[one] = choice.takes(one)
    return (
        verdicts[one]
        or row[read["URN"]].strip() in choice.urns
        or f"{code}/{row[read['EstablishmentNumber']].strip()}" in choice.establishments
        or row[read["Postcode"]].strip() in choice.postcodes
    )


def _refuse_twins(file: CsvFile, register: Register, urn_at: int) -> None:
    """Raise ``RegisterError`` if rows of one URN differ; those that are the same count once."""
    if not register.twice:
        return
    twice, first = set(register.twice), dict[str, list[str]]()
    differ = {
        row[urn_at].strip()
        for row in table(file, register.encoding, lambda _: None)
        if row[urn_at].strip() in twice and first.setdefault(row[urn_at].strip(), row) != row
    }
    if differ:
        named = sorted(differ)
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        listed = ", ".join(named[:_NAMED])
        raise RegisterError(file.name, f"has rows that differ for the same URN ({listed}{more})")
    register.twice = sorted(twice)


def first_row(file: CsvFile) -> list[str]:
    """Return the names of the columns; they are plain letters in every encoding."""
    refuse_foreign(file)
    encoding = "utf-8-sig" if _starts_with_mark(file) else "cp1252"
    try:
        return next(filter(any, csv.reader(lines(file, encoding, lambda _: None))), [])
    except csv.Error:
        raise RegisterError(file.name, "cannot be read as a table") from None


def _starts_with_mark(file: CsvFile) -> bool:
    with file.open() as stream:
        return stream.read(3) == b"\xef\xbb\xbf"
