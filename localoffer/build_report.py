"""What a build reports of itself: counts by kind, pages, addresses."""

from collections import Counter
from typing import Any

from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.problems import Problem


def counts(offer: Offer) -> dict[str, int]:
    """Return how many records of each kind the site shows."""
    return {
        "services": len(offer.services),
        "guides": len(offer.guides),
        "topics": len(offer.topics),
        "schools": len(offer.schools),
        "reports": len(offer.reports),
        "statements": len(offer.statements),
        "comments": len(offer.comments),
        "surveys": len(offer.surveys),
        "consultations": len(offer.consultations),
        "reviews": len(offer.reviews),
        "figures": len(offer.figures),
        "terms": len(offer.glossary),
        "contacts": len(offer.lists.contacts),
        "events": len(offer.events),
        "redirects": len(offer.redirects),
        "changes": len(offer.changes),
    }


def report_of(
    offer: Offer, pages: tuple[Page, ...], problems: tuple[Problem, ...]
) -> dict[str, Any]:
    """Return the contents of ``build.json`` but for the seconds."""
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
