"""What a page made for a request is rendered from: the checked offer, templates, the built site.

A service renders such a page as the build renders its own, so that nobody sees a difference.
"""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from jinja2 import Environment

from localoffer.calendar_days import day_of_build
from localoffer.model.editor import LocalEditor
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import LocalOfferError, errors
from localoffer.render.assets import Assets
from localoffer.render.design import Design
from localoffer.render.environment import SiteBase, make_environment
from localoffer.serving import error_log
from localoffer.serving.shared_memory import unfreeze
from localoffer.site_folder import MARKER
from localoffer.theme.read_theme import read_theme

#: An asset's path: ``site.8dc1f05c4b.css`` or ``search/page.LPKGEPPE.js``; or, where an earlier
#: version built the site, ``search.8dc1f05c4b/page.js``.
_HASHED = re.compile(r"([^.]+)\.(?:[0-9a-f]{10}|[0-9A-Z]{8})(\.[a-z]+|/.+)")


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """Where everything lies.

    ``content`` is the content folder, ``site`` the built site, ``resources`` the program's own
    files, ``state`` the folder for what is kept between runs; ``base_url``, ``drafts`` and
    ``editor`` are as the site was built with.
    """

    content: Path
    site: Path
    resources: Path
    state: Path
    base_url: str = ""
    drafts: bool = False
    editor: LocalEditor | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SiteContext:
    """One build of the site, as a service needs it. ``titles`` has every page's, by address.

    Two contexts are equal only if they are the same object, so that a value worked out from one
    can be cached under it.
    """

    offer: Offer
    base: SiteBase
    environment: Environment
    titles: Mapping[str, str]


Context = TypeVar("Context", bound=SiteContext)


def check_content(folders: SiteFolders) -> CheckResult | None:
    """Return the content as it is now, checked; None where it has any error."""
    day = day_of_build(os.environ)
    task = Task(
        folders.content,
        folders.resources,
        folders.state,
        day,
        folders.base_url,
        folders.drafts,
        editor=folders.editor,
    )
    try:
        checked = check(task)
    except (LocalOfferError, OSError):
        return None
    return None if checked.offer is None or errors(checked.problems) else checked


def make_site_context(checked: CheckResult, offer: Offer, folders: SiteFolders) -> SiteContext:
    """Return the context of checked content, with the templates and the assets of the built site.

    Raises:
        OSError: the site's assets cannot be read.
    """
    titles = {page.address: page.title for page in checked.pages if page.kind != "redirect"}
    return SiteContext(offer, checked.base, _environment(offer, checked.base, folders), titles)


def with_new_templates(last: Context, folders: SiteFolders) -> Context:
    """Return a context with the same content, and the templates and assets as they are now."""
    return replace(last, environment=_environment(last.offer, last.base, folders))


def _environment(offer: Offer, base: SiteBase, folders: SiteFolders) -> Environment:
    design = Design(folders.resources, read_theme(folders.content)[0])
    return make_environment(design, offer, _assets_of(folders.site), base)


def _assets_of(site: Path) -> Assets:
    """Return the names that the build gave to its assets, read off the site itself."""
    folder = site.resolve() / "assets"
    files = (file for file in folder.rglob("*") if file.is_file())
    newest_last = sorted(files, key=lambda file: file.stat().st_mtime_ns)
    paths = [file.relative_to(folder).as_posix() for file in newest_last]
    matches = ((_HASHED.fullmatch(path), path) for path in paths)
    return Assets(
        {match[1] + match[2]: (f"assets/{path}", b"") for match, path in matches if match}
    )


class SiteContextCache(Generic[Context]):
    """Holds the context of the newest build: made anew at the first request after each build.

    Any thread may ask. Where a new context cannot be made, the last good one stays.
    """

    def __init__(
        self,
        site: Path,
        make: Callable[[Context | None], Context | None],
        *,
        log: str,
        files: tuple[str, ...] = (MARKER,),
    ) -> None:
        """Hold nothing yet.

        Args:
            site: the folder of the built site.
            make: given the last context, returns the one for the build that lies there now; None
                where there has been none yet and none can be made.
            log: the name of the log to which an error of ``make`` is noted.
            files: what every build writes anew, by its path in the site. While one of them is
                missing, a build is not complete, and nothing is made.
        """
        self._files = tuple(str(site / file) for file in files)
        self._make = make
        self._log = log
        self._lock = Lock()
        self._stamp: tuple[int, ...] = ()
        self._last: Context | None = None

    @property
    def last(self) -> Context | None:
        """The context of the last request, without a look at the disk."""
        return self._last

    def newest(self) -> Context | None:
        """Return the newest context; None where the content has never been free of errors."""
        stamp = self._build_stamp()
        if stamp != self._stamp:
            with self._lock:
                if stamp != self._stamp:
                    self._renew(stamp)
        return self._last

    def _renew(self, stamp: tuple[int, ...]) -> None:
        unfreeze()
        try:
            self._last = self._make(self._last) if stamp else self._last
        except Exception as error:  # noqa: BLE001 - a site that another version built, or half a one
            error_log.note(self._log, error)
        self._stamp = stamp

    def _build_stamp(self) -> tuple[int, ...]:
        """Return what changes with every build; nothing while not all of its files are there."""
        try:
            return tuple([os.stat(file).st_mtime_ns for file in self._files])  # noqa: PTH116 - at each request, and faster
        except OSError:
            return ()


def site_context_cache(folders: SiteFolders, log: str) -> SiteContextCache[SiteContext]:
    """Return a cache of plain site contexts that notes errors to ``log``.

    Where the content has errors by now, the last content is shown with the newest templates.
    """

    def make(last: SiteContext | None) -> SiteContext | None:
        checked = check_content(folders)
        if checked and checked.offer:
            return make_site_context(checked, checked.offer, folders)
        return last and with_new_templates(last, folders)

    return SiteContextCache(folders.site, make, log=log)
