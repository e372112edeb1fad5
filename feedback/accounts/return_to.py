"""Where somebody goes once they are signed in, and the form they sent before they had to.

Both travel through the steps of signing in as hidden fields: the service keeps nothing of them.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import unquote

from flask import Request

from feedback.keys import Keys

#: Where moderators' pages lie. The path keeps its old word: addresses once given out stay.
MODERATION = "/feedback/desk/"

#: An address of moderators' pages: no letter in it that a browser reads as another site.
_ADDRESS = re.compile(re.escape(MODERATION) + r"[\w\-./~%?&=+:,]{0,400}", re.ASCII)
_FORM_SECONDS = 3600

#: One's own account. Forms that are sent below it hold passwords: they are typed again, and saved
#: in no page.
ACCOUNT = f"{MODERATION}account"


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A form that could not be taken yet: the address it was sent to, and all its fields."""

    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReturnTo:
    """What each step hands to the next: an address, and a sealed form (or an empty text)."""

    address: str
    saved_form: str = ""


def read_return_to(request: Request) -> ReturnTo:
    """Return what the step before handed on, or what the address asked for."""
    address = moderation_address(request.values.get("then", ""))
    return ReturnTo(address, request.form.get("saved_form", ""))


def moderation_address(address: str) -> str:
    """Return an address if it is one of moderators' own pages, else the first of these.

    Pages of signing in are none of them: they would lead in a circle.
    """
    path = unquote(address.partition("?")[0])
    is_own = _ADDRESS.fullmatch(address) and not {".", ".."} & set(path.split("/"))
    is_safe = is_own and "//" not in path and "\\" not in path
    signs_in = path.startswith((f"{MODERATION}sign-", f"{MODERATION}openid"))
    return address if is_safe and not signs_in else MODERATION


def seal_form(request: Request, keys: Keys, now: int) -> str:
    """Return the form that a request sent, sealed; empty where there is none to save."""
    form = submitted_form(request)
    if form is None:
        return ""
    payload = {"at": now, "to": form.address, "fields": form.fields}
    return keys.seal(json.dumps(payload)).decode()


def submitted_form(request: Request) -> SavedForm | None:
    """Return the form that a request sent; None where it sent none, or passwords."""
    fields = tuple(request.form.items(multi=True))
    if request.method != "POST" or not fields or request.path.startswith(ACCOUNT):
        return None
    return SavedForm(moderation_address(request.full_path.rstrip("?")), fields)


def unseal_form(sealed: str, keys: Keys, now: int) -> SavedForm | None:
    """Return a form that was sealed by us in the last hour; None for anything else.

    One of a clock that was ahead by less than that is given back too: no word is lost by it.
    """
    payload = json.loads((keys.unseal(sealed.encode()) if sealed else None) or "{}")
    if "fields" not in payload or abs(now - payload["at"]) >= _FORM_SECONDS:
        return None
    fields = tuple((name, value) for name, value in payload["fields"])
    return SavedForm(moderation_address(payload["to"]), fields)
