"""How the site is made: the page that says who was asked about the offer, and when."""

from localoffer.annual_report.consulted import asked_by_group
from localoffer.pages.annual_report.contexts import AboutPage
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, REVIEWS


def about_page(index: Index) -> AboutPage:
    """Return the page; every group of regulation 54 is on it once anyone was asked."""
    consultations = [one.record for one in index.offer.consultations]
    return AboutPage(
        address="/about/",
        title="How this site is made",
        description="Who makes this site, how pages are checked and who may be listed.",
        crumbs=(HOME,),
        asked=asked_by_group(consultations) if consultations else (),
        reports=index.links.get(REVIEWS.address),
    )
