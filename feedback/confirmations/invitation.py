"""The link by which a provider confirms a record: signed, for one record, valid until a day."""

from dataclasses import dataclass
from hashlib import sha256

from feedback.keys import Keys
from localoffer.offer import Offer
from localoffer.render.environment import SiteBase

_PURPOSE = "confirm"

#: A link carries its own last day; the signature itself is accepted for 20 years.
_MAX_AGE = 20 * 365 * 86_400


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link carries: the record's address, and until when it works, in seconds since 1970."""

    page: str
    until: int


def token_of(keys: Keys, invitation: Invitation) -> str:
    """Return the end of the link."""
    return keys.sign_link(f"{_PURPOSE} {invitation.until} {invitation.page}")


def read_invitation(keys: Keys, token: str) -> Invitation | None:
    """Return the invitation of a token, even one that has run out; None if it is not ours."""
    parts = (keys.read_link(token, _MAX_AGE) or "").split(" ", 2)
    if len(parts) < len(("sign", "until", "page")) or parts[0] != _PURPOSE:
        return None
    return Invitation(parts[2], int(parts[1]))


def token_digest(token: str) -> str:
    """Return the digest under which a used link is stored: nobody can make the link from it.

    The signature is left out: base64 has several spellings for the same bytes.
    """
    return sha256(token.rpartition(".")[0].encode()).hexdigest()


def link_of(keys: Keys, invitation: Invitation, offer: Offer, base: SiteBase) -> str:
    """Return the whole link, at the address where the site and its service are published."""
    address = offer.site.feedback.address or "/feedback/"
    if address.startswith("/"):
        address = base.absolute(address)
    return f"{address}confirm/{token_of(keys, invitation)}"
