"""Guides as search knows them."""

from collections.abc import Iterator

from localoffer.model.guide import Guide
from localoffer.offer import Entry, Offer
from localoffer.pages.assurance_dates import assurance_of
from search.documents.body_text import body_of, checked_text, headings_of, labels_of
from search.documents.document import Family, ResultText, SearchDocument
from search.documents.urgent_help import help_of_guide

_KINDS = {
    "guide": "Guide",
    "step-by-step": "Step-by-step guide",
    "journey": "Step-by-step guide",
    "easy-read": "Easy read guide",
}
_FAMILIES: dict[str, Family] = {
    "parents": "guide",
    "young people": "young",
    "professionals": "professional",
}
_FOR = {"young people": " for young people", "professionals": " for professionals"}


def guides(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every guide."""
    for entry in offer.guides:
        yield _document(entry, offer)


def _document(entry: Entry[Guide], offer: Offer) -> SearchDocument:
    guide = entry.record
    groups = [offer.lists.ages[age] for age in guide.ages if age in offer.lists.ages]
    topics = {topic.slug: topic.record.title for topic in offer.topics}
    return SearchDocument(
        address=entry.address,
        title=guide.title,
        summary=guide.summary,
        family=_family(guide),
        result_text=ResultText(
            kind=_KINDS[guide.kind] + _FOR.get(guide.audience, ""),
            checked=checked_text(guide.assured_date),
        ),
        names=guide.alternate_titles,
        keywords=guide.keywords,
        headings=headings_of(entry.text),
        labels=(
            *labels_of(guide.needs, offer.lists.needs),
            *(topics[topic] for topic in guide.topics if topic in topics),
        ),
        body=body_of(entry.text, *(line.text for line in guide.lines)),
        ages=_span([(group.minimum_age, group.maximum_age) for group in groups]),
        facets={"need": guide.needs},
        status="overdue" if assurance_of(guide, offer).overdue else "current",
        urgent_help=help_of_guide(entry, offer),
    )


def _family(guide: Guide) -> Family:
    if guide.kind == "easy-read":
        return "easy read"
    return _FAMILIES[guide.audience]


def _span(ages: list[tuple[int, int]]) -> tuple[int, int] | None:
    return (min(low for low, _ in ages), max(high for _, high in ages)) if ages else None
