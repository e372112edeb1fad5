"""A feed's rows as services: rows about one service's places are merged, other rows refused."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.importers.shared.notes import shortened

_TERM = frozenset({"term_uri", "taxonomy", "taxonomy_terms", "parent_id", "parentid"})
_ORGANIZATION = frozenset({"organization_identifiers", "services"})
_SERVICE = frozenset(
    {
        "status",
        "organization",
        "organisation",
        "organization_id",
        "email",
        "url",
        "locations",
        "fees",
    }
)


@dataclass(frozen=True, slots=True)
class NoService:
    """A row that is no service: its number, and why not ("is a term of a taxonomy")."""

    number: int
    problem: str
    original: str


def services(rows: Iterable[Any]) -> list[Mapping[str, Any] | NoService]:
    """Return the services of a feed's rows in their order, and the rows that are none."""
    result: list[Mapping[str, Any] | NoService] = []
    by_id: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            result.append(NoService(number, f"is {_kind(row)}, not a record", shortened(row)))
            continue
        inner = row.get("service")
        if not isinstance(inner, Mapping):
            problem = _problem_of(row)
            title = shortened(row.get("name") or row)
            result.append(NoService(number, problem, title) if problem else row)
            continue
        known = by_id.get(str(inner.get("id")))
        if known is None:
            known = {**inner, "service_at_locations": _listed(inner.get("service_at_locations"))}
            by_id[str(inner.get("id"))] = known
            result.append(known)
        known["service_at_locations"].append({name: row[name] for name in row if name != "service"})
    return result


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _kind(row: Any) -> str:
    if row is None:
        return "empty"
    return {str: "text", list: "a list", bool: "yes or no"}.get(type(row), "a number")


def _problem_of(row: Mapping[str, Any]) -> str:
    keys = {str(key).lower() for key in row}
    if not any(value not in (None, "", [], {}) for value in row.values()):
        return "has nothing in it"
    if keys & _SERVICE:
        return ""
    if keys & _TERM:
        return "is a term of a taxonomy, not a service"
    return "is an organisation, not a service" if keys & _ORGANIZATION else ""
