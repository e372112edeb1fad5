"""Who has a comment, and who is looking at it: told to everybody, and a lock for nobody."""

import csv
import io
import re
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from feedback.accounts.create import change_role, remove
from feedback.retention.rules import RULES
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, viewers
from feedback.store.viewers import FADES_AFTER, note_viewer
from tests.support.moderation import ModerationSite, boxes, moderation_site

_ROW = re.compile(r'<h2><a href="/feedback/desk/comment/(\d+)">')


@pytest.fixture
def site(tmp_path: Path, databases: str) -> ModerationSite:
    return moderation_site(tmp_path, databases)


def press(site: ModerationSite, number: int, by: str, action: str, **typed: str) -> None:
    answer = site.post(number, by=by, action=action, **typed)
    assert answer.status_code == 303, answer.text


def listed(site: ModerationSite, query: str, by: str = "ruth") -> list[int]:
    return [int(number) for number in _ROW.findall(site.get(query, by))]


def log(site: ModerationSite) -> list[str]:
    with reading(site.service.engine) as connection:
        return list(connection.execute(select(acts.c.act).order_by(acts.c.id)).scalars())


def look(site: ModerationSite, number: int, by: str, ago: int = 0) -> None:
    """Have somebody look at a comment, some seconds ago."""
    with writing(site.service.engine) as connection:
        note_viewer(connection, number, site.accounts[by].id, site.service.now() - ago)


@pytest.mark.parametrize("kind", ["comment", "correction", "sought", "useful", "wall"])
def test_one_takes_it_and_gives_it_back_and_everybody_sees_who_has_it(
    site: ModerationSite, kind: str
) -> None:
    number = site.send(kind=kind)
    assert "Nobody has it." in site.get(f"comment/{number}")
    press(site, number, "amir", "take")
    assert "amir has it, since" in site.get(f"comment/{number}", by="lena")
    assert "You have it, since" in site.get(f"comment/{number}", by="amir")
    assert "amir has it." in site.get(f"?kind={kind}", by="lena")
    press(site, number, "amir", "give-back")
    assert "Nobody has it." in site.get(f"comment/{number}")
    assert "amir has it." not in site.get(f"?kind={kind}")
    assert log(site)[-2:] == ["taken", "given back"]


def test_it_is_given_to_a_colleague_who_may_answer_and_the_log_says_to_whom(
    site: ModerationSite,
) -> None:
    number = site.send()
    page = site.get(f"comment/{number}")
    people = re.findall(r'<option value="(\w+)"', page.partition('id="assignee"')[2])
    assert people[:3] == ["amir", "olga", "ruth"]
    assert "lena" not in people
    press(site, number, "ruth", "assign", assignee="amir")
    assert "amir has it, since" in site.get(f"comment/{number}")
    assert "ruth gave it to amir." in site.get(f"comment/{number}")
    assert "ruth gave it to amir" in site.get("log")


@pytest.mark.parametrize("assignee", ["", "lena", "nobody", "é\0", "1"])
def test_it_is_given_to_nobody_else(site: ModerationSite, assignee: str) -> None:
    number = site.send()
    refused = site.post(number, action="assign", assignee=assignee, answer="Half an answer")
    assert refused.status_code == 400
    assert "Choose to whom you give it." in refused.text
    assert "Half an answer" in refused.text
    assert "Nobody has it." in site.get(f"comment/{number}")


def test_who_takes_it_second_is_asked_and_may_take_it_all_the_same(site: ModerationSite) -> None:
    number = site.send()
    address = f"/feedback/desk/comment/{number}"
    old = {**boxes(site.get(f"comment/{number}", by="olga")), "action": "take"}
    press(site, number, "ruth", "take")
    second = site.signed_in["olga"].post(address, data={**old, "answer": "Mine."})
    assert second.status_code == 400
    assert "ruth has it, since your page was made." in second.text
    assert "Mine." in second.text
    again = site.signed_in["olga"].post(address, data={**boxes(second.text), "action": "take"})
    assert again.status_code == 303
    assert "olga has it, since" in site.get(f"comment/{number}")


