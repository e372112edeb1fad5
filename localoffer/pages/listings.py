"""Lists to browse without script: by topic, need, age and place, with counts; the A to Z."""

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

from localoffer.offer import Offer
from localoffer.pages.contexts import AToZPage, BrowsePage, Letter, LinksPage
from localoffer.pages.index import ANY_NEED, Index, sort_key
from localoffer.pages.link_titles import areas_with_statements
from localoffer.pages.navigation import A_TO_Z, FIND, HOME, PROVISION, SCHOOLS, parts_of
from localoffer.pages.page import Card, Link

#: Services on one part of a list: what a phone can scroll and an old one can load.
PER_PART = 60

#: Up to this many links the A to Z stands on one page.
_WHOLE_A_TO_Z = 400

#: What is said on the page of all lists while only guides are on them.
_NO_SERVICES = "We are still writing down services, so for now these lists lead to guides."

_BROWSE_TITLES = {
    "topics": "Browse by topic",
    "needs": "Browse by need",
    "ages": "Browse by age",
    "places": "Browse by place",
}


def find_page(index: Index) -> LinksPage:
    """Return the page with every list to browse, each with its count."""
    groups = browse_groups(index)
    return LinksPage(
        address=FIND.address,
        title=FIND.label,
        description="Find help by topic, need, age or place.",
        crumbs=(HOME,),
        introduction=_introduction([title for title, _ in groups], index.offer),
        groups=(*groups, *_other_parts(index)),
    )


def _introduction(titles: Sequence[str], offer: Offer) -> str:
    ways = [title.removeprefix("Browse by ") for title in titles]
    either = " or ".join([", ".join(ways[:-1]), *ways[-1:]] if len(ways) > 1 else ways)
    choose = f"Choose one list: by {either}." if either else "Choose one list."
    return choose if offer.services else f"{choose} {_NO_SERVICES}"


def _other_parts(index: Index) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Yield the parts of the site that have lists of their own; schools always do."""
    yield "Other lists", tuple(dict.fromkeys((*parts_of(index.offer), SCHOOLS)))


def browse_groups(index: Index) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Return the lists to browse under the title of their group, each list with its count.

    A group without a list, as places are before there are services, is left out.
    """
    groups = ((title, _links(group, index)) for group, title in _BROWSE_TITLES.items())
    return tuple((title, links) for title, links in groups if links)


def browse_pages(index: Index) -> Iterator[BrowsePage]:
    """Yield every browse list, in parts of ``PER_PART`` services."""
    for group, title in _BROWSE_TITLES.items():
        links = _links(group, index)
        for link in links:
            yield from _parts_of(group, title, link, links, index)


def a_to_z_pages(index: Index) -> Iterator[AToZPage]:
    """Yield the A to Z: one page, or in a large offer one page for each letter."""
    letters = [letter for letter in ("0-9", *ascii_uppercase) if _cards_under(letter, index)]
    total = sum(len(_cards_under(letter, index)) for letter in letters)
    whole = total <= _WHOLE_A_TO_Z
    links = tuple(Link(_letter_address(letter, whole=whole), letter) for letter in letters)
    yield AToZPage(
        address=A_TO_Z.address,
        title=A_TO_Z.label,
        description="Every service and guide in alphabetical order.",
        crumbs=(HOME,),
        letters=links,
        sections=tuple(_letter(letter, index) for letter in letters) if whole else (),
    )
    if not whole:
        for letter in letters:
            yield AToZPage(
                address=_letter_address(letter, whole=False),
                title=f"{A_TO_Z.label}: {letter}",
                description=f"Services and guides that begin with {letter}.",
                crumbs=(HOME, A_TO_Z),
                letters=links,
                sections=(_letter(letter, index),),
            )


def _parts_of(
    group: str, title: str, link: Link, links: Sequence[Link], index: Index
) -> Iterator[BrowsePage]:
    key = (group, link.address.split("/")[3])
    services, guides = index.services.get(key, ()), index.guides.get(key, ())
    chunks = list(_chunks(services)) or [()]
    addresses = [
        link.address,
        *(f"{link.address}part-{number}/" for number in range(2, len(chunks) + 1)),
    ]
    parts = tuple(Link(address, str(number)) for number, address in enumerate(addresses, 1))
    for number, (address, chunk) in enumerate(zip(addresses, chunks, strict=True), 1):
        suffix = f", part {number} of {len(chunks)}" if len(chunks) > 1 else ""
        yield BrowsePage(
            address=address,
            title=f"{link.label}: services and guides{suffix}",
            description=f"Services and guides: {link.label}{suffix}.",
            crumbs=(HOME, FIND),
            heading=link.label,
            explanation=link.sentence or None,
            expected_provision=_expected_for(key[1], index.offer) if group == "needs" else (),
            total=len(services),
            no_services=not index.offer.services,
            guides=guides if number == 1 else (),
            services=chunk,
            part=number,
            parts=parts if len(parts) > 1 else (),
            others=tuple(other for other in links if other.address != link.address),
            others_title=title,
        )


def _expected_for(need: str, offer: Offer) -> tuple[Link, ...]:
    """Return the areas of provision that a need belongs to."""
    return tuple(
        Link(f"{PROVISION.address}{area.id}/", area.plain_name)
        for area in areas_with_statements(offer)
        if need in area.needs
    )


def _links(group: str, index: Index) -> tuple[Link, ...]:
    rows = [
        Link(
            f"/find/{group}/{key}/",
            label,
            sentence,
            len(index.services.get((group, key), ())) or None,
        )
        for key, label, sentence in _choices(group, index)
    ]
    return tuple(
        row for row in rows if row.count or index.guides.get((group, row.address.split("/")[3]))
    )


def _choices(group: str, index: Index) -> Iterable[tuple[str, str, str]]:
    lists = index.offer.lists
    if group == "topics":
        return (
            (topic.slug, topic.record.title, topic.record.summary) for topic in index.offer.topics
        )
    choices = {"needs": lists.needs, "ages": lists.ages, "places": lists.areas}[group]
    rows = [(key, choice.name, choice.description or "") for key, choice in choices.items()]
    return sorted(rows, key=lambda row: row[0] == ANY_NEED) if group == "needs" else rows


def _chunks(cards: Sequence[Card]) -> Iterator[tuple[Card, ...]]:
    for start in range(0, len(cards), PER_PART):
        yield tuple(cards[start : start + PER_PART])


def _cards_under(letter: str, index: Index) -> tuple[Card, ...]:
    key = ("letters", letter)
    return (*index.guides.get(key, ()), *index.services.get(key, ()))


def _letter(letter: str, index: Index) -> Letter:
    cards = sorted(_cards_under(letter, index), key=sort_key)
    return Letter(letter, tuple(Link(card.address, card.title, card.kind) for card in cards))


def _letter_address(letter: str, *, whole: bool) -> str:
    return f"#letter-{letter.lower()}" if whole else f"{A_TO_Z.address}{letter.lower()}/"
