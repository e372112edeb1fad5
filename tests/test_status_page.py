"""Whoever keeps the reference sees where what they sent stands; nobody else learns anything."""

from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from feedback.states import State
from feedback.store.engine import writing
from feedback.store.submissions import new_reference
from feedback.store.tables import comments, contacts
from tests.support.feedback import client
from tests.support.moderation import ModerationSite, moderation_site
from tests.support.sign_off import WHOLE, sign


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    return moderation_site(tmp_path)


def reader_of(site: ModerationSite) -> FlaskClient:
    return client(site.signed_in["ruth"].application)


def told(site: ModerationSite, number: int, words: str = "plain") -> str:
    """What the page says of a comment, without its tags."""
    reference = site.row(number).reference
    page = reader_of(site).get(f"/feedback/status/?words={words}&reference={reference}")
    assert page.status_code == 200
    return unescape(page.text.partition("<main")[2])


def put(site: ModerationSite, number: int, state: State, **values: object) -> None:
    with writing(site.service.engine) as connection:
        this = update(comments).where(comments.c.id == number)
        connection.execute(this.values(state=state.value, **values))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.QUARANTINED, "We have it."),
        (State.NEW, "We have it."),
        (State.OPEN, "We have read it, and are working on the answer."),
        (State.ANSWERED, "The answer is written, and somebody checks it."),
        (State.SIGNED_OFF, "The answer is ready."),
        (State.PUBLISHED, "We have answered, and everybody can read it"),
        (State.NOT_TO_PUBLISH, "We have answered."),
        (State.NOT_A_COMMENT, "If that is wrong, tell us"),
        (State.DONE, "We have dealt with it."),
        (State.NOT_DONE, "We have looked at it, and changed nothing."),
    ],
)
@pytest.mark.parametrize("manner", ["plain", "young", "easy"])
def test_each_state_is_said_in_the_version_of_the_form(
    site: ModerationSite, state: State, sentence: str, manner: str
) -> None:
    number = site.send("My own words.", manner=manner)
    put(site, number, state)
    page = told(site, number)
    assert (sentence in page) or manner != "plain"
    assert ('class="kind">Easy read' in page) == (manner == "easy")
    assert "<img" in page or manner != "easy"
    assert site.row(number).reference in page
    assert "My own words" not in page
    assert "quarantine" not in page


def test_a_published_answer_is_linked(site: ModerationSite) -> None:
    number = site.send()
    assert sign(site, number, **WHOLE) == ""
    put(site, number, State.PUBLISHED)
    assert 'href="/you-said-we-did/' in told(site, number)


@pytest.mark.parametrize(
    ("publish", "why"),
    [
        ("no", "because you asked us not to"),
        ("not answered", "because you did not say that we may"),
    ],
)
def test_why_it_is_not_published_is_said_as_it_is(
    site: ModerationSite, publish: str, why: str
) -> None:
    number = site.send(publish=publish)
    put(site, number, State.NOT_TO_PUBLISH)
    assert why in told(site, number)
    assert "Phone us with your reference" in told(site, number)


@pytest.mark.parametrize(
    ("reason", "why"),
    [("vexatious", "only to upset or annoy"), ("about one person", "that one person gets")],
)
def test_why_it_is_withheld_is_said(site: ModerationSite, reason: str, why: str) -> None:
    number = site.send()
    assert site.post(number, action="withhold", reason=reason).status_code == 303
    assert why in told(site, number)


def test_what_was_merged_stands_where_the_other_stands(site: ModerationSite) -> None:
    into, number = site.send(), site.send("The same")
    assert sign(site, into) == ""
    reference = site.row(into).reference
    put(site, into, State.OPEN)
    assert site.post(number, action="merge", into=reference).status_code == 303
    put(site, into, State.PUBLISHED)
    page = told(site, number)
    assert "Others told us the same" in page
    assert 'href="/you-said-we-did/' in page
    assert reference not in page


def test_that_we_are_late_is_said(site: ModerationSite) -> None:
    number = site.send()
    assert "We aim to answer by" in told(site, number)
    put(site, number, State.OPEN, due=1)
    assert "We are late, and we are sorry." in told(site, number)


def test_a_reply_is_said_to_be_sent_only_once_it_was(site: ModerationSite) -> None:
    number = site.send(reply_to="01632 960123")
    assert sign(site, number) == ""
    assert "We have not sent it yet." in told(site, number)
    with writing(site.service.engine) as connection:
        connection.execute(update(contacts).values(replied=site.service.now()))
    assert "We sent you our answer on" in told(site, number)


@pytest.mark.parametrize(
    "typed", ["", "0000000000", "7K4Q9-M2PXA", "'; DROP TABLE comments", "é\0"]
)
def test_a_stranger_learns_nothing(site: ModerationSite, typed: str) -> None:
    number = site.send("My own words.")
    page = reader_of(site).get("/feedback/status/", query_string={"reference": typed})
    assert page.status_code == (404 if typed else 200)
    assert site.row(number).reference not in page.text
    assert "We have it" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_reference_is_read_as_people_write_it(site: ModerationSite) -> None:
    number = site.send()
    written = site.row(number).reference.lower().replace("-", " ")
    page = reader_of(site).get("/feedback/status/", query_string={"reference": f" {written} "})
    assert page.status_code == 200


def test_many_wrong_references_close_the_page_for_a_while(site: ModerationSite) -> None:
    number, reader = site.send(), reader_of(site)
    wrong = [reader.get("/feedback/status/?reference=wrong").status_code for _ in range(31)]
    assert wrong == [404] * 30 + [429]
    right = site.row(number).reference
    assert reader.get(f"/feedback/status/?reference={right}").status_code == 429


def test_a_reference_has_fifty_random_bits() -> None:
    letters = Counter(letter for _ in range(2_000) for letter in new_reference().replace("-", ""))
    assert len(letters) == 32
    assert len(letters) ** len(new_reference().replace("-", "")) == 2**50


def test_the_receipt_leads_there(site: ModerationSite) -> None:
    reference = site.row(site.send()).reference
    received = reader_of(site).get(f"/feedback/received/{reference}").text
    assert f'href="/feedback/status/?reference={reference}"' in received
