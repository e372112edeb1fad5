"""What another part of the product adds to a site: files, and figures for its report.

The search adds its index this way. The pipeline knows nothing of it; ``build.py`` names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.publish import PlannedFile


@dataclass(frozen=True, slots=True)
class ExtraFiles:
    """Files to publish with the pages, and numbers to report under a name."""

    files: tuple[PlannedFile, ...]
    report: Mapping[str, int]


class SiteExtension(Protocol):
    """Makes the extra files. If it raises ``LocalOfferError``, the last site stays as it was."""

    def __call__(
        self, content: Path, state: Path, offer: Offer, pages: tuple[Page, ...]
    ) -> ExtraFiles:
        """Return what is added to the pages of an offer; ``state`` keeps work between runs."""
