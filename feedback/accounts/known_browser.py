"""A browser in which somebody has signed in before: its attempts are counted apart.

Else a stranger who knows a name could keep its owner out for ever, with five attempts each quarter
of an hour. The way is that of OWASP's "device cookies" (owasp.org, Slow Down Online Guessing
Attacks with Device Cookies). The cookie names nobody and lets nobody in: it has a random number and
a keyed digest of it with the account, so that it is of use for that account alone, and not once
the password was changed or reset. Whoever steals it has five attempts, as anybody has.
"""

import hmac
import re
import secrets
from typing import Any

from flask import Request
from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.accounts.cookies import read_cookie, set_lasting_cookie
from feedback.accounts.passwords import fingerprint
from feedback.accounts.return_to import MODERATION
from feedback.app_context import AppContext
from feedback.clock_jumps import is_within

KNOWN_BROWSER_COOKIE = "known-browser"

#: For so long a browser is known after somebody signed in with it, in seconds: half a year.
MAX_SECONDS = 180 * 86_400

_COOKIE = re.compile(r"(\d{1,12})\.([\w-]{22})\.([0-9a-f]{32})", re.ASCII)
_NUMBER_BYTES = 16


def remember_browser(app: AppContext, response: Response, row: Row[Any]) -> None:
    """Have the browser keep a cookie by which it is known; ``row`` is of ``accounts``."""
    made, number = app.now(), secrets.token_urlsafe(_NUMBER_BYTES)
    value = f"{made}.{number}.{_digest(app, row, made, number)}"
    path = app.site_context.base.to(MODERATION)
    set_lasting_cookie(
        response, app.settings, KNOWN_BROWSER_COOKIE, value, path=path, seconds=MAX_SECONDS
    )


def known_browser_key(app: AppContext, request: Request, row: Row[Any] | None) -> str:
    """Return what attempts from a browser are counted under; empty where it is not known.

    ``row`` is the account of the name that was typed: a browser is known for one account.
    """
    match = _COOKIE.fullmatch(read_cookie(request, app.settings, KNOWN_BROWSER_COOKIE, lasts=True))
    if row is None or match is None:
        return ""
    made, number = int(match[1]), match[2]
    if not hmac.compare_digest(_digest(app, row, made, number), match[3]):
        return ""
    return app.keys.digest(f"browser {number}") if is_within(made, app.now(), MAX_SECONDS) else ""


def _digest(app: AppContext, row: Row[Any], made: int, number: str) -> str:
    sign = fingerprint(row.password)
    return app.keys.digest(f"{KNOWN_BROWSER_COOKIE} {row.id} {sign} {made} {number}")
