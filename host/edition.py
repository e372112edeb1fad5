"""The site as it was last built: what a page of results is made from, renewed by every build."""

import logging
import os
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from jinja2 import Environment

from host import trouble
from host.settings import Settings
from localoffer.day import day_of_build
from localoffer.offer import Offer
from localoffer.pages.found import Results, SearchPage
from localoffer.pages.search import with_results
from localoffer.pages.values import SitePage
from localoffer.pipeline import Task, check
from localoffer.problems import LocalOfferError, errors
from localoffer.publish import MARKER
from localoffer.render.assets import Assets
from localoffer.render.environment import Base, make_environment
from localoffer.render.pages import render
from search.reader import Reader

#: Files that every build writes anew, or that change with the index.
_WRITTEN_BY_A_BUILD = (MARKER, "search/facts.json")

#: An asset's path: ``site.8dc1f05c4b.css``, or ``search.8dc1f05c4b/query.js`` where many lie.
_HASHED = re.compile(r"([^/]+)\.[0-9a-f]{10}(\.[a-z]+|/.+)")

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
class Wording:
    """What surrounds results: the checked offer, the page without results, the site's address."""

    offer: Offer
    page: SearchPage
    base: Base


@dataclass(frozen=True, slots=True)
class Edition:
    """One build of the site: its wording, its templates, its index, and a page for trouble."""

    wording: Wording
    environment: Environment
    reader: Reader
    trouble: bytes

    def page(self, results: Results) -> bytes:
        """Return the page of results, as the build renders the one without."""
        return render(with_results(self.wording.page, results), self.environment)


class Editions:
    """Gives the newest edition. A new build is seen at the next request, by any thread."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._stamp: Stamp = ()
        self._edition: Edition | None = None

    def newest(self) -> Edition | None:
        """Return the newest edition; None where the content could never be checked."""
        stamp = _stamp(self._settings.site)
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._renew(stamp)
        return self._edition

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
            trouble.note(error)
        self._stamp = stamp

    def _renewed(self) -> Edition | None:
        """Return an edition with the new index.

        Where the content cannot be checked any more, the wording is the last that could be.
        """
        last = self._edition.wording if self._edition else None
        wording = _wording(self._settings) or last
        if wording is None:
            logging.getLogger("host").warning(_NEEDS_SCRIPT)
            return None
        templates, site = self._settings.root / "templates", self._settings.site
        environment = make_environment(templates, wording.offer, _assets(site), wording.base)
        reader = Reader(site.resolve() / "search")
        return Edition(wording, environment, reader, render(_TROUBLE, environment))


def _stamp(site: Path) -> Stamp:
    """Return what changes with every build; nothing while a build's files are not all there."""
    try:
        return tuple((site / name).stat().st_mtime_ns for name in _WRITTEN_BY_A_BUILD)
    except OSError:
        return ()


def _wording(settings: Settings) -> Wording | None:
    day = day_of_build(os.environ)
    task = Task(
        settings.content, settings.root, settings.state, day, settings.base_url, settings.drafts
    )
    try:
        checked = check(task)
    except (LocalOfferError, OSError):
        return None
    page = next((page for page in checked.pages if isinstance(page, SearchPage)), None)
    if checked.offer is None or page is None or errors(checked.problems):
        return None
    return Wording(checked.offer, page, checked.base)


def _assets(site: Path) -> Assets:
    """Return the names that the build gave to its assets, read off the site itself."""
    folder = site.resolve() / "assets"
    files = (file for file in folder.rglob("*") if file.is_file())
    newest_last = sorted(files, key=lambda file: file.stat().st_mtime_ns)
    paths = [file.relative_to(folder).as_posix() for file in newest_last]
    named = ((_HASHED.fullmatch(path), path) for path in paths)
    return Assets({one[1] + one[2]: (f"assets/{path}", b"") for one, path in named if one})
