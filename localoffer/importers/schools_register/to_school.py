"""A row of the register as the header of one school here, with notes on what was wrong in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from localoffer.importers.schools_register.register_columns import TYPES_OF_NEED
from localoffer.importers.schools_register.register_rows import RegisterRow
from localoffer.importers.schools_register.register_values import (
    Damaged,
    day_of,
    name_of,
    number_of,
    phone_of,
    postcode_of,
    text_of,
    website_of,
)
from localoffer.importers.schools_register.school_kinds import (
    NEEDS,
    SPECIAL,
    code_of_need,
    kind_of_row,
    phases_of,
)
from localoffer.importers.shared.council_lists import CouncilLists, plain
from localoffer.importers.shared.existing_records import slug
from localoffer.importers.shared.fit_to_checks import is_placeholder
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.notes import Notes
from localoffer.model.school import SchoolKind

CLOSED = "closed"
_STATUS = {
    "open": "open", "closed": CLOSED, "open, but proposed to close": "closing",
    "proposed to open": "opening", "de-registered as ey setting": CLOSED,
}  # fmt: skip
_HOSPITAL = re.compile(r"\bhospital\b", re.IGNORECASE)
_PROVISION = (("resourced provision", "resourced provision"), ("sen unit", "SEN unit"))
_ANSWERS = {"has special classes": "yes", "no special classes": "no"}
_APPROVED = {"approved": "yes", "not approved": "no"}


@dataclass(frozen=True, slots=True)
class Before:
    """What was here before: whether there is a file, what the register said last, the old row.

    ``old_urn`` and ``old_name`` are those of the school that this one follows in the same file.
    """

    has_file: bool = False
    base: PublishedRecord | None = None
    old_urn: str = ""
    old_name: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """This council's own: its name in the register, its lists, and what a new file says."""

    authority: str
    council: CouncilLists
    source: str


def status_of(row: RegisterRow) -> str:
    """Return a row's status as the model names it, or an empty text for one that is not known."""
    return _STATUS.get(row["EstablishmentStatus (name)"].lower(), "")


def school_of(row: RegisterRow, before: Before, here: Here) -> ImportRecord | str:
    """Return the school that a row describes, or why it is left out (a type in the counts)."""
    kind, why = kind_of_row(row)
    if kind is None:
        return why
    if not status_of(row):
        return f"status that is not known here ({row['EstablishmentStatus (name)'] or 'none'})"
    reading = _Reading(row, Notes())
    name = name_of(row["EstablishmentName"], "EstablishmentName", reading.notes)
    if not slug(name) or is_placeholder(name):
        return "no name that can be read"
    values = {"urn": row["URN"], "name": name, **_facts(reading, kind, name)}
    values["authority"] = row.authority.name
    values["in_area"] = "" if row.authority.name == here.authority else "no"
    if not values["phases"]:
        reading.unknown.add("phases")
        if not before.has_file:
            return "neither a phase nor ages"
    values |= _kept(before.base, reading.unknown) | _former(before, name)
    values |= _first(values, here)
    good = {field_: value for field_, value in values.items() if value not in ("", [], None)}
    number = row.establishment
    return ImportRecord(
        row["URN"], number, name, good, "", reading.notes, apart=str(good.get("city", ""))
    )


@dataclass(slots=True)
class _Reading:
    """A row while it is read; of the fields in ``unknown`` the register says nothing this time."""

    row: RegisterRow
    notes: Notes
    unknown: set[str] = field(default_factory=set)

    def value(self, name: str, column: str, how: Callable[[str, str, Notes], Any]) -> Any:
        """Return a field's value, or an empty text where it is unknown."""
        if self.row.lacks(column):
            self.unknown.add(name)
            return ""
        try:
            return how(self.row[column], column, self.notes)
        except Damaged:
            self.unknown.add(name)
            return ""


def _facts(reading: _Reading, kind: SchoolKind, name: str) -> dict[str, Any]:
    """Return what the register says of a school now."""
    row, value = reading.row, reading.value
    ages = _ages(reading)
    hospital = kind in SPECIAL and _HOSPITAL.search(name)
    if hospital:
        what = "taken for a hospital school by its name, to be looked at"
        reading.notes.cleaned("EstablishmentName", what, name)
    approved = row["Section41Approved (name)"].lower()
    if row.lacks("Section41Approved (name)"):
        reading.unknown.add("section_41")
    return {
        "kind": kind,
        "type": value("type", "TypeOfEstablishment (name)", text_of),
        "phases": phases_of(row, kind, *ages),
        "minimum_age": _written(ages[0]),
        "maximum_age": _written(ages[1]),
        "status": status_of(row),
        "opens": value("opens", "OpenDate", day_of),
        "closes": value("closes", "CloseDate", day_of),
        **_address(reading, name),
        "trust": _trust(reading),
        "phone": value("phone", "TelephoneNum", phone_of),
        "url": value("url", "SchoolWebsite", website_of),
        "section_41": _APPROVED.get(approved, ""),
        "hospital": "yes" if hospital else "",
        **_provision(reading),
    }


