"""A school as schema.org linked data, for search engines."""

from typing import Any

from localoffer.model.school import School, SchoolKind
from localoffer.pages.schools.contexts import SchoolPage

_TYPES: dict[SchoolKind, str] = {
    "early years setting": "Preschool",
    "nursery school": "Preschool",
    "college": "CollegeOrUniversity",
    "special college": "CollegeOrUniversity",
}


def linked_school(page: SchoolPage, absolute_address: str) -> dict[str, Any]:
    """Return schema.org's ``School``, ``Preschool`` or ``CollegeOrUniversity``."""
    school = page.school.record
    described = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(school.kind, "School"),
        "name": school.name,
        "description": page.beside,
        "url": absolute_address,
        "sameAs": school.url,
        "identifier": school.urn,
        "telephone": school.phone,
        "address": _address(school),
    }
    return {key: value for key, value in described.items() if value}


def _address(school: School) -> dict[str, str]:
    told = {
        "streetAddress": ", ".join(line for line in (school.address_1, school.address_2) if line),
        "addressLocality": school.city,
        "postalCode": school.postal_code,
    }
    given = {key: value for key, value in told.items() if value}
    return {"@type": "PostalAddress", **given, "addressCountry": "GB"} if given else {}
