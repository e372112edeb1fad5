"""Standard answers: kept by moderators, put into an answer by whoever writes one."""

import re
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from werkzeug.test import TestResponse

from feedback.moderation.standard_answers import LONGEST_NAME, LONGEST_TEXT, MOST
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, standard_answers
from tests.support.moderation import ModerationSite, boxes, moderation_site

HOME = "/feedback/desk/standard-answers"
TEXT = "Thank you. The taxis are the transport team’s. They answer within five days."


@pytest.fixture
def site(tmp_path: Path, databases: str) -> ModerationSite:
    return moderation_site(tmp_path, databases)


def send(site: ModerationSite, address: str = HOME, by: str = "ruth", **typed: str) -> TestResponse:
    return site.signed_in[by].post(address, data=typed)


def kept(site: ModerationSite) -> list[tuple[str, str]]:
    with reading(site.service.engine) as connection:
        rows = connection.execute(select(standard_answers).order_by(standard_answers.c.id))
        return [(row.name, row.text) for row in rows]


def keep(site: ModerationSite, name: str = "Taxis", text: str = TEXT) -> str:
    """Keep one and return the address at which it is changed."""
    done = send(site, name=name, text=text)
    assert done.status_code == 303, done.text
    page = site.get("standard-answers")
    return str(re.findall(rf'href="({HOME}/\d+)"[^>]*>[^<]*<span[^>]*>: {name}<', page)[0])


def test_one_is_kept_changed_and_deleted_and_the_log_says_so(site: ModerationSite) -> None:
    address = keep(site)
    assert kept(site) == [("Taxis", TEXT)]
    form = boxes(site.signed_in["olga"].get(address).text)
    assert form["text"] == TEXT
    done = send(site, address, "olga", **{**form, "text": "Ask the transport team."})
    assert done.status_code == 303
    assert kept(site) == [("Taxis", "Ask the transport team.")]
    form = boxes(site.signed_in["ruth"].get(address).text)
    deleted = send(site, address, **form, delete="yes")
    assert kept(site) == []
    assert "None is kept yet." in deleted.text
    log = site.get("log")
    for what in ("kept a standard answer", "changed a standard answer", "deleted a standard"):
        assert what in log
    assert "transport" not in log


def test_what_was_deleted_by_a_slip_is_kept_again_from_the_page(site: ModerationSite) -> None:
    address = keep(site)
    form = boxes(site.signed_in["ruth"].get(address).text)
    deleted = send(site, address, **form, delete="yes")
    assert send(site, **boxes(deleted.text)).status_code == 303
    assert kept(site) == [("Taxis", TEXT)]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("", TEXT, "Write the name."),
        ("Taxis", " ", "Write the text."),
        ("T" * (LONGEST_NAME + 1), TEXT, "Use 80 at most."),
        ("Taxis", "a" * (LONGEST_TEXT + 1), "Use 2,000 at most."),
        ("Taxis", "Ring Ms Okafor on 01632 960123.", ""),
        ("Taxis", "Write to jo.bloggs@example.org.", ""),
        ("Taxis", "Your plan EHC-12345 at LM1 1AA.", ""),
        ("jo.bloggs@example.org", TEXT, ""),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_box_and_not_lost(
    site: ModerationSite, name: str, text: str, sentence: str
) -> None:
    refused = send(site, name=name, text=text)
    assert refused.status_code == 400
    assert sentence in refused.text
    assert 'aria-invalid="true"' in refused.text or 'id="looked' in refused.text
    assert boxes(refused.text)["text"] == text.strip()
    assert kept(site) == []


def test_names_are_looked_at_before_it_is_kept(site: ModerationSite) -> None:
    text = "Mrs Okafor rings back. My son Tom waited."
    refused = send(site, name="Calls", text=text)
    assert refused.status_code == 400
    [ticked] = re.findall(
        r'id="looked" name="looked" type="checkbox" value="([^"]+)"', refused.text
    )
    assert "Okafor" in ticked
    assert send(site, name="Calls", text=text, looked="another").status_code == 400
    assert send(site, name="Calls", text=text, looked=unescape(ticked)).status_code == 303


def test_a_name_is_there_once(site: ModerationSite) -> None:
    keep(site)
    other = keep(site, "Buses")
    assert "There is one of this name already." in send(site, name=" Taxis ", text="Other.").text
    form = boxes(site.signed_in["ruth"].get(other).text)
    renamed = send(site, other, **{**form, "name": "Taxis"})
    assert "There is one of this name already." in renamed.text
    assert [name for name, _ in kept(site)] == ["Taxis", "Buses"]


def test_there_are_no_more_than_a_hundred(site: ModerationSite) -> None:
    rows = [
        {"name": f"Number {count}", "text": TEXT, "version": 1, "changed": 0}
        for count in range(MOST)
    ]
    with writing(site.service.engine) as connection:
        connection.execute(insert(standard_answers), rows)
    assert "No more can be kept." in site.get("standard-answers")
    assert "Delete one first." in send(site, name="One more", text=TEXT).text
    assert len(kept(site)) == MOST


