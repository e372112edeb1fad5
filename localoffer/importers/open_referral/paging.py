"""A JSON document as rows of services: a bare list, a page in its envelope, or one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from localoffer.importers.open_referral.json_document import FeedError
from localoffer.importers.shared.notes import shortened

#: Names of the list of a page's rows: in version 1 and Outpost, version 3, and other feeds.
_LISTS = (
    "content",
    "contents",
    "services",
    "service",
    "results",
    "records",
    "items",
    "data",
    "value",
)
_SIGNS_OF_SERVICE = frozenset(
    {"name", "description", "organization", "organisation", "organization_id", "url", "service"}
)
_DIGITS = 9
_SIGNS_OF_ERROR = ("error", "errors", "message", "detail", "title", "fault")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The rows of one page. ``number`` and ``total`` count pages as the feed does.

    ``is_complete`` is whether the rows may be the feed's every service (no: a single record).
    """

    rows: tuple[Any, ...]
    number: int = 1
    total: int = 1
    services: int = 0
    is_complete: bool = True

    @property
    def last(self) -> int:
        """The number of the last page: some feeds count from 0."""
        return self.total - 1 if self.number == 0 else self.total


def page_of(document: Any, name: str) -> FeedPage:
    """Return the rows of a document; ``name`` is that of its source, for messages.

    Raises:
        FeedError: it holds no services, and what it is instead.
    """
    if isinstance(document, list):
        return FeedPage(tuple(document))
    if not isinstance(document, Mapping):
        message = f"{name} holds {shortened(document, 40)!r}, not a list of services."
        raise FeedError(message)
    for key in _LISTS:
        if isinstance(document.get(key), list):
            return _enveloped(document, document[key])
        if key in ("data", "results", "value") and isinstance(document.get(key), Mapping):
            return page_of(document[key], name)
    if _SIGNS_OF_SERVICE & document.keys() and not _is_error(document):
        return FeedPage((document,), is_complete=False)
    raise FeedError(_not_services(document, name))


def _enveloped(document: Mapping[str, Any], rows: list[Any]) -> FeedPage:
    number = _count(document, ("page_number", "pageNumber", "number", "page"), 1)
    total = _count(document, ("total_pages", "totalPages", "pages"), 1)
    services = _count(document, ("total_items", "totalElements", "totalItems", "total"), 0)
    return FeedPage(tuple(rows), number, max(total, 1), services)


def _count(document: Mapping[str, Any], names: tuple[str, ...], default: int) -> int:
    for name in names:
        value = document.get(name)
        if isinstance(value, str) and value.strip().isdecimal() and len(value) <= _DIGITS:
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**_DIGITS:
            return value
    return default


def _is_error(document: Mapping[str, Any]) -> bool:
    return any(document.get(sign) for sign in ("error", "errors", "fault"))


def _not_services(document: Mapping[str, Any], name: str) -> str:
    error = next((document[sign] for sign in _SIGNS_OF_ERROR if document.get(sign)), None)
    if error is not None:
        return f"The feed answers with an error instead of services: “{shortened(error)}”."
    if "openapi_url" in document:
        return f"{name} is the feed's front page. Name the address of its services (…/services)."
    keys = ", ".join(shortened(key, 30) for key in list(document)[:6]) or "nothing"
    return (
        f"{name} is JSON but holds no services (it has: {keys}). Name a list of services, "
        "a page with contents, or one service."
    )
