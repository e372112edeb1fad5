"""A partial login: the password was right, the second factor is still to come.

It is no session. It is a signed token in the next step's form, good for ten minutes and for as
long as the password stays what it was.
"""

from typing import Any

from sqlalchemy import Connection, Row, select

from feedback.accounts.passwords import fingerprint
from feedback.clock_jumps import is_within
from feedback.keys import Keys
from feedback.store.tables import accounts

#: How long the steps may take, in seconds.
MAX_SECONDS = 10 * 60

_PURPOSE = "partial-login"


def partial_login_token(keys: Keys, account_id: int, password_hash: str, now: int) -> str:
    """Return the token for the next step; ``now`` is seconds since 1970."""
    return keys.sign_link(f"{_PURPOSE} {account_id} {fingerprint(password_hash)} {now}")


def partial_login_account(
    connection: Connection, keys: Keys, token: str, now: int
) -> Row[Any] | None:
    """Return the row of the account that gave its password.

    None where the token is not ours or too old, or where the password has changed since.
    """
    match (keys.read_link(token, 2 * MAX_SECONDS) or "").split(" "):
        case [purpose, account_id, sign, made] if purpose == _PURPOSE and is_within(
            int(made), now, MAX_SECONDS
        ):
            row = connection.execute(
                select(accounts).where(accounts.c.id == int(account_id), accounts.c.active)
            ).one_or_none()
            return row if row and fingerprint(row.password) == sign else None
        case _:
            return None
