"""Where someone goes once they are signed in, and what they wrote before they had to.

Both travel through the steps of signing in as hidden fields: nothing of it is kept by us.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import unquote

from flask import Request

from feedback.keys import Keys

DESK = "/feedback/desk/"

#: Letters that an address of the desk may have: nothing that a browser reads as another site.
_ADDRESS = re.compile(re.escape(DESK) + r"[\w\-./~%?&=+:,]{0,400}", re.ASCII)
_KEPT_FOR = 3600

#: What is sent to these holds passwords: it is typed again, and stands in no page.
_NEVER_KEPT = f"{DESK}account"


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A form that was sent after the session had ended: where it was going, and all its fields."""

    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReturnTo:
    """What each step hands to the next: the address, and a sealed form or nothing."""

    then: str
    kept: str = ""


def onward_of(request: Request) -> ReturnTo:
    """Return what the step before handed on, or what the address asked for."""
    return ReturnTo(own_address(request.values.get("then", "")), request.form.get("kept", ""))


def own_address(then: str) -> str:
    """Return an address if it is one of the desk's own, else the desk's first page."""
    path = unquote(then.partition("?")[0])
    is_own = _ADDRESS.fullmatch(then) and not {".", ".."} & set(path.split("/"))
    leads_round = path.startswith((f"{DESK}sign-", f"{DESK}openid"))
    return then if is_own and "//" not in path and "\\" not in path and not leads_round else DESK


def keep_form(request: Request, keys: Keys, now: int) -> str:
    """Return what a request sent, sealed; empty where it sent nothing that is kept."""
    sent = sent_form(request)
    if sent is None:
        return ""
    held = {"at": now, "to": sent.address, "fields": sent.fields}
    return keys.seal(json.dumps(held)).decode()


def sent_form(request: Request) -> SavedForm | None:
    """Return the form that a request sent; None where it sent none, or passwords."""
    fields = tuple(request.form.items(multi=True))
    if request.method != "POST" or not fields or request.path.startswith(_NEVER_KEPT):
        return None
    return SavedForm(own_address(request.full_path.rstrip("?")), fields)


def kept_form_of(sealed: str, keys: Keys, now: int) -> SavedForm | None:
    """Return a form that was sealed by us in the last hour."""
    held = json.loads((keys.unseal(sealed.encode()) if sealed else None) or "{}")
    if "fields" not in held or held["at"] < now - _KEPT_FOR:
        return None
    return SavedForm(
        own_address(held["to"]), tuple((name, value) for name, value in held["fields"])
    )
