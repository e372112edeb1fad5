"""Pages made from lists: glossary, events, changes, contacts, easy read, site map, redirects."""

from collections.abc import Iterator

from localoffer.model.reference import Contact
from localoffer.offer import Offer
from localoffer.pages.contexts import (
    ChangesPage,
    ContactPage,
    EventsPage,
    GlossaryPage,
    LinksPage,
    RedirectPage,
)
from localoffer.pages.index import Index
from localoffer.pages.navigation import (
    ABOUT,
    CHANGES,
    CONTACT,
    EASY_READ,
    EVENTS,
    GLOSSARY,
    HOME,
    SITE_MAP,
    lists_of,
)
from localoffer.pages.page import DatedChange, EventDay, Link, Page


def reference_pages(index: Index) -> Iterator[Page]:
    """Yield the pages that every offer has whatever is in it."""
    offer = index.offer
    yield _glossary_page(offer)
    yield EventsPage(
        address=EVENTS.address,
        title=EVENTS.label,
        description="Coming events for families, children and young people.",
        crumbs=(HOME,),
        events=coming_events(offer),
    )
    yield ChangesPage(
        address=CHANGES.address,
        title=CHANGES.label,
        description="New services, closures and other changes, newest first.",
        crumbs=(HOME,),
        changes=dated_changes(index),
    )
    yield ContactPage(
        address=CONTACT.address,
        title=CONTACT.label,
        description="People you can call or write to, and what each can help with.",
        crumbs=(HOME,),
        contacts=_contacts_in_order(offer),
    )
    yield _easy_read_list(index)


def coming_events(offer: Offer) -> tuple[EventDay, ...]:
    """Return the events that have a day left, soonest first, with the days left."""
    left = [
        EventDay(event, tuple(sorted(day for day in event.dates if day >= offer.today)))
        for event in offer.events
    ]
    return tuple(
        sorted((one for one in left if one.days), key=lambda one: (one.days[0], one.event.name))
    )


def dated_changes(index: Index) -> tuple[DatedChange, ...]:
    """Return what changed, newest first, each with a link to the page it is about."""
    newest_first = sorted(index.offer.changes, key=lambda change: change.day, reverse=True)
    return tuple(
        DatedChange(change, index.link(change.see) if change.see else None)
        for change in newest_first
    )


def _glossary_page(offer: Offer) -> GlossaryPage:
    terms = tuple(sorted(offer.glossary, key=lambda term: term.term.casefold()))
    firsts = dict.fromkeys(term.term[0].upper() for term in terms)
    return GlossaryPage(
        address=GLOSSARY.address,
        title=GLOSSARY.label,
        description="What the words mean that schools, councils and the NHS use.",
        crumbs=(HOME,),
        terms=terms,
        letters=tuple(Link(f"#letter-{first.lower()}", first) for first in firsts),
    )


def _contacts_in_order(offer: Offer) -> tuple[Contact, ...]:
    first = [
        offer.site.help,
        offer.site.advice_service,
        *([offer.site.forum] if offer.site.forum else []),
    ]
    contacts = offer.lists.contacts
    return tuple(contacts[name] for name in dict.fromkeys([*first, *contacts]) if name in contacts)


def _easy_read_list(index: Index) -> LinksPage:
    guides = [one for one in index.offer.guides if one.record.kind == "easy-read"]
    return LinksPage(
        address=EASY_READ.address,
        title=EASY_READ.label,
        description="Pages with short sentences and pictures.",
        crumbs=(HOME,),
        introduction="These pages have short sentences and pictures.",
        groups=(("Easy read pages", tuple(index.link(one.address) for one in guides)),)
        if guides
        else (),
    )


def site_map_page(index: Index) -> LinksPage:
    """Return the site map: every topic and its guides, and the pages about the site."""
    topics = [
        (topic.record.title, (index.link(topic.address), *_guides_of(topic.slug, index)))
        for topic in index.offer.topics
    ]
    return LinksPage(
        address=SITE_MAP.address,
        title=SITE_MAP.label,
        description="All the pages of this site.",
        crumbs=(HOME,),
        introduction="Everything on this site. Services are in the lists and in the A to Z.",
        groups=(*topics, ("Services and lists", lists_of(index.offer)), ("About this site", ABOUT)),
    )


def redirect_pages(offer: Offer) -> Iterator[RedirectPage]:
    """Yield a page at each old address of ``redirects.yaml`` that leads to the new one."""
    for redirect in offer.redirects:
        yield RedirectPage(
            address=redirect.old,
            title="This page has moved",
            description="This page has moved.",
            new=redirect.new,
            listed=False,
        )


def _guides_of(topic: str, index: Index) -> Iterator[Link]:
    for card in index.guides.get(("topics", topic), ()):
        yield Link(card.address, card.title)
