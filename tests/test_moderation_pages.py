"""Moderators' pages: what was typed is only ever text, and each role does what it may."""

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from feedback.export.comment_facts import gaps_by_area, read_facts, searches_by_area
from feedback.intake.intake import due_after
from feedback.local_time import day_of
from feedback.moderation.labels import KIND
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, contacts, outbox
from feedback.store.votes import store_vote
from feedback.submission import Vote
from tests.support.moderation import PAGE, boxes, moderation_site, surroundings

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} \"' </textarea><b>"


def test_what_was_typed_is_text_and_nothing_else(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send(NASTY, page="/<b>", role="<i>", area="</dd>")
    site.post(number, action="save", answer=NASTY, private=NASTY, about=NASTY, sorry=NASTY)
    refused = site.post(number, action="sign-off", answer=NASTY, who=NASTY)
    pages = [site.get(""), site.get(f"comment/{number}"), refused.text, site.get("log")]
    for page in pages:
        assert "<script>alert" not in page
        assert "onerror=alert(1)>" not in page
        assert "49" not in page.partition("<main")[2].partition("alert(1)")[2][:80]
        assert page.count("</textarea>") == page.count("<textarea")
    assert NASTY in unescape(pages[1])


@pytest.mark.parametrize("address", ["comment/0", "comment/99", "comment/x", "comment/" + "9" * 40])
def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path, address: str) -> None:
    answer = moderation_site(tmp_path).signed_in["ruth"].get(f"/feedback/desk/{address}")
    assert answer.status_code == 404
    assert "This comment is not here any more." in answer.text


