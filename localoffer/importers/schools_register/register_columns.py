"""The columns of the register's CSV, by their names: the layouts differ in order and number."""

from collections.abc import Mapping, Sequence

from localoffer.importers.schools_register.register_files import RegisterError
from localoffer.problems import quoted

TYPES_OF_NEED = tuple(f"SEN{number} (name)" for number in range(1, 14))

#: Without these a school cannot be identified or placed.
NEEDED = (
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName",
    "TypeOfEstablishment (code)", "TypeOfEstablishment (name)", "EstablishmentStatus (name)",
    "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge", "Postcode",
)  # fmt: skip

#: What else is read where it is there. Head teachers and numbers of pupils are not.
READ = (
    *NEEDED, "GSSLACode (name)", "OpenDate", "CloseDate", "NurseryProvision (name)",
    "OfficialSixthForm (name)", "SpecialClasses (name)", "TrustSchoolFlag (name)",
    "Trusts (name)", "Street", "Locality", "Address3", "Town", "SchoolWebsite", "TelephoneNum",
    "Section41Approved (name)", *TYPES_OF_NEED, "TypeOfResourcedProvision (name)",
    "ResourcedProvisionCapacity", "SenUnitCapacity",
)  # fmt: skip

LINKS = ("URN", "LinkURN", "LinkType")

#: Columns by which another file is known, and what that is.
_OTHER_FILES = (
    ("linkurn", "the register's file of links, which goes after --links"),
    ("group uid", "the register's file of trusts and groups"),
    ("gid", "the register's file of governors"),
    ("establishmentname", "a part of the register with some of its columns"),
    ("pcds", "a table of postcodes"),
    ("easting", "a table of postcodes"),
    ("organization", "a table of services"),
    ("provider urn", "a table of early years settings from Ofsted"),
    ("ofsted", "a table from Ofsted"),
)
_NAMED = 6


def column_positions(row: Sequence[str]) -> dict[str, int]:
    """Return the position of each column by its name in small letters; of two alike the first."""
    positions: dict[str, int] = {}
    for position, cell in enumerate(row):
        positions.setdefault(_normalised(cell), position)
    return positions


def is_links(positions: Mapping[str, int]) -> bool:
    """Return whether these are the columns of the register's file of links."""
    return all(_normalised(name) in positions for name in LINKS)


def missing_columns(positions: Mapping[str, int], needed: Sequence[str] = NEEDED) -> list[str]:
    """Return the names of the needed columns that are missing."""
    return [name for name in needed if _normalised(name) not in positions]


def columns(positions: Mapping[str, int], names: Sequence[str] = READ) -> dict[str, int]:
    """Return the position of each column that is there, by its name as the register writes it."""
    return {name: positions[_normalised(name)] for name in names if _normalised(name) in positions}


def wrong_file(name: str, row: Sequence[str], needed: Sequence[str]) -> RegisterError:
    """Return the error for a file without the needed columns: which, and what it seems to be."""
    positions = column_positions(row)
    absent = missing_columns(positions, needed)
    several = "columns" if absent[1:] else "column"
    others = f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
    listed = ", ".join(f'"{name}"' for name in absent[:_NAMED])
    text = " ".join(positions)
    seems = next(
        (description for sign, description in _OTHER_FILES if sign in positions or sign in text), ""
    )
    guess = f"it seems to be {seems}" if seems else f"its first line is {quoted(','.join(row))}"
    fix = "name the register's CSV as published (all establishment fields)"
    return RegisterError(name, f"lacks the {several} {listed}{others}, and {guess}", fix)


def _normalised(name: str) -> str:
    return " ".join(name.replace("\ufeff", "").lower().split())
