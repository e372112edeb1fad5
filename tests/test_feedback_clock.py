"""A clock that is years ahead or behind deletes nothing, and locks nobody out or in afterwards."""

from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from feedback.accounts.session import has_ended, start_session
from feedback.accounts.throttling import MAX_ATTEMPTS, count_attempt, is_locked
from feedback.accounts.two_factor import use_step
from feedback.clock_jumps import TOLERANCE, is_within
from feedback.intake.spam_signs import find_spam_signs
from feedback.mail.delivery_attempts import WAITS
from feedback.mail.notices import MOST_DANGER_AN_HOUR, queue_notices
from feedback.mail.outbox import due
from feedback.monitoring.service_status import read_status
from feedback.monitoring.status_warnings import status_warnings
from feedback.retention.future_times import correct_future_times
from feedback.retention.purge import purge
from feedback.states import State
from feedback.store.command_runs import last_runs, record_run
from feedback.store.engine import reading, writing
from feedback.store.rate_counts import HOUR, RateLimit, count, purge_counts
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import accounts, comments, contacts, notices, outbox, sessions, viewers
from feedback.store.viewers import purge_viewers, viewers_of
from feedback.submission import Submission
from localoffer.model.feedback import Feedback
from tests.support.accounts import Clock
from tests.support.feedback import council_with_themes, form_number, make_service
from tests.support.feedback_command import environment, feedback_command
from tests.support.feedback_server import Gunicorn, serving_feedback
from tests.support.queued_reply import NOW, queue_reply_to

DAY = 86_400
YEARS = 5 * 365 * DAY
LATER = NOW + YEARS


def account(connection: object, last_step: int = 0) -> int:
    row = {
        "name": "sam",
        "role": "moderator",
        "shown_as": "Team",
        "password": "",
        "created": NOW,
        "active": True,
    }
    made = connection.execute(insert(accounts).values({**row, "last_step": last_step}))  # type: ignore[attr-defined]
    return int(made.inserted_primary_key[0])


def test_a_session_that_began_in_the_future_has_ended(tmp_path: Path) -> None:
    with writing(make_service(tmp_path).engine) as connection:
        sam = account(connection)
        start_session(connection, sam, LATER)
        ended = select(sessions.c.digest).where(has_ended(NOW))
        assert connection.execute(ended).all()
        start_session(connection, sam, NOW)
        assert [row.began for row in connection.execute(select(sessions))] == [NOW]


def test_attempts_of_the_future_keep_nobody_out(tmp_path: Path) -> None:
    with writing(make_service(tmp_path).engine) as connection:
        for _ in range(MAX_ATTEMPTS + 1):
            count_attempt(connection, "network", LATER)
        assert is_locked(connection, "network", LATER, MAX_ATTEMPTS)
        assert not is_locked(connection, "network", NOW, MAX_ATTEMPTS)
        assert count_attempt(connection, "network", NOW) == 1


