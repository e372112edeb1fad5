"""A store that was backed up, went on, and was restored; and rows of what came in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Final

import pytest
from sqlalchemy import Connection, insert, update

from feedback.backups.store_rows import count_rows
from feedback.moderation.actions.assign import ASSIGNED
from feedback.store.engine import make_engine, reading, writing
from feedback.store.tables import (
    accounts,
    acts,
    answers,
    assignments,
    comment_themes,
    comments,
    confirmations,
    contacts,
    danger_notices,
    drafts,
    notices,
    numbers,
    outbox,
    survey_answers,
)
from tests.support.service_command import run_feedback

#: So many seconds since 1970: what is in the store came today, so that no rule is about it.
NOW: Final = int(time())

#: Tables to which the commands write rows of their own.
_OF_COMMANDS: Final = {"acts", "command_runs"}


@dataclass(frozen=True)
class RestoredStore:
    """A store, with a backup of it, whose old rows a restore brings back."""

    database: str
    settings: dict[str, str]
    copy: Path

    def restored(self, capsys: pytest.CaptureFixture[str]) -> Path:
        """Restore the backup; return the file that was set aside."""
        capsys.readouterr()
        assert run_feedback(self.settings, "restore", str(self.copy)) == 0
        shown = capsys.readouterr()
        aside = Path(shown.out.partition("is set aside: ")[2].strip())
        assert f"feedback bring-back {aside}" in shown.err
        return aside

    def counts(self) -> dict[str, int]:
        """How many rows each table has, but for those of commands."""
        engine = make_engine(self.database)
        with reading(engine) as connection:
            found = count_rows(connection)
        engine.dispose()
        return {name: number for name, number in found.items() if name not in _OF_COMMANDS}

    def rows(self, query: Any) -> Sequence[Any]:
        """The rows of a query."""
        engine = make_engine(self.database)
        with reading(engine) as connection:
            rows = connection.execute(query).all()
        engine.dispose()
        return rows

    def write(self, *queries: Any) -> None:
        """Run statements in one transaction."""
        engine = make_engine(self.database)
        with writing(engine) as connection:
            for query in queries:
                connection.execute(query)
        engine.dispose()

    def bring_back(self, aside: Path) -> int:
        """Bring back; return the exit status."""
        return run_feedback(self.settings, "bring-back", str(aside))

    def go_on(self) -> None:
        """Have four comments and all about them come after the backup."""
        engine = make_engine(self.database)
        with writing(engine) as connection:
            _send_later(connection)
        engine.dispose()


def comment(number: int, **more: Any) -> dict[str, Any]:
    """The row of a comment that came after the backup, as its form and reference tell."""
    return {
        "id": number, "form": f"{number:064}", "reference": f"{number:05}-LATER",
        "received": NOW - 60, "kind": "comment", "way": "site", "manner": "plain",
        "page": "/later/", "about": "", "role": "parent", "age": "", "area": "",
        "may_publish": True, "wants_reply": True, "words": '{"wrong": "It never came."}',
        "flags": "", "danger": 0, "state": "new", "due": NOW + 60, "version": 1, "publish": "yes",
        **more,
    }  # fmt: skip


def answer(of: int, **more: Any) -> dict[str, Any]:
    """The row of an answer to the comment with this id."""
    row = {"comment": of, "content": '{"answer": "Sorry."}', "signed_by": "", "withheld": ""}
    return {**row, **more}


def _send_later(connection: Connection) -> None:
    """Fill every table with what comes after the backup: four comments, and all about them."""
    new: dict[str, Any] = {
        "name": "kim",
        "role": "moderator",
        "shown_as": "Team",
        "password": "made up",
    }
    new |= {"active": True, "created": NOW, "openid": "kim@council"}
    kim = connection.execute(insert(accounts).returning(accounts.c.id), new).scalar_one()
    rows = [comment(4, state="published", version=5), comment(5, danger=2, words=None, role="")]
    rows += [comment(6, state="merged"), comment(7, danger=3)]
    connection.execute(insert(comments), rows)
    published = {"number": "2026-015", "signed": NOW, "signed_by": "Team", "exported": NOW}
    signed = answer(4, shown='{"answer": "Sorry."}', **published)
    connection.execute(insert(answers), signed)
    connection.execute(insert(answers), [answer(6, merged=1), answer(7, merged=4)])
    connection.execute(update(numbers).values(last=15))
    connection.execute(insert(contacts), [{"comment": 4, "sealed": b"4", "replied": NOW}])
    draft = {"comment": 4, "version": 1, "state": "open", "content": "{}", "written": NOW}
    connection.execute(insert(drafts), [{**draft, "account": kim, "merged": 1}])
    connection.execute(insert(comment_themes), [{"theme": "waiting", "comment": 4}])
    mail = {"comment": 4, "template": "reply", "sealed": b"m", "created": NOW, "next_try": NOW}
    connection.execute(insert(outbox), [mail])
    connection.execute(insert(assignments), [{"comment": 7, "account": 1, "since": NOW}])
    act = {"at": NOW, "account": kim, "note": ""}
    later = [{**act, "act": "signed off", "comment": 4}, {**act, "act": "account", "comment": None}]
    later += [{**act, "act": ASSIGNED, "comment": 7, "note": f"account {kim}"}]
    connection.execute(insert(acts), later)
    told = {"kind": "danger", "created": NOW, "next_try": NOW}
    connection.execute(insert(notices), [{**told, "id": 8, "period": "5", "sent": NOW}])
    connection.execute(insert(notices), [{**told, "id": 9, "period": "7"}])
    links = [{"comment": 5, "notice": 8}, {"comment": 7, "notice": 9}]
    connection.execute(insert(danger_notices), links)
    survey = {"form": "f" * 64, "survey": "helped", "month": "2026-11", "choices": "{}"}
    connection.execute(insert(survey_answers), survey)
    confirmed = {"token": "c" * 64, "page": "/services/brook-house/", "confirmed": NOW}
    connection.execute(insert(confirmations), confirmed)
