"""The cookies of moderators: for this origin alone, unread by scripts, sent by our own pages.

``__Host-`` binds a cookie to one host, to https and to the path "/"; ``__Secure-`` to https alone
(RFC 6265bis, section 4.1.3). Browsers differ in what they do with either at http://localhost:
there they have plain names.
"""

from flask import Request
from werkzeug.wrappers import Response

from feedback.setting_errors import is_loopback
from feedback.settings import FeedbackSettings

#: Names that browsers hold already: a new one would sign everybody out.
SESSION_COOKIE = "desk"
OPENID_COOKIE = "desk-openid"


def read_cookie(
    request: Request, settings: FeedbackSettings, name: str, *, lasts: bool = False
) -> str:
    """Return a cookie's value; empty where there is none. ``lasts`` as it was set."""
    return request.cookies.get(_full_name(settings, name, lasts=lasts), "")


def set_cookie(
    response: Response,
    settings: FeedbackSettings,
    name: str,
    value: str,
    seconds: int | None = None,
) -> None:
    """Set a cookie for so many seconds, or else until the browser is closed."""
    response.set_cookie(
        _full_name(settings, name), value, seconds,
        path="/", secure=_is_secure(settings), httponly=True, samesite="Lax",
    )  # fmt: skip


def set_lasting_cookie(
    response: Response,
    settings: FeedbackSettings,
    name: str,
    value: str,
    *,
    path: str,
    seconds: int,
) -> None:
    """Set a cookie that stays when the browser is closed, for the pages below a path alone."""
    response.set_cookie(
        _full_name(settings, name, lasts=True), value, seconds,
        path=path, secure=_is_secure(settings), httponly=True, samesite="Strict",
    )  # fmt: skip


def delete_cookie(response: Response, settings: FeedbackSettings, name: str) -> None:
    """Have the browser delete a cookie."""
    response.delete_cookie(
        _full_name(settings, name),
        path="/", secure=_is_secure(settings), httponly=True, samesite="Lax",
    )  # fmt: skip


def _is_secure(settings: FeedbackSettings) -> bool:
    return not all(is_loopback(origin) for origin in settings.origins)


def _full_name(settings: FeedbackSettings, name: str, *, lasts: bool = False) -> str:
    prefix = "__Secure-" if lasts else "__Host-"
    return f"{prefix}{name}" if _is_secure(settings) else name
