"""Words for the wall are held to the rules of comments: signed off by somebody, naming nobody."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from feedback.export.comment_facts import read_facts
from feedback.export.content_file import KnownIds
from feedback.export.export_comments import export_comments
from feedback.export.export_counts import Year, values_of
from feedback.retention.unanswered import find_unanswered
from feedback.store.engine import reading, writing
from feedback.store.tables import answers, comments
from localoffer.annual_report.reporting_year import period_on
from localoffer.model.feedback import Feedback
from localoffer.model.wall_note import LONGEST_NOTE
from tests.support.moderation import ModerationSite, moderation_site, surroundings

SIGNED = {"nobody_known": "yes", "as_typed": "yes", "theme-travel": "yes"}
ANYTHING = KnownIds({})


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    return moderation_site(tmp_path)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"matter": ""}, "Choose which question it answers."),
        ({"matter": "missing"}, "Choose which question it answers."),
        ({"you_said": ""}, "Write what was said"),
        ({"status": "done"}, "Write what was done, or choose"),
        ({"changed": "/nowhere/"}, "There is no page at"),
        ({"you_said": "x" * (LONGEST_NOTE + 1)}, "Write 200 letters at most."),
        ({"you_said": "Ring me on 07700 900123"}, "seems to be a phone number"),
        ({"you_said": "My friend Tom is nice."}, "Look at these, and tick that you did: "),
        ({"nobody_known": ""}, "Tick that nobody can be known from it"),
        ({"as_typed": ""}, "It is still word for word as typed."),
    ],
)
def test_words_are_signed_off_only_when_they_are_fit_to_be_shown(
    site: ModerationSite, typed: dict[str, str], sentence: str
) -> None:
    answer = site.post(send(site), action="sign-off", **{**SIGNED, **typed})
    assert answer.status_code == 400, answer.location
    assert sentence in answer.text


def test_words_need_a_theme_and_no_matter_or_answer(site: ModerationSite) -> None:
    number = send(site)
    without = {name: value for name, value in SIGNED.items() if not name.startswith("theme-")}
    assert "Choose at least one theme." in site.post(number, action="sign-off", **without).text
    page = site.get(f"comment/{number}")
    assert "What would you change?" in page
    assert 'name="who"' not in page
    assert 'name="action_what"' not in page
    assert site.post(number, action="sign-off", **SIGNED).status_code == 303


def test_a_button_on_a_page_where_nothing_was_written_makes_no_version(
    site: ModerationSite,
) -> None:
    number = send(site)
    assert site.post(number, action="take").status_code == 303
    assert 'name="version" value="1"' in site.get(f"comment/{number}")


def test_an_answerer_writes_and_cannot_sign_off(site: ModerationSite) -> None:
    number = send(site)
    refused = site.post(number, by="amir", action="sign-off-next", **SIGNED)
    assert "Your account may not do this." in refused.text
    assert site.post(number, by="amir", action="save", answer="A bench.").status_code == 303
    assert "A bench." in site.get(f"comment/{number}")


def test_signing_off_leads_to_the_next_words_and_not_to_a_comment(site: ModerationSite) -> None:
    first, second = send(site), send(site, "Quiet places.")
    comment = site.send("A comment.")
    answer = site.post(first, action="sign-off-next", **SIGNED)
    assert answer.location.startswith(f"/feedback/desk/comment/{second}?")
    assert "sign-off-next" not in site.get(f"comment/{comment}")


def test_words_that_are_taken_down_leave_the_wall_with_the_next_export(
    site: ModerationSite, tmp_path: Path
) -> None:
    number = send(site)
    site.post(number, action="sign-off", **SIGNED)
    content = tmp_path / "content"
    assert export(site, content) == ["written"]
    assert [file.name for file in (content / "wall").iterdir()] == ["2026-001.yaml"]
    assert export(site, content) == []
    site.post(number, action="take-down")
    assert export(site, content) == ["removed"]
    assert list((content / "wall").iterdir()) == []


def test_comments_and_words_have_numbers_of_one_row_above_those_of_the_content(
    site: ModerationSite,
) -> None:
    number, comment = send(site), site.send("A comment about a page.")
    site.post(number, action="sign-off", **SIGNED)
    typed = {"matter": "content", "who": "forum", **SIGNED}
    assert site.post(comment, action="sign-off", **typed).status_code == 303
    with reading(site.service.engine) as connection:
        rows = connection.execute(select(answers.c.comment, answers.c.number)).all()
    assert {row.comment: row.number for row in rows} == {number: "2026-001", comment: "2026-002"}


def test_words_are_merged_with_words_and_not_with_a_comment(site: ModerationSite) -> None:
    number, same, comment = send(site), send(site, "Swings please"), site.send("Swings.")
    refused = site.post(same, action="merge", into=site.row(comment).reference)
    assert refused.status_code != 303
    merged = site.post(same, action="merge", into=site.row(number).reference)
    assert merged.status_code == 303
    assert 'name="people" type="text" value="2"' in site.get(f"comment/{number}")


def test_words_are_no_comment_that_was_received(site: ModerationSite) -> None:
    number = send(site)
    site.send("A comment.")
    site.post(number, action="sign-off", **SIGNED)
    with reading(site.service.engine) as connection:
        facts = read_facts(connection)
    assert [(fact.kind, fact.is_comment) for fact in facts] == [("wall", False), ("comment", True)]


def test_words_that_are_withheld_are_counted_with_their_reason(site: ModerationSite) -> None:
    for _ in range(5):
        site.post(send(site), action="withhold", reason="vexatious")
    with reading(site.service.engine) as connection:
        facts = read_facts(connection)
    offer = surroundings().offer
    year = Year(period_on(offer.today, 1), facts, {}, 0)
    values = values_of(year, offer, year.period.ends + timedelta(days=1))
    assert {"what": "vexatious", "number": 5} in values["withheld"]
    assert values["received"] == 0


def test_words_that_nobody_has_read_are_named_before_they_are_deleted(site: ModerationSite) -> None:
    number = send(site)
    with writing(site.service.engine) as connection:
        old = update(comments).where(comments.c.id == number).values(received=1)
        connection.execute(old)
    numbers = Feedback(safety=None)
    with reading(site.service.engine) as connection:
        unanswered = find_unanswered(connection, site.service.now(), numbers)
    assert unanswered.kept_back == (site.row(number).reference,)


def send(site: ModerationSite, said: str = "More swings", about: str = "change") -> int:
    """Store words for the wall as their form does, and return their id."""
    return site.send(said, kind="wall", about=about, manner="young")


def export(site: ModerationSite, content: Path) -> list[str]:
    results = export_comments(site.service, content, ANYTHING, site.service.now())
    return [one.action for one in results]
