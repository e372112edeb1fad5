"""Pages of single records: services, guides (plain, in steps, easy read) and topics."""

import re
from collections.abc import Iterator

from localoffer.model.guide import Guide, Landing
from localoffer.model.parts import Location
from localoffer.model.service import Service
from localoffer.offer import TOP, Entry, Section
from localoffer.page_types import questions_of
from localoffer.pages.assurance_dates import assurance_of, guide_assurance
from localoffer.pages.contexts import (
    EasyReadPage,
    GuidePage,
    GuideStep,
    LocationView,
    PicturedLine,
    ServicePage,
    StepsPage,
    TopicPage,
)
from localoffer.pages.ehc_journey.journey_guide import journey_page
from localoffer.pages.figures.charts import charts_of
from localoffer.pages.index import ANY_NEED, Index, is_outside
from localoffer.pages.navigation import EASY_READ, HOME
from localoffer.pages.page import Card, Link, Page
from localoffer.pages.provenance import provenance_of
from localoffer.pages.record_gaps import gaps_of
from localoffer.pages.service_phrases import is_closed
from localoffer.pages.session_phrases import session_views
from localoffer.pictures import Pictures

_FEW = 4
_MOST_SERVICES = 8
_WHEN = re.compile(r"(?<!\s)\s*+\(([^()]++)\)\s*+$")


def service_page(entry: Entry[Service], index: Index) -> ServicePage:
    """Return a service's page."""
    service, offer = entry.record, index.offer
    lists = offer.lists
    topic = _first_topic(service.topics, index)
    kind = lists.kinds.get(service.kind)
    return ServicePage(
        address=entry.address,
        title=service.name,
        description=service.summary,
        crumbs=(HOME, topic) if topic else (HOME,),
        assurance=assurance_of(service, offer),
        service=entry,
        kind_name=kind.name if kind else "Service",
        needs=tuple(lists.needs[need] for need in service.needs if need in lists.needs),
        areas=tuple(index.places[area] for area in service.service_areas if area in index.places),
        topics=_topic_links(service.topics, index),
        places=tuple(_place(location, index) for location in service.locations),
        sessions=session_views(service, offer.today),
        contact=lists.contacts.get(service.contact or ""),
        related=_related(entry, index),
        easy_read=_easy_read(service.easy_read, index),
        outside_area=is_outside(service, offer),
        closed_now=is_closed(service, offer.today),
        gaps=gaps_of(entry),
    )


def guide_page(entry: Entry[Guide], index: Index, pictures: Pictures) -> Page:
    """Return the page of a guide, by its kind."""
    if entry.record.kind == "easy-read":
        return _easy_read_page(entry, index, pictures)
    if entry.record.kind == "step-by-step":
        return _steps_page(entry, index)
    if entry.record.kind == "journey":
        return journey_page(entry, index, _guide_fields(entry, index))
    return GuidePage(**_guide_fields(entry, index))  # type: ignore[arg-type]


def topic_page(entry: Entry[Landing], index: Index) -> TopicPage:
    """Return a landing page; links take their words from the pages they lead to."""
    landing = entry.record
    services = index.services.get(("topics", entry.slug), ())
    links = []
    for link in landing.links:
        known = index.link(link.to)
        links.append(Link(link.to, link.label or known.label, link.sentence or known.sentence))
    more = Link(
        f"/find/topics/{entry.slug}/", f"All services: {landing.title}", count=len(services)
    )
    return TopicPage(
        address=entry.address,
        title=landing.title,
        description=landing.summary,
        crumbs=(HOME,),
        provenance=provenance_of(entry, index.offer),
        topic=entry,
        links=tuple(links),
        services=services[:_MOST_SERVICES],
        all_services=more if services else None,
        contact=index.offer.lists.contacts.get(landing.contact or ""),
    )


