"""What became of mail after it was handed over is asked for, listed, and told to a moderator."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select, update

from feedback.app_context import AppContext
from feedback.mail.mailer import NOT_DELIVERED, Delivery
from feedback.mail.outbox import failed_references
from feedback.mail.outcomes import ask_outcomes
from feedback.mail.send_notices import mailbox_fails, send_notices
from feedback.mail.sending import send_due
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, contacts, outbox
from tests.support.fake_notify import FakeNotify, fake_notify
from tests.support.feedback import make_service
from tests.support.moderation import ModerationSite, moderation_site
from tests.support.queued_reply import NOW, queue_reply_to

DAY = 86_400


@pytest.fixture
def office() -> Iterator[FakeNotify]:
    with fake_notify() as opened:
        yield opened


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    return make_service(tmp_path, databases, lambda: NOW)


def failed(service: AppContext) -> int:
    with reading(service.engine) as connection:
        return len(failed_references(connection))


@pytest.mark.parametrize("status", NOT_DELIVERED)
def test_a_reply_that_bounced_later_is_listed_and_in_the_log_of_its_comment(
    service: AppContext, office: FakeNotify, status: str
) -> None:
    comment = queue_reply_to(service)
    office.status = status
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.SENT: 1}
    assert (ask_outcomes(service, office.mailer(), NOW), failed(service)) == (0, 0)
    assert ask_outcomes(service, office.mailer(), NOW + 300) == 1
    assert office.asked == ["/v2/notifications/mail-1"]
    assert failed(service) == 1
    with reading(service.engine) as connection:
        rows = connection.execute(select(acts.c.act, acts.c.note, acts.c.comment)).all()
        assert rows == [("mail sent", "", comment), ("mail failed", status, comment)]
        assert connection.scalar(select(contacts.c.replied)) is None
    assert ask_outcomes(service, office.mailer(), NOW + 9 * DAY) == 0
    assert len(office.asked) == 1


def test_a_mail_that_arrived_is_asked_for_no_more(service: AppContext, office: FakeNotify) -> None:
    queue_reply_to(service)
    office.status = "delivered"
    send_due(service, office.mailer(), NOW)
    assert ask_outcomes(service, office.mailer(), NOW + 300) == 0
    with reading(service.engine) as connection:
        assert connection.execute(select(outbox.c.outcome, outbox.c.ask_at)).all() == [
            ("delivered", None)
        ]


def test_a_mail_on_its_way_is_asked_for_ever_more_rarely_and_not_after_a_week(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    send_due(service, office.mailer(), NOW)
    moments = range(NOW, NOW + 30 * DAY, 900)
    asked = [at for at in moments if asks(service, office, at)]
    assert len(asked) < 15
    assert NOW + 6 * DAY < asked[-1] < NOW + 15 * DAY
    assert failed(service) == 0


def asks(service: AppContext, office: FakeNotify, now: int) -> bool:
    before = len(office.asked)
    ask_outcomes(service, office.mailer(), now)
    return len(office.asked) > before


def test_a_mail_without_an_id_of_notifys_is_asked_for_by_our_reference(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    send_due(service, office.mailer(), NOW)
    with writing(service.engine) as connection:
        connection.execute(update(outbox).values(carrier_id=""))
    office.status = "permanent-failure"
    assert ask_outcomes(service, office.mailer(), NOW + 300) == 1


def test_nobody_answers_who_is_asked_and_it_is_asked_again(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    send_due(service, office.mailer(), NOW)
    with fake_notify() as gone:
        mailer = gone.mailer()
    assert ask_outcomes(service, mailer, NOW + 300) == 0
    office.status = "permanent-failure"
    assert ask_outcomes(service, office.mailer(), NOW + 900) == 1


def test_a_notice_that_bounced_is_known(service: AppContext, office: FakeNotify) -> None:
    told = replace(service, settings=replace(service.settings, notices_to="role@example.org"))
    queue_reply_to(told)
    with writing(told.engine) as connection:
        connection.exec_driver_sql("UPDATE comments SET danger = 3")
    assert send_notices(told, office.mailer(), NOW).counts == {Delivery.SENT: 2}  # danger, new
    office.status = "permanent-failure"
    assert ask_outcomes(told, office.mailer(), NOW + 300) == 2
    with reading(told.engine) as connection:
        assert mailbox_fails(connection, NOW + 300)
        assert failed_references(connection) == ()


def answered(site: ModerationSite) -> int:
    """A comment with an address, answered by e-mail; the mail is in the outbox."""
    sent = site.send("The taxi did not come.", reply_to="parent@example.org")
    written = {"you_said": "A taxi did not come.", "answer": "It comes now.", "status": "done"}
    site.post(sent, action="save", **written)
    assert site.post(sent, action="reply").status_code == 303
    return sent


def test_told_and_sent_are_said_only_when_it_was(tmp_path: Path, office: FakeNotify) -> None:
    site = moderation_site(tmp_path)
    sent = answered(site)

    def shown() -> str:
        return unescape(site.get(f"comment/{sent}"))

    assert "The reply is in the outbox: it has not been sent yet." in shown()
    assert "put the reply into the outbox" in shown()
    assert "They were told on" not in shown()
    assert "sent the reply by e-mail" not in shown()
    now = site.service.now() + 1
    send_due(site.service, office.mailer(), now)
    assert "The reply was sent by e-mail on" in shown()
    assert "sent the reply by e-mail" in shown()
    office.status = "permanent-failure"
    ask_outcomes(site.service, office.mailer(), now + 300)
    assert "The reply did not arrive: there is no such mailbox, or it refuses mail." in shown()
    assert failed(site.service) == 1
    assert site.post(sent, action="note-replied").status_code == 303
    assert "They were told on" in shown()
    assert failed(site.service) == 0


def test_a_reply_sent_once_more_takes_the_failed_one_off_the_list(
    tmp_path: Path, office: FakeNotify
) -> None:
    site = moderation_site(tmp_path)
    sent = answered(site)
    office.answers = [400]
    now = site.service.now() + 1
    assert send_due(site.service, office.mailer(), now).counts == {Delivery.REFUSED: 1}
    assert failed(site.service) == 1
    assert site.post(sent, action="reply").status_code == 303
    assert failed(site.service) == 0
    assert send_due(site.service, office.mailer(), now + 1).counts == {Delivery.SENT: 1}
