"""The second factor: a code of six digits from an app, a new one every half minute (RFC 6238)."""

import hmac

import pyotp
import segno
from sqlalchemy import Connection, or_, update

from feedback.clock_jumps import TOLERANCE
from feedback.store.tables import accounts

_INTERVAL = 30
_STEPS_AHEAD = TOLERANCE // _INTERVAL
_LETTERS_IN_A_GROUP = 4


def new_key() -> str:
    """Return a new key, in the letters that apps take: 160 bits (RFC 4226, requirement R6)."""
    return pyotp.random_base32()


def format_key(key: str) -> str:
    """Return a key as it is typed by hand, in groups of four letters."""
    starts = range(0, len(key), _LETTERS_IN_A_GROUP)
    return " ".join(key[start : start + _LETTERS_IN_A_GROUP] for start in starts)


def qr_code(key: str, name: str, site: str) -> str:
    """Return the QR code that an app scans, as a ``data:`` address that holds the whole picture.

    It has a white ground and black squares of its own: apps read no others.
    """
    address = pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=site)
    return segno.make(address, error="m").svg_data_uri(scale=4, dark="#000", light="#fff")


def time_step(key: str, code: str, now: int) -> int | None:
    """Return the time step that a code is of: this one, the one before or after; else None.

    A clock that is half a minute out is allowed for (RFC 6238, section 5.2).
    """
    digits = "".join(code.split()).encode()
    this = now // _INTERVAL
    for step in (this, this - 1, this + 1):
        if hmac.compare_digest(pyotp.TOTP(key).generate_otp(step).encode(), digits):
            return step
    return None


def use_step(connection: Connection, account_id: int, step: int) -> bool:
    """Note that a step's code was used; return False where it, or a later one, was already.

    A step that is far ahead was noted by a clock that was wrong: it keeps nobody out.
    """
    is_new = or_(accounts.c.last_step < step, accounts.c.last_step > step + _STEPS_AHEAD)
    used = connection.execute(
        update(accounts).where(accounts.c.id == account_id, is_new).values(last_step=step)
    )
    return used.rowcount == 1