def test_whoever_has_it_others_work_on_it(site: ModerationSite) -> None:
    number = site.send()
    old = boxes(site.get(f"comment/{number}", by="olga"))
    press(site, number, "ruth", "take")
    look(site, number, "ruth")
    saved = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}",
        data={**old, "action": "save", "answer": "It is mended."},
    )
    assert saved.status_code == 303
    assert "ruth has it, since" in site.get(f"comment/{number}", by="olga")


def test_what_is_written_is_saved_when_it_is_taken(site: ModerationSite) -> None:
    number = site.send()
    press(site, number, "amir", "take", answer="There is a number now.")
    assert "There is a number now." in site.get(f"comment/{number}")


def test_what_is_closed_can_be_given_back_and_not_taken(site: ModerationSite) -> None:
    number = site.send()
    press(site, number, "ruth", "take")
    press(site, number, "olga", "withhold", reason="vexatious")
    page = site.get(f"comment/{number}")
    assert "You have it, since" in page
    assert 'value="take"' not in page
    refused = site.post(number, by="amir", action="take")
    assert "Open it again first." in refused.text
    press(site, number, "olga", "give-back")
    assert "Nobody has it." in site.get(f"comment/{number}")


def test_the_queue_shows_mine_nobodys_or_a_colleagues(site: ModerationSite) -> None:
    mine, hers, nobodys = site.send(), site.send(), site.send()
    press(site, mine, "ruth", "take")
    press(site, hers, "olga", "take")
    assert listed(site, "") == [mine, hers, nobodys]
    assert listed(site, "?assigned=ruth") == [mine]
    assert listed(site, "?assigned=olga") == [hers]
    assert listed(site, "?assigned=-") == [nobodys]
    assert listed(site, "?assigned=lena") == []
    page = site.get("?assigned=ruth")
    assert '<option value="ruth" selected>You</option>' in page
    assert 'href="/feedback/desk/queue.csv?kind=comment&amp;assigned=ruth"' in page


def test_the_file_of_a_list_says_who_has_each(site: ModerationSite) -> None:
    mine, nobodys = site.send(), site.send()
    press(site, mine, "ruth", "take")
    rows = csv.DictReader(io.StringIO(site.get("queue.csv").removeprefix("\ufeff")))
    told = {row["Reference"]: row["Who has it"] for row in rows}
    assert told == {site.row(mine).reference: "ruth", site.row(nobodys).reference: ""}
    [row] = csv.DictReader(io.StringIO(site.get("queue.csv?assigned=ruth").removeprefix("\ufeff")))
    assert row["Reference"] == site.row(mine).reference


@pytest.mark.parametrize("how", ["removed", "a reader now"])
def test_nobody_has_what_somebody_had_who_cannot_answer_any_more(
    site: ModerationSite, how: str
) -> None:
    number, other = site.send(), site.send()
    press(site, number, "amir", "take")
    press(site, other, "olga", "take")
    look(site, number, "amir")
    with writing(site.service.engine) as connection:
        if how == "removed":
            remove(connection, "amir", site.service.now())
        else:
            change_role(connection, "amir", "reader", site.service.now())
    page = site.get(f"comment/{number}")
    assert "Nobody has it." in page
    assert ("amir has been looking" in page) == (how != "removed")
    assert '<option value="amir"' not in page
    assert "olga has it, since" in site.get(f"comment/{other}")


def test_a_reader_sees_who_has_it_and_has_no_button(site: ModerationSite) -> None:
    number = site.send()
    press(site, number, "ruth", "take")
    page = site.get(f"comment/{number}", by="lena")
    assert "ruth has it, since" in page
    assert 'id="who-has-it"' not in page
    for typed in ({"action": "take"}, {"looking": "yes"}, {"looking": "script"}):
        refused = site.signed_in["lena"].post(f"/feedback/desk/comment/{number}", data=typed)
        assert refused.status_code == 403