def test_who_changes_it_second_sees_both_texts(site: ModerationSite) -> None:
    address = keep(site)
    form = boxes(site.signed_in["olga"].get(address).text)
    assert send(site, address, **{**form, "text": "Ruth’s text."}).status_code == 303
    second = send(site, address, "olga", **{**form, "text": "Olga’s text."})
    assert second.status_code == 400
    assert "Ruth’s text." in second.text
    assert boxes(second.text)["text"] == "Olga’s text."
    joined = {**boxes(second.text), "text": "Both."}
    assert send(site, address, "olga", **joined).status_code == 303
    assert kept(site) == [("Taxis", "Both.")]


def test_who_changes_what_a_colleague_deleted_is_told(site: ModerationSite) -> None:
    address = keep(site)
    form = boxes(site.signed_in["olga"].get(address).text)
    send(site, address, **form, delete="yes")
    for typed in (form, {**form, "delete": "yes"}):
        late = send(site, address, "olga", **typed)
        assert "A colleague has deleted it meanwhile." in late.text
        assert TEXT in late.text
    gone = site.signed_in["olga"].get(address)
    assert gone.location.endswith("?said=standard-gone#told")


def test_a_reader_and_an_answerer_look_and_change_nothing(site: ModerationSite) -> None:
    address = keep(site)
    for name in ("lena", "amir"):
        page = site.get("standard-answers", by=name)
        assert TEXT in page
        assert "Keep it" not in page
        assert site.signed_in[name].get(address).status_code == 403
        assert send(site, by=name, name="Mine", text=TEXT).status_code == 403
        assert send(site, address, name, name="Mine", text=TEXT, version="1").status_code == 403
    assert kept(site) == [("Taxis", TEXT)]


def choice(site: ModerationSite) -> str:
    with reading(site.service.engine) as connection:
        return str(connection.execute(select(standard_answers.c.id)).scalar_one())


@pytest.mark.parametrize(
    ("kind", "box"), [("comment", "answer"), ("wall", "answer"), ("correction", "reply")]
)
def test_it_is_put_below_what_stands_in_the_box_and_nothing_is_saved(
    site: ModerationSite, kind: str, box: str
) -> None:
    keep(site)
    number = site.send(kind=kind, reply_to="jo@example.org")
    typed = {box: "Dear Jo,", "standard": choice(site), "put-in": "yes"}
    page = site.post(number, by="amir", **typed)
    assert page.status_code == 200
    assert boxes(page.text)[box] == f"Dear Jo,\n\n{TEXT}"
    assert "“Taxis” is in the box. Nothing is saved yet." in page.text
    assert site.row(number).version == 1
    with reading(site.service.engine) as connection:
        done = connection.execute(select(acts.c.act).where(acts.c.comment == number))
        assert done.scalars().all() == []
    saved = {**boxes(page.text), "action": "save"}
    address = f"/feedback/desk/comment/{number}"
    assert site.signed_in["amir"].post(address, data=saved).status_code == 303
    assert TEXT in site.get(f"comment/{number}")


def test_nothing_that_was_typed_or_chosen_is_lost(site: ModerationSite) -> None:
    keep(site)
    number = site.send(reply_to="jo@example.org")
    typed = {
        "you_said": "A taxi.", "theme-travel": "yes", "private": "Ask Ruth.", "people": "3",
        "nobody_known": "yes", "reason": "vexatious", "into": "R1", "to": "safety",
        "assignee": "olga", "sorry": "We are sorry.", "status": "doing",
    }  # fmt: skip
    page = site.post(number, **typed, standard=choice(site), **{"put-in": "yes"})
    sent = boxes(page.text)
    assert {name: sent.get(name) for name in typed} == typed
    assert sent["answer"] == TEXT


def test_without_a_choice_it_is_asked_for(site: ModerationSite) -> None:
    keep(site)
    number = site.send()
    for chosen in ("", "99", "é\0", "9" * 30):
        refused = site.post(number, answer="Mine.", standard=chosen, **{"put-in": "yes"})
        assert refused.status_code == 400
        assert "Choose a standard answer to put in." in refused.text
        assert boxes(refused.text)["answer"] == "Mine."


def test_it_does_not_hide_what_a_colleague_saved(site: ModerationSite) -> None:
    keep(site)
    number = site.send()
    old = boxes(site.get(f"comment/{number}", by="olga"))
    site.post(number, action="save", answer="Ruth’s answer.")
    late = site.signed_in["olga"].post(
        f"/feedback/desk/comment/{number}",
        data={**old, "standard": choice(site), "put-in": "yes"},
    )
    assert late.status_code == 409
    assert "ruth has saved this comment while you were writing" in late.text


def test_a_page_without_the_box_has_no_choice(site: ModerationSite) -> None:
    keep(site)
    closed, quiet = site.send(), site.send(kind="useful")
    site.post(closed, action="withhold", reason="vexatious")
    for number in (closed, quiet):
        assert 'name="put-in"' not in site.get(f"comment/{number}")
        assert site.post(number, standard=choice(site), **{"put-in": "yes"}).status_code == 400
    assert 'name="put-in"' not in site.get(f"comment/{site.send()}", by="lena")
