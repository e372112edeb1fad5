"""The site as it was last built: what a page of results is made from, renewed by every build."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from jinja2 import Environment

from host import errors
from host.settings import HostSettings
from localoffer.offer import Offer
from localoffer.pages.contexts import SitePage
from localoffer.pages.search_contexts import Results, SearchPage
from localoffer.pages.search_page import with_results
from localoffer.publish import MARKER
from localoffer.render.environment import SiteBase
from localoffer.render.page_file import render
from localoffer.serving.site_context import (
    SiteContext,
    SiteFolders,
    checked_of,
    renewed,
    site_context_of,
)
from search.engine.reader import Reader

#: Files that every build writes anew, or that change with the index.
_WRITTEN_BY_A_BUILD = (MARKER, "search/facts.json")

_TROUBLE = SitePage(
    address="/500.html",
    title="Something went wrong",
    description="This page could not be made.",
    name="trouble",
    listed=False,
)

_NEEDS_SCRIPT = (
    "The content has errors. Until it is mended and built, the search needs script. "
    "Run: python build.py check"
)

Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchPageTemplate:
    """What surrounds results: the page without any, and what all pages are made from."""

    page: SearchPage
    surroundings: SiteContext

    @property
    def offer(self) -> Offer:
        """The checked offer."""
        return self.surroundings.offer

    @property
    def base(self) -> SiteBase:
        """Where the site is published."""
        return self.surroundings.base


@dataclass(frozen=True, slots=True)
class SiteEdition:
    """One build of the site: its wording, its templates, its index, and a page for trouble."""

    wording: SearchPageTemplate
    reader: Reader
    trouble: bytes

    @property
    def environment(self) -> Environment:
        """The templates."""
        return self.wording.surroundings.environment

    def page(self, results: Results) -> bytes:
        """Return the page of results, as the build renders the one without."""
        return render(with_results(self.wording.page, results), self.environment)


class SiteEditionCache:
    """Gives the newest edition. A new build is seen at the next request, by any thread."""

    def __init__(self, settings: HostSettings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._stamp: Stamp = ()
        self._edition: SiteEdition | None = None

    def newest(self) -> SiteEdition | None:
        """Return the newest edition; None where the content could never be checked."""
        stamp = _stamp(self._settings.site)
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._renew(stamp)
        return self._edition

    def surroundings(self) -> SiteContext | None:
        """Return what pages are made from; None where the content could never be checked."""
        edition = self.newest()
        return edition.wording.surroundings if edition else None

    def path(self) -> str:
        """Return the path that the site lies below, such as ``/local-offer``, or nothing."""
        return self._edition.wording.base.path if self._edition else ""

    def trouble(self) -> bytes | None:
        """Return the page for what was not foreseen, if there is an edition."""
        return self._edition.trouble if self._edition else None

    def _renew(self, stamp: Stamp) -> None:
        try:
            self._edition = self._renewed() if stamp else self._edition
        except Exception as error:  # noqa: BLE001 - a site that another version built, or half a one
            errors.note(error)
        self._stamp = stamp

    def _renewed(self) -> SiteEdition | None:
        """Return an edition with the new index.

        Where the content cannot be checked any more, the wording is the last that could be.
        """
        last = self._edition.wording if self._edition else None
        wording = _wording(self._settings, last)
        if wording is None:
            logging.getLogger("host").warning(_NEEDS_SCRIPT)
            return None
        reader = Reader(self._settings.site.resolve() / "search")
        return SiteEdition(wording, reader, render(_TROUBLE, wording.surroundings.environment))


def _stamp(site: Path) -> Stamp:
    """Return what changes with every build; nothing while a build's files are not all there."""
    try:
        return tuple((site / name).stat().st_mtime_ns for name in _WRITTEN_BY_A_BUILD)
    except OSError:
        return ()


def _wording(place: SiteFolders, last: SearchPageTemplate | None) -> SearchPageTemplate | None:
    """Return what surrounds results now; the content of ``last`` where it has errors by now.

    The assets are those of the newest build in any case.
    """
    checked = checked_of(place)
    page = (
        next((page for page in checked.pages if isinstance(page, SearchPage)), None)
        if checked
        else None
    )
    if checked is None or checked.offer is None or page is None:
        return last and replace(last, surroundings=renewed(last.surroundings, place))
    return SearchPageTemplate(page, site_context_of(checked, checked.offer, place))
