"""What the editor's page may load and reach; every other page is held to the site's own policy.

It runs no text as a script, and loads nothing from elsewhere. Besides its own origin it reaches the
service where the repository is, and no third one. Its own styles stand in the page.
"""

from collections.abc import Mapping

from localoffer.model.editor import Editor

_GITHUB, _GITLAB = "https://api.github.com", "https://gitlab.com"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
    "connect-src 'self' blob: data:{connections}; frame-src 'self' blob:; form-action 'none'; "
    "base-uri 'self'"
)


def editor_policy(editor: Editor) -> str:
    """Return the content security policy of the editor's page (w3.org/TR/CSP3)."""
    return _POLICY.format(connections="".join(f" {origin}" for origin in connections(editor)))


def editor_headers(editor: Editor) -> Mapping[str, str]:
    """Return those headers of the editor's page that differ from the site's, by name.

    Its window for signing in has to be able to answer it.
    """
    return {
        "Content-Security-Policy": f"{editor_policy(editor)}; frame-ancestors 'self'",
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    }


def connections(editor: Editor) -> tuple[str, ...]:
    """Return the origins that the editor's page has to reach besides its own."""
    if editor.is_local:
        return ()
    if editor.backend == "gitlab":
        return ((editor.host or _GITLAB).rstrip("/"),)
    return (_GITHUB,)
