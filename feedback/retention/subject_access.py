"""Requests by a person for her data, by its reference (UK GDPR, articles 15 and 17)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from feedback.app_context import AppContext
from feedback.local_time import day_of
from feedback.retention.rules import forget_words
from feedback.store.submissions import by_reference
from feedback.store.tables import acts, answers, comments, contacts, drafts, outbox

#: The columns of a comment that are given to its sender, in this order.
_FACTS = (
    *("reference", "received", "kind", "way", "manner", "page", "about", "role", "age", "area"),
    *("may_publish", "publish", "wants_reply", "state", "flags", "danger"),
)
_DAYS = ("received", "at", "signed", "answered", "exported", "written", "created", "sent")


@dataclass(frozen=True, slots=True)
class PersonalData:
    """All that is stored under one reference. ``comment`` is its id in the store."""

    comment: int
    facts: Mapping[str, Any]
    words: Mapping[str, str] | None
    address: str | None
    answer: Mapping[str, Any] | None
    former: tuple[Mapping[str, Any], ...]
    mail: tuple[Mapping[str, Any], ...]
    acts: tuple[Mapping[str, Any], ...]

    @property
    def number(self) -> str | None:
        """The public number, if it has one."""
        return self.answer["number"] if self.answer else None

    def as_json(self) -> str:
        """Return the data as JSON, for programs."""
        parts = {
            name: getattr(self, name)
            for name in ("facts", "words", "address", "answer", "former", "mail", "acts")
        }
        return json.dumps(parts, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """Return the data for people, a line for each fact."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from _section("What you sent", self.facts)
        yield from _section("Your words", self.words or {"": "They have been deleted."})
        yield from _section("Your address for a reply", {"": self.address or "None is kept."})
        yield from _section("What we made of it", self.answer or {"": "Nothing yet."})
        for row in self.former:
            yield from _section("An earlier version of that", row)
        for row in self.mail:
            yield from _section("Mail to you", row)
        for row in self.acts:
            yield from _section("What was done", row)


def personal_data_of(
    connection: Connection, app: AppContext, reference: str
) -> PersonalData | None:
    """Return the data under a reference, however its sender spells it; None if it is unknown."""
    row = by_reference(connection, reference)
    if row is None:
        return None
    sealed = connection.scalar(select(contacts.c.sealed).where(contacts.c.comment == row.id))
    answer = _rows(connection, answers, row.id)
    return PersonalData(
        comment=row.id,
        facts=_readable({name: getattr(row, name) for name in _FACTS}),
        words=json.loads(row.words) if row.words else None,
        address=app.keys.unseal(sealed) if sealed else None,
        answer=answer[0] if answer else None,
        former=_rows(connection, drafts, row.id),
        mail=tuple(_unsealed(app, row) for row in _rows(connection, outbox, row.id)),
        acts=tuple(
            {name: row[name] for name in ("at", "act", "note")}
            for row in _rows(connection, acts, row.id)
        ),
    )


def erase(connection: Connection, comment: int) -> None:
    """Delete the address, the words, the facts about a person and the mail of a comment.

    What is published stays, since nobody can be identified from it; moderators can withdraw it.
    """
    connection.execute(delete(contacts).where(contacts.c.comment == comment))
    empty = {"role": "", "age": "", "area": "", "wants_reply": False}
    connection.execute(update(comments).where(comments.c.id == comment).values(empty))
    forget_words(connection, [comment])


def _rows(connection: Connection, table: Table, comment: int) -> tuple[dict[str, Any], ...]:
    """Return the rows of a table that belong to a comment, without keys and foreign keys."""
    rows = connection.execute(select(table).where(table.c.comment == comment)).mappings()
    hidden = ("id", "comment", "account", "merged", "template")
    return tuple(
        _readable({name: value for name, value in row.items() if name not in hidden})
        for row in rows
    )


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a person reads them: dates for times, and JSON parsed."""
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name in _DAYS and value is not None:
            values[name] = day_of(value).isoformat()
        elif name in ("content", "shown") and value:
            values[name] = json.loads(value)
        else:
            values[name] = value
    return values


def _unsealed(app: AppContext, mail: dict[str, Any]) -> dict[str, Any]:
    sealed = mail.pop("sealed")
    words = app.keys.unseal(sealed) if sealed else None
    facts = {name: mail[name] for name in ("created", "sent", "tries", "outcome")}
    return {**facts, "words": json.loads(words) if words else None}


def _section(title: str, facts: Mapping[str, Any]) -> Iterator[str]:
    yield f"{title}:"
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from (f"  {name}, {key}: {text}" for key, text in value.items() if text)
        elif value not in (None, "", ()):
            yield f"  {name}: {value}" if name else f"  {value}"
    yield ""
