"""Whether a form was sent from our own pages: a browser says so itself, no token is needed.

A page of another site can make a reader's browser send a form here. Browsers tell where a form
comes from (``Origin``, fetch.spec.whatwg.org; ``Sec-Fetch-Site``, w3.org/TR/fetch-metadata), and
no script can change that. Static pages could not carry a token for each reader. The way is that
of Datasette's ``csrf.py`` (docs.datasette.io, "Cross-site request forgery protection"), with a
list of our origins beside it, since pages and service may lie on two hosts of one council.
"""

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from werkzeug.datastructures import Headers

#: Sec-Fetch-Site for a form of the same origin, and for a request that its reader made directly.
_SAME_SITE = frozenset({"same-origin", "none"})


def from_our_site(headers: Mapping[str, str] | Headers, origins: Collection[str]) -> bool:
    """Return whether a request comes from one of our ``origins``, as far as it says.

    One that says nothing at all is believed: it comes from an old browser or from no browser,
    and nobody's cookies can be misused by it.
    """
    origin = headers.get("Origin", "")
    if origin in origins:
        return True
    site = headers.get("Sec-Fetch-Site", "")
    if site:
        return site in _SAME_SITE and origin in ("", "null")
    if origin:
        return False
    referrer = headers.get("Referer", "")
    return not referrer or _origin_of(referrer) in origins


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
