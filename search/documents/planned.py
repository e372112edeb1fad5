"""A planned page as search knows it, so that no result leads nowhere."""

from collections.abc import Iterable, Mapping

from localoffer.pages.page import Page
from search.document import Document, Shown


def document_of(
    page: Page,
    kind: str,
    keywords: Iterable[str],
    *,
    summary: str = "",
    labels: Iterable[str] = (),
    facets: Mapping[str, tuple[str, ...]] | None = None,
) -> Document:
    """Return a page with the words that people type for it.

    ``summary`` is said instead of the page's description, which is for other search engines.
    """
    return Document(
        address=page.address,
        title=page.title,
        summary=summary or page.description,
        family="page",
        shown=Shown(kind),
        keywords=tuple(keywords),
        labels=tuple(labels),
        facets=facets or {},
    )
