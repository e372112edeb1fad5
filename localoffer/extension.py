"""How another package adds files to a site, and figures to the build report.

The search adds its index this way. The pipeline does not import it; ``plugins`` names it.
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
    """Files to publish with the pages, and numbers for the build report by name."""

    files: tuple[PlannedFile, ...]
    report: Mapping[str, int]


class SiteExtension(Protocol):
    """Makes the extra files. If it raises an exception, the last site stays as it was."""

    def __call__(
        self, content: Path, state: Path, offer: Offer, pages: tuple[Page, ...]
    ) -> ExtraFiles:
        """Return the files to add; ``state`` is the folder for what is kept between runs."""
