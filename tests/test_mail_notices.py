"""The council's own mailbox is told what came: danger at once, new daily, overdue weekly."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from sqlalchemy import select, update

from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.local_time import TIME_ZONE
from feedback.mail.delivery_attempts import WAITS
from feedback.mail.mailer import Delivery
from feedback.mail.notices import MOST_DANGER_AN_HOUR
from feedback.mail.send_notices import mailbox_fails, send_notices
from feedback.settings import Notify
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import comments, danger_notices, notices
from feedback.submission import Submission
from tests.support.fake_notify import KEY, FakeNotify, fake_notify
from tests.support.feedback import ORIGIN, ROOT, form_number, make_service
from tests.support.mail_server import mail_server
from tests.support.wsgi_server import serving

TO = "local.offer@council.example.org"
#: A Monday, before the mails of the morning.
NIGHT = int(datetime(2026, 11, 30, 5, 0, tzinfo=TIME_ZONE).timestamp())
MORNING, DAY, HOUR = NIGHT + 3 * 3600, 86_400, 3_600
PATIENCE = 60


@pytest.fixture
def office() -> Iterator[FakeNotify]:
    with fake_notify() as opened:
        yield opened


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    made = make_service(tmp_path, databases, lambda: NIGHT)
    return replace(made, settings=replace(made.settings, notices_to=TO))


def send(service: AppContext, words: str, danger: int = 0, **values: int) -> str:
    """Store what somebody sent in the night; return its reference."""
    times = {"received": NIGHT - HOUR, "due": NIGHT + 20 * DAY, **values}
    submission = Submission(words, "comment", {"wrong": words}, danger=danger)
    with writing(service.engine) as connection:
        receipt = store_submission(connection, submission, None, times["received"], times["due"])
    return receipt.reference


def told(office: FakeNotify) -> list[tuple[str, str]]:
    """Subject and body of each mail that the mailbox got."""
    assert {mail["email_address"] for mail in office.taken} <= {TO}
    mails = [mail["personalisation"] for mail in office.taken]
    return [(mail["subject"], mail["body"]) for mail in mails if isinstance(mail, dict)]


def test_danger_is_told_once_with_its_reference_and_none_of_its_words(
    service: AppContext, office: FakeNotify
) -> None:
    references = [send(service, f"he hits me {word}", danger=2) for word in ("one", "two")]
    send(service, "I am so worried", danger=1)
    assert send_notices(service, office.mailer(), NIGHT).counts == {Delivery.SENT: 1}
    [(subject, body)] = told(office)
    assert subject == "Little Marsh Local Offer: somebody may be in danger (2)"
    for number, reference in enumerate(references, start=1):
        assert f"{reference}: https://" in body
        assert f"/feedback/desk/comment/{number}" in body
    assert "Call 999." in body
    assert "hits" not in body
    assert "worried" not in body
    assert send_notices(service, office.mailer(), NIGHT + 60).counts == {}


def test_what_a_moderator_saw_to_first_is_not_told(service: AppContext, office: FakeNotify) -> None:
    reference = send(service, "he hits me", danger=2)
    with writing(service.engine) as connection:
        row = by_reference(connection, reference)
        assert row
        note_act(connection, NIGHT, "passed on", comment=row.id, note="999")
    assert send_notices(service, office.mailer(), NIGHT).counts == {}


def test_a_flood_of_danger_becomes_few_mails_and_leaves_none_out(
    service: AppContext, office: FakeNotify
) -> None:
    for number in range(MOST_DANGER_AN_HOUR + 5):
        send(service, f"kill {number}", danger=3)
        send_notices(service, office.mailer(), NIGHT + number)
    assert len(office.taken) == MOST_DANGER_AN_HOUR
    send_notices(service, office.mailer(), NIGHT + HOUR + 60)
    assert told(office)[-1][0].endswith("somebody may be in danger (5)")
    with reading(service.engine) as connection:
        assert len(connection.execute(select(danger_notices)).all()) == MOST_DANGER_AN_HOUR + 5


def test_what_is_new_is_told_once_a_day_in_the_morning(
    service: AppContext, office: FakeNotify
) -> None:
    first = send(service, "The bus is late.")
    assert send_notices(service, office.mailer(), NIGHT).counts == {}
    assert send_notices(service, office.mailer(), MORNING).counts == {Delivery.SENT: 1}
    [(subject, body)] = told(office)
    assert subject == "Little Marsh Local Offer: 1 new"
    assert first in body
    assert "bus" not in body
    second = send(service, "The lift is old.", received=MORNING + HOUR)
    assert send_notices(service, office.mailer(), MORNING + 2 * HOUR).counts == {}
    assert send_notices(service, office.mailer(), MORNING + DAY).counts == {Delivery.SENT: 1}
    assert second in told(office)[1][1]
    assert first not in told(office)[1][1]
    assert send_notices(service, office.mailer(), MORNING + 2 * DAY).counts == {}


def test_what_is_overdue_is_told_once_a_week(service: AppContext, office: FakeNotify) -> None:
    late = replace(service, clock=lambda: MORNING)
    reference = send(late, "The bus is late.", received=MORNING - 40 * DAY, due=MORNING - DAY)
    with writing(late.engine) as connection:  # told of as new long ago
        row = {"kind": "new", "period": "before", "created": MORNING - DAY, "sent": 1}
        connection.execute(notices.insert().values(**row, next_try=0))
    for day in range(8):
        send_notices(late, office.mailer(), MORNING + day * DAY)
    assert [subject for subject, _ in told(office)] == ["Little Marsh Local Offer: 1 overdue"] * 2
    assert reference in told(office)[0][1]
    with writing(late.engine) as connection:
        connection.execute(update(comments).values(state="published"))
    assert send_notices(late, office.mailer(), MORNING + 14 * DAY).counts == {}


def test_a_notice_that_cannot_go_is_tried_again_and_its_mailbox_is_named_when_it_takes_none(
    service: AppContext, office: FakeNotify
) -> None:
    send(service, "he hits me", danger=2)
    office.answers = [500]
    assert send_notices(service, office.mailer(), NIGHT).counts == {Delivery.RETRY: 1}
    with reading(service.engine) as connection:
        assert not mailbox_fails(connection, NIGHT)
    office.answers = [400]
    again = NIGHT + WAITS[0]
    assert send_notices(service, office.mailer(), again).counts == {Delivery.REFUSED: 1}
    with reading(service.engine) as connection:
        assert mailbox_fails(connection, again)


def test_two_processes_that_tell_at_once_tell_once(service: AppContext, office: FakeNotify) -> None:
    for number in range(5):
        send(service, f"he hits me {number}", danger=2)
    threads = [Thread(target=send_notices, args=(service, office.mailer(), NIGHT)) for _ in "1234"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bodies = [body for _, body in told(office)]
    for number in range(1, 6):
        link = f"/feedback/desk/comment/{number}\n"
        assert sum(body.count(link) for body in bodies) == 1, number


_KILLED = """
import os, signal, sys
from pathlib import Path
from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.mail import send_notices as module
from feedback.mail.notify import notify_mailer
from feedback.settings import FeedbackSettings, Notify
from feedback.store.engine import make_engine
from localoffer.serving.site_context import SiteFolders

