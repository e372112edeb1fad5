"""Protection without puzzles: what is refused, what is looked at apart, what is always taken."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, Request
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from werkzeug.test import create_environ

from feedback.app import make_app
from feedback.app_context import AppContext
from feedback.intake.intake import (
    IntakeRefusal,
    due_after,
    receive,
    receive_survey_answer,
    receive_vote,
)
from feedback.intake.length import MAX_BYTES, MAX_FIELD_LENGTH, MAX_FORM_LENGTH
from feedback.intake.network import network_of
from feedback.intake.origin import from_our_site
from feedback.store.engine import reading, writing
from feedback.store.rate_counts import HOUR, RateLimit, count, purge_counts
from feedback.store.tables import comments, senders
from feedback.submission import Submission, SurveyAnswer, Vote
from tests.support.feedback import (
    ORIGIN,
    client,
    form_number,
    make_service,
    make_settings,
    site_context,
)

ORIGINS = frozenset({ORIGIN, "http://localhost:8000"})
PAGE = "/guides/ask-for-a-plan/"


@pytest.fixture
def service(tmp_path: Path, databases: str) -> AppContext:
    return make_service(tmp_path, databases)


def sent(origin: str = ORIGIN, address: str = "203.0.113.7", **boxes: str) -> Request:
    """A form as a browser sends it."""
    environ = create_environ(
        "/feedback/comment",
        method="POST",
        data=dict(boxes),
        headers={"Origin": origin},
        environ_base={"REMOTE_ADDR": address},
    )
    return Request(environ)


def comment(text: str = "It is out of date.", form: str = "") -> Submission:
    return Submission(form or form_number(), "comment", {"wrong": text}, PAGE)


def stored(service: AppContext) -> list[tuple[str, str]]:
    """The state and the flags of every comment."""
    with reading(service.engine) as connection:
        rows = connection.execute(
            select(comments.c.state, comments.c.flags).order_by(comments.c.id)
        )
        return [(row.state, row.flags) for row in rows]


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"Origin": ORIGIN}, True),
        ({"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-site"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Referer": f"{ORIGIN}/guides/ask-for-a-plan/"}, True),
        ({}, True),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Origin": f"{ORIGIN}.elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Referer": "https://elsewhere.example/"}, False),
        ({"Referer": "http://[broken"}, False),
    ],
)
def test_a_browser_says_whether_a_form_is_ours(headers: dict[str, str], is_ours: bool) -> None:  # noqa: FBT001
    assert from_our_site(headers, ORIGINS) is is_ours


_NAMES = st.sampled_from(["Origin", "Sec-Fetch-Site", "Referer", "Host", "Cookie"])


@given(st.dictionaries(_NAMES, st.text() | st.sampled_from([*ORIGINS, "same-origin", "null"])))
def test_whatever_a_header_holds_another_origin_is_never_ours(headers: dict[str, str]) -> None:
    answer = from_our_site(headers, ORIGINS)
    assert answer in (True, False)
    if headers.get("Origin", "") not in (*ORIGINS, "", "null"):
        assert answer is False


def test_a_form_from_another_site_is_shown_again_with_everything_typed(feedback_app: Flask) -> None:
    form = {"form": form_number(), "page": PAGE, "wrong": "A sentence that took me long."}
    headers = {"Origin": "https://elsewhere.example"}
    answer = client(feedback_app).post("/feedback/comment", data=form, headers=headers)
    assert answer.status_code == 403
    assert "reached us from another website" in answer.text
    assert "A sentence that took me long." in answer.text


@pytest.mark.parametrize(
    ("text", "seconds", "boxes", "flags"),
    [
        ("It is out of date.", 60, {}, ""),
        ("It is out of date.", 40 * 86_400, {}, ""),
        ("It is out of date.", 0, {}, "too-fast"),
        ("It is out of date.", 60, {"website": "https://example.org"}, "hidden-box"),
        ("http://a https://b www.c HTTP://d", 60, {}, "many-links"),
        ("See https://example.org and www.example.org.", 60, {}, ""),
    ],
)
def test_what_a_program_may_have_sent_is_looked_at_apart(
    service: AppContext, text: str, seconds: int, boxes: dict[str, str], flags: str
) -> None:
    receipt = receive(service, sent(**boxes), comment(text, form_number(seconds)))
    assert receipt.is_new
    assert stored(service) == [("quarantined" if flags else "new", flags)]


def test_a_form_whose_number_we_did_not_make_is_kept_and_looked_at_apart(
    service: AppContext,
) -> None:
    for text in ("The first of two people.", "The second of two people."):
        assert receive(service, sent(), replace(comment(text), form="a number of nobody's")).is_new
    assert stored(service) == [("quarantined", "unknown-form")] * 2


def test_who_goes_back_and_writes_more_has_sent_another(service: AppContext) -> None:
    form = form_number()
    first = receive(service, sent(), comment("It is out of date.", form))
    again = receive(service, sent(), comment("It is out of date.", form))
    more = receive(service, sent(), comment("It is out of date. And the phone is wrong.", form))
    assert (first.is_new, again.is_new, more.is_new) == (True, False, True)
    assert first.reference == again.reference != more.reference


def test_too_much_from_one_network_waits_for_the_next_hour(tmp_path: Path, databases: str) -> None:
    now = [1_800_000_000.0 + 600]
    service = make_service(tmp_path, databases, lambda: now[0])
    for number in range(30):
        assert receive(service, sent(address=f"203.0.113.{number}"), comment()).is_new
    with pytest.raises(IntakeRefusal) as refused:
        receive(service, sent(), comment())
    assert refused.value.status == 429
    assert "Send it again in 50 minutes, or phone 01632 960100." in refused.value.sentence
    assert len(stored(service)) == 30
    assert receive(service, sent(address="198.51.100.1"), comment()).is_new
    now[0] += HOUR
    assert receive(service, sent(), comment()).is_new


def test_a_form_that_was_kept_is_told_its_reference_whatever_came_since(
    service: AppContext,
) -> None:
    first, form = None, form_number()
    for _ in range(30):
        receipt = receive(service, sent(), comment(form=form if first is None else ""))
        first = first or receipt
    assert first
    assert receive(service, sent(), comment(form=form)).reference == first.reference


def test_a_class_may_answer_a_survey_from_one_network(service: AppContext) -> None:
    for _ in range(40):
        answer = SurveyAnswer(form_number(), "helped", {"helped": "A lot"})
        assert receive_survey_answer(service, sent(), answer).is_new
    for _ in range(80):
        assert receive_vote(service, sent(), Vote(form_number(), PAGE, useful=True)).is_new
    with pytest.raises(IntakeRefusal):
        receive_vote(service, sent(), Vote(form_number(), PAGE, useful=True))


def test_an_answer_refused_leaves_nothing_behind(service: AppContext) -> None:
    words = comment("It helped us a lot.")
    for _ in range(30):
        receive(service, sent(), comment())
    answer = SurveyAnswer(words.form, "helped", {"helped": "A lot"})
    with pytest.raises(IntakeRefusal):
        receive_survey_answer(service, sent(), answer, words)
    assert receive_survey_answer(service, sent(), answer).is_new


def test_addresses_are_kept_shortened_as_digests_for_a_day(service: AppContext) -> None:
    receive(service, sent(address="203.0.113.7"), comment())
    with reading(service.engine) as connection:
        (row,) = connection.execute(select(senders))
    assert row.sender == service.keys.digest("words 203.0.113.0/24")
    with writing(service.engine) as connection:
        assert purge_counts(connection, service.now() + 24 * HOUR) == 0
        assert purge_counts(connection, service.now() + 26 * HOUR) == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("255.255.255.255", "255.255.255.0/24"),
        ("203.0.113.077", "unknown"),
        ("203.0.113.256", "unknown"),
        ("203.0.113.77\n", "unknown"),
        ("203.0.113.77:4711", "203.0.113.0/24"),
        ("[2001:db8:1:2::3]:4711", "2001:db8:1::/48"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("", "unknown"),
        (None, "unknown"),
        ("a word", "unknown"),
    ],
)
def test_an_address_loses_what_names_a_household(address: str | None, network: str) -> None:
    assert network_of(address) == network


@given(st.text())
def test_any_address_at_all_has_a_network(address: str) -> None:
    assert network_of(address)


@pytest.mark.parametrize(("proxies", "counts"), [(0, 1), (1, 2)])
def test_only_our_own_servers_are_believed_about_addresses(
    tmp_path: Path, databases: str, proxies: int, counts: int
) -> None:
    settings = replace(make_settings(tmp_path, databases), proxies=proxies)
    service = make_service(tmp_path, databases)
    browser = client(make_app(settings, site_context))
    for address in ("198.51.100.1", "10.0.0.1, 203.0.113.9"):
        form = {"form": form_number(), "page": PAGE, "wrong": "It is out of date."}
        headers = {"X-Forwarded-For": address}
        assert browser.post("/feedback/comment", data=form, headers=headers).status_code == 303
    with reading(service.engine) as connection:
        assert connection.execute(select(func.count()).select_from(senders)).scalar() == counts


def test_the_operator_is_told_once_when_very_many_networks_send(
    service: AppContext, caplog: pytest.LogCaptureFixture
) -> None:
    with writing(service.engine) as connection:
        for number in range(198):
            count(connection, RateLimit(f"a sender {number}", service.now(), 30))
    for number in range(30):
        receive(service, sent(address=f"10.0.{number}.1"), comment())
    [message] = [record.getMessage() for record in caplog.records]
    assert message == "More than 200 networks sent something in this hour. Look at the queue."


def test_words_that_are_too_long_are_told_how_long_they_may_be(service: AppContext) -> None:
    with pytest.raises(IntakeRefusal) as refused:
        receive(service, sent(), comment("a" * (MAX_FIELD_LENGTH + 1)))
    assert refused.value.status == 413
    assert "It holds 10,000. Send it in two parts." in refused.value.sentence
    many = {f"box {number}": "a" * MAX_FIELD_LENGTH for number in range(4)}
    with pytest.raises(IntakeRefusal) as refused:
        receive(service, sent(), replace(comment(), words=many))
    assert f"A form holds {MAX_FORM_LENGTH:,}." in refused.value.sentence
    assert stored(service) == []


def test_megabytes_are_refused_with_a_page(feedback_app: Flask) -> None:
    form = {"form": form_number(), "page": PAGE, "wrong": "a" * MAX_BYTES}
    answer = client(feedback_app).post("/feedback/comment", data=form)
    assert answer.status_code == 413
    assert "Send it in two parts." in answer.text
    assert "01632 960100" in answer.text


def test_odd_letters_are_kept_by_both_databases(service: AppContext) -> None:
    odd = "\x00 \ud83d \u202e <script>alert(1)</script> '; DROP TABLE comments; -- =1+1 🙂"
    receipt = receive(service, sent(), replace(comment(odd), page=f"/{odd}/" * 40, area=odd))
    assert receipt.is_new
    assert [state for state, _ in stored(service)] == ["new"]


def test_words_of_danger_come_first_in_the_queue(service: AppContext) -> None:
    receive(service, sent(), comment("My son wants to die."))
    with reading(service.engine) as connection:
        assert connection.execute(select(comments.c.danger)).scalar_one() > 0


def test_an_answer_is_due_at_the_end_of_a_working_day() -> None:
    friday_before_christmas = datetime(2026, 12, 18, 10, 0, tzinfo=UTC)
    due = datetime.fromtimestamp(due_after(int(friday_before_christmas.timestamp()), 5), UTC)
    assert due == datetime(2026, 12, 29, 23, 59, 59, tzinfo=UTC)