def test_others_are_told_who_is_looking_and_it_fades_by_itself(site: ModerationSite) -> None:
    number = site.send("The taxi. He is not safe.")
    assert "has been looking" not in site.get(f"comment/{number}")
    quiet = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}", data={"looking": "script"}
    )
    assert (quiet.status_code, quiet.text) == (204, "")
    for page in (f"comment/{number}", "", f"comment/{number}"):
        assert "olga has been looking at it since" in site.get(page, by="ruth")
        assert "has been looking" not in site.get(page, by="olga")
    with writing(site.service.engine) as connection:
        [row] = connection.execute(select(viewers))
        numbers = site.service.site_context.offer.site.feedback
        rule = RULES["who was looking at a comment"]
        assert rule(connection, row.seen + FADES_AFTER - 1, numbers) == 0
        assert rule(connection, row.seen + FADES_AFTER, numbers) == 1
    assert "has been looking" not in site.get(f"comment/{number}")


def test_who_has_stopped_looking_is_not_named_though_nobody_has_purged(
    site: ModerationSite,
) -> None:
    number = site.send()
    now = site.service.now()
    row = {"comment": number, "account": site.accounts["olga"].id, "since": now - 700}
    with writing(site.service.engine) as connection:
        connection.execute(insert(viewers), {**row, "seen": now - FADES_AFTER})
    assert "has been looking" not in site.get(f"comment/{number}")
    look(site, number, "amir")
    with reading(site.service.engine) as connection:
        assert connection.execute(select(viewers.c.account)).scalars().all() == [
            site.accounts["amir"].id
        ]


def test_a_look_that_goes_on_began_when_it_began(site: ModerationSite) -> None:
    number = site.send()
    look(site, number, "olga", ago=FADES_AFTER - 60)
    look(site, number, "olga")
    with reading(site.service.engine) as connection:
        [row] = connection.execute(select(viewers))
    assert row.seen - row.since >= FADES_AFTER - 61


def test_without_script_a_button_says_it_and_loses_nothing(site: ModerationSite) -> None:
    number = site.send()
    told = site.post(number, by="olga", looking="yes", answer="Half an answer", into="R1")
    assert told.status_code == 200
    assert "Your colleagues see now that you are looking at it." in told.text
    assert "Half an answer" in told.text
    assert 'name="into" type="text" dir="auto" value="R1"' in told.text
    assert site.row(number).version == 1
    assert "olga has been looking at it since" in site.get(f"comment/{number}")


def test_a_button_that_says_one_looks_does_not_hide_what_a_colleague_saved(
    site: ModerationSite,
) -> None:
    number = site.send()
    old = boxes(site.get(f"comment/{number}", by="olga"))
    press(site, number, "ruth", "save", answer="Ruth’s answer.")
    told = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}", data={**old, "looking": "yes", "answer": "Olga’s."}
    )
    assert told.status_code == 409
    assert "ruth has saved this comment while you were writing" in told.text


def test_who_saves_is_looking_and_who_goes_on_to_the_next_is_not(site: ModerationSite) -> None:
    number, _ = site.send(), site.send()
    press(site, number, "olga", "save", answer="One.")
    assert "olga has been looking at it since" in site.get(f"comment/{number}")
    press(site, number, "olga", "next", answer="Two.")
    assert "has been looking" not in site.get(f"comment/{number}")


def test_looking_is_in_no_log_and_no_page_that_is_opened_says_that_it_was(
    site: ModerationSite,
) -> None:
    number = site.send()
    before = log(site)
    site.signed_in["olga"].post(f"/feedback/desk/comment/{number}", data={"looking": "script"})
    site.post(number, by="olga", looking="yes")
    site.get(f"comment/{number}", by="amir")
    assert log(site) == before
    assert "amir" not in site.get(f"comment/{number}").partition("moderation-state")[2][:500]


def test_nobody_looks_at_what_is_not_there(site: ModerationSite) -> None:
    for typed in ({"looking": "script"}, {"looking": "yes"}):
        gone = site.signed_in["ruth"].post("/feedback/desk/comment/99", data=typed)
        assert gone.status_code == 404


def test_a_wrong_number_of_people_does_not_hide_what_a_colleague_saved(
    site: ModerationSite,
) -> None:
    number = site.send()
    old = boxes(site.get(f"comment/{number}", by="olga"))
    press(site, number, "ruth", "save", answer="Ruth’s answer.")
    told = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}", data={**old, "action": "save", "people": "many"}
    )
    assert told.status_code == 409
