"""The first page of this part: what it is, what it is not, and the ways into it."""

from collections import defaultdict
from collections.abc import Iterator

from localoffer.pages.index import Index
from localoffer.pages.link_titles import areas_with_statements
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provision.contexts import Agreed, HubPage, Law, Voice
from localoffer.pages.provision.labels import address_in
from localoffer.pages.provision.statement_lists import phase_ways, tier_ways
from localoffer.pages.provision.statement_pages import picked

#: What these statements rest on: the providers, what is expected of mainstream ones, and its ten
#: facets. Nobody here has read the Code's paragraph, so that its number is shown as not verified.
_LAW = (
    Law("Which settings a Local Offer speaks of", "SI 2014/1530 Sch 2 para 1"),
    Law("What mainstream ones are expected to provide", "SI 2014/1530 Sch 2 para 3(a)"),
    Law("Ten things to say of each", "SI 2014/1530 Sch 2 para 5"),
    Law("What is ordinarily available", "SEND Code of Practice 4.32", is_verified=False),
)


def landing_page(index: Index) -> HubPage:
    """Return the page with the ways into the statements."""
    return HubPage(
        address=PROVISION.address,
        title=PROVISION.label,
        description="What you should see, for every child, with or without a plan.",
        crumbs=(HOME,),
        areas=tuple(area_ways("parents", index)),
        phases=tuple(phase_ways("parents", index)),
        tiers=tuple(tier_ways("parents", index)),
        staff=tuple(area_ways("staff", index)),
        agreed=tuple(_agreed(index)),
        law=_LAW,
        sample=(picked(index.offer.statements) or index.offer.statements)[0].slug,
    )


def area_ways(voice: Voice, index: Index) -> Iterator[Link]:
    """Yield the list of every area that has statements, with their number."""
    for area in areas_with_statements(index.offer):
        address = address_in(voice, f"{PROVISION.address}{area.id}/")
        count = len(picked(index.offer.statements, area=area.id))
        name = area.plain_name if voice == "parents" else area.name
        yield Link(address, name, area.description, count)


def _agreed(index: Index) -> Iterator[Agreed]:
    """Yield who agreed statements, how many, and when last; the most first."""
    by = defaultdict(list)
    for entry in picked(index.offer.statements):
        by[entry.record.agreed_by].append(entry.record.agreed)
    for name, days in sorted(by.items(), key=lambda one: (-len(one[1]), one[0])):
        yield Agreed(name, len(days), max(days))
