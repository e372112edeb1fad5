"""The pages that every site has, as search knows them."""

from collections.abc import Iterator

from localoffer.offer import Offer
from localoffer.pages.figures.charts import figures_page
from localoffer.pages.navigation import ABOUT, LISTS
from search.documents.document import ResultText, SearchDocument
from search.documents.from_page import document_of

#: Words that people type for the pages of ``localoffer.pages.navigation``.
_TYPED = {
    "/a-z/": "list index all services",
    "/glossary/": "jargon buster acronyms abbreviations what does it mean glossary",
    "/events/": "whats on calendar half term days out",
    "/changes/": "news updates new",
    "/easy-read/": "easy read pictures simple",
    "/ehc-dates/": (
        "date calculator deadline calculator work out the 20 weeks count the weeks when is it due "
        "last day to appeal"
    ),
    "/contact/": "phone number contact email ring call speak",
    "/tell-us/": (
        "feedback comment complain about the website report a mistake something is missing "
        "suggest have your say tell you what I think"
    ),
    "/other-formats/": "large print braille translation language paper post interpreter",
    "/about/": "who runs this site",
    "/accessibility/": "screen reader website accessibility",
    "/privacy/": "data protection gdpr cookies personal information",
}
_SUMMARIES = {
    "/a-z/": "Every guide and service in alphabetical order.",
    "/glossary/": "What the official words and letters mean.",
    "/events/": "What is on in the weeks to come.",
    "/changes/": "What is new or different on this site.",
    "/easy-read/": "Pages in short sentences with pictures.",
    "/ehc-dates/": "Enter a day and get the last day for each step of an EHC plan.",
    "/contact/": "Phone numbers and e-mail addresses of people who can help.",
    "/tell-us/": "Say what is missing, wrong or good: here, by phone, by post or in person.",
    "/other-formats/": "Ask for paper, large print, easy read, sign language or another language.",
    "/about/": "Who makes this site, how pages are checked and who may be listed.",
    "/accessibility/": "How accessible this site is, and what to do if a part does not work.",
    "/privacy/": "What this site knows about you, and your rights.",
}


_FIGURES = (
    "figures", "statistics", "performance data", "how many plans are on time", "how many appeals",
    "how well is the council doing", "EHCPs done on time", "how many EHCPs are late",
)  # fmt: skip


def site_pages(offer: Offer) -> Iterator[SearchDocument]:
    """Yield the lists, those of the areas too, and the pages about the site itself."""
    yield from _areas(offer)
    for page in figures_page(offer):
        yield document_of(page, "Page of this site", _FIGURES)
    titles = {link.address: link.label for link in (*LISTS, *ABOUT)}
    for address, typed in _TYPED.items():
        yield SearchDocument(
            address=address,
            title=titles[address],
            summary=_SUMMARIES[address],
            family="page",
            result_text=ResultText(kind="Page of this site"),
            keywords=(typed,),
        )


def _areas(offer: Offer) -> Iterator[SearchDocument]:
    used = {area for entry in offer.services for area in entry.record.service_areas}
    for key, area in offer.lists.areas.items():
        if key in used:
            yield SearchDocument(
                address=f"/find/places/{key}/",
                title=f"{area.name}: services",
                summary=area.description or f"Every service for {area.name}.",
                family="page",
                result_text=ResultText(kind="List of services"),
                keywords=("services for this area", "what is in this area"),
                facets={"place": (key,)},
                of_a_place=True,
            )