def test_an_odd_form_or_address_is_answered_with_a_page(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send()
    odd = {"theme-" + "x" * 200: "yes", "theme-\0": "yes", "theme-": "yes", "people": "2"}
    assert site.post(number, action="save", **odd).status_code == 303
    assert site.post(number, action="merge", into="\0\ud7ff" * 99).status_code == 400
    assert site.signed_in["ruth"].get(f"/feedback/desk/log?before={'9' * 40}").status_code == 200
    for version in ("", "x", "-1", "9" * 30):
        assert site.post(number, action="save", version=version).status_code == 409


@pytest.mark.parametrize("address", ["", "comment/1", "votes", "log", "enter", "next"])
def test_moderators_pages_are_shown_to_nobody_who_is_not_signed_in(
    tmp_path: Path, address: str
) -> None:
    site = moderation_site(tmp_path)
    site.send()
    browser = site.signed_in["ruth"]
    browser.delete_cookie("__Host-desk", domain="localhost")
    answer = browser.get(f"/feedback/desk/{address}")
    assert answer.status_code == 303
    assert "/feedback/desk/sign-in?" in answer.location


def test_a_reader_reads_and_nothing_more(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    page = site.get(f"comment/{number}", by="lena")
    assert "<textarea" not in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]
    for address in ("log", "enter"):
        assert site.signed_in["lena"].get(f"/feedback/desk/{address}").status_code == 403
    sent = {"version": "1", "action": "save", "you_said": "x"}
    refused = site.signed_in["lena"].post(f"/feedback/desk/comment/{number}", data=sent)
    assert refused.status_code == 403
    assert site.row(number).version == 1


def test_an_answerer_has_no_button_that_is_a_moderators(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    page = site.get(f"comment/{site.send(reply_to='jo@example.org')}", by="amir")
    for action in ("save", "next", "answered"):
        assert f'value="{action}"' in page
    for action in ("sign-off", "withhold", "merge", "not-a-comment", "reply", "address"):
        assert f'value="{action}"' not in page
        refused = site.post(1, "amir", action=action, reason="vexatious", into="x", answer="y")
        assert refused.status_code == 400
        assert "Ask a moderator" in refused.text
    assert site.row(1).version == 1


def test_a_form_from_another_site_changes_nothing(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    browser = site.signed_in["ruth"]
    browser.environ_base["HTTP_ORIGIN"] = "https://elsewhere.example"
    sent = {"version": "1", "action": "withhold", "reason": "vexatious"}
    assert browser.post(f"/feedback/desk/comment/{number}", data=sent).status_code == 403
    assert site.row(number).state == "new"


@pytest.mark.parametrize("action", ["", "delete", "published", "signed off", "\0"])
def test_an_unknown_action_does_nothing(tmp_path: Path, action: str) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    answer = site.post(number, action=action)
    assert answer.status_code == 400
    assert "Choose one of the buttons of this page." in answer.text


def test_a_reply_goes_out_once_with_the_answer(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send(reply_to="jo@example.org")
    form = {"action": "reply", "answer": "There is a number now.", "reply": "Thank you, Jo."}
    assert "The reply is in the outbox" in site.get(
        site.post(number, **form).location.removeprefix("/feedback/desk/")
    )
    page = site.get(f"comment/{number}")
    assert "it has not been sent yet" in page
    assert "They were told" not in page
    again = site.signed_in["ruth"].post(
        f"/feedback/desk/comment/{number}", data={**form, "version": "1", "you_said": "x"}
    )
    assert again.status_code == 409
    with reading(site.service.engine) as connection:
        sealed = [*connection.execute(select(outbox.c.sealed)).scalars()]
        assert len(sealed) == 1
        assert connection.execute(select(contacts.c.replied)).scalar_one() is None
    words = site.service.keys.unseal(sealed[0]) or ""
    assert "There is a number now." in words
    assert "Thank you, Jo." in words
    assert "jo@example.org" not in page


def test_an_address_is_shown_when_asked_for_and_the_log_says_so(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send(reply_to="1 Mill Lane, Sandmere")
    site.post(number, action="save", answer="There is a number now.")
    assert "Mill Lane" not in site.get(f"comment/{number}")
    refused = site.post(number, action="reply")
    assert "They left no e-mail address" in refused.text
    shown = site.post(number, action="address", private="Not lost.")
    assert "Not lost." in site.get(f"comment/{number}")
    assert shown.status_code == 200
    assert "1 Mill Lane, Sandmere" in shown.text
    assert "There is a number now." in shown.text
    with reading(site.service.engine) as connection:
        kept = connection.execute(select(acts.c.act, acts.c.note)).all()
    assert ("address shown", "") in [tuple(row) for row in kept]
    assert site.post(number, action="note-replied").status_code == 303
    assert "told the sender" in site.get("log")


def test_nobody_is_told_before_there_is_an_answer(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send(reply_to="jo@example.org")
    assert "Write the answer first" in site.post(number, action="reply").text


def test_a_comment_is_entered_for_somebody_once(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    browser = site.signed_in["ruth"]
    page = site.get("enter")
    number = page.partition('name="form" value="')[2].partition('"')[0]
    typed = {
        "form": unescape(number), "way": "phone", "wrong": "The taxi.", "page": PAGE,
        "about": "missing", "role": "parent or carer", "publish": "yes", "reply_to": "01632 960123",
    }  # fmt: skip
    first = browser.post("/feedback/desk/enter", data=typed)
    again = browser.post("/feedback/desk/enter", data=typed)
    assert first.status_code == again.status_code == 303
    assert first.location.partition("?")[0] == again.location.partition("?")[0]
    shown = site.get(first.location.removeprefix("/feedback/desk/"))
    assert "Entered." in shown
    assert "by phone" in shown
    assert "They left an address for a reply." in shown
    assert site.get("log").count("entered it for somebody") == 1


def test_an_answer_is_due_from_the_day_that_a_letter_came(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    day = day_of(site.service.now()) - timedelta(days=9)
    typed = {"form": site.service.keys.new_form_number(), "way": "post", "wrong": "The bus."}
    browser = site.signed_in["ruth"]
    entered = browser.post("/feedback/desk/enter", data={**typed, "came": f"{day}"})
    number = int(entered.location.rpartition("/")[2].partition("?")[0])
    row = site.row(number)
    assert day_of(row.received) == day
    assert row.due == due_after(row.received, 20)


def test_what_was_entered_is_counted_by_area(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    typed = {"form": site.service.keys.new_form_number(), "way": "event", "wrong": "No club.",
             "about": "missing", "area": "far-hills"}  # fmt: skip
    entered = site.signed_in["ruth"].post("/feedback/desk/enter", data=typed)
    number = int(entered.location.rpartition("/")[2].partition("?")[0])
    site.post(number, action="save", **{"theme-travel": "yes"})
    assert "<dt>Area</dt><dd>Far Hills</dd>" in site.get(f"comment/{number}")
    with reading(site.service.engine) as connection:
        known = read_facts(connection)
    areas = surroundings().offer.lists.areas
    assert gaps_by_area(known, areas, 1) == [{"theme": "travel", "area": "far-hills", "number": 1}]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"way": "website"}, "Choose how it came."),
        ({"wrong": "  "}, "Write what they said."),
        ({"page": "/nowhere/"}, "There is no such page."),
        ({"role": "king"}, "Choose one from the list."),
        ({"area": "Far Hills"}, "Choose one from the list."),
        ({"reply_to": "x" * 301}, "Write 300 letters at most."),
        ({"form": "made up"}, "had lost its number"),
        ({"came": "31/03/2026"}, "Write year-month-day: 2026-03-31"),
        ({"came": "2026-02-30"}, "is not a day in the calendar"),
        ({"came": "2199-01-01"}, "That day is still to come."),
        ({"came": "2019-01-01"}, "older than the 13 months"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_and_nothing_is_lost(
    tmp_path: Path, typed: dict[str, str], sentence: str
) -> None:
    site = moderation_site(tmp_path)
    whole = {
        "form": site.service.keys.new_form_number(),
        "way": "phone",
        "wrong": "The bus was late.",
    }
    answer = site.signed_in["ruth"].post("/feedback/desk/enter", data={**whole, **typed})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert "wrong" in typed or "The bus was late." in answer.text


def test_a_correction_names_its_file_and_is_done_or_not(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send("The number is old.", kind="correction", page=PAGE, about="wrong detail")
    page = site.get(f"comment/{number}")
    assert "guides/ask-for-a-plan.md" in page
    assert site.post(number, action="done").status_code == 303
    assert site.row(number).state == "done"
    assert site.post(number, action="undo").status_code == 303
    assert site.post(number, action="not-done").status_code == 303
    assert site.row(number).state == "not done"


@pytest.mark.parametrize("kind", ["correction", "sought", "useful", "survey"])
def test_whoever_left_an_address_is_told_whatever_they_sent(
    tmp_path: Path, databases: str, kind: str
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("The number is old.", kind=kind, reply_to="jo@example.org")
    assert "Write the answer first" in site.post(number, action="reply").text
    assert site.post(number, action="done", reply="The new number is there, Jo.").status_code == 303
    assert "They have not been told yet." in site.get(f"comment/{number}")
    shown = site.post(number, action="address").text
    assert "jo@example.org" in shown
    assert "The new number is there, Jo." in shown
    assert site.post(number, action="reply").status_code == 303
    assert "it has not been sent yet" in site.get(f"comment/{number}")
    with reading(site.service.engine) as connection:
        (sealed,) = connection.execute(select(outbox.c.sealed)).scalars()
        assert connection.execute(select(contacts.c.replied)).scalar_one() is None
    assert "The new number is there, Jo." in (site.service.keys.unseal(sealed) or "")
    assert site.row(number).state == "done"


def test_who_sent_a_correction_and_left_a_phone_number_is_rung(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send("Old.", kind="correction", page=PAGE, reply_to="01632 960123")
    by_amir = site.get(f"comment/{number}", by="amir")
    assert 'name="reply"' in by_amir
    assert 'value="note-replied"' not in by_amir
    assert (
        "They left no e-mail address" in site.post(number, action="reply", reply="It is new.").text
    )
    assert site.post(number, action="note-replied").status_code == 303
    with reading(site.service.engine) as connection:
        assert connection.execute(select(contacts.c.replied)).scalar_one() is not None
    silent = site.get(f"comment/{site.send('Old.', kind='correction', page=PAGE)}")
    assert "They asked for no reply." in silent
    assert 'value="note-replied"' not in silent
    assert 'name="reply"' not in silent


def test_what_was_written_for_a_sender_is_not_lost_when_somebody_else_was_there(
    tmp_path: Path,
) -> None:
    site = moderation_site(tmp_path)
    number = site.send("Old.", kind="correction", reply_to="jo@example.org")
    typed = boxes(site.get(f"comment/{number}"))
    site.post(number, by="olga", action="done")
    late = {**typed, "action": "reply", "reply": "Thank you, Jo."}
    answer = site.signed_in["ruth"].post(f"/feedback/desk/comment/{number}", data=late)
    assert answer.status_code == 409
    assert "olga has changed it meanwhile." in answer.text
    assert boxes(answer.text)["reply"] == "Thank you, Jo."
    with reading(site.service.engine) as connection:
        assert connection.execute(select(outbox.c.id)).all() == []


def test_what_was_looked_for_is_counted_by_the_theme_a_moderator_chose(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send("A signing club", kind="sought", area="far-hills")
    assert site.post(number, "amir", action="save", **{"theme-travel": "yes"}).status_code == 303
    assert site.post(number, action="done").status_code == 303
    with reading(site.service.engine) as connection:
        known = read_facts(connection)
    areas = surroundings().offer.lists.areas
    assert searches_by_area(known, areas, 1) == [
        {"theme": "travel", "area": "far-hills", "number": 1}
    ]


def test_why_a_page_was_useful_is_published_as_a_comment_and_counted_once(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("Say who drives.", kind="useful", about="no", page=PAGE)
    assert "<dt>May we publish it?</dt><dd>Yes</dd>" in site.get(f"comment/{number}")
    assert "Ask a moderator" in site.post(number, "amir", action="make-comment").text
    assert site.post(number, action="make-comment").status_code == 303
    page = site.get(f"comment/{number}")
    assert "made it a comment (Why a page was useful or not)" in page
    assert boxes(page)["you_said"] == "Say who drives."
    signed = site.post(
        number, action="sign-off", nobody_known="yes", as_typed="yes", matter="content",
        who="parent or carer", you_said="It does not say who drives.", **{"theme-travel": "yes"},
    )  # fmt: skip
    assert signed.status_code == 303, signed.text
    assert site.row(number).state == "signed off"
    with reading(site.service.engine) as connection:
        assert [(one.kind, one.is_comment, one.matter) for one in read_facts(connection)] == [
            ("comment", True, "content")
        ]


@pytest.mark.parametrize(
    ("kind", "about"), [("useful", "no"), ("sought", ""), ("correction", "closed")]
)
def test_a_comment_that_was_made_of_something_else_is_that_again_by_an_undo(
    tmp_path: Path, databases: str, kind: str, about: str
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("Say who drives.", kind=kind, about=about)
    for _ in range(2):
        assert site.post(number, action="make-comment").status_code == 303
        assert site.post(number, action="undo").status_code == 303
        row = site.row(number)
        assert (row.kind, row.about, row.state) == (kind, about, "new")
    assert site.post(number, action="make-comment").status_code == 303
    page = site.get(f"comment/{number}")
    assert boxes(page)["you_said"] == "Say who drives."
    assert page.count(f"made it a comment ({KIND[kind]})") == 3
    assert page.count("undid the last change") == 2
    assert "undid the last change (" not in page
    assert site.post(number, action="save", answer="There is a number.").status_code == 303
    assert site.post(number, action="undo").status_code == 303
    assert site.row(number).kind == "comment"


def test_only_what_is_new_and_not_from_a_survey_is_made_a_comment(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    survey = site.send("Old.", kind="survey")
    done = site.send("A club", kind="sought")
    site.post(done, action="done")
    for number in (survey, done, site.send()):
        assert 'value="make-comment"' not in site.get(f"comment/{number}")
        assert "Only a new correction or reason" in site.post(number, action="make-comment").text


def test_votes_are_counted_by_page(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    with writing(site.service.engine) as connection:
        for count, useful in enumerate([True, False, False]):
            store_vote(connection, Vote(f"form {count}", PAGE, useful=useful), "2026-11")
    rows = site.get("votes").partition("<tbody>")[2].partition("</tbody>")[0]
    assert "<td>2</td><td>1</td>" in rows


def test_words_that_were_deleted_by_rule_are_said_to_be(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    with writing(site.service.engine) as connection:
        connection.exec_driver_sql("UPDATE comments SET words = NULL")
    assert "deleted by rule" in site.get(f"comment/{number}")
    assert "deleted by rule" in site.get("")
