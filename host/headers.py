"""What every answer says to the browser about safety: nothing from elsewhere, nothing told on.

The values follow the OWASP Secure Headers Project (owasp.org/www-project-secure-headers). Whoever
serves the files otherwise, sends the same: docs/council.md lists them.
"""

from collections.abc import Mapping

from flask import Response

#: Nothing but the site's own files. ``data:`` is for the small pictures in the style sheet,
#: ``mailto:`` for forms that write a mail.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self' mailto:; "
    "base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def with_headers(response: Response) -> Response:
    """Return the answer with the headers of safety."""
    response.headers.update(HEADERS)
    return response
