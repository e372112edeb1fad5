"""The landing page of provision: what it is, what it is not, and the lists of statements."""

from collections import defaultdict
from collections.abc import Iterator

from localoffer.pages.index import Index
from localoffer.pages.link_titles import areas_with_statements
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.page import Link
from localoffer.pages.provision.contexts import (
    AgreementCount,
    LegalBasis,
    ProvisionLandingPage,
    Voice,
)
from localoffer.pages.provision.labels import address_in
from localoffer.pages.provision.statement_lists import phase_links, tier_links
from localoffer.pages.provision.statement_pages import agreed_share, select_statements

#: What these statements rest on: the providers, what is expected of mainstream ones, and its ten
#: facets. Nobody here has read the Code's paragraph, so that its number is shown as not verified.
_LAW = (
    LegalBasis("Which settings a Local Offer speaks of", "SI 2014/1530 Sch 2 para 1"),
    LegalBasis("What mainstream ones are expected to provide", "SI 2014/1530 Sch 2 para 3(a)"),
    LegalBasis("Ten things to say of each", "SI 2014/1530 Sch 2 para 5"),
    LegalBasis("What is ordinarily available", "SEND Code of Practice 4.32", is_verified=False),
)


def landing_page(index: Index) -> ProvisionLandingPage:
    """Return the page with links to every list of statements."""
    return ProvisionLandingPage(
        address=PROVISION.address,
        title=PROVISION.label,
        description="What you should see, for every child, with or without a plan.",
        crumbs=(HOME,),
        areas=tuple(area_links("parents", index)),
        phases=tuple(phase_links("parents", index)),
        tiers=tuple(tier_links("parents", index)),
        staff=tuple(area_links("staff", index)),
        agreed=tuple(_agreed(index)),
        law=_LAW,
        agreed_share=agreed_share(select_statements(index.offer.statements)),
        sample=(select_statements(index.offer.statements) or index.offer.statements)[0].slug,
    )


def area_links(voice: Voice, index: Index) -> Iterator[Link]:
    """Yield the list of every area that has statements, with their number."""
    for area in areas_with_statements(index.offer):
        address = address_in(voice, f"{PROVISION.address}{area.id}/")
        count = len(select_statements(index.offer.statements, area=area.id))
        name = area.plain_name if voice == "parents" else area.name
        yield Link(address, name, area.description, count)


def _agreed(index: Index) -> Iterator[AgreementCount]:
    """Yield who agreed statements, how many, and when last; the most first."""
    by = defaultdict(list)
    for entry in select_statements(index.offer.statements):
        if entry.record.agreed and entry.record.agreed_by:
            by[entry.record.agreed_by].append(entry.record.agreed)
    for name, days in sorted(by.items(), key=lambda one: (-len(one[1]), one[0])):
        yield AgreementCount(name, len(days), max(days))
