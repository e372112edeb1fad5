"""``feedback send`` says what went, what did not arrive and what is ours to mend."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.mail.outbox import queue_reply
from feedback.store.engine import writing
from feedback.store.submissions import by_reference, store_submission
from feedback.submission import Submission
from tests.support.fake_notify import KEY, FakeNotify, fake_notify
from tests.support.feedback import make_service
from tests.support.mail_server import SENDER, mail_server
from tests.support.one_machine import do, make_one_machine

TO = "role@council.example.org"


@pytest.fixture
def one_machine(tmp_path: Path) -> Path:
    return make_one_machine(tmp_path)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNotify]:
    with fake_notify() as opened:
        monkeypatch.setenv("FEEDBACK_NOTIFY_KEY", KEY)
        monkeypatch.setenv("FEEDBACK_NOTIFY_TEMPLATE", "a-template")
        monkeypatch.setenv("FEEDBACK_NOTIFY_ADDRESS", opened.address)
        yield opened


def test_a_reply_that_is_refused_is_named_until_somebody_was_told(
    one_machine: Path, office: FakeNotify, capsys: pytest.CaptureFixture[str]
) -> None:
    office.answers = [400]
    for _ in range(2):
        assert do(one_machine, "send") == 1
        assert "Did not arrive, and is not tried again: " in capsys.readouterr().err
    assert do(one_machine, "send", "--list") == 0
    assert "its address takes no mail" in capsys.readouterr().out
    assert do(one_machine, "send", "--sent", "1") == 0
    assert do(one_machine, "send") == 0


def test_a_refused_key_is_ours_to_mend_and_nothing_is_lost(
    one_machine: Path, office: FakeNotify, capsys: pytest.CaptureFixture[str]
) -> None:
    office.answers = [403]
    assert do(one_machine, "send") == 1
    told = capsys.readouterr().err
    assert "Something is wrong with the settings, or a limit is used up. Nothing is lost" in told
    assert "GOV.UK Notify answered 403" in told
    assert do(one_machine, "send") == 0
    assert capsys.readouterr().out == "1 sent, 0 tried again later.\n"


def test_danger_goes_to_the_mailbox_before_the_replies(
    one_machine: Path,
    office: FakeNotify,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FEEDBACK_NOTICES_TO", TO)
    service = make_service(one_machine / ".localoffer")
    submission = Submission("grave", "comment", {"wrong": "my dad hits me"}, danger=3)
    now = service.now()
    with writing(service.engine) as connection:
        store_submission(connection, submission, None, now, now + 10**6)
    assert do(one_machine, "send") == 0
    assert capsys.readouterr().out.startswith("Notices: ")
    assert office.taken[0]["email_address"] == TO
    assert "hits" not in str(office.taken)
    assert office.taken[-1]["email_address"] == "parent@example.org"


def test_a_mail_server_sends_where_it_is_set_and_notify_is_not(
    one_machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(tmp_path) as office:
        smtp = office.smtp()
        for name, value in {
            "HOST": smtp.host, "PORT": str(smtp.port), "FROM": SENDER, "USER": smtp.user,
            "PASSWORD": smtp.password, "CERTIFICATES": smtp.certificates,
        }.items():  # fmt: skip
            monkeypatch.setenv(f"FEEDBACK_SMTP_{name}", value)
        assert do(one_machine, "send") == 0
        assert [mail["To"] for mail in office.taken] == ["parent@example.org"]
        office.answers["RCPT"] = ["550 5.1.1 no such user"]
        service = make_service(one_machine / ".localoffer")
        with writing(service.engine) as connection:
            receipt = store_submission(
                connection,
                Submission("second", "comment", {"wrong": "No bus."}, reply_to="x@example.org"),
                service.keys.seal("x@example.org"),
                service.now(),
                service.now(),
            )
            row = by_reference(connection, receipt.reference)
            assert row
            queue_reply(connection, service, row.id, "Our answer", "A bus.", service.now())
        assert do(one_machine, "send") == 1
