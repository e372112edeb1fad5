"""A planned page as search knows it, so that no result leads nowhere."""

from collections.abc import Iterable, Mapping

from localoffer.pages.page import Page
from search.documents.document import ResultText, SearchDocument


def document_of(
    page: Page,
    kind: str,
    keywords: Iterable[str],
    *,
    names: Iterable[str] = (),
    labels: Iterable[str] = (),
    facets: Mapping[str, tuple[str, ...]] | None = None,
) -> SearchDocument:
    """Return a page with the words that people type for it, and other ``names`` it goes by."""
    return SearchDocument(
        address=page.address,
        title=page.title,
        summary=page.description,
        family="page",
        result_text=ResultText(kind),
        names=tuple(names),
        keywords=tuple(keywords),
        labels=tuple(labels),
        facets=facets or {},
    )
