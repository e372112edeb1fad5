"""Who to call when somebody may be in danger."""

from feedback.moderation.context_parts import Safety
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext


def safety_of(around: SiteContext) -> Safety:
    """Return the council's contact for safety and the guide for what cannot wait, if there are."""
    site = around.offer.site
    contact = around.offer.lists.contacts.get(site.feedback.safety or "")
    address = f"/guides/{site.crisis}/"
    title = around.titles.get(address) if site.crisis else None
    return Safety(contact, Link(address, title) if title else None)
