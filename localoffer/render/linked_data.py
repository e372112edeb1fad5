"""Services and schools as schema.org linked data, for search engines."""

from typing import Any

from localoffer.model.school import School, SchoolKind
from localoffer.model.service import Service
from localoffer.offer import Offer
from localoffer.pages.contexts import ServicePage
from localoffer.pages.page import Page
from localoffer.pages.schools.contexts import SchoolPage

_TYPES: dict[SchoolKind, str] = {
    "early years setting": "Preschool",
    "nursery school": "Preschool",
    "college": "CollegeOrUniversity",
    "special college": "CollegeOrUniversity",
}


def linked_data(page: Page, offer: Offer, absolute_address: str) -> dict[str, Any] | None:
    """Return schema.org's ``GovernmentService`` (the council's own), ``Service`` or a school.

    None for every other page.
    """
    if isinstance(page, SchoolPage):
        return linked_school(page, absolute_address)
    if not isinstance(page, ServicePage) or page.service.missing:
        return None
    return _linked_service(page, offer, absolute_address)


def _linked_service(page: ServicePage, offer: Offer, absolute_address: str) -> dict[str, Any]:
    service, council = page.service.record, offer.site.council
    is_council = service.organization == council.name
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if is_council else "Service",
        "name": service.name,
        "description": service.summary,
        "url": absolute_address,
        "serviceType": page.kind_name,
        "provider": {
            "@type": "GovernmentOrganization" if is_council else "Organization",
            "name": service.organization,
        },
        "areaServed": [link.label for link in page.areas],
        "audience": {
            "@type": "PeopleAudience",
            "suggestedMinAge": service.minimum_age,
            "suggestedMaxAge": service.maximum_age,
        },
        "isAccessibleForFree": service.free,
    }
    channel = _channel(service)
    if channel:
        described["availableChannel"] = channel
    return described


def _channel(service: Service) -> dict[str, Any]:
    channel: dict[str, Any] = {}
    if service.url:
        channel["serviceUrl"] = service.url
    if service.phones:
        channel["servicePhone"] = {"@type": "ContactPoint", "telephone": service.phones[0].number}
    places = [place for place in service.locations if not place.hide_address]
    if places:
        channel["serviceLocation"] = {
            "@type": "Place",
            "name": places[0].name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": places[0].address_1,
                "addressLocality": places[0].city,
                "postalCode": places[0].postal_code,
                "addressCountry": "GB",
            },
        }
    return {"@type": "ServiceChannel", **channel} if channel else {}


def linked_school(page: SchoolPage, absolute_address: str) -> dict[str, Any]:
    """Return schema.org's ``School``, ``Preschool`` or ``CollegeOrUniversity``."""
    school = page.school.record
    described = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(school.kind, "School"),
        "name": school.name,
        "description": page.kind_and_town,
        "url": absolute_address,
        "sameAs": school.url,
        "identifier": school.urn,
        "telephone": school.phone,
        "address": _address(school),
    }
    return {key: value for key, value in described.items() if value}


def _address(school: School) -> dict[str, str]:
    lines = {
        "streetAddress": ", ".join(line for line in (school.address_1, school.address_2) if line),
        "addressLocality": school.city,
        "postalCode": school.postal_code,
    }
    given = {key: value for key, value in lines.items() if value}
    return {"@type": "PostalAddress", **given, "addressCountry": "GB"} if given else {}