def _guide_fields(entry: Entry[Guide], index: Index) -> dict[str, object]:
    guide, lists = entry.record, index.offer.lists
    topic = _first_topic(guide.topics, index)
    tops = [heading for heading in entry.text.headings if heading.level == TOP]
    return {
        "address": entry.address,
        "title": guide.title,
        "description": guide.summary,
        "crumbs": (HOME, topic) if topic else (HOME,),
        "assurance": guide_assurance(entry, index.offer),
        "provenance": provenance_of(entry, index.offer),
        "guide": entry,
        "contents": tuple(Link(f"#{top.id}", top.text) for top in tops)
        if len(tops) >= _FEW
        else (),
        "needs": tuple(lists.needs[need] for need in guide.needs if need in lists.needs),
        "topics": _topic_links(guide.topics, index),
        "next_steps": tuple(index.link(address) for address in guide.next_steps),
        "services": _services_for(guide, index),
        "contact": lists.contacts.get(guide.contact or ""),
        "easy_read": _easy_read(guide.easy_read, index),
        "charts": charts_of(guide.figures, index.offer),
        "questions": questions_of(guide),
    }


def _steps_page(entry: Entry[Guide], index: Index) -> StepsPage:
    sections = entry.text.sections
    opening = "".join(section.html for section in sections if section.heading is None)
    fields = {**_guide_fields(entry, index), "contents": ()}
    return StepsPage(
        **fields,  # type: ignore[arg-type]
        opening=type(entry.text.html)(opening),
        steps=tuple(_steps(sections)),
    )


def _steps(sections: tuple[Section, ...]) -> Iterator[GuideStep]:
    headed = [section for section in sections if section.heading]
    for number, section in enumerate(headed, 1):
        heading = section.heading
        if heading:
            when = _WHEN.search(heading.text)
            title = _WHEN.sub("", heading.text)
            yield GuideStep(number, title, when[1] if when else "", heading.id, section.html)


def _easy_read_page(entry: Entry[Guide], index: Index, pictures: Pictures) -> EasyReadPage:
    guide = entry.record
    lines = tuple(
        PicturedLine(line.text, pictures.file(line.picture), line.heading) for line in guide.lines
    )
    same = next((one for one in index.offer.guides if one.record.easy_read == entry.slug), None)
    return EasyReadPage(
        address=entry.address,
        title=guide.title,
        description=guide.summary,
        crumbs=(HOME, EASY_READ),
        assurance=assurance_of(guide, index.offer),
        provenance=provenance_of(entry, index.offer),
        guide=entry,
        lines=lines,
        contact=index.offer.lists.contacts.get(guide.contact or ""),
        same_in_words=index.link(same.address) if same else None,
    )


def _place(location: Location, index: Index) -> LocationView:
    features = index.offer.lists.access
    given = dict(location.access)
    return LocationView(
        location,
        tuple(index.answers[feature, given.get(feature, "not known")] for feature in features),
    )


def _related(entry: Entry[Service], index: Index) -> tuple[Card, ...]:
    chosen = [index.cards.get(f"/services/{slug}/") for slug in entry.record.related]
    return tuple(card for card in chosen if card)


def _services_for(guide: Guide, index: Index) -> tuple[Card, ...]:
    """Return services for the guide's needs, those of its own topics first.

    A guide that is about no need shows none: a list of everything would help nobody.
    """
    topics = {
        card.address for topic in guide.topics for card in index.services.get(("topics", topic), ())
    }
    by_address = {
        card.address: card
        for need in guide.needs
        if need != ANY_NEED
        for card in index.services.get(("needs", need), ())
    }
    ordered = sorted(by_address.values(), key=lambda card: card.address not in topics)
    return tuple(ordered)[:_MOST_SERVICES]


def _topic_links(slugs: tuple[str, ...], index: Index) -> tuple[Link, ...]:
    addresses = [f"/topics/{slug}/" for slug in slugs]
    return tuple(index.links[address] for address in addresses if address in index.links)


def _first_topic(slugs: tuple[str, ...], index: Index) -> Link | None:
    return next(iter(_topic_links(slugs, index)), None)


def _easy_read(slug: str | None, index: Index) -> Link | None:
    return index.links.get(f"/guides/{slug}/") if slug else None
