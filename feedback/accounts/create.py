"""Accounts are made, and made good again, on the command line only: nobody can ask for one."""

import re
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from feedback.accounts.account import AccountRole
from feedback.accounts.passwords import FIRST_LASTS, first_password, kept_form
from feedback.accounts.session import end_all
from feedback.accounts.throttling import forget
from feedback.keys import Keys
from feedback.store.audit_log import note_act
from feedback.store.tables import accounts
from localoffer.problems import UsageError, quoted

AnyRow = Row[Any]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_LONGEST = {"shown_as": 80, "openid": 300}


def tidy_name(typed: str) -> str:
    """Return the name of an account as it is kept, however it was typed."""
    return typed.replace("\0", "").strip().casefold()


def digest_of(name: str, keys: Keys) -> str:
    """Return what the tries with a name are counted under: some type a password there."""
    return keys.digest(f"name {name}")


def account_named(connection: Connection, name: str) -> Row[Any] | None:
    """Return the row of an account, active or not."""
    return connection.execute(
        select(accounts).where(accounts.c.name == tidy_name(name))
    ).one_or_none()


def add(
    connection: Connection, name: str, role: AccountRole, shown_as: str, openid: str, now: int
) -> str:
    """Make an account, or open a removed one again, and return its first password.

    One that signs in with the council's own accounts (``openid``) has none.
    """
    _check(connection, name, shown_as, openid)
    first = "" if openid else first_password()
    row = {
        "role": role,
        "shown_as": shown_as,
        "openid": _tidy_openid(openid) or None,
        "active": True,
        **_anew(first, now),
    }
    known = account_named(connection, name)
    if known:
        connection.execute(update(accounts).where(accounts.c.id == known.id).values(**row))
        number = known.id
    else:
        new = insert(accounts).returning(accounts.c.id)
        made = {"name": tidy_name(name), "created": now, **row}
        number = connection.execute(new, made).scalar_one()
    note_act(connection, now, "account added", note=f"account {number}, {role}")
    return first


def reset(connection: Connection, keys: Keys, name: str, now: int) -> str:
    """Give an account a new first password and return it; its second factor is forgotten.

    Its sessions end, and tries with its name are forgotten: the way back for whoever lost either.
    """
    row = _known(connection, name)
    if row.openid:
        raise UsageError(f"{quoted(row.name)} signs in with your own accounts. Reset it there.")
    first = first_password()
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(**_anew(first, now)))
    end_all(connection, row.id)
    forget(connection, digest_of(row.name, keys))
    note_act(connection, now, "account reset", note=f"account {row.id}")
    return first


def remove(connection: Connection, name: str, now: int) -> None:
    """Close an account. Its number stays, so that the log goes on telling who did what."""
    row = _known(connection, name)
    closed = {"active": False, "password": "", "second": None, "last_step": 0, "openid": None}
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(**closed))
    end_all(connection, row.id)
    note_act(connection, now, "account removed", note=f"account {row.id}")


def change_role(connection: Connection, name: str, role: AccountRole, now: int) -> None:
    """Let an account do more or less, from its next page on."""
    row = _known(connection, name)
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(role=role))
    note_act(connection, now, "role changed", note=f"account {row.id}, {role}")


def all_accounts(connection: Connection) -> list[Row[Any]]:
    """Return every account, removed ones too, by name."""
    return list(connection.execute(select(accounts).order_by(accounts.c.name)))


def _tidy_openid(typed: str) -> str:
    """An e-mail address is the same in capitals; a subject is not (OpenID Connect Core, 2)."""
    return typed.strip().casefold() if "@" in typed else typed.strip()


def _anew(first: str, now: int) -> dict[str, object]:
    return {
        "password": kept_form(first) if first else "",
        "first_until": now + FIRST_LASTS if first else None,
        "second": None,
        "last_step": 0,
    }


def _known(connection: Connection, name: str) -> Row[Any]:
    row = account_named(connection, name)
    if row is None or not row.active:
        fix = "See the names with: python build.py feedback accounts list"
        raise UsageError(f"There is no account {quoted(name)}. {fix}")
    return row


def _check(connection: Connection, name: str, shown_as: str, openid: str) -> None:
    """Raise ``UsageError`` with all that is wrong with a new account."""
    faults = []
    if not _NAME.fullmatch(tidy_name(name)):
        faults.append(
            f"{quoted(name)} cannot be a name. Use 2 to 40 of a to z, 0 to 9, full stop and hyphen."
        )
    if not shown_as.strip():
        faults.append('Say whom pages name: --shown-as "Local Offer team". Name no person.')
    given = {"shown_as": shown_as, "openid": openid}
    faults += [
        f"{quoted(value)} is too long. Use {_LONGEST[field]} letters at most."
        for field, value in given.items()
        if len(value) > _LONGEST[field]
    ]
    row = account_named(connection, name)
    if row and row.active:
        fix = "To give it a new password: python build.py feedback accounts reset NAME"
        faults.append(f"There is an account {quoted(name)} already. {fix}")
    taken = select(accounts.c.name).where(accounts.c.openid == _tidy_openid(openid))
    if openid and (other := connection.execute(taken).scalar_one_or_none()):
        faults.append(f"{quoted(openid)} is the account {quoted(other)} already.")
    if faults:
        raise UsageError("\n".join(faults))
