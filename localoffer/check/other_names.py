"""What other systems and editors call our fields: Open Referral feeds, forms, plain words."""

from collections.abc import Collection, Mapping
from typing import Final

#: A field's other name, in small letters with underscores, and our fields that may be meant: the
#: first of them that the record has is named.
_OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "address": ("locations", "postal_address", "address_1"),
    "age_from": ("minimum_age",),
    "age_to": ("maximum_age",),
    "audience": ("needs", "eligibility_description"),
    "booking": ("application_process",),
    "charge": ("fees_description",),
    "charges": ("fees_description",),
    "checked": ("assured_date",),
    "closing_time": ("closes_at",),
    "contact_email": ("email",),
    "cost": ("fees_description", "amount"),
    "costs": ("fees_description",),
    "day": ("byday",),
    "eligibility": ("eligibility_description",),
    "email_address": ("email",),
    "end_time": ("closes_at",),
    "fee": ("fees_description",),
    "fees": ("fees_description",),
    "heading": ("title", "name"),
    "how_to_apply": ("application_process",),
    "last_checked": ("assured_date",),
    "last_updated": ("assured_date",),
    "link": ("url", "see"),
    "location": ("locations",),
    "max_age": ("maximum_age",),
    "min_age": ("minimum_age",),
    "mobile": ("phones", "phone", "number"),
    "opening_hours": ("schedules", "hours"),
    "opening_time": ("opens_at",),
    "opening_times": ("schedules", "hours"),
    "organisation": ("organization",),
    "phone": ("phones", "number"),
    "phone_number": ("phones", "phone", "number"),
    "postcode": ("postal_code", "locations"),
    "price": ("fees_description", "amount"),
    "provider": ("organization",),
    "short_description": ("summary",),
    "start_time": ("opens_at",),
    "tags": ("keywords",),
    "tel": ("phones", "phone", "number"),
    "telephone": ("phones", "phone", "number"),
    "time": ("opens_at", "schedules"),
    "title": ("name", "title"),
    "town": ("city", "locations"),
    "updated": ("assured_date",),
    "venue": ("locations",),
    "waiting_list": ("waiting_time",),
    "web": ("url",),
    "web_address": ("url",),
    "website": ("url",),
}


def our_name(other: str, fields: Collection[str]) -> str:
    """Return which of ``fields`` is meant by another name for it, or ""."""
    name = other.strip().lower().replace(" ", "_").replace("-", "_")
    if name in fields:
        return name
    return next((ours for ours in _OURS.get(name, ()) if ours in fields), "")
