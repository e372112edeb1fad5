"""The second factor is set up anew: a key that counts once the app has shown a code of it.

Until then the old one goes on working, so that nobody is left without. The new key travels sealed
in the form, good for ten minutes and for the account that asked for it.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, update

from feedback.accounts.recovery_codes import replace_recovery_codes
from feedback.accounts.session import end_sessions_of
from feedback.accounts.two_factor import new_key, time_step
from feedback.keys import Keys
from feedback.store.audit_log import note_act
from feedback.store.tables import accounts

#: How long it may take, in seconds.
MAX_SECONDS = 10 * 60

_PURPOSE = "enrolment"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A new key for an account, before it is in use, and the token that holds both."""

    account_id: int
    key: str
    token: str


def new_enrolment(keys: Keys, account_id: int, now: int) -> Enrolment:
    """Return a new key for an account; whoever gets it has just given password and code."""
    key = new_key()
    token = keys.seal(f"{_PURPOSE} {account_id} {key} {now}").decode()
    return Enrolment(account_id, key, token)


def read_enrolment(keys: Keys, token: str, account_id: int, now: int) -> Enrolment | None:
    """Return the key in a token; None where it is not ours, too old, or another account's."""
    sealed = token.encode(errors="surrogatepass")
    match (keys.unseal(sealed) or "").split(" "):
        case [purpose, owner, key, made] if purpose == _PURPOSE and owner == str(account_id):
            return Enrolment(account_id, key, token) if int(made) > now - MAX_SECONDS else None
        case _:
            return None


def enrol(
    connection: Connection, keys: Keys, enrolment: Enrolment, code: str, now: int
) -> tuple[str, ...]:
    """Put a new key in the place of the old one and return new recovery codes.

    Every session of the account ends. Nothing is changed, and there are none, where the code is
    wrong or of a half minute of which a code was used before.
    """
    step = time_step(enrolment.key, code, now)
    if step is None:
        return ()
    this = accounts.c.id == enrolment.account_id
    new = {"second": keys.seal(enrolment.key), "last_step": step}
    changed = connection.execute(
        update(accounts).where(this, accounts.c.last_step < step).values(new)
    )
    if changed.rowcount != 1:
        return ()
    end_sessions_of(connection, enrolment.account_id)
    note_act(connection, now, "codes set up", account=enrolment.account_id)
    return replace_recovery_codes(connection, enrolment.account_id, now)
