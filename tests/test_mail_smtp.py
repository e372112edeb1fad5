"""Mail through a council's own server: sealed, its certificate checked, refusals understood."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedback.mail.carrier import make_mailer
from feedback.mail.mailer import Delivery, Letter
from feedback.mail.message import MailText
from feedback.mail.notify import NotifyMailer
from feedback.mail.smtp import SmtpMailer
from feedback.settings import FeedbackSettings, Notify
from localoffer.problems import UsageError
from tests.support.fake_notify import KEY as NOTIFY_KEY
from tests.support.feedback import KEY, ORIGIN, make_settings, small_council
from tests.support.mail_server import PASSWORD, SENDER, USER, MailServer, mail_server

LETTER = Letter("parent@example.org", MailText("Our answer", "Thank you.\nA ramp: £5."), "mail-1")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as opened:
        yield opened


def result_of(office: MailServer, letter: Letter = LETTER) -> tuple[Delivery, str]:
    handover = office.mailer().send(letter)
    return handover.delivery, handover.reason


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_mail_is_handed_over_with_its_words_and_who_it_is_from(
    tmp_path: Path, security: str
) -> None:
    with mail_server(tmp_path, security) as office:
        assert result_of(office) == (Delivery.SENT, "")
    [mail] = office.taken
    assert (mail["From"], mail["To"], mail["Subject"]) == (SENDER, LETTER.address, "Our answer")
    assert mail["Message-ID"] == "<mail-1@offer.example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == LETTER.words.body.splitlines()
    assert office.sealed == [security != "none"]
    assert office.logins == [USER]


def test_a_server_whose_certificate_is_not_trusted_gets_no_password_and_no_mail(
    office: MailServer,
) -> None:
    stranger = SmtpMailer(replace(office.smtp(), certificates=""))
    handover = stranger.send(LETTER)
    assert handover.delivery is Delivery.OUR_FAULT
    assert "SSLCertVerificationError" in handover.reason
    assert (office.taken, office.logins) == ([], [])


def test_a_certificate_for_another_name_is_not_trusted(tmp_path: Path) -> None:
    with mail_server(tmp_path, name="elsewhere.example.org") as office:
        assert result_of(office)[0] is Delivery.OUR_FAULT
    assert (office.taken, office.logins) == ([], [])


@pytest.mark.parametrize(
    ("command", "answer", "delivery"),
    [
        ("RCPT", "550 5.1.1 no such user", Delivery.REFUSED),
        ("RCPT", "550 5.5.0 mailbox unavailable", Delivery.REFUSED),
        ("RCPT", "553 no", Delivery.REFUSED),
        ("RCPT", "550 5.7.1 relaying denied", Delivery.RETRY),
        ("RCPT", "450 4.2.0 try later", Delivery.RETRY),
        ("RCPT", "452 4.2.2 mailbox full", Delivery.RETRY),
        ("MAIL", "550 5.7.1 you may not send as that", Delivery.OUR_FAULT),
        ("MAIL", "451 4.3.0 later", Delivery.RETRY),
        ("AUTH", "535 5.7.8 wrong", Delivery.OUR_FAULT),
        ("AUTH", "454 4.7.0 later", Delivery.OUR_FAULT),
        ("DATA", "554 5.7.0 no", Delivery.RETRY),
        (".", "554 5.7.1 spam", Delivery.RETRY),
        (".", "451 4.3.0 later", Delivery.RETRY),
        ("", "554 5.3.2 closed", Delivery.RETRY),
    ],
)
def test_only_an_address_that_takes_no_mail_is_final(
    office: MailServer, command: str, answer: str, delivery: Delivery
) -> None:
    office.answers[command] = [answer]
    result, reason = result_of(office)
    assert result is delivery
    assert answer.split(maxsplit=1)[0] in reason
    assert "parent" not in reason
    assert office.taken == []
    assert result_of(office) == (Delivery.SENT, "")


def test_what_is_said_after_a_mail_was_taken_changes_nothing(office: MailServer) -> None:
    office.answers["QUIT"] = ["421 4.3.2 shutting down"]
    assert result_of(office) == (Delivery.SENT, "")


def test_a_line_that_breaks_after_the_mail_was_taken_may_double_it_under_one_message_id(
    office: MailServer,
) -> None:
    office.hangs_up = True
    assert result_of(office)[0] is Delivery.RETRY
    office.hangs_up = False
    assert result_of(office, replace(LETTER, is_retry=True))[0] is Delivery.SENT
    assert [mail["Message-ID"] for mail in office.taken] == ["<mail-1@offer.example.org>"] * 2


def test_a_server_that_is_not_there_is_tried_again(tmp_path: Path) -> None:
    with mail_server(tmp_path) as office:
        mailer = office.mailer()
    handover = mailer.send(LETTER)
    assert (handover.delivery, handover.reason) == (
        Delivery.RETRY,
        "the mail server: ConnectionRefusedError",
    )


@pytest.mark.parametrize("address", ["a@b@c", "x\r\nBcc: all@example.org", "", "no address"])
def test_no_address_becomes_a_header(office: MailServer, address: str) -> None:
    assert result_of(office, replace(LETTER, address=address))[0] is Delivery.REFUSED
    assert office.taken == []


def test_an_address_of_another_alphabet_goes_as_the_network_writes_it(office: MailServer) -> None:
    assert result_of(office, replace(LETTER, address="mum@müller.example.org"))[0] is Delivery.SENT
    assert office.taken[0]["To"] == "mum@xn--mller-kva.example.org"
    assert result_of(office, replace(LETTER, address="mütter@example.org"))[0] is Delivery.REFUSED


def test_where_both_are_set_notify_sends(tmp_path: Path, office: MailServer) -> None:
    settings = make_settings(tmp_path)
    assert make_mailer(settings) is None
    through_smtp = replace(settings, smtp=office.smtp())
    assert isinstance(make_mailer(through_smtp), SmtpMailer)
    both = replace(through_smtp, notify=Notify(NOTIFY_KEY, "a-template"))
    assert isinstance(make_mailer(both), NotifyMailer)


def environ(folder: Path, **values: str) -> dict[str, str]:
    place = small_council()
    return {
        "LOCAL_OFFER_CONTENT": str(place.content),
        "LOCAL_OFFER_SITE": str(place.site),
        "LOCAL_OFFER_STATE": str(folder),
        "FEEDBACK_KEYS": KEY,
        "FEEDBACK_ORIGINS": ORIGIN,
        **{f"FEEDBACK_{name}": value for name, value in values.items()},
    }


def test_a_mail_server_is_set_by_two_settings_and_seals_by_itself(tmp_path: Path) -> None:
    two = environ(tmp_path, SMTP_HOST="mail.example.org", SMTP_FROM=SENDER, NOTICES_TO="a@b.uk")
    settings = FeedbackSettings.from_environment(two)
    assert settings.smtp
    assert (settings.smtp.port, settings.smtp.security) == (587, "starttls")
    assert settings.notices_to == "a@b.uk"
    whole = environ(
        tmp_path, SMTP_HOST="mail.example.org", SMTP_FROM=SENDER, SMTP_SECURITY="tls",
        SMTP_USER=USER, SMTP_PASSWORD=PASSWORD,
    )  # fmt: skip
    settings = FeedbackSettings.from_environment(whole)
    assert settings.smtp
    assert settings.smtp.port == 465
    assert PASSWORD not in repr(settings)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"SMTP_HOST": "mail.example.org"}, "FEEDBACK_SMTP_FROM is not set"),
        ({"SMTP_FROM": SENDER}, "FEEDBACK_SMTP_HOST is not set"),
        ({"SMTP_HOST": "m", "SMTP_FROM": "the council"}, "FEEDBACK_SMTP_FROM is the council."),
        ({"SMTP_USER": "sam"}, "Set FEEDBACK_SMTP_USER and FEEDBACK_SMTP_PASSWORD both"),
        ({"SMTP_PORT": "mail"}, "FEEDBACK_SMTP_PORT is mail."),
        ({"SMTP_PORT": "0"}, "FEEDBACK_SMTP_PORT is 0."),
        ({"SMTP_SECURITY": "ssl"}, "FEEDBACK_SMTP_SECURITY is ssl."),
        (
            {"SMTP_HOST": "mail.example.org", "SMTP_FROM": SENDER, "SMTP_SECURITY": "none"},
            "others could read replies and the password",
        ),
        ({"SMTP_CERTIFICATES": "/nowhere.pem"}, "FEEDBACK_SMTP_CERTIFICATES is /nowhere.pem"),
        ({"NOTICES_TO": "a@example.org"}, "nothing to send with"),
        (
            {"NOTICES_TO": "us, them", "SMTP_HOST": "m", "SMTP_FROM": SENDER},
            "FEEDBACK_NOTICES_TO is us, them.",
        ),
    ],
)
def test_settings_that_would_not_work_get_a_sentence(
    tmp_path: Path, values: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError) as error:
        FeedbackSettings.from_environment(environ(tmp_path, **values))
    assert told in str(error.value)
