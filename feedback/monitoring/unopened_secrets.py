"""What is kept sealed and no key opens: a wrong or lost key is silent until somebody needs it."""

from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, select

from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.store.engine import reading
from feedback.store.tables import accounts, contacts, outbox
from localoffer.program import PROGRAM

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class UnopenedSecrets:
    """How many second factors, addresses for a reply and mails that wait no key opens."""

    second_factors: int
    addresses: int
    mails: int

    @property
    def warning(self) -> str:
        """What to do about it, in sentences; empty where everything opens."""
        if not (self.second_factors or self.addresses or self.mails):
            return ""
        return (
            f"FEEDBACK_KEYS has not the key that opens {_counted(self)}: it was changed, or this "
            "database is another service's. Put the former key behind the newest, with a space "
            "between, and restart the service. If it is lost for good, give each moderator codes "
            f"anew ({PROGRAM} feedback accounts reset NAME); an address or a mail that is sealed "
            "with it can never be read."
        )


def count_unopened(app: AppContext) -> UnopenedSecrets:
    """Count what is sealed and does not open; nothing of it is written anywhere.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database cannot be read.
    """
    with reading(app.engine) as connection:
        return UnopenedSecrets(
            second_factors=_count(connection, app.keys, accounts.c.second, accounts.c.active),
            addresses=_count(connection, app.keys, contacts.c.sealed),
            mails=_count(connection, app.keys, outbox.c.sealed, outbox.c.sent.is_(None)),
        )


def _count(
    connection: Connection, keys: Keys, sealed: Column[bytes], *which: ColumnElement[bool]
) -> int:
    query = select(sealed).where(sealed.is_not(None), *which)
    rows = connection.execute(query.execution_options(yield_per=_BATCH)).scalars()
    return sum(keys.unseal(one) is None for one in rows)


def _counted(unopened: UnopenedSecrets) -> str:
    return (
        f"{unopened.second_factors:,} second factors of moderators, {unopened.addresses:,} "
        f"addresses for a reply and {unopened.mails:,} mails that wait"
    )
