"""Recovery codes: ten to print, each good for one sign-in without the phone.

Each is random, of 118 bits: for lookup secrets of 112 bits or more a digest is safe without a salt
(NIST SP 800-63B, 5.1.2.2; OWASP ASVS 4.0.3, 2.6.2). A code that was used is deleted.
"""

import hashlib
import secrets

from sqlalchemy import Connection, delete, func, insert, select

from feedback.store.audit_log import note_act
from feedback.store.tables import recovery_codes

#: So many are made at a time.
NUMBER = 10

#: No letter that is mixed up with another on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH, _GROUP = 24, 4


def replace_recovery_codes(connection: Connection, account_id: int, now: int) -> tuple[str, ...]:
    """Make an account new recovery codes, which end those before, and return them."""
    codes = tuple(_new_code() for _ in range(NUMBER))
    delete_recovery_codes(connection, account_id)
    rows = [{"account": account_id, "digest": _digest(code)} for code in codes]
    connection.execute(insert(recovery_codes), rows)
    note_act(connection, now, "recovery codes made", account=account_id)
    return codes


def use_recovery_code(connection: Connection, account_id: int, typed: str) -> bool:
    """Use a code up; return False where the account has no such code, or has none any more.

    Of two who send one at the same moment the database lets one delete it.
    """
    used = delete(recovery_codes).where(
        recovery_codes.c.account == account_id, recovery_codes.c.digest == _digest(typed)
    )
    return connection.execute(used).rowcount == 1


def count_recovery_codes(connection: Connection, account_id: int) -> int:
    """Return how many codes an account has left."""
    of_account = recovery_codes.c.account == account_id
    query = select(func.count()).select_from(recovery_codes).where(of_account)
    return connection.execute(query).scalar_one()


def delete_recovery_codes(connection: Connection, account_id: int) -> None:
    """Delete every code of an account."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account_id))


def _new_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def _digest(code: str) -> str:
    """Return what is stored of a code, however its groups and capitals were typed."""
    letters = "".join(code.replace("-", " ").split()).casefold()
    return hashlib.sha256(letters.encode(errors="surrogatepass")).hexdigest()
