"""The site as it was last built: what a page of results is made from, renewed by every build."""

import logging
from dataclasses import dataclass
from functools import partial

from localoffer.pages.contexts import SitePage
from localoffer.pages.search_contexts import Results, SearchPage
from localoffer.pages.search_page import with_results
from localoffer.program import PROGRAM
from localoffer.render.page_file import render
from localoffer.serving.site_context import (
    SiteContext,
    SiteContextCache,
    SiteFolders,
    check_content,
    make_site_context,
    with_new_templates,
)
from localoffer.site_folder import MARKER
from search.engine.reader import Reader

#: Files that every build writes anew, or that change with the index.
_WRITTEN_BY_A_BUILD = (MARKER, "search/facts.json")

_ERROR_PAGE = SitePage(
    address="/500.html",
    title="Something went wrong",
    description="This page could not be made.",
    name="trouble",
    listed=False,
)

_NEEDS_SCRIPT = (
    "The content has errors. Until it is mended and built, the search needs script. "
    f"Run: {PROGRAM} check"
)


@dataclass(frozen=True, slots=True, eq=False)
class SiteEdition(SiteContext):
    """A site context with the search page without results, the index, and the page for errors."""

    search_page: SearchPage
    reader: Reader
    error_page: bytes

    def results_page(self, results: Results) -> bytes:
        """Return the search page with results, as the build renders the one without."""
        return render(with_results(self.search_page, results), self.environment)


def site_edition_cache(folders: SiteFolders) -> SiteContextCache[SiteEdition]:
    """Return a cache of editions of the site that lies in the folders."""
    make = partial(_make_edition, folders)
    return SiteContextCache(folders.site, make, log="host", files=_WRITTEN_BY_A_BUILD)


def _make_edition(folders: SiteFolders, last: SiteEdition | None) -> SiteEdition | None:
    """Return an edition with the newest index, templates and assets.

    Where the content has errors by now, it is that of ``last``; None where there is no ``last``.
    """
    checked = check_content(folders)
    pages = checked.pages if checked else ()
    page = next((page for page in pages if isinstance(page, SearchPage)), None)
    if checked and checked.offer and page:
        return _edition(make_site_context(checked, checked.offer, folders), page, folders)
    if last:
        return _edition(with_new_templates(last, folders), last.search_page, folders)
    logging.getLogger("host").warning(_NEEDS_SCRIPT)
    return None


def _edition(context: SiteContext, page: SearchPage, folders: SiteFolders) -> SiteEdition:
    return SiteEdition(
        offer=context.offer,
        base=context.base,
        environment=context.environment,
        titles=context.titles,
        search_page=page,
        reader=Reader(folders.site.resolve() / "search"),
        error_page=render(_ERROR_PAGE, context.environment),
    )
