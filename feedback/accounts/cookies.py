"""The cookies of the desk: for this origin alone, unread by scripts, sent by our own pages.

``__Host-`` binds a cookie to one host, to https and to the path "/" (RFC 6265bis, section 4.1.3.2).
Browsers differ in what they do with one at http://localhost: there it has a plain name.
"""

from flask import Request
from werkzeug.wrappers import Response

from feedback.setting_errors import is_loopback
from feedback.settings import FeedbackSettings

SESSION = "desk"
OPENID = "desk-openid"


def cookie_of(request: Request, settings: FeedbackSettings, name: str) -> str:
    """Return a cookie's value; empty where there is none."""
    return request.cookies.get(_whole(settings, name), "")


def give_cookie(
    response: Response,
    settings: FeedbackSettings,
    name: str,
    value: str,
    seconds: int | None = None,
) -> None:
    """Give a cookie, until the browser is closed or for so many seconds."""
    response.set_cookie(
        _whole(settings, name), value, seconds,
        path="/", secure=_is_secure(settings), httponly=True, samesite="Lax",
    )  # fmt: skip


def drop_cookie(response: Response, settings: FeedbackSettings, name: str) -> None:
    """Take a cookie back."""
    response.delete_cookie(
        _whole(settings, name),
        path="/", secure=_is_secure(settings), httponly=True, samesite="Lax",
    )  # fmt: skip


def _is_secure(settings: FeedbackSettings) -> bool:
    return not all(is_loopback(origin) for origin in settings.origins)


def _whole(settings: FeedbackSettings, name: str) -> str:
    return f"__Host-{name}" if _is_secure(settings) else name