_, database, key, notify_key, address, now, where = sys.argv

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

names = {"before the claim": "claim", "before sending": "notice_words", "after sending": "_record"}
setattr(module, names[where], killed)
folders = SiteFolders(Path(), Path(), Path(), Path())
settings = FeedbackSettings(folders, database, (key,), frozenset(), notices_to="role@example.org")
app = AppContext(settings, make_engine(database), Keys.of((key,)), lambda: None, lambda: int(now))
module.send_notices(app, notify_mailer(Notify(notify_key, "a-template", address)), int(now))
"""


@pytest.mark.parametrize("where", ["before the claim", "before sending", "after sending"])
def test_a_process_killed_at_any_point_tells_once_in_the_end(
    service: AppContext, databases: str, office: FakeNotify, where: str
) -> None:
    send(service, "he hits me", danger=2)
    seen = [databases, service.settings.keys[0], KEY, office.address, str(NIGHT), where]
    words = [sys.executable, "-c", _KILLED, *seen]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    later = NIGHT + WAITS[0]
    assert send_notices(service, office.mailer(), later).counts == {Delivery.SENT: 1}
    assert len(office.taken) == 1


def sending_service(tmp_path: Path, office: FakeNotify) -> AppContext:
    """The service as it is told to send through an office, with the clock of this machine."""
    made = make_service(tmp_path)
    notify = Notify(KEY, "a-template", office.address)
    return replace(made, settings=replace(made.settings, notify=notify, notices_to=TO))


def post(address: str, words: str) -> str | None:
    """Send a comment as a reader's browser does; return where its answer leads on to."""
    host, _, port = address.removeprefix("http://").partition(":")
    connection = HTTPConnection(host, int(port), timeout=PATIENCE)
    headers = {"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"form": form_number(), "wrong": words})
    connection.request("POST", "/feedback/comment", form, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers.get("Location")


def wait_for(condition: Callable[[], bool]) -> None:
    until = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < until
        sleep(0.02)


def test_the_service_tells_of_danger_by_itself_once_the_family_has_its_answer(
    tmp_path: Path, office: FakeNotify
) -> None:
    """While Notify does not answer, families are answered as ever; then each is told of."""
    office.is_open.clear()
    with serving(app_of(sending_service(tmp_path, office))) as address:
        for words in ("my dad hits me", "The lift is old.", "he hits me too"):
            assert str(post(address, words)).startswith("/feedback/received/")
        assert office.taken == []
        office.is_open.set()
        for comment in (1, 3):  # in one notice, or in two
            wait_for(lambda: any(f"/comment/{comment}" in body for _, body in told(office)))  # noqa: B023


@pytest.mark.parametrize("answers", [[500] * 3, [403] * 3, [400] * 3])
def test_whatever_sending_does_a_family_gets_its_answer(
    tmp_path: Path, office: FakeNotify, answers: list[int]
) -> None:
    office.answers = answers
    service = sending_service(tmp_path, office)
    with serving(app_of(service)) as address:
        assert str(post(address, "my dad hits me")).startswith("/feedback/received/")
        wait_for(lambda: len(office.answers) <= 2)
        assert str(post(address, "The lift is old.")).startswith("/feedback/received/")


def test_without_a_mailbox_nobody_is_told(tmp_path: Path, office: FakeNotify) -> None:
    service = sending_service(tmp_path, office)
    silent = replace(service, settings=replace(service.settings, notices_to=""))
    with serving(app_of(silent)) as address:
        assert post(address, "my dad hits me")
    with reading(service.engine) as connection:
        assert connection.execute(select(notices)).all() == []


def test_a_mail_server_tells_too(tmp_path: Path) -> None:
    made = make_service(tmp_path, clock=lambda: NIGHT)
    service = replace(made, settings=replace(made.settings, notices_to=TO))
    reference = send(service, "he hits me", danger=2)
    with mail_server(tmp_path) as office:
        assert send_notices(service, office.mailer(), NIGHT).counts == {Delivery.SENT: 1}
    [mail] = office.taken
    assert mail["To"] == TO
    assert reference in mail.get_content()
    assert "hits" not in mail.get_content()
