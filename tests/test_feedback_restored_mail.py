"""Mail that waited at a backup is held after a restore: sent meanwhile or not, it goes out once."""

from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import delete, insert, select, update

from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from feedback.store.tables import comments, contacts, outbox
from localoffer.problems import UsageError
from tests.support.restored_store import NOW, RestoredStore, comment
from tests.support.service_command import run_feedback, server_settings

#: References of three comments whose replies waited when the backup was made.
WAITED: Final = ("00001-LATER", "00002-LATER", "00003-LATER")


@pytest.fixture
def store(tmp_path: Path, databases: str) -> RestoredStore:
    settings, copy = server_settings(tmp_path, databases), tmp_path / "copy.sqlite3"
    upgrade(make_engine(databases))
    made = RestoredStore(databases, settings, copy)
    numbers = (1, 2, 3)
    made.write(
        insert(comments).values([comment(number, state="new") for number in numbers]),
        insert(contacts).values([{"comment": one, "sealed": b"sealed"} for one in numbers]),
        insert(outbox).values([_mail(number) for number in numbers]),
    )
    assert run_feedback(settings, "backup", str(copy)) == 0
    return made


def _mail(number: int, **more: Any) -> dict[str, Any]:
    row = {"comment": number, "template": "reply", "sealed": b"words", "created": NOW - 60}
    return {**row, "next_try": NOW - 60, **more}


def _send_after_backup(store: RestoredStore) -> None:
    """Have one reply sent, one refused and one wait still; and a second one written and sent."""
    sent = {"sealed": None, "sent": NOW, "tries": 1, "carrier_id": "letter"}
    store.write(
        update(outbox).where(outbox.c.comment == 1).values(sent),
        update(contacts).where(contacts.c.comment == 1).values(replied=NOW),
        update(outbox).where(outbox.c.comment == 2).values(outcome="refused", tries=1),
        insert(outbox).values(_mail(2, **{**sent, "created": NOW - 30})),
    )


def _mails(store: RestoredStore) -> list[Any]:
    columns = (outbox.c.comment, outbox.c.created, outbox.c.sent, outbox.c.outcome)
    return list(store.rows(select(*columns).order_by(outbox.c.comment, outbox.c.created)))


def test_a_restore_holds_what_waited_and_says_so(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_feedback(store.settings, "restore", str(store.copy)) == 0
    assert f"may have been sent after it: {', '.join(WAITED)}." in capsys.readouterr().err
    assert {row.outcome for row in _mails(store)} == {"held"}
    assert run_feedback(store.settings, "status", "--quiet") == 1
    assert "may have been sent after it: 3. It is held." in capsys.readouterr().out
    assert run_feedback(store.settings, "send", "--list") == 0
    shown = capsys.readouterr().out
    assert shown.count("held since a restore: it may have been sent already") == len(WAITED)


def test_bring_back_finds_what_became_of_it(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    _send_after_backup(store)
    aside = store.restored(capsys)
    assert store.bring_back(aside) == 0
    shown = capsys.readouterr().out
    assert f"It counts as sent: {WAITED[0]}, {WAITED[1]}\n" in shown
    expected = [
        (1, NOW - 60, NOW, ""), (2, NOW - 60, None, "refused"), (2, NOW - 30, NOW, ""),
        (3, NOW - 60, None, ""),
    ]  # fmt: skip
    assert _mails(store) == expected
    assert store.rows(select(contacts.c.replied).where(contacts.c.comment == 1)) == [(NOW,)]
    assert store.bring_back(aside) == 0
    assert _mails(store) == expected


def test_a_person_decides_where_nothing_tells_what_became_of_it(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_feedback(store.settings, "restore", str(store.copy)) == 0
    first, second, third = (row.id for row in store.rows(select(outbox.c.id).order_by(outbox.c.id)))
    assert run_feedback(store.settings, "send", "--release", str(first)) == 0
    assert run_feedback(store.settings, "send", "--sent", str(second)) == 0
    rows = store.rows(select(outbox.c.outcome, outbox.c.tries).order_by(outbox.c.id))
    assert rows == [("", 1), ("", 0), ("held", 0)]  # tried once: Notify is asked whether it has it
    capsys.readouterr()
    with pytest.raises(UsageError, match=f"Nothing is held under the number {first}"):
        run_feedback(store.settings, "send", "--release", str(first), str(third))
    assert store.rows(select(outbox.c.outcome).where(outbox.c.id == third)) == [("held",)]


def test_what_was_erased_after_the_backup_takes_its_held_mail_with_it(
    store: RestoredStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.write(
        update(comments).where(comments.c.id == 1).values(words=None, role="", age="", area=""),
        *(delete(table).where(table.c.comment == 1) for table in (contacts, outbox)),
    )
    aside = store.restored(capsys)
    assert store.bring_back(aside) == 0
    assert [row.comment for row in _mails(store)] == [2, 3]


def test_an_address_is_kept_as_long_as_its_mail_is_held(store: RestoredStore) -> None:
    long_ago = NOW - 100 * 86_400
    store.write(update(contacts).where(contacts.c.comment == 1).values(replied=long_ago))
    store.write(delete(outbox).where(outbox.c.comment != 1))
    copy = store.copy.with_name("second.sqlite3")
    assert run_feedback(store.settings, "backup", str(copy)) == 0
    assert run_feedback(store.settings, "restore", str(copy)) == 0
    assert run_feedback(store.settings, "purge") == 0
    assert store.rows(select(contacts.c.comment).where(contacts.c.comment == 1)) == [(1,)]