def _ages(reading: _Reading) -> tuple[int | None, int | None]:
    low = reading.value("minimum_age", "StatutoryLowAge", number_of)
    high = reading.value("maximum_age", "StatutoryHighAge", number_of)
    high = high or None
    if high is not None and low not in (None, "") and low > high:
        reading.notes.lost("StatutoryLowAge", "youngest age above the oldest", f"{low} to {high}")
        return None, None
    return (None if low == "" or (low == 0 and high is None) else low), high


def _address(reading: _Reading, name: str) -> dict[str, str]:
    value = reading.value
    street = value("address_1", "Street", text_of)
    city = value("city", "Town", text_of)
    rest = [value("address_2", column, text_of) for column in ("Locality", "Address3")]
    more = [one for one in dict.fromkeys(rest) if one not in ("", name, street, city)]
    if not city and more and "city" not in reading.unknown:
        city = more.pop()
    return {
        "address_1": street or (more.pop(0) if more else ""),
        "address_2": ", ".join(more),
        "city": city,
        "postal_code": value("postal_code", "Postcode", postcode_of),
    }


def _trust(reading: _Reading) -> str:
    if reading.row["TrustSchoolFlag (name)"].lower().startswith("not supported"):
        return ""
    return str(reading.value("trust", "Trusts (name)", text_of))


def _provision(reading: _Reading) -> dict[str, Any]:
    """Return special classes, types of need, and a base or unit with its places."""
    row = reading.row
    if row.lacks("SpecialClasses (name)"):
        reading.unknown.add("special_classes")
    if row.lacks(*TYPES_OF_NEED):
        reading.unknown.add("register_needs")
    if row.lacks("TypeOfResourcedProvision (name)"):
        reading.unknown.add("special_provision")
    said = row["TypeOfResourcedProvision (name)"].lower()
    places = {
        "resourced_places": reading.value(
            "resourced_places", "ResourcedProvisionCapacity", number_of
        ),
        "unit_places": reading.value("unit_places", "SenUnitCapacity", number_of),
    }
    return {
        "special_classes": _ANSWERS.get(row["SpecialClasses (name)"].lower(), ""),
        "register_needs": _needs(reading),
        "special_provision": [here for there, here in _PROVISION if there in said],
        **{name: _written(number or None) for name, number in places.items()},
    }


def _needs(reading: _Reading) -> list[str]:
    """Return the types of need: the first may be "Not Applicable" with others after it."""
    found: dict[str, None] = {}
    for column in TYPES_OF_NEED:
        said = reading.value("register_needs", column, text_of) if reading.row[column] else ""
        if said and said.lower() != "not applicable":
            code = code_of_need(said)
            found[NEEDS[code][0] if code else said] = None
    return list(found)


def _kept(base: PublishedRecord | None, unknown: set[str]) -> dict[str, Any]:
    """Return what the register said last of fields that it says nothing of now."""
    return {name: base.values[name] for name in unknown if base and name in base.values}


def _former(before: Before, name: str) -> dict[str, list[str]]:
    """Return the names and numbers that a school had before."""
    values: Mapping[str, Any] = before.base.values if before.base else {}
    last = before.base.name if before.base else before.old_name
    names = [one for one in values.get("former_names", []) if slug(one) != slug(name)]
    if last and slug(last) != slug(name) and last not in names:
        names.append(last)
    urns = list(values.get("former_urns", []))
    if before.old_urn and before.old_urn not in urns:
        urns.append(before.old_urn)
    return {"former_names": names, "former_urns": urns}


def _first(values: Mapping[str, Any], here: Here) -> dict[str, Any]:
    """Return the council's own fields, which only a new file gets."""
    codes = [code_of_need(one) for one in values["register_needs"]]
    needs = [NEEDS[code][1] for code in codes if code]
    places = (values["city"], values["address_2"], values["address_1"])
    found = (here.council.areas.get(plain(one)) for one in places if one)
    return {
        "area": next(filter(None, found), ""),
        "needs": [one for one in dict.fromkeys(needs) if one in here.council.needs],
        "owner": here.council.owner,
        "source": here.source,
    }


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
