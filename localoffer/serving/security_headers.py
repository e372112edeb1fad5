"""What every answer says to the browser about safety: nothing from elsewhere, nothing told on.

The values follow the OWASP Secure Headers Project (owasp.org/www-project-secure-headers). Whoever
serves the files otherwise, sends the same: docs/council.md lists them.
"""

from collections.abc import Mapping

#: Nothing but the site's own files. ``data:`` is for the small pictures in the style sheet.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action {forms}; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def safety_headers(forms: str, referrer: str = "same-origin") -> Mapping[str, str]:
    """Return the headers by name; ``forms`` says where forms may send, such as ``'self'``.

    ``referrer`` says who is told where a reader comes from (w3.org/TR/referrer-policy). A form to
    another origin says where it comes from only if that may be told.
    """
    return {
        "Content-Security-Policy": _POLICY.format(forms=forms),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": referrer,
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
