"""Whoever has the reference of a comment is told all that is kept, and can have it erased."""

import json
import stat
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from feedback.app_context import AppContext
from feedback.cli import run
from feedback.mail.outbox import queue_reply
from feedback.moderation.answer import Answer
from feedback.retention.subject_access import erase, personal_data_of
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import acts, answers, comments, contacts
from feedback.submission import Submission
from localoffer.cli.options import make_parser
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from tests.support.feedback import make_service

RECEIVED = 1_790_000_000
WORDS = "Quillonby Zephyrine"


def stored(service: AppContext) -> str:
    """Keep an answered, published comment; return its reference."""
    sent = Submission(
        "1", "comment", {"wrong": WORDS * 900}, role="forum", reply_to="parent@example.org"
    )
    with writing(service.engine) as connection:
        receipt = store_submission(
            connection, sent, service.keys.seal(sent.reply_to), RECEIVED, RECEIVED
        )
        row = by_reference(connection, receipt.reference)
        assert row
        published = Answer(you_said="A taxi never comes.", private="Ring her.").as_json()
        data = {"comment": row.id, "content": published, "shown": published, "number": "2026-001"}
        connection.execute(insert(answers), {**data, "answered": RECEIVED})
        connection.execute(update(comments).values(state="published"))
        queue_reply(connection, service, row.id, "Your comment", "Thank you for it.", RECEIVED)
    return receipt.reference


def command(service: AppContext, tmp_path: Path, *words: str) -> int:
    """Run a command on the store of ``service``."""
    folder = tmp_path / ".localoffer"
    folder.mkdir(exist_ok=True)
    (tmp_path / "content").mkdir(exist_ok=True)
    (folder / "feedback.key").write_text(service.settings.keys[0], encoding="ascii")
    return run(Workspace.of_checkout(tmp_path), make_parser().parse_args(["feedback", *words]))


@pytest.fixture
def service(tmp_path: Path) -> AppContext:
    (tmp_path / ".localoffer").mkdir()
    return make_service(tmp_path / ".localoffer")


def test_all_that_is_kept_is_told_to_people_and_to_programs(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    reference = stored(service)
    with reading(service.engine) as connection:
        data = personal_data_of(connection, service, f" {reference.lower().replace('-', ' ')} ")
    assert data
    text = data.as_text()
    for fact in (
        WORDS,
        "parent@example.org",
        "forum",
        "Ring her.",
        "Thank you for it.",
        "2026-001",
    ):
        assert fact in text
    fact = json.loads(data.as_json())
    assert fact["address"] == "parent@example.org"
    assert fact["answer"]["content"]["private"] == "Ring her."
    assert fact["facts"]["received"] == "2026-09-21"


def test_what_is_erased_is_gone_and_what_is_published_stays(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    reference = stored(service)
    with writing(service.engine) as connection:
        data = personal_data_of(connection, service, reference)
        assert data
        erase(connection, data.comment)
        after = personal_data_of(connection, service, reference)
    assert after
    assert (after.words, after.address, after.mail, after.facts["role"]) == (None, None, (), "")
    assert after.answer
    assert after.answer["content"]["you_said"] == "A taxi never comes."
    assert after.answer["content"]["private"] == ""
    assert "They have been deleted." in after.as_text()


def test_find_says_what_is_kept_and_shows_no_word_of_it(
    service: AppContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = stored(service)
    assert command(service, tmp_path, "find", reference) == 0
    output = capsys.readouterr().out
    assert output == (
        f"{reference}: a comment of 2026-09-21, published. Words as written: kept. "
        "Address for a reply: kept. Public number: 2026-001.\n"
    )


@pytest.mark.parametrize("words", [("find",), ("give",), ("erase", "--yes")])
def test_an_unknown_reference_gets_a_sentence(
    service: AppContext, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert command(service, tmp_path, *words, "7K4Q9-M2PXA") == 1
    assert "There is no comment with this reference." in capsys.readouterr().err


def test_give_writes_a_file_for_nobody_else_and_over_nothing(
    service: AppContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = stored(service)
    out = tmp_path / "theirs.txt"
    assert command(service, tmp_path, "give", reference, "--out", str(out)) == 0
    assert WORDS in out.read_text(encoding="utf-8")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert WORDS not in capsys.readouterr().out
    with pytest.raises(UsageError, match="is there already"):
        command(service, tmp_path, "give", reference, "--out", str(out))


def test_erase_asks_first_and_leaves_nothing_in_the_file(
    service: AppContext, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = stored(service)
    with pytest.raises(UsageError, match="2026-001 stays"):
        command(service, tmp_path, "erase", reference)
    assert in_files(tmp_path)
    assert command(service, tmp_path, "erase", reference, "--yes") == 0
    assert "What is published as 2026-001 stays" in capsys.readouterr().out
    assert in_files(tmp_path) == []
    with reading(service.engine) as connection:
        assert connection.execute(select(contacts)).all() == []
        assert connection.execute(select(acts.c.act)).scalars().all() == ["erased"]


def in_files(folder: Path) -> list[str]:
    """The files of the database that hold the comment's words."""
    files = list((folder / ".localoffer").glob("feedback.sqlite3*"))
    assert files
    return [file.name for file in files if WORDS.encode() in file.read_bytes()]
