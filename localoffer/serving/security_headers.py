"""Headers on every response that keep a page safe: nothing from other sites, no referrer to them.

The values follow the OWASP Secure Headers Project (owasp.org/www-project-secure-headers). Any other
web server has to send the same: docs/council.md lists them.
"""

from collections.abc import Mapping

#: Nothing but the site's own files. ``data:`` is for the small pictures in the style sheet.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action {forms}; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def security_headers(forms: str, referrer: str = "same-origin") -> Mapping[str, str]:
    """Return the headers by name.

    Args:
        forms: where forms may be sent (CSP ``form-action``), such as ``'self'``.
        referrer: who learns from which page a reader comes (w3.org/TR/referrer-policy). A form to
            another origin names its own origin only if this lets it.
    """
    return {
        "Content-Security-Policy": _POLICY.format(forms=forms),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": referrer,
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
