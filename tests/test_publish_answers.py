"""Yes, no and no answer to "May we publish it?": kept apart, and each said for what it is."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from feedback.export.comment_facts import read_facts
from feedback.export.export_counts import Year, values_of
from feedback.states import State
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import upgrade
from feedback.store.tables import comments
from feedback.submission import PublishAnswer
from localoffer.annual_report.reporting_year import period_on
from tests.support.feedback import client, form_number
from tests.support.moderation import ModerationSite, moderation_site, surroundings
from tests.support.old_stores import COMMITS, lay_old_store
from tests.support.sign_off import WHOLE, sign

ANSWERS: dict[str, tuple[PublishAnswer, str]] = {
    "yes": ("yes", "<dd>Yes</dd>"),
    "no": ("no", "<dd>No. They asked us not to.</dd>"),
    "": ("not answered", "<dd>They did not say, so we do not.</dd>"),
}
#: What the receipt says of each answer, in each version of the form.
TOLD: dict[str, dict[str, str]] = {
    "plain": {
        "yes": "We may publish it with our answer.",
        "no": "You asked us not to publish",
        "": "You did not say that we may",
    },
    "young": {
        "yes": "We may put it on this site, with our answer.",
        "no": "You asked us to keep it off this site",
        "": "You did not say that we can put it on this site",
    },
    "easy": {
        "yes": "You said yes: other people may read it.",
        "no": "You said no.",
        "": "You did not say yes.",
    },
}


def _sent(site: ModerationSite, form: str = "comment", **typed: str) -> tuple[int, str]:
    """Send a form as a reader does; return the id of what came, and what its receipt says."""
    reader = client(site.signed_in["ruth"].application)
    answer = reader.post(f"/feedback/{form}", data={"form": form_number(), **typed})
    assert answer.status_code == 303, answer.text
    receipt = unescape(reader.get(answer.headers["Location"]).text)
    reference = answer.headers["Location"].rpartition("/")[2]
    return int(site.row(reference=reference).id), receipt


@pytest.mark.parametrize("chosen", ANSWERS)
@pytest.mark.parametrize("manner", ["plain", "young", "easy"])
def test_each_answer_is_kept_and_said_as_it_was_given(
    tmp_path: Path, chosen: str, manner: str
) -> None:
    site, (stored, fact) = moderation_site(tmp_path), ANSWERS[chosen]
    number, receipt = _sent(site, wrong="A taxi.", publish=chosen, manner=manner)
    assert (site.row(number).publish, site.row(number).may_publish) == (stored, chosen == "yes")
    assert TOLD[manner][chosen] in receipt
    assert f"<dt>May we publish it?</dt>{fact}" in site.get(f"comment/{number}")


def test_a_question_that_was_left_out_is_no_answer(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number, receipt = _sent(site, wrong="A taxi.")
    assert site.row(number).publish == "not answered"
    assert "asked us not" not in receipt
    assert "Its sender did not say that we may publish it." in sign(site, number)


@pytest.mark.parametrize(("form", "box"), [("sought", "sought"), ("useful", "why")])
def test_a_receipt_says_no_more_than_the_form_asked(tmp_path: Path, form: str, box: str) -> None:
    receipt = _sent(moderation_site(tmp_path), form, **{box: "A signing club."})[1]
    assert "asked us not to" not in receipt


def test_where_it_is_asked_stands_right_after_the_words(tmp_path: Path) -> None:
    reader = client(moderation_site(tmp_path).signed_in["ruth"].application)
    for form, box in (("comment", "wrong"), ("correction", "what")):
        page = reader.get(f"/feedback/{form}").text
        before, _, after = page.partition(f'<textarea id="{box}"')
        assert "May we publish" not in before
        assert after.index("May we publish") < after.index('type="submit"')
        questions = re.findall(r"<legend>([^<]+)</legend>|<h2>([^<]+)</h2>", after)
        assert questions[0][0].startswith("May we publish")


def test_an_answer_can_be_taken_back_without_script(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    reader = client(site.signed_in["ruth"].application)
    first = reader.get("/feedback/comment").text
    for name in ("publish", "role", "age", "matter"):
        assert re.search(rf'name="{name}" value="" type="radio" checked>', first), name
        assert len(re.findall(rf'name="{name}"[^>]* checked', first)) == 1
    again = reader.post("/feedback/comment", data={"form": form_number(), "publish": "yes"}).text
    assert re.search(r'name="publish" value="yes" type="radio" checked>', again)
    assert not re.search(r'name="publish" value="" type="radio" checked>', again)


def test_what_is_kept_back_is_counted_by_what_its_senders_said(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    answers: list[PublishAnswer] = [*("no",) * 5, *("not answered",) * 4, *("not known",) * 2]
    for answer in answers:
        number = site.send(publish=answer)
        stored = None if answer == "not known" else answer
        closed = update(comments).where(comments.c.id == number)
        with writing(site.service.engine) as connection:
            connection.execute(closed.values(state=State.NOT_TO_PUBLISH.value, publish=stored))
    with reading(site.service.engine) as connection:
        facts = read_facts(connection)
    assert [fact.publish for fact in facts] == answers
    offer = surroundings().offer
    year = Year(period_on(offer.today, 1), facts, {}, 0)
    values = values_of(year, offer, year.period.ends + timedelta(days=1))
    assert (values["not_to_publish"], values["publish_not_said"]) == (5, 6)


@pytest.mark.parametrize("commit", COMMITS[:1])
def test_an_older_no_is_not_known_and_an_older_yes_is_one(databases: str, commit: str) -> None:
    lay_old_store(databases, commit)
    engine = make_engine(databases)
    upgrade(engine)
    with reading(engine) as connection:
        before = connection.execute(select(comments.c.may_publish, comments.c.publish)).all()
        facts = read_facts(connection)
    assert {row.publish for row in before} == {None}
    expected = {True: "yes", False: "not known"}
    assert [fact.publish for fact in facts] == [expected[row.may_publish] for row in before]


def test_the_program_before_this_one_stores_beside_it(databases: str) -> None:
    engine = make_engine(databases)
    upgrade(engine)
    names = [column.name for column in comments.c if column.name not in ("id", "publish")]
    with writing(engine) as connection:
        marks = ", ".join(f":{name}" for name in names)
        row: dict[str, object] = dict.fromkeys(names, "")
        row |= {"received": 1, "due": 1, "danger": 0, "version": 1, "state": "new"}
        row |= {"kind": "comment", "may_publish": False, "wants_reply": False, "words": "{}"}
        connection.execute(
            text(f"INSERT INTO comments ({', '.join(names)}) VALUES ({marks})"),  # noqa: S608 - our own names
            row,
        )
    with reading(engine) as connection:
        assert [fact.publish for fact in read_facts(connection)] == ["not known"]


def test_who_said_it_may_be_somebody_who_did_not_say(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send(role="")
    page = site.get(f"comment/{number}")
    assert re.search(r'name="who"[^>]*value="not said"[^>]* checked', page)
    assert "They did not say" in page
    assert sign(site, number, who="not said") == ""


def test_a_correction_that_is_a_comment_is_published_as_one(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number, _ = _sent(site, "correction", what="No club here.", page="/", publish="yes", which="It")
    assert "<dt>May we publish it?</dt><dd>Yes</dd>" in site.get(f"comment/{number}")
    assert site.post(number, action="make-comment").status_code == 303
    assert site.row(number).kind == "comment"
    assert sign(site, number, **{**WHOLE, "who": "not said"}) == ""
    kept_back, _ = _sent(site, "correction", what="No club.", page="/", which="It")
    assert site.post(kept_back, action="make-comment").status_code == 303
    assert "did not say that we may publish it" in sign(site, kept_back)
