"""The commands that look after comments: an example each, a sentence for every fault."""

from argparse import _SubParsersAction
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from feedback.cli import run
from localoffer.cli.options import make_parser
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from tests.support.feedback import make_service
from tests.support.feedback_command import environment, feedback_command
from tests.support.one_machine import NOW, do, make_one_machine

ROOT = Path(__file__).parent.parent


def actions() -> list[str]:
    """The names of all that ``feedback`` does."""
    (commands,) = (one for one in make_parser()._actions if isinstance(one, _SubParsersAction))  # noqa: SLF001
    feedback = commands.choices["feedback"]
    (inner,) = (one for one in feedback._actions if isinstance(one, _SubParsersAction))  # noqa: SLF001
    return list(inner.choices)


@pytest.mark.parametrize("action", actions())
def test_each_deed_explains_itself_with_an_example(
    action: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        make_parser().parse_args(["feedback", action, "--help"])
    assert leaving.value.code == 0
    assert f"Example: python build.py feedback {action}" in capsys.readouterr().out


def test_the_tables_are_made_and_made_again_with_one_command(
    tmp_path: Path, databases: str
) -> None:
    settings = environment(tmp_path, databases)
    before = feedback_command("find", "7K4Q9-M2PXA", cwd=tmp_path, **settings)
    assert before.returncode == 2
    assert "un: python build.py feedback setup" in before.stderr
    for _ in range(2):
        done = feedback_command("setup", cwd=tmp_path, **settings)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("The database is ready: ")
    after = feedback_command("find", "7K4Q9-M2PXA", cwd=tmp_path, **settings)
    assert (after.returncode, after.stdout) == (1, "")
    assert after.stderr == "There is no comment with this reference. Check each letter.\n"


@pytest.mark.parametrize("words", [("setup",), ("status",), ("backup", "copy"), ("restore", "x")])
def test_a_folder_of_no_council_gets_no_store_of_its_own(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """As root on a server, without the service's settings, it would be another store than hers."""
    options = make_parser().parse_args(["feedback", *words])
    with pytest.raises(UsageError, match="whose comments are meant"):
        run(Workspace(ROOT, tmp_path), options)
    assert not list(tmp_path.iterdir())


def test_a_new_key_is_one_that_seals(tmp_path: Path) -> None:
    done = feedback_command("new-key", cwd=tmp_path)
    Fernet(done.stdout.strip())
    assert "Put it first in FEEDBACK_KEYS" in done.stderr


def test_all_faults_of_the_settings_are_told_at_once(tmp_path: Path) -> None:
    done = feedback_command("send", cwd=tmp_path, FEEDBACK_ORIGINS="here", FEEDBACK_KEYS="abc")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    for fault in ("FEEDBACK_ORIGINS holds here", "FEEDBACK_KEYS holds", "LOCAL_OFFER_CONTENT"):
        assert fault in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "the following arguments are required"),
        (("dance",), "invalid choice: 'dance'"),
        (("find",), "the following arguments are required"),
        (("send", "--list", "--sent", "1"), "not allowed with argument"),
        (("send", "--sent", "one"), "invalid int value: 'one'"),
        (("send", "--sent", "7"), "Nothing waits under the number 7."),
        (("confirm-link",), "one of the arguments PAGE --due is required"),
        (("confirm-link", "/x/", "--days", "-1"), '"-1" is not a number of days.'),
        (("confirm-link", "/x/", "--days", "many"), '"many" is not a number of days.'),
        (("export", "--content", "nowhere"), "There is no folder nowhere."),
        (("purge", "--content", "nowhere"), "There is no nowhere/site.yaml."),
        (("confirm-link", "/x/", "--content", "nowhere"), "The content has errors."),
    ],
)
def test_a_wrong_word_gets_a_sentence_and_a_two(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    settings = environment(tmp_path, f"sqlite:///{tmp_path / 'feedback.sqlite3'}")
    make_service(tmp_path)
    done = feedback_command(*words, cwd=tmp_path, **settings)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize(
    ("database", "sentence"),
    [
        ("postgresql+psycopg://nobody:hidden@127.0.0.1:9/nothing", "127.0.0.1:9 does not answer."),
        ("sqlite:///a-file", "a-file is not a database, or"),
        ("sqlite:///a-file/feedback.sqlite3", "a-file"),
    ],
)
def test_a_database_that_cannot_be_used_gets_a_sentence(
    tmp_path: Path, database: str, sentence: str
) -> None:
    (tmp_path / "a-file").write_text("No database. " * 1000, encoding="utf-8")
    done = feedback_command("setup", cwd=tmp_path, **environment(tmp_path, database))
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "hidden" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def one_machine(tmp_path: Path) -> Path:
    return make_one_machine(tmp_path)


def test_export_says_what_it_wrote_and_then_that_nothing_changed(
    one_machine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    assert do(one_machine, "export") == 0
    output = capsys.readouterr()
    left = "left counts/2026-27.yaml: Fewer than 5 comments came in that year, so nothing of it"
    assert output.out == f"written comments/2026-001.yaml\n{left} is shown.\n"
    assert output.err == ""
    assert (one_machine / "content" / "comments" / "2026-001.yaml").is_file()
    assert do(one_machine, "export") == 0
    assert "written" not in capsys.readouterr().out


def test_without_notify_a_person_is_shown_what_to_send_and_notes_that_it_went(
    one_machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do(one_machine, "send") == 0
    assert "1 in the outbox." in capsys.readouterr().out
    assert do(one_machine, "send", "--list") == 0
    listed = capsys.readouterr().out
    assert "To: parent@example.org\nSubject: Your comment\n\nThank you for it.\n" in listed
    assert do(one_machine, "send", "--sent", "1") == 0
    assert capsys.readouterr().out == "Written down as sent: 1. The words are deleted.\n"
    assert do(one_machine, "send", "--list") == 0
    assert capsys.readouterr().out == "Nothing waits to be sent.\n"
