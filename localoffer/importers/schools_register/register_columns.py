"""The columns of the register's CSV, by their names: the layouts differ in order and number."""

from collections.abc import Mapping, Sequence

from localoffer.importers.schools_register.register_files import RegisterError
from localoffer.problems import quoted

TYPES_OF_NEED = tuple(f"SEN{number} (name)" for number in range(1, 14))

#: Without these a row cannot be told from others, or placed.
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

#: Columns that tell another file, and what that is.
_OTHERS = (
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


def places_of(row: Sequence[str]) -> dict[str, int]:
    """Return where each column stands, by its name in small letters; of twins the first."""
    places: dict[str, int] = {}
    for at, cell in enumerate(row):
        places.setdefault(_plain(cell), at)
    return places


def is_links(places: Mapping[str, int]) -> bool:
    """Return whether these are the columns of the register's file of links."""
    return all(_plain(name) in places for name in LINKS)


def lacking(places: Mapping[str, int], needed: Sequence[str] = NEEDED) -> list[str]:
    """Return the names of the needed columns that are not there."""
    return [name for name in needed if _plain(name) not in places]


def columns(places: Mapping[str, int], names: Sequence[str] = READ) -> dict[str, int]:
    """Return where each column that is there stands, by its name as the register writes it."""
    return {name: places[_plain(name)] for name in names if _plain(name) in places}


def wrong_file(name: str, row: Sequence[str], needed: Sequence[str]) -> RegisterError:
    """Return the error for a file without the needed columns: which, and what it seems to be."""
    places = places_of(row)
    absent = lacking(places, needed)
    several = "columns" if absent[1:] else "column"
    more = f" and {len(absent) - _NAMED} more" if len(absent) > _NAMED else ""
    listed = ", ".join(f'"{one}"' for one in absent[:_NAMED])
    text = " ".join(places)
    seems = next((what for sign, what in _OTHERS if sign in places or sign in text), "")
    what = f"it seems to be {seems}" if seems else f"its first line is {quoted(','.join(row))}"
    fix = "name the register's CSV as published (all establishment fields)"
    return RegisterError(name, f"lacks the {several} {listed}{more}, and {what}", fix)


def _plain(name: str) -> str:
    return " ".join(name.replace("\ufeff", "").lower().split())
