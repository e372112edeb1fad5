"""The page of results, empty as a file and filled by the service for those without script."""

from dataclasses import replace

from localoffer.pages.index import Index
from localoffer.pages.listings import browse_groups
from localoffer.pages.navigation import HOME, SEARCH
from localoffer.pages.search_contexts import Results, SearchPage

#: What a site that tells distances has to say once (Open Government Licence v3.0): the words of
#: search/places/known_places.py, which this package may not import.
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025; contains Royal Mail data © Royal "
    "Mail copyright and database right 2025; contains National Statistics data © Crown copyright "
    "and database right 2025"
)

#: Tasks shown to who finds nothing.
_TASKS = 6


def search_page(index: Index) -> SearchPage:
    """Return the page as a file: the box, help that cannot wait and the lists to browse."""
    site = index.offer.site
    return SearchPage(
        address=SEARCH.address,
        title=SEARCH.label,
        description="Find help in your own words.",
        crumbs=(HOME,),
        results=None,
        tasks=tuple(index.link(f"/topics/{slug}/") for slug in site.home.tiles[:_TASKS]),
        browse_groups=browse_groups(index),
        advice=index.offer.lists.contacts.get(site.advice_service),
        crisis=index.links.get(f"/guides/{site.crisis}/") if site.crisis else None,
        attribution=ATTRIBUTION,
    )


def with_results(page: SearchPage, results: Results) -> SearchPage:
    """Return the page filled with results, under a title that says what was found."""
    return replace(page, results=results, title=heading(results), listed=False)


def heading(results: Results) -> str:
    """Return "12 results for “speech therapy”"; scripts/search/show.js says the same."""
    if not results.total:
        return f"No results for {results.description}"
    noun = "result" if results.total == 1 else "results"
    return f"{results.total:,} {noun} for {results.description}"
