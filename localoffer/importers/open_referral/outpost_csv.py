"""The services of a CSV file in the columns of Outpost's import, as its feed would give them.

A row with an ``import_id_reference`` adds a place, a price, a session or a contact to the service
of that id. (Outpost: github.com/wearefuturegov/outpost, "Importing data".)
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from localoffer.problems import UsageError
from localoffer.read.csv_rows import csv_rows

Row = Mapping[str, str]

#: Columns by which the file is known.
_KNOWN_BY: Final = frozenset({"import_id", "name", "service_taxonomies"})

_ID, _REFERENCE = "import_id", "import_id_reference"

#: The seven questions of its survey, by their columns, as headings that families understand.
_QUESTIONS: Final = {
    "outcomes": "What children and young people get from it",
    "recent_send_training": "Training about SEND",
    "parental_involvement": "How parents take part",
    "information_sharing": "How they share information with you",
    "environment_accessibility": "Getting in and around",
    "how_to_start": "How to start",
    "future_plans": "What is planned",
}

#: What a service has once, under the same name in the feed.
_PLAIN: Final = (
    "name", "description", "url", "visible", "needs_referral", "min_age", "max_age", "free",
    "temporarily_closed", "visible_from", "visible_to", "labels", "notes",
)  # fmt: skip
_SEPARATOR = re.compile("[;,]")


def is_outpost(titles: tuple[str, ...]) -> bool:
    """Return whether the titles of a CSV file are those of Outpost's import."""
    return {title.strip().lower() for title in titles} >= _KNOWN_BY


def outpost_services(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the services of a file, each with what further rows say of it.

    Raises:
        UsageError: it has other columns, or cannot be read.
    """
    rows = list(_rows(file))
    further: dict[str, list[Row]] = {}
    ids = {row.get(_ID, "") for row in rows if not row.get(_REFERENCE)}
    for row in rows:
        further.setdefault(row.get(_REFERENCE, ""), []).append(row)
    for row in rows:
        reference = row.get(_REFERENCE, "")
        if not reference or reference not in ids:
            yield _service(row, further.get(row.get(_ID) or "-", []))


def _rows(file: Path) -> Iterator[Row]:
    lines = csv_rows(file)
    titles = next(lines, ())
    if not is_outpost(titles):
        message = (
            f"{file} has no columns of Outpost's import (import_id, name, service_taxonomies …), "
            "and a feed is JSON. For a spreadsheet of your records, use: import spreadsheet."
        )
        raise UsageError(message)
    names = [title.strip().lower() for title in titles]
    for line in lines:
        row = {name: cell.strip() for name, cell in zip(names, line, strict=False) if cell.strip()}
        if row:
            yield row


def _service(row: Row, further: list[Row]) -> dict[str, Any]:
    """Return a service in the shape of Outpost's feed; what has no place there keeps its column."""
    rows = [row, *further]
    service: dict[str, Any] = {
        "id": row.get(_ID, ""),
        "organisation": {"name": row.get("organisation", "")},
        "status": "pending" if row.get("approved", "").lower() == "false" else "active",
        "taxonomies": _names(row, "service_taxonomies", ";"),
        "suitabilities": _names(row, "suitabilities"),
        "send_needs": _names(row, "send_needs_support", ";"),
        "contacts": [_contact(one) for one in rows if _is_shown(one, "contact")],
        "locations": [_location(one) for one in rows if _is_shown(one, "location")],
        "cost_options": [_cost(one) for one in rows if _has(one, "cost_option", "cost_amount")],
        "regular_schedules": [_session(one) for one in rows if _has(one, "scheduled_weekday")],
        "links": [_link(one) for one in rows if one.get("links_url")],
        "local_offer": _local_offer(row),
    }
    service |= {name: row[name] for name in _PLAIN if name in row}
    service |= {name: row[name] for name in row if name.startswith("custom_")}
    return service


def _has(row: Row, *names: str) -> bool:
    return any(row.get(name) for name in names)


def _is_shown(row: Row, thing: str) -> bool:
    """Return whether a row has a contact or a location that its publisher shows."""
    there = any(name.startswith(f"{thing}_") and row[name] for name in row)
    return there and row.get(f"{thing}_visible", "").lower() != "false"


def _names(row: Row, name: str, separator: str = "") -> list[dict[str, str]]:
    text = row.get(name, "")
    parts = text.split(separator) if separator else _SEPARATOR.split(text)
    return [{"name": part.strip()} for part in parts if part.strip()]


def _contact(row: Row) -> dict[str, str]:
    """Return the role, address and number of a contact; a person's name is not taken."""
    names = {"title": "contact_title", "email": "contact_email", "phone": "contact_phone"}
    return {name: row[column] for name, column in names.items() if column in row}


def _location(row: Row) -> dict[str, Any]:
    names = {
        "name": "location_name", "address_1": "location_address_1", "city": "location_city",
        "postal_code": "location_postcode", "mask_exact_address": "mask_exact_address",
    }  # fmt: skip
    place: dict[str, Any] = {name: row[column] for name, column in names.items() if column in row}
    return {**place, "accessibilities": _names(row, "location_accessibilities", ";")}


def _cost(row: Row) -> dict[str, str]:
    names = {"option": "cost_option", "amount": "cost_amount", "cost_type": "cost_type"}
    return {name: row[column] for name, column in names.items() if column in row}


def _session(row: Row) -> dict[str, str]:
    names = {
        "weekday": "scheduled_weekday", "opens_at": "schedules_opens_at",
        "closes_at": "schedules_closes_at",
    }  # fmt: skip
    return {name: row[column] for name, column in names.items() if column in row}


def _link(row: Row) -> dict[str, str]:
    return {"label": row.get("links_label", ""), "url": row["links_url"]}


def _local_offer(row: Row) -> dict[str, Any]:
    answers = [
        {"question": question, "answer": row[column]}
        for column, question in _QUESTIONS.items()
        if column in row
    ]
    offer = {"description": "support_description", "link": "recent_send_report"}
    said = {name: row[column] for name, column in offer.items() if column in row}
    return {**said, "survey_answers": answers}
