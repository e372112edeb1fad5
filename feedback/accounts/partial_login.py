"""Half signed in: the password was right, the second factor is still to come.

It is no session. It is a signed number in the next step's form, good for ten minutes and for as
long as the password stays what it was.
"""

from typing import Any

from sqlalchemy import Connection, Row, select

from feedback.accounts.passwords import fingerprint
from feedback.keys import Keys
from feedback.store.tables import accounts

#: How long the steps may take, in seconds.
LASTS = 10 * 60


def half(keys: Keys, account: int, kept: str, now: int) -> str:
    """Return the number for the next step; ``kept`` is what is kept of the password."""
    return keys.sign_link(f"half {account} {fingerprint(kept)} {now}")


def half_of(connection: Connection, keys: Keys, number: str, now: int) -> Row[Any] | None:
    """Return the account that gave its password; None where that is too long ago, or changed."""
    match (keys.read_link(number, 2 * LASTS) or "").split(" "):
        case ["half", account, sign, given] if int(given) > now - LASTS:
            row = connection.execute(
                select(accounts).where(accounts.c.id == int(account), accounts.c.active)
            ).one_or_none()
            return row if row and fingerprint(row.password) == sign else None
        case _:
            return None
