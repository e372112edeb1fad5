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
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.existing_records import slug
from localoffer.importers.shared.fit_to_checks import is_placeholder
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.term_meanings import term_key
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
    """What was here before: whether there is a file, and what the register said last.

    ``old_urn`` and ``old_name`` are those of the predecessor whose file continues as this one's.
    """

    has_file: bool = False
    base: PublishedRecord | None = None
    old_urn: str = ""
    old_name: str = ""


@dataclass(frozen=True, slots=True)
class CouncilContext:
    """This council: its name in the register, its lists, and the source that new files name."""

    authority: str
    council: CouncilLists
    source: str


def status_of(row: RegisterRow) -> str:
    """Return a row's status as the model names it, or an empty text for one that is not known."""
    return _STATUS.get(row["EstablishmentStatus (name)"].lower(), "")


def school_of(row: RegisterRow, before: Before, context: CouncilContext) -> ImportRecord | str:
    """Return the school that a row describes, or why it is left out (as the counts name it)."""
    kind, reason = kind_of_row(row)
    if kind is None:
        return reason
    if not status_of(row):
        return f"status that is not known here ({row['EstablishmentStatus (name)'] or 'none'})"
    reading = _Reading(row, Notes())
    name = name_of(row["EstablishmentName"], "EstablishmentName", reading.notes)
    if not slug(name) or is_placeholder(name):
        return "no name that can be read"
    values = {"urn": row["URN"], "name": name, **_facts(reading, kind, name)}
    values["authority"] = row.authority.name
    values["in_area"] = "" if row.authority.name == context.authority else "no"
    if not values["phases"]:
        reading.unknown.add("phases")
        if not before.has_file:
            return "neither a phase nor ages"
    values |= _last_known(before.base, reading.unknown) | _former(before, name)
    values |= _council_fields(values, context)
    filled = {field_: value for field_, value in values.items() if value not in ("", [], None)}
    number = row.establishment
    return ImportRecord(
        row["URN"], number, name, filled, "", reading.notes, qualifier=str(filled.get("city", ""))
    )


@dataclass(slots=True)
class _Reading:
    """A row being read; ``unknown`` are the fields of which this extract says nothing."""

    row: RegisterRow
    notes: Notes
    unknown: set[str] = field(default_factory=set)

    def value(self, name: str, column: str, convert: Callable[[str, str, Notes], Any]) -> Any:
        """Return a field's value, or an empty text where it is unknown."""
        if self.row.lacks(column):
            self.unknown.add(name)
            return ""
        try:
            return convert(self.row[column], column, self.notes)
        except Damaged:
            self.unknown.add(name)
            return ""


def _facts(reading: _Reading, kind: SchoolKind, name: str) -> dict[str, Any]:
    """Return what the register says of a school now."""
    row, value = reading.row, reading.value
    ages = _ages(reading)
    hospital = kind in SPECIAL and _HOSPITAL.search(name)
    if hospital:
        note = "taken for a hospital school by its name, to be looked at"
        reading.notes.cleaned("EstablishmentName", note, name)
    approved = row["Section41Approved (name)"].lower()
    if row.lacks("Section41Approved (name)"):
        reading.unknown.add("section_41")
    return {
        "kind": kind,
        "type": value("type", "TypeOfEstablishment (name)", text_of),
        "phases": phases_of(row, kind, *ages),
        "minimum_age": _digits(ages[0]),
        "maximum_age": _digits(ages[1]),
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
    others = [part for part in dict.fromkeys(rest) if part not in ("", name, street, city)]
    if not city and others and "city" not in reading.unknown:
        city = others.pop()
    return {
        "address_1": street or (others.pop(0) if others else ""),
        "address_2": ", ".join(others),
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
    provision = row["TypeOfResourcedProvision (name)"].lower()
    places = {
        "resourced_places": reading.value(
            "resourced_places", "ResourcedProvisionCapacity", number_of
        ),
        "unit_places": reading.value("unit_places", "SenUnitCapacity", number_of),
    }
    return {
        "special_classes": _ANSWERS.get(row["SpecialClasses (name)"].lower(), ""),
        "register_needs": _needs(reading),
        "special_provision": [name for phrase, name in _PROVISION if phrase in provision],
        **{name: _digits(number or None) for name, number in places.items()},
    }


def _needs(reading: _Reading) -> list[str]:
    """Return the types of need: the first may be "Not Applicable" with others after it."""
    needs: dict[str, None] = {}
    for column in TYPES_OF_NEED:
        text = reading.value("register_needs", column, text_of) if reading.row[column] else ""
        if text and text.lower() != "not applicable":
            code = code_of_need(text)
            needs[NEEDS[code][0] if code else text] = None
    return list(needs)


def _last_known(base: PublishedRecord | None, unknown: set[str]) -> dict[str, Any]:
    """Return the last known values of the fields of which this extract says nothing."""
    return {name: base.values[name] for name in unknown if base and name in base.values}


def _former(before: Before, name: str) -> dict[str, list[str]]:
    """Return the names and numbers that a school had before."""
    values: Mapping[str, Any] = before.base.values if before.base else {}
    last = before.base.name if before.base else before.old_name
    names = [former for former in values.get("former_names", []) if slug(former) != slug(name)]
    if last and slug(last) != slug(name) and last not in names:
        names.append(last)
    urns = list(values.get("former_urns", []))
    if before.old_urn and before.old_urn not in urns:
        urns.append(before.old_urn)
    return {"former_names": names, "former_urns": urns}


def _council_fields(values: Mapping[str, Any], context: CouncilContext) -> dict[str, Any]:
    """Return the council's own fields, which only a new file gets."""
    codes = [code_of_need(need) for need in values["register_needs"]]
    needs = [NEEDS[code][1] for code in codes if code]
    places = (values["city"], values["address_2"], values["address_1"])
    areas = (context.council.areas.get(term_key(place)) for place in places if place)
    return {
        "area": next(filter(None, areas), ""),
        "needs": [need for need in dict.fromkeys(needs) if need in context.council.needs],
        "owner": context.council.owner,
        "source": context.source,
    }


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
