"""A reply to whoever wrote: sealed until it is sent, sent once, tried again, never lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from feedback.app_context import AppContext
from feedback.keys import Keys
from feedback.mail.carrier import make_mailer
from feedback.mail.delivery_attempts import LATE_AFTER, WAITS
from feedback.mail.mailer import Delivery
from feedback.mail.message import MailText
from feedback.mail.outbox import failed_references, late_references, queue_reply
from feedback.mail.sending import send_due
from feedback.settings import Notify
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, contacts, outbox
from localoffer.problems import UsageError
from tests.support.fake_notify import FakeNotify, fake_notify
from tests.support.feedback import make_service, make_settings
from tests.support.queued_reply import NOW, WORDS, left, queue_reply_to

NEW_KEY = Fernet.generate_key().decode()


@pytest.fixture
def office() -> Iterator[FakeNotify]:
    with fake_notify() as opened:
        yield opened


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    return make_service(tmp_path, databases, lambda: NOW)


def test_a_reply_lies_sealed_until_it_is_sent_and_then_its_words_are_gone(
    service: AppContext, office: FakeNotify
) -> None:
    comment = queue_reply_to(service)
    with reading(service.engine) as connection:
        sealed = connection.scalar(select(outbox.c.sealed))
        assert sealed
        assert b"Thank you" not in sealed
    assert send_due(service, office.mailer(), NOW + 60).counts == {Delivery.SENT: 1}
    assert office.taken == [
        {
            "email_address": "parent@example.org",
            "template_id": "a-template",
            "personalisation": {"subject": "Your comment", "body": WORDS},
            "reference": f"local-offer-{NOW}-1",
        }
    ]
    with reading(service.engine) as connection:
        assert connection.execute(select(outbox.c.sealed, outbox.c.sent)).all() == [
            (None, NOW + 60)
        ]
        assert connection.scalar(select(contacts.c.replied)) == NOW + 60
        assert connection.execute(select(acts.c.act, acts.c.comment)).all() == [
            ("mail sent", comment)
        ]
    assert send_due(service, office.mailer(), NOW + 120).counts == {}


@pytest.mark.parametrize("contact", ["", "01632 960123", "parent at example.org", "a@b@c.org"])
def test_whoever_left_no_address_gets_no_mail(tmp_path: Path, contact: str) -> None:
    service = make_service(tmp_path)
    queue_reply_to(service, contact)
    assert left(service) == 0


def test_nothing_to_say_is_no_mail(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    comment = queue_reply_to(service)
    with writing(service.engine) as connection:
        assert not queue_reply(connection, service, comment, "Your comment", " \r\n ", NOW)


def test_an_office_that_is_closed_is_asked_again_with_growing_waits_and_then_each_day(
    service: AppContext, office: FakeNotify
) -> None:
    comment = queue_reply_to(service)
    office.answers = [500, 502, 503, 500, 500, 500]
    moment = NOW
    for number, wait in enumerate((*WAITS, 0), start=1):
        assert send_due(service, office.mailer(), moment).counts == {Delivery.RETRY: 1}
        assert send_due(service, office.mailer(), moment + wait - 1).counts == {}
        with reading(service.engine) as connection:
            assert connection.scalar(select(outbox.c.tries)) == number
        moment += wait
    assert number == LATE_AFTER
    with reading(service.engine) as connection:
        assert len(late_references(connection)) == 1
        assert connection.execute(select(acts.c.act, acts.c.comment)).all() == [
            ("mail late", comment)
        ]
    assert left(service) == 1
    assert send_due(service, office.mailer(), moment + WAITS[-1]).counts == {Delivery.SENT: 1}
    with reading(service.engine) as connection:
        assert late_references(connection) == ()


def test_a_mail_that_was_taken_before_the_line_broke_is_not_sent_twice(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    office.answers, office.keeps_when_failing = [502], True
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.RETRY: 1}
    assert send_due(service, office.mailer(), NOW + WAITS[0]).counts == {Delivery.SENT: 1}
    assert len(office.taken) == 1


def test_an_office_that_cannot_be_reached_is_tried_again(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    queue_reply_to(service)
    with fake_notify() as office:
        mailer = office.mailer()
    assert send_due(service, mailer, NOW).counts == {Delivery.RETRY: 1}
    assert left(service) == 1


def test_an_address_that_the_office_refuses_is_not_tried_again(
    service: AppContext, office: FakeNotify
) -> None:
    comment = queue_reply_to(service)
    office.answers = [400]
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.REFUSED: 1}
    assert send_due(service, office.mailer(), NOW + 10**6).counts == {}
    with reading(service.engine) as connection:
        assert len(failed_references(connection)) == 1
        assert connection.execute(select(acts.c.act, acts.c.note, acts.c.comment)).all() == [
            ("mail failed", "refused", comment)
        ]


@pytest.mark.parametrize(
    ("status", "error", "message"),
    [
        (403, "AuthError", "Invalid token: API key not found"),
        (429, "TooManyRequestsError", "Exceeded send limits (3,000) for today"),
        (429, "RateLimitError", "Exceeded rate limit for key type LIVE"),
        (400, "BadRequestError", "Template not found"),
    ],
)
def test_what_is_ours_to_mend_costs_no_try_and_holds_the_others_back(
    service: AppContext, office: FakeNotify, status: int, error: str, message: str
) -> None:
    queue_reply_to(service)
    office.answers, office.error = [status], {"error": error, "message": message}
    result = send_due(service, office.mailer(), NOW)
    assert result.counts == {Delivery.OUR_FAULT: 1}
    assert result.must_stop
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.SENT: 1}


def test_a_refusal_that_is_not_about_the_address_is_tried_again(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    office.answers = [400]
    office.error = {"error": "BadRequestError", "message": "Can't send to this recipient yet"}
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.RETRY: 1}
    assert send_due(service, office.mailer(), NOW + WAITS[0]).counts == {Delivery.SENT: 1}


def test_a_short_key_gets_a_sentence(tmp_path: Path) -> None:
    short = replace(make_settings(tmp_path), notify=Notify("short", "a-template"))
    with pytest.raises(UsageError, match="too short to be a key"):
        make_mailer(short)


def test_two_who_send_at_once_send_it_once(service: AppContext, office: FakeNotify) -> None:
    queue_reply_to(service)
    threads = [Thread(target=send_due, args=(service, office.mailer(), NOW)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(office.taken) == 1


def test_a_mail_whose_address_was_erased_goes_nowhere(
    service: AppContext, office: FakeNotify
) -> None:
    queue_reply_to(service)
    with writing(service.engine) as connection:
        connection.execute(contacts.delete())
    assert send_due(service, office.mailer(), NOW).counts == {Delivery.REFUSED: 1}
    assert (office.taken, left(service)) == ([], 0)


def test_a_mail_that_no_key_opens_waits_for_a_person(tmp_path: Path, office: FakeNotify) -> None:
    service = make_service(tmp_path)
    queue_reply_to(service)
    broken = replace(service, keys=Keys.of([NEW_KEY]))
    assert send_due(broken, office.mailer(), NOW).counts == {Delivery.REFUSED: 1}


@given(subject=st.text(), body=st.text())
def test_no_text_becomes_a_header(subject: str, body: str) -> None:
    words = MailText.tidy(f"Re{subject}", f"a{body}")
    assert words.subject == words.subject.strip()
    assert words.subject.isprintable() or not any(one < " " for one in words.subject)
    assert len(words.subject.splitlines()) == 1
    assert "\r" not in words.body
    assert "\0" not in words.body


def test_a_line_end_in_a_subject_becomes_a_space() -> None:
    words = MailText.tidy("Hello\r\nBcc: all@example.org", "One\r\nTwo\x00")
    assert (words.subject, words.body) == ("Hello Bcc: all@example.org", "One\nTwo")
