"""How another package adds files to a site, figures to the build report, or results of searches.

The search does so. ``localoffer`` does not import it; ``plugins`` names it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.publish import PlannedFile


@dataclass(frozen=True, slots=True)
class ExtraFiles:
    """Files to publish with the pages, and numbers for the build report by name."""

    files: tuple[PlannedFile, ...]
    report: Mapping[str, int]


class SiteExtension(Protocol):
    """Makes the extra files. If it raises an exception, the last site stays as it was."""

    def __call__(
        self, content: Path, state: Path, offer: Offer, pages: tuple[Page, ...]
    ) -> ExtraFiles:
        """Return the files to add; ``state`` is the folder for what is kept between runs."""


@dataclass(frozen=True, slots=True)
class FirstResult:
    """The page that comes first for some words."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class FirstResultChange:
    """Words whose first result is another; None stands for words that find nothing."""

    words: str
    before: FirstResult | None
    now: FirstResult | None


@dataclass(frozen=True, slots=True)
class SearchedOffer:
    """An offer to search, and the folder that it was read from."""

    content: Path
    offer: Offer


class FirstResultChanges(Protocol):
    """Asks the search of two offers the same."""

    def __call__(
        self, old: SearchedOffer, new: SearchedOffer, state: Path, queries: Sequence[str]
    ) -> tuple[FirstResultChange, ...]:
        """Return the queries whose first result differs, in the order given.

        ``state`` is the folder of what is kept between runs.
        """
