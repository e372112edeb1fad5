"""Drafts, and what is published with gaps: services that lack required fields.

These are shown as not known.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from localoffer.model.service import Service

#: For each required field: a placeholder that passes the checks, and what then replaces it.
_UNKNOWN: Mapping[str, tuple[Any, Any]] = {
    "assured_date": ("2000-01-01", None),
    "assured_by": ("-", ""),
    "owner": ("unknown", ""),
    "name": ("-", "No name yet"),
    "organization": ("-", "Not known yet"),
    "kind": ("unknown", ""),
    "summary": ("-" * 20, "We have no short description yet."),
    "topics": (["unknown"], ()),
    "eligibility_description": ("-", "Not known yet"),
    "minimum_age": (0, None),
    "maximum_age": (120, None),
    "needs": (["unknown"], ()),
    "diagnosis_needed": ("no", "not known"),
    "ehc_plan_needed": ("no", "not known"),
    "application_process": ("-", "Not known yet"),
    "referral": (["self"], ()),
    "free": ("no", None),
    "fees_description": ("-", "Not known yet"),
    "attending_type": (["anywhere"], ()),
    "service_areas": (["unknown"], ()),
}
_WAYS_TO_REACH = ("phones", "email", "url", "contact")


def is_draft(values: Mapping[str, Any]) -> bool:
    """Return whether a service's header says ``draft: yes``."""
    return _is_yes(values.get("draft"))


def _is_yes(value: object) -> bool:
    return str(value).strip().lower() in ("yes", "true")


def is_published_with_gaps(values: Mapping[str, Any]) -> bool:
    """Return whether a service's header says ``publish_with_gaps: yes``, and is no draft."""
    return not is_draft(values) and _is_yes(values.get("publish_with_gaps"))


def may_have_gaps(values: Mapping[str, Any]) -> bool:
    """Return whether a service's header says that required fields may be missing."""
    return is_draft(values) or is_published_with_gaps(values)


def missing_least_facts(
    values: Mapping[str, Any], least_facts: Iterable[str], *, has_text: bool
) -> tuple[str, ...]:
    """Return which of the facts that publishing with gaps asks for are not there.

    ``least_facts`` are those of ``site.yaml``. A text below the header does for a summary.
    """
    missing = {"contact" if name == "phones" else name for name in missing_fields(values)}
    if has_text:
        missing.discard("summary")
    return tuple(name for name in least_facts if name in missing)


def missing_fields(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the required fields that a service's header does not have yet.

    Where there is no way to get in touch, ``phones`` is named.
    """
    fields = [name for name in _UNKNOWN if values.get(name) in (None, "", [])]
    if not any(values.get(name) for name in _WAYS_TO_REACH):
        fields.append("phones")
    return tuple(fields)


def with_placeholders(values: Mapping[str, Any], missing: tuple[str, ...]) -> dict[str, Any]:
    """Return the header with placeholders for the missing fields, so that the rest is checked."""
    placeholders = {name: _UNKNOWN[name][0] for name in missing if name in _UNKNOWN}
    reach = {"contact": "unknown"} if "phones" in missing else {}
    return {**values, **placeholders, **reach}


def without_placeholders(service: Service, missing: tuple[str, ...]) -> Service:
    """Return the service with every placeholder replaced by what says "not known"."""
    unknown = {name: _UNKNOWN[name][1] for name in missing if name in _UNKNOWN}
    reach = {"contact": None} if "phones" in missing else {}
    return service.model_copy(update={**unknown, **reach})