def test_a_code_used_in_the_future_keeps_nobody_out_and_none_is_used_twice(tmp_path: Path) -> None:
    with writing(make_service(tmp_path).engine) as connection:
        sam = account(connection, last_step=LATER // 30)
        assert use_step(connection, sam, NOW // 30)
        assert not use_step(connection, sam, NOW // 30)
        assert not use_step(connection, sam, NOW // 30 - 1)


def test_what_is_signed_with_a_time_is_of_the_past() -> None:
    assert is_within(NOW, NOW, 60)
    assert is_within(NOW + TOLERANCE, NOW, 60)
    assert not is_within(NOW + TOLERANCE + 1, NOW, 60)
    assert not is_within(NOW - 60, NOW, 60)
    form = Submission("1", "comment", {"wrong": "Late."})
    assert list(find_spam_signs(form, b"", NOW - 1, NOW)) == ["too-fast"]
    assert list(find_spam_signs(form, b"", LATER, NOW)) == []


def test_counts_of_networks_of_the_future_are_forgotten(tmp_path: Path, databases: str) -> None:
    with writing(make_service(tmp_path, databases).engine) as connection:
        count(connection, RateLimit("network", LATER, 10))
        count(connection, RateLimit("network", NOW, 10))
        assert purge_counts(connection, NOW + HOUR) == 1


def test_mail_that_was_put_off_by_a_wrong_clock_goes_now(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    queue_reply_to(service)
    for next_try, goes in ((LATER, True), (NOW + WAITS[-1], False), (NOW, True)):
        with writing(service.engine) as connection:
            connection.execute(update(outbox).values(next_try=next_try))
            assert len(due(connection, service, NOW)) == goes


def test_notices_of_the_future_hold_none_of_today_back(tmp_path: Path) -> None:
    service, morning = make_service(tmp_path), NOW - NOW % DAY + 9 * 3_600
    rows = [
        {
            "kind": kind,
            "period": f"old {number}",
            "created": LATER,
            "next_try": LATER,
            "sent": LATER,
        }
        for number in range(MOST_DANGER_AN_HOUR)
        for kind in ("danger", "new")
    ]
    sent = Submission("1", "comment", {"wrong": "He hits me."}, danger=3)
    with writing(service.engine) as connection:
        connection.execute(insert(notices), rows)
        store_submission(connection, sent, None, morning - HOUR, morning + DAY)
    queue_notices(service, morning)
    with reading(service.engine) as connection:
        made = select(notices.c.kind).where(notices.c.created == morning)
        assert sorted(connection.execute(made).scalars()) == ["danger", "new"]


def test_times_of_the_future_are_set_right_by_the_purge(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases)
    sent = Submission("1", "comment", {"wrong": "Late."}, reply_to="jo@example.org")
    with writing(service.engine) as connection:
        receipt = store_submission(connection, sent, b"sealed", LATER, LATER + DAY)
        connection.execute(update(contacts).values(replied=LATER))
        assert correct_future_times(connection, NOW, Feedback()) == 2
        row = by_reference(connection, receipt.reference)
        assert row
        assert row.received == NOW < row.due < NOW + 60 * DAY
        assert connection.scalar(select(contacts.c.replied)) == NOW
        assert correct_future_times(connection, NOW, Feedback()) == 0


def test_who_looked_at_a_comment_in_the_future_does_not_look_now(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    number = queue_reply_to(service)
    with writing(service.engine) as connection:
        row = {"comment": number, "account": account(connection), "since": LATER, "seen": LATER}
        connection.execute(insert(viewers).values(row))
        assert viewers_of(connection, [number], NOW, but=0) == {}
        assert viewers_of(connection, [number], LATER, but=0)
        assert purge_viewers(connection, NOW) == 1


@pytest.mark.parametrize("clock", ["+5y", "-5y"])
def test_a_purge_refuses_a_clock_that_is_years_off_until_somebody_confirms_it(
    tmp_path: Path, clock: str
) -> None:
    """The command runs under a clock that libfaketime moves."""
    service = make_service(tmp_path)
    clock_now = service.now()
    with writing(service.engine) as connection:
        sent = Submission("1", "comment", {"wrong": "A word."})
        store_submission(connection, sent, None, clock_now, clock_now)
        connection.execute(update(comments).values(state=State.WITHHELD.value))
        record_run(connection, "purge", clock_now)
    settings = environment(tmp_path, service.settings.database)
    under = {"FAKETIME": clock, "LD_PRELOAD": libfaketime()}
    refused = feedback_command("purge", cwd=tmp_path, **settings, **under)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "the last purge was on" in refused.stderr
    assert "feedback purge --clock-is-right" in refused.stderr
    with reading(service.engine) as connection:
        assert connection.scalar(select(comments.c.words)) is not None
        assert last_runs(connection) == {"purge": clock_now}
    dry = feedback_command("purge", "--dry-run", cwd=tmp_path, **settings, **under)
    assert (dry.returncode, "Nothing was deleted" in dry.stderr) == (0, True)
    confirmed = feedback_command("purge", "--clock-is-right", cwd=tmp_path, **settings, **under)
    assert confirmed.returncode == 0
    with reading(service.engine) as connection:
        assert (connection.scalar(select(comments.c.words)) is None) == (clock == "+5y")


@pytest.mark.parametrize("clock", ["+5y", "-5y"])
def test_an_export_refuses_a_clock_that_is_years_off_until_somebody_confirms_it(
    tmp_path: Path, clock: str
) -> None:
    """An export that somebody let through lets no purge through."""
    service = make_service(tmp_path)
    with writing(service.engine) as connection:
        record_run(connection, "purge", service.now())
    settings = environment(tmp_path, service.settings.database)
    settings["LOCAL_OFFER_CONTENT"] = str(council_with_themes(tmp_path))
    under = {"FAKETIME": clock, "LD_PRELOAD": libfaketime()}
    refused = feedback_command("export", cwd=tmp_path, **settings, **under)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Nothing was written." in refused.stderr
    assert "feedback export --clock-is-right" in refused.stderr
    confirmed = feedback_command("export", "--clock-is-right", cwd=tmp_path, **settings, **under)
    assert confirmed.returncode == 0
    purged = feedback_command("purge", cwd=tmp_path, **settings, **under)
    assert (purged.returncode, "Nothing was deleted" in purged.stderr) == (2, True)


def libfaketime() -> str:
    """The library that ``faketime`` has a command loaded with."""
    [found] = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    return str(found)


def test_status_says_that_the_clock_is_or_was_wrong(tmp_path: Path) -> None:
    clock = Clock(NOW)
    service = make_service(tmp_path, clock=clock)
    purge(service, Feedback(), LATER, dry_run=False)
    assert any("timedatectl" in one for one in status_warnings(read_status(service)))
    clock.moment = LATER
    assert not any("timedatectl" in one for one in status_warnings(read_status(service)))


def test_families_send_while_the_clock_is_wrong_and_once_it_is_right_again(tmp_path: Path) -> None:
    """Gunicorn under a clock that is five years ahead, then under the right one."""
    database = f"sqlite:///{tmp_path / 'feedback.sqlite3'}"
    form = {"page": "/guides/ask-for-a-plan/", "wrong": "The bus is late."}
    with serving_feedback(database, 1, tmp_path / "log") as server:
        server.kill()
        server.inside = ("faketime", "-f", "+5y")
        server.start()
        assert received(server, form)
        server.kill()
        server.inside = ()
        server.start()
        assert received(server, {**form, "wrong": "It is late again."})
    service = make_service(tmp_path, database)
    with reading(service.engine) as connection:
        came = list(connection.execute(select(comments.c.received)).scalars())
    assert max(came) - min(came) > YEARS - DAY


def received(server: Gunicorn, form: dict[str, str]) -> bool:
    answer = server.send({"form": form_number(), **form})
    return bool(answer and answer.startswith("/feedback/received/"))
