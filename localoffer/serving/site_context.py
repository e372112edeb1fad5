"""What a page made for a request is made from: the checked offer, the templates, the built site.

A service renders such a page as the build renders its own, so that nobody sees a difference.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from jinja2 import Environment

from localoffer.calendar_days import day_of_build
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import LocalOfferError, errors
from localoffer.publish import MARKER
from localoffer.render.assets import Assets
from localoffer.render.environment import SiteBase, make_environment

#: An asset's path: ``site.8dc1f05c4b.css``, or ``search.8dc1f05c4b/query.js`` where many lie.
_HASHED = re.compile(r"([^/]+)\.[0-9a-f]{10}(\.[a-z]+|/.+)")


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """Where everything lies.

    ``content`` is the content folder, ``site`` the built site, ``root`` the folder with
    ``templates/``, ``state`` the folder for what is kept between runs; ``base_url`` and ``drafts``
    are as the site was built with.
    """

    content: Path
    site: Path
    root: Path
    state: Path
    base_url: str = ""
    drafts: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SiteContext:
    """One build of the site, as a service needs it. ``titles`` has every page's, by address.

    Two are the same only if they are one: what follows from it can be kept under it.
    """

    offer: Offer
    base: SiteBase
    environment: Environment
    titles: Mapping[str, str]


def checked_of(place: SiteFolders) -> CheckResult | None:
    """Return the content as it is now, without errors; None where it has any."""
    day = day_of_build(os.environ)
    task = Task(place.content, place.root, place.state, day, place.base_url, place.drafts)
    try:
        checked = check(task)
    except (LocalOfferError, OSError):
        return None
    return None if checked.offer is None or errors(checked.problems) else checked


def site_context_of(checked: CheckResult, offer: Offer, place: SiteFolders) -> SiteContext:
    """Return what pages of this build are made from."""
    titles = {page.address: page.title for page in checked.pages if page.kind != "redirect"}
    return SiteContext(offer, checked.base, _environment(offer, checked.base, place), titles)


def renewed(last: SiteContext, place: SiteFolders) -> SiteContext:
    """Return the same content with the templates and assets as they are now."""
    return replace(last, environment=_environment(last.offer, last.base, place))


def _environment(offer: Offer, base: SiteBase, place: SiteFolders) -> Environment:
    return make_environment(place.root / "templates", offer, _assets_of(place.site), base)


def _assets_of(site: Path) -> Assets:
    """Return the names that the build gave to its assets, read off the site itself."""
    folder = site.resolve() / "assets"
    files = (file for file in folder.rglob("*") if file.is_file())
    newest_last = sorted(files, key=lambda file: file.stat().st_mtime_ns)
    paths = [file.relative_to(folder).as_posix() for file in newest_last]
    named = ((_HASHED.fullmatch(path), path) for path in paths)
    return Assets({one[1] + one[2]: (f"assets/{path}", b"") for one, path in named if one})


class SiteContextCache:
    """Gives the surroundings of the newest build; a new build is seen at the next request."""

    def __init__(self, place: SiteFolders) -> None:
        self._place = place
        self._marker = place.site / MARKER
        self._lock = Lock()
        self._stamp = 0
        self._found: SiteContext | None = None

    def __call__(self) -> SiteContext | None:
        """Return the newest surroundings; None where the content could never be checked."""
        stamp = _stamp(self._marker)
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._renew()
                    self._stamp = stamp
        return self._found

    def _renew(self) -> None:
        checked = checked_of(self._place)
        if checked and checked.offer:
            self._found = site_context_of(checked, checked.offer, self._place)
        elif self._found:
            self._found = renewed(self._found, self._place)


def _stamp(marker: Path) -> int:
    try:
        return marker.stat().st_mtime_ns
    except OSError:
        return 0
