"""The link by which a provider confirms a record: signed, for one record, until a day."""

from dataclasses import dataclass
from hashlib import sha256

from feedback.keys import Keys
from localoffer.offer import Offer
from localoffer.render.environment import SiteBase

_PURPOSE = "confirm"

#: Links say themselves until when they work; the signature is believed for longer than any does.
_MAX_AGE = 20 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link says: the record's address, and the last moment, in seconds since 1970."""

    page: str
    until: int


def token_of(keys: Keys, invitation: Invitation) -> str:
    """Return the end of the link."""
    return keys.link(f"{_PURPOSE} {invitation.until} {invitation.page}")


def read_invitation(keys: Keys, token: str) -> Invitation | None:
    """Return what a link says, even one that has run out; None where it is not ours."""
    parts = (keys.linked(token, _MAX_AGE) or "").split(" ", 2)
    if len(parts) < len(("sign", "until", "page")) or parts[0] != _PURPOSE:
        return None
    return Invitation(parts[2], int(parts[1]))


def token_digest(token: str) -> str:
    """Return what a link is known by once it was used: nobody can make the link from it.

    The signature is left out: letters can be put into it that whoever reads it passes over.
    """
    return sha256(token.rpartition(".")[0].encode()).hexdigest()


def link_of(keys: Keys, invitation: Invitation, offer: Offer, base: SiteBase) -> str:
    """Return the whole link, at the address where the site and its service are published."""
    address = offer.site.feedback.address or "/feedback/"
    if address.startswith("/"):
        address = base.absolute(address)
    return f"{address}confirm/{token_of(keys, invitation)}"
