"""The headers of safety of the site's own files and pages."""

from collections.abc import Mapping
from functools import lru_cache

from flask import Response

from localoffer.serving.security_headers import safety_headers
from localoffer.serving.site_context import SiteContext

#: ``mailto:`` is for forms that write a mail.
_FORMS = "'self' mailto:"
HEADERS = safety_headers(_FORMS)


def with_headers(response: Response, around: SiteContext | None) -> Response:
    """Return the answer with the headers of safety."""
    response.headers.update(_headers_of(around.offer.site.feedback.address if around else None))
    return response


@lru_cache(maxsize=1)
def _headers_of(heard: str | None) -> Mapping[str, str]:
    """Return the headers of a site whose comments are heard at ``heard``, maybe elsewhere.

    That hears from which site a form comes (as every other site then does), and from no page.
    """
    if not heard or heard.startswith("/"):
        return HEADERS
    return safety_headers(f"{_FORMS} {heard}", "strict-origin")
