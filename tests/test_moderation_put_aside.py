"""Several adverts or tests are put aside at once, and nothing that wants a look of its own."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from feedback.moderation.put_aside import MOST
from feedback.store.engine import reading
from feedback.store.tables import acts
from tests.support.moderation import ModerationSite, moderation_site

PAGE = "/feedback/desk/put-aside"
ADVERT = {"flags": ("many-links",)}


@pytest.fixture
def site(tmp_path: Path, databases: str) -> ModerationSite:
    return moderation_site(tmp_path, databases)


def ticks(page: str) -> dict[str, str]:
    """The boxes that a page has, each as a form sends it."""
    return dict(re.findall(r'name="(comment-\d+)" type="checkbox" value="(\d+)"', page))


def confirm(site: ModerationSite, ticked: dict[str, str], by: str = "ruth") -> str:
    return site.get(f"put-aside?{urlencode(ticked)}", by=by)


def do(site: ModerationSite, ticked: dict[str, str], by: str = "ruth") -> str:
    answer = site.signed_in[by].post(PAGE, data=ticked)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("kind", ["comment", "correction", "useful", "sought", "wall"])
def test_several_are_shown_once_more_and_put_aside_with_a_row_of_the_log_each(
    site: ModerationSite, kind: str
) -> None:
    one, two = (site.send(f"Buy {what} now.", kind=kind, **ADVERT) for what in ("gold", "shoes"))
    ticked = ticks(site.get(f"?kind={kind}&state=quarantined"))
    assert ticked == {f"comment-{one}": "1", f"comment-{two}": "1"}
    shown = confirm(site, ticked)
    assert "Buy gold now." in shown
    assert "Buy shoes now." in shown
    assert ticks(shown) == ticked
    assert {site.row(number).state for number in (one, two)} == {"quarantined"}
    done = do(site, ticked)
    assert "Put aside: 2." in done
    assert {site.row(number).state for number in (one, two)} == {"not a comment"}
    with reading(site.service.engine) as connection:
        log = connection.execute(select(acts.c.act, acts.c.comment, acts.c.account)).all()
    ruth = site.accounts["ruth"].id
    assert log == [("not a comment", one, ruth), ("not a comment", two, ruth)]


def test_each_is_undone_by_itself(site: ModerationSite) -> None:
    one, two = site.send("Buy gold.", **ADVERT), site.send("Buy shoes.", **ADVERT)
    page = do(site, ticks(site.get("?state=quarantined")))
    forms = re.findall(r'action="(/feedback/desk/comment/\d+)">[^>]*? value="(\d+)"', page)
    assert len(forms) == 2
    address, version = forms[0]
    undone = site.signed_in["ruth"].post(address, data={"version": version, "action": "undo"})
    assert undone.status_code == 303
    assert [site.row(number).state for number in (one, two)] == ["quarantined", "not a comment"]


def test_what_the_tick_was_taken_from_is_left(site: ModerationSite) -> None:
    one, two = site.send("Buy gold.", **ADVERT), site.send("A real one.", **ADVERT)
    ticked = ticks(confirm(site, ticks(site.get("?state=quarantined"))))
    del ticked[f"comment-{two}"]
    do(site, ticked)
    assert [site.row(number).state for number in (one, two)] == ["not a comment", "quarantined"]


@pytest.mark.parametrize("words", ["He hits me at night. I am not safe.", "I want to die."])
def test_words_of_danger_cannot_be_ticked_nor_sent(site: ModerationSite, words: str) -> None:
    advert, danger = site.send("Buy gold.", **ADVERT), site.send(words, danger=3, **ADVERT)
    page = site.get("?state=quarantined")
    assert list(ticks(page)) == [f"comment-{advert}"]
    assert "Cannot be ticked: There are words of danger in it." in page
    forged = {f"comment-{danger}": "1"}
    assert "There are words of danger in it." in confirm(site, forged)
    assert ticks(confirm(site, forged)) == {}
    assert "There are words of danger in it." in do(site, forged)
    assert site.row(danger).state == "quarantined"


def test_words_of_danger_that_were_not_marked_when_it_came_are_found(site: ModerationSite) -> None:
    number = site.send("My father hits me and I am not safe.", **ADVERT)
    assert ticks(site.get("?state=quarantined")) == {}
    assert "Left alone" in do(site, {f"comment-{number}": "1"})


def test_an_address_that_nobody_has_looked_at_cannot_be_ticked(site: ModerationSite) -> None:
    number = site.send("Buy gold.", reply_to="jo@example.org", **ADVERT)
    site.send("Buy shoes.", **ADVERT)
    page = site.get("?state=quarantined")
    assert f"comment-{number}" not in ticks(page)
    assert "Cannot be ticked: Somebody left an address with it" in page
    assert "Somebody left an address with it" in do(site, {f"comment-{number}": "1"})
    assert site.row(number).state == "quarantined"
    assert site.post(number, action="address").status_code == 200
    assert f"comment-{number}" in ticks(site.get("?state=quarantined"))
    assert "Put aside: 1." in do(site, {f"comment-{number}": "1"})


def test_what_a_colleague_changed_meanwhile_is_told_and_left_alone(site: ModerationSite) -> None:
    one, two = site.send("Buy gold.", **ADVERT), site.send("A real one.", **ADVERT)
    ticked = ticks(site.get("?state=quarantined"))
    assert site.post(two, by="olga", action="release").status_code == 303
    assert site.post(two, by="olga", action="save", answer="Thank you.").status_code == 303
    page = do(site, ticked)
    assert "Put aside: 1. Left alone: 1." in page
    assert "olga has changed it meanwhile." in page
    assert [site.row(number).state for number in (one, two)] == ["not a comment", "open"]
    again = do(site, ticked)
    assert "ruth has changed it meanwhile." in again
    assert "Put aside" not in again


def test_what_is_closed_is_left_alone(site: ModerationSite) -> None:
    number = site.send()
    site.post(number, action="withhold", reason="vexatious")
    forged = {f"comment-{number}": str(site.row(number).version)}
    assert "It is neither in quarantine nor new any more." in do(site, forged)
    assert site.row(number).state == "withheld"


def test_new_ones_can_be_ticked_and_the_whole_queue_has_no_boxes(site: ModerationSite) -> None:
    number = site.send("Buy gold.")
    assert ticks(site.get("?state=new")) == {f"comment-{number}": "1"}
    assert "These are no comments" in site.get("?state=new")
    for query in ("", "?state=open", "?state=withheld"):
        assert ticks(site.get(query)) == {}
        assert "These are no comments" not in site.get(query)


def test_it_is_a_moderators(site: ModerationSite) -> None:
    number = site.send("Buy gold.", **ADVERT)
    for name in ("lena", "amir"):
        assert ticks(site.get("?state=quarantined", by=name)) == {}
        browser, ticked = site.signed_in[name], {f"comment-{number}": "1"}
        assert browser.get(PAGE, query_string=ticked).status_code == 403
        assert browser.post(PAGE, data=ticked).status_code == 403
    assert site.row(number).state == "quarantined"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"comment-": "1"},
        {"comment-x": "1"},
        {"comment-1": "x"},
        {"comment-" + "9" * 30: "1"},
        {"comment-99": "1"},
        {"kind": "é\0", "state": "published"},
    ],
)
def test_what_is_no_tick_changes_nothing(site: ModerationSite, typed: dict[str, str]) -> None:
    number = site.send("Buy gold.", **ADVERT)
    assert "None was ticked." in confirm(site, typed)
    assert "None was ticked." in do(site, typed)
    assert site.row(number).state == "quarantined"


def test_no_more_at_once_than_a_page_of_the_queue_has(site: ModerationSite) -> None:
    numbers = [site.send(f"Buy number {count}.", **ADVERT) for count in range(MOST + 1)]
    page = do(site, {f"comment-{number}": "1" for number in numbers})
    assert f"Put aside: {MOST}." in page
    assert site.row(numbers[-1]).state == "quarantined"


def test_the_way_back_is_to_the_list_that_it_came_from(site: ModerationSite) -> None:
    site.send("Buy gold.", kind="sought", **ADVERT)
    page = site.get("?kind=sought&state=quarantined")
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))
    assert sent == {"kind": "sought", "state": "quarantined"}
    back = 'href="/feedback/desk/?kind=sought&amp;state=quarantined">Back to the list'
    assert back in confirm(site, {**sent, **ticks(page)})
    assert back in do(site, {**sent, **ticks(page)})
