"""Words from an event: each line waits by itself, danger is told at once, and nothing is lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, select
from werkzeug.test import TestResponse

from feedback.moderation.comment_record import load_comment
from feedback.moderation.event_words import MOST_LINES
from feedback.store.engine import reading
from feedback.store.tables import acts, comments
from localoffer.model.wall_note import LONGEST_NOTE
from tests.support.feedback import form_number
from tests.support.moderation import ModerationSite, boxes, moderation_site

EVENT = "Play day at the quay"
GOOD = "The swing\nThe swing\n\n  My friends  "
CHANGE = "More shade"


@pytest.fixture
def site(tmp_path: Path) -> ModerationSite:
    return moderation_site(tmp_path)


def test_each_line_is_words_of_its_own_also_where_two_are_the_same(site: ModerationSite) -> None:
    assert enter(site, good=GOOD, change=CHANGE, came="2026-03-10").status_code == 303
    said = [(row.about, row.way, row.publish, row.received) for row in stored(site)]
    assert len({received for *_, received in said}) == 1
    assert [about for about, *_ in said] == ["good"] * 3 + ["change"]
    assert {(way, publish) for _, way, publish, _ in said} == {("event", "yes")}
    queue = site.get("?kind=wall")
    assert "My friends" in queue
    assert EVENT not in queue


def test_the_event_is_for_moderators_and_no_part_of_what_is_published(site: ModerationSite) -> None:
    enter(site, change=CHANGE)
    (row,) = stored(site)
    page = site.get(f"comment/{row.id}")
    assert EVENT in page
    assert boxes(page)["you_said"] == CHANGE
    with reading(site.service.engine) as connection:
        comment = load_comment(connection, row.id)
    assert comment
    assert comment.answer.you_said == CHANGE


def test_a_form_that_is_sent_twice_is_entered_once_and_a_line_added_is_one_more(
    site: ModerationSite,
) -> None:
    number = form_number()
    enter(site, form=number, good=GOOD)
    enter(site, form=number, good=GOOD)
    assert len(stored(site)) == 3
    enter(site, form=number, good=f"First\n{GOOD}")
    assert len(stored(site)) == 4
    with reading(site.service.engine) as connection:
        entered = select(acts).where(acts.c.act == "entered")
        assert len(connection.execute(entered).all()) == 4


def test_danger_in_one_of_the_lines_is_told_at_once(site: ModerationSite) -> None:
    answer = enter(site, change=f"{CHANGE}\nMy uncle hits me every night")
    queue = site.get(answer.location.removeprefix("/feedback/desk/"))
    assert "Words of danger are among them" in queue
    panel = queue.partition("Somebody may be in danger")[2].partition("</section>")[0]
    assert "My uncle hits me" in panel
    assert CHANGE not in panel


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"event": " "}, "Write what the event was"),
        ({"event": "x" * 101}, "Write 100 letters at most."),
        ({"good": " \n ", "change": ""}, "Write at least one line"),
        ({"good": "x\n" * (MOST_LINES + 1)}, f"These are {MOST_LINES + 2} lines."),
        ({"good": f"ok\n{'x' * (LONGEST_NOTE + 1)}"}, f"There is room for {LONGEST_NOTE}."),
        ({"came": "2099-01-01"}, "That day is still to come."),
        ({"came": "tomorrow"}, "is not a date"),
        ({"form": "made up"}, "had lost its number"),
    ],
)
def test_a_mistake_stores_nothing_and_loses_nothing(
    site: ModerationSite, typed: dict[str, str], sentence: str
) -> None:
    answer = enter(site, **{"good": GOOD, "change": CHANGE, **typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert boxes(answer.text)["change"] == typed.get("change", CHANGE)
    assert boxes(answer.text)["good"] == typed.get("good", GOOD)
    assert stored(site) == []


def test_only_a_moderator_enters_words(site: ModerationSite) -> None:
    assert enter(site, by="amir", good=GOOD).status_code == 403
    assert stored(site) == []


def enter(site: ModerationSite, by: str = "ruth", **typed: str) -> TestResponse:
    sent = {"form": form_number(), "event": EVENT, **typed}
    return site.signed_in[by].post("/feedback/desk/enter-words", data=sent)


def stored(site: ModerationSite) -> Sequence[Row[Any]]:
    with reading(site.service.engine) as connection:
        return connection.execute(select(comments).order_by(comments.c.id)).all()
