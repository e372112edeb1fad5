"""The report of a build: counts by kind, pages, addresses."""

from collections import Counter
from typing import Any

from localoffer.kinds import KINDS
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.problems import Problem


def counts(offer: Offer) -> dict[str, int]:
    """Return how many records of each kind the site shows."""
    return {kind.counted_as: len(offer.records[kind.model]) for kind in KINDS if kind.is_counted}


def report_of(
    offer: Offer, pages: tuple[Page, ...], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    """Return the contents of ``build.json``, without the seconds."""
    kinds: dict[str, list[str]] = {}
    for page in pages:
        kinds.setdefault(page.kind, []).append(page.address)
    return {
        "made_by": "localoffer",
        "counts": counts(offer),
        "problems": dict(Counter(str(problem.level) for problem in problems)),
        "pages": len(pages),
        "addresses": sorted(page.address for page in pages),
        "kinds": kinds,
    }
