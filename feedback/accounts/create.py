"""Make and reset accounts, on the command line only: nobody can ask for one on the web."""

import re
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from feedback.accounts.account import AccountRole
from feedback.accounts.passwords import (
    FIRST_PASSWORD_SECONDS,
    hash_password,
    make_first_password,
)
from feedback.accounts.recovery_codes import delete_recovery_codes
from feedback.accounts.session import end_sessions_of
from feedback.accounts.throttling import forget_attempts
from feedback.keys import Keys
from feedback.store.assignments import unassign_all
from feedback.store.audit_log import note_act
from feedback.store.tables import accounts
from localoffer.problems import UsageError, quoted
from localoffer.program import PROGRAM

AnyRow = Row[Any]

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
#: The most letters of each option, as the columns of the table hold them.
_LONGEST = {"shown_as": 80, "openid": 300}


def tidy_name(typed: str) -> str:
    """Return the name of an account as it is stored, however it was typed."""
    return typed.replace("\0", "").strip().casefold()


def attempts_key(name: str, keys: Keys) -> str:
    """Return what attempts with a name are counted under.

    It is a digest, because some people type their password there.
    """
    return keys.digest(f"name {name}")


def account_by_name(connection: Connection, name: str) -> Row[Any] | None:
    """Return the row of an account, active or not; None where there is none."""
    return connection.execute(
        select(accounts).where(accounts.c.name == tidy_name(name))
    ).one_or_none()


def add(
    connection: Connection, name: str, role: AccountRole, shown_as: str, openid: str, now: int
) -> str:
    """Make an account, or open a removed one again, and return its first password.

    One that signs in with the council's own accounts (``openid``) has no password: the answer is
    empty.

    Raises:
        UsageError: if the name or an option cannot be taken, with a line for each reason.
    """
    _check(connection, name, shown_as, openid)
    password = "" if openid else make_first_password()
    row = {
        "role": role,
        "shown_as": shown_as,
        "openid": _tidy_openid(openid) or None,
        "active": True,
        **_first_password_columns(password, now),
    }
    removed = account_by_name(connection, name)
    if removed:
        connection.execute(update(accounts).where(accounts.c.id == removed.id).values(**row))
        account_id = removed.id
    else:
        row |= {"name": tidy_name(name), "created": now}
        account_id = connection.execute(insert(accounts).returning(accounts.c.id), row).scalar_one()
    note_act(connection, now, "account added", note=f"account {account_id}, {role}")
    return password


def reset(connection: Connection, keys: Keys, name: str, now: int) -> str:
    """Give an account a new first password and return it: for whoever lost password or phone.

    Its second factor, its recovery codes and attempts with its name are forgotten, and its sessions
    end.

    Raises:
        UsageError: if there is no such account, or it signs in with the council's own accounts.
    """
    row = _active_account(connection, name)
    if row.openid:
        raise UsageError(f"{quoted(row.name)} signs in with your own accounts. Reset it there.")
    password = make_first_password()
    columns = _first_password_columns(password, now)
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(**columns))
    end_sessions_of(connection, row.id)
    delete_recovery_codes(connection, row.id)
    forget_attempts(connection, attempts_key(row.name, keys))
    note_act(connection, now, "account reset", note=f"account {row.id}")
    return password


def remove(connection: Connection, name: str, now: int) -> None:
    """Close an account. Its id stays, so that the audit log goes on saying who did what.

    Nobody has then what it had.

    Raises:
        UsageError: if there is no such account.
    """
    row = _active_account(connection, name)
    closed = {"active": False, "password": "", "second": None, "last_step": 0, "openid": None}
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(**closed))
    end_sessions_of(connection, row.id)
    delete_recovery_codes(connection, row.id)
    unassign_all(connection, row.id)
    note_act(connection, now, "account removed", note=f"account {row.id}")


def change_role(connection: Connection, name: str, role: AccountRole, now: int) -> None:
    """Let an account do more or less, from the next page that it opens.

    Nobody has then what a reader had, who cannot answer it.

    Raises:
        UsageError: if there is no such account.
    """
    row = _active_account(connection, name)
    connection.execute(update(accounts).where(accounts.c.id == row.id).values(role=role))
    if role == "reader":
        unassign_all(connection, row.id)
    note_act(connection, now, "role changed", note=f"account {row.id}, {role}")


def all_accounts(connection: Connection) -> list[Row[Any]]:
    """Return the row of every account, removed ones too, by name."""
    return list(connection.execute(select(accounts).order_by(accounts.c.name)))


def _tidy_openid(typed: str) -> str:
    """An e-mail address is the same in capitals; a subject is not (OpenID Connect Core, 2)."""
    return typed.strip().casefold() if "@" in typed else typed.strip()


def _first_password_columns(password: str, now: int) -> dict[str, object]:
    return {
        "password": hash_password(password) if password else "",
        "first_until": now + FIRST_PASSWORD_SECONDS if password else None,
        "second": None,
        "last_step": 0,
    }


def _active_account(connection: Connection, name: str) -> Row[Any]:
    row = account_by_name(connection, name)
    if row is None or not row.active:
        fix = f"See the names with: {PROGRAM} feedback accounts list"
        raise UsageError(f"There is no account {quoted(name)}. {fix}")
    return row


def _check(connection: Connection, name: str, shown_as: str, openid: str) -> None:
    """Raise ``UsageError`` with all that is wrong with a new account."""
    errors = []
    if not _NAME.fullmatch(tidy_name(name)):
        errors.append(
            f"{quoted(name)} cannot be a name. Use 2 to 40 of a to z, 0 to 9, full stop and hyphen."
        )
    if not shown_as.strip():
        errors.append('Say whom pages name: --shown-as "Local Offer team". Name no person.')
    options = {"shown_as": shown_as, "openid": openid}
    errors += [
        f"{quoted(value)} is too long. Use {_LONGEST[option]} letters at most."
        for option, value in options.items()
        if len(value) > _LONGEST[option]
    ]
    row = account_by_name(connection, name)
    if row and row.active:
        fix = f"To give it a new password: {PROGRAM} feedback accounts reset NAME"
        errors.append(f"There is an account {quoted(name)} already. {fix}")
    taken = select(accounts.c.name).where(accounts.c.openid == _tidy_openid(openid))
    if openid and (other := connection.execute(taken).scalar_one_or_none()):
        errors.append(f"{quoted(openid)} is the account {quoted(other)} already.")
    if errors:
        raise UsageError("\n".join(errors))
