"""Mailboxes and mobile numbers that may be somebody's own are asked about, and the answer lasts."""

from pathlib import Path

import pytest

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.problems import Level, Problem
from localoffer.read.content_files import ContentFile

GOOD = Path(__file__).parent / "examples" / "good"
CLUB = "services/saturday-club.md"
NUMBER = "number: 01632 960300"


def asked(path: str, old: str, new: str) -> list[Problem]:
    """Return what is told of a file of the good council in which ``old`` is written as ``new``."""
    text = (GOOD / path).read_text(encoding="utf-8")
    assert old in text
    file = ContentFile(path, GOOD / path, text.replace(old, new, 1).encode())
    return list(check_file(file, CheckSettings(is_fictional=True)).problems)


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("owner:", "email: sam.b@gmail.com\nowner:", "email", "This mailbox is at gmail.com"),
        ("owner:", "email: Club@BTinternet.com\nowner:", "email", "is at btinternet.com"),
        ("owner:", "email: jane.smith@otters.org.uk\nowner:", "email", "named after a person"),
        ("owner:", "email: J.Okafor2@otters.org.uk\nowner:", "email", "named after a person"),
        ("owner:", "email: siobhan_o-neill@nhs.net\nowner:", "email", "named after a person"),
        (NUMBER, "number: 07700 900123", "phones.1.number", "This is a mobile number"),
        (NUMBER, "number: +44 7700 900123", "phones.1.number", "This is a mobile number"),
        (NUMBER, "number: 18001 07700\u2011900123", "phones.1.number", "This is a mobile number"),
    ],
)
def test_an_address_that_may_be_a_persons_own_is_asked_about(
    old: str, new: str, place: str, what: str
) -> None:
    (problem,) = asked(CLUB, old, new)
    assert (problem.level, problem.field) == (Level.WARNING, place)
    assert what in problem.message


def test_the_answer_is_the_line_that_the_question_shows_and_a_changed_address_is_asked_anew() -> (
    None
):
    private = "email: club@gmail.com\nphones: [{number: 07700 900123}]"
    old = f"phones: [{{{NUMBER}}}]"
    first, second = asked(CLUB, old, private)
    answer = first.fix.partition("write ")[2]
    assert answer == "confirmed_public: [club@gmail.com, 07700 900123]"
    assert second.fix.endswith(answer)
    assert asked(CLUB, old, f"{private}\n{answer}") == []
    other = private.replace("900123", "900124")
    (again,) = asked(CLUB, old, f"{other}\n{answer}")
    assert again.field == "phones.1.number"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("owner:", "email: hello@example.org\nowner:"),
        (NUMBER, "number: 0300 123 1234"),
        (NUMBER, "number: 116 123"),
        (
            f"phones: [{{{NUMBER}}}]",
            'phones: [{number: "07700 900 123"}]\nconfirmed_public: [07700\u2011900123]',
        ),
    ],
)
def test_the_addresses_of_an_organisation_and_confirmed_ones_are_not(old: str, new: str) -> None:
    assert asked(CLUB, old, new) == []


def test_a_contact_is_asked_about_too() -> None:
    (problem,) = asked("contacts.yaml", "01632 960200", "07700 900200")
    assert (problem.line, problem.field) == (10, "phones.1.number")
    confirmed = "07700 900200}]\n  confirmed_public: [07700 900200]"
    assert asked("contacts.yaml", "01632 960200}]", confirmed) == []


@pytest.mark.parametrize(
    "mailbox",
    [
        "info", "admin", "send.team", "family.hubs", "young.voice", "daisy.nursery",
        "victoria.road", "martin.house", "e.learning", "armed.forces", "north.marsh", "jane",
        "st.marys", "a.b",
        "poppy-playgroup", "action.station", "s.otters", "contact.us.here", "m.services",
    ],
)  # fmt: skip
def test_a_mailbox_of_a_team_or_a_place_is_not_asked_about(mailbox: str) -> None:
    assert asked(CLUB, "owner:", f"email: {mailbox}@otters.org.uk\nowner:") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gmial.com", "gmail.com"), ("gmail.con", "gmail.com"), ("gmail.co", "gmail.com"),
        ("hotmial.co.uk", "hotmail.co.uk"), ("outlok.com", "outlook.com"),
        ("yahooo.com", "yahoo.com"), ("btinterent.com", "btinternet.com"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("path", "old", "new", "field"),
    [
        (CLUB, "owner:", "email: {}\nowner:", "email"),
        ("contacts.yaml", "  phones:", "  email: {}\n  phones:", "email"),
        (CLUB, "---\n", "---\nWrite to {} or [us](mailto:info@otters.org.uk).\n\n", ""),
    ],
)
def test_a_slip_in_the_host_of_a_mailbox_is_told_where_it_stands(
    wrong: str, right: str, path: str, old: str, new: str, field: str
) -> None:
    text = (GOOD / path).read_text(encoding="utf-8")
    if not field:
        old = text[text.index("\n---\n") + 1 :]
        new = f"{new}{old[4:]}"
    found = asked(path, old, new.replace("{}", f"club@{wrong}"))
    told = [problem for problem in found if "has a slip in it" in problem.message]
    assert [(one.field, one.fix) for one in told] == [(field, f"Did you mean club@{right}?")]


@pytest.mark.parametrize(
    "host", ["gmail.com", "ymail.com", "mail.com", "outlook.co.uk", "marsh.gov.uk", "live.com"]
)
def test_a_host_that_is_right_is_no_slip(host: str) -> None:
    found = asked(CLUB, "owner:", f"email: club@{host}\nowner:")
    assert not [problem for problem in found if "slip" in problem.message]
