"""The index of an offer: cards by address, and those of each topic, need, age, area, letter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from localoffer.model.guide import Guide
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.pages.contexts import AccessAnswer
from localoffer.pages.link_titles import record_links
from localoffer.pages.navigation import ABOUT, HOME, SCHOOLS, lists_of
from localoffer.pages.page import Card, Link
from localoffer.pages.service_phrases import ages_text, cost_text, notice, place_text

_GUIDE_KINDS = {
    "guide": "Guide",
    "step-by-step": "Step by step",
    "journey": "Step by step",
    "easy-read": "Easy read",
}

#: A need that stands for all needs: such a service belongs on every need's list.
ANY_NEED = "any"


@dataclass(frozen=True, slots=True)
class Index:
    """Cards by address, and lists of cards by topic, need, age group and area.

    ``places`` and ``answers`` hold what many pages share, made once.
    """

    offer: Offer
    cards: Mapping[str, Card]
    guides: Mapping[tuple[str, str], tuple[Card, ...]]
    services: Mapping[tuple[str, str], tuple[Card, ...]]
    links: Mapping[str, Link]
    places: Mapping[str, Link]
    answers: Mapping[tuple[str, str], AccessAnswer]

    def link(self, address: str) -> Link:
        """Return a link to any page of this site, in the words of the page's title."""
        path = address.partition("#")[0]
        known = self.links.get(path)
        return Link(address, known.label, known.sentence) if known else Link(address, address)


@lru_cache(maxsize=1)
def make_index(offer: Offer) -> Index:
    """Return the index of an offer; lists are in alphabetical order of their titles.

    Pages and search ask for the same one: the last is kept.
    """
    service_cards = {entry.slug: _service_card(entry, offer) for entry in offer.services}
    guide_cards = {entry.slug: _guide_card(entry) for entry in offer.guides}
    cards = {card.address: card for card in (*service_cards.values(), *guide_cards.values())}
    return Index(
        offer,
        cards,
        _grouped(
            (guide_cards[entry.slug], _groups_of_guide(entry.record)) for entry in offer.guides
        ),
        _grouped(
            (service_cards[entry.slug], _groups_of_service(entry.record, offer))
            for entry in offer.services
        ),
        _links(cards.values(), offer),
        {key: Link(f"/find/places/{key}/", area.name) for key, area in offer.lists.areas.items()},
        {
            (key, answer): AccessAnswer(feature, answer)
            for key, feature in offer.lists.access.items()
            for answer in ("yes", "no", "not known")
        },
    )


def _links(cards: Iterable[Card], offer: Offer) -> dict[str, Link]:
    rows = [Link(card.address, card.title, card.summary) for card in cards]
    rows += record_links(offer)
    fixed = (HOME, SCHOOLS, *lists_of(offer), *ABOUT, *_lists(offer))
    links = {link.address: link for link in (*fixed, *rows)}
    redirects = {one.old: links[one.new] for one in offer.redirects if one.new in links}
    return redirects | links


def _lists(offer: Offer) -> Iterator[Link]:
    lists = offer.lists
    titles = [("topics", entry.slug, entry.record.title) for entry in offer.topics]
    titles += [("needs", key, need.name) for key, need in lists.needs.items()]
    titles += [("ages", key, age.name) for key, age in lists.ages.items()]
    titles += [("places", key, area.name) for key, area in lists.areas.items()]
    for group, key, name in titles:
        yield Link(f"/find/{group}/{key}/", f"{name}: services and guides")


def sort_key(card: Card) -> tuple[str, str]:
    """Return the key that puts cards in the order of an index: letters before case."""
    return card.title.casefold().removeprefix("the "), card.address


def is_outside(service: Service, offer: Offer) -> bool:
    """Return whether a service happens, or is for people, outside the council's area alone."""
    if not service.in_area:
        return True
    areas = [offer.lists.areas[area] for area in service.service_areas if area in offer.lists.areas]
    return bool(areas) and not any(area.in_area for area in areas)


def _grouped(
    rows: Iterable[tuple[Card, Iterable[tuple[str, str]]]],
) -> dict[tuple[str, str], tuple[Card, ...]]:
    groups: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card, keys in rows:
        for key in keys:
            groups[key].append(card)
    return {key: tuple(sorted(cards, key=sort_key)) for key, cards in groups.items()}


def _service_card(entry: Entry[Service], offer: Offer) -> Card:
    service = entry.record
    kind = offer.lists.kinds.get(service.kind)
    outside = is_outside(service, offer)
    facts = (ages_text(service), cost_text(service), place_text(service))
    return Card(
        entry.address,
        service.name,
        service.summary,
        kind.name if kind else "Service",
        tuple(fact for fact in facts if fact),
        notice(service, offer.today, outside=outside),
    )


def _guide_card(entry: Entry[Guide]) -> Card:
    guide = entry.record
    return Card(entry.address, guide.title, guide.summary, _GUIDE_KINDS[guide.kind])


def _groups_of_service(service: Service, offer: Offer) -> list[tuple[str, str]]:
    ages = [
        group.id
        for group in offer.lists.ages.values()
        if _overlap(service.minimum_age, service.maximum_age, group.minimum_age, group.maximum_age)
    ]
    return [
        *(("topics", topic) for topic in service.topics),
        *(("needs", need) for need in service.needs),
        *(("ages", age) for age in ages),
        *(("places", area) for area in service.service_areas),
        ("letters", first_letter(service.name)),
    ]


def _groups_of_guide(guide: Guide) -> list[tuple[str, str]]:
    return [
        *(("topics", topic) for topic in guide.topics),
        *(("needs", need) for need in guide.needs),
        *(("ages", age) for age in guide.ages),
        ("letters", first_letter(guide.title)),
    ]


def first_letter(title: str) -> str:
    """Return the letter under which a title stands in the A to Z; "0-9" for anything else."""
    letter = title.casefold().removeprefix("the ").lstrip("'‘“\" ")[:1].upper()
    return letter if "A" <= letter <= "Z" else "0-9"


def _overlap(low: int | None, high: int | None, minimum: int, maximum: int) -> bool:
    return low is not None and high is not None and low <= maximum and high >= minimum
