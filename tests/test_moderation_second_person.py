"""Two people for a sign-off, where the council asks for them: who wrote it last cannot sign it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, acts
from localoffer.model.feedback import Feedback
from localoffer.serving.site_context import SiteContext
from tests.support.moderation import ModerationSite, boxes, moderation_site, surroundings
from tests.support.sign_off import WHOLE, sign

SOMEBODY_ELSE = "Somebody else has to sign it off."


def two_people() -> SiteContext:
    """The small council, which asks for two people."""
    around = surroundings()
    feedback = around.offer.site.feedback.model_copy(update={"sign_off_by": "two people"})
    site = around.offer.site.model_copy(update={"feedback": feedback})
    return replace(around, offer=replace(around.offer, site=site))


@pytest.fixture
def site(tmp_path: Path, databases: str) -> ModerationSite:
    """Moderation where two people sign off; on each kind of database."""
    return moderation_site(tmp_path, databases, two_people)


def write(site: ModerationSite, number: int, by: str, **typed: str) -> None:
    """Write the whole answer and hand it on."""
    answer = site.post(number, by, action="answered", **{**WHOLE, **typed})
    assert answer.status_code == 303


def page_of(site: ModerationSite, number: int, by: str) -> str:
    return unescape(site.get(f"comment/{number}", by))


def test_one_person_is_enough_where_the_council_has_not_asked_for_two(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    write(site, number, "ruth")
    assert "second person" not in page_of(site, number, "ruth")
    assert sign(site, number) == ""


def test_the_setting_takes_two_values_and_no_other() -> None:
    assert Feedback().sign_off_by == "one person"
    with pytest.raises(ValidationError):
        Feedback.model_validate({"sign_off_by": "three people"})


def test_whoever_wrote_it_cannot_sign_it_off_and_somebody_else_can(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    page = page_of(site, number, "ruth")
    assert "Save and sign off" not in page
    assert f"You wrote this as it stands. {SOMEBODY_ELSE} These can: olga." in page
    assert SOMEBODY_ELSE in sign(site, number, "ruth")
    assert site.row(number).state == "answered"
    page = page_of(site, number, "olga")
    assert "ruth wrote this as it stands, and you are the second person." in page
    assert sign(site, number, "olga") == ""
    assert site.row(number).state == "signed off"
    with reading(site.service.engine) as connection:
        last = connection.execute(select(acts).order_by(acts.c.id.desc()).limit(1)).one()
    assert last.note.endswith(", written by ruth")
    assert f"olga signed it off ({last.note})" in page_of(site, number, "lena")


def test_nobody_signs_off_what_nobody_has_written(site: ModerationSite) -> None:
    number = site.send()
    assert "Two people are needed for this" in page_of(site, number, "ruth")
    assert "You have changed what is published." in sign(site, number, "ruth")
    form = boxes(site.get(f"comment/{number}"))
    ticked = {**form, "action": "sign-off", "nobody_known": "yes", "as_typed": "yes"}
    address = f"/feedback/desk/comment/{number}"
    answer = site.signed_in["ruth"].post(address, data=ticked)
    assert "Two people are needed for this" in unescape(answer.text)
    assert site.row(number).state == "new"


def test_whoever_changes_it_while_signing_is_the_one_who_wrote_it(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "amir")
    refused = sign(site, number, "ruth", answer="There is another number now.")
    assert f"You have changed what is published. {SOMEBODY_ELSE}" in refused
    assert "There is another number now." in refused
    write(site, number, "ruth", answer="There is another number now.")
    assert SOMEBODY_ELSE in sign(site, number, "ruth", answer="There is another number now.")
    assert sign(site, number, "olga", answer="There is another number now.") == ""


def test_a_private_note_is_no_part_of_what_is_signed(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "amir")
    assert site.post(number, "ruth", action="save", private="Ask Jo.").status_code == 303
    assert sign(site, number, "ruth", reply="Thank you.") == ""


def test_an_undo_gives_the_text_back_to_whoever_wrote_it(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    write(site, number, "olga", answer="Olga’s answer.")
    assert site.post(number, "olga", action="undo").status_code == 303
    assert SOMEBODY_ELSE in sign(site, number, "ruth")
    assert sign(site, number, "olga") == ""
    assert site.post(number, "olga", action="undo").status_code == 303
    assert SOMEBODY_ELSE in sign(site, number, "ruth")


def test_a_text_that_is_typed_again_is_still_its_first_writers(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    write(site, number, "olga", answer="Olga’s answer.")
    write(site, number, "ruth")
    assert SOMEBODY_ELSE in sign(site, number, "ruth")
    assert sign(site, number, "olga") == ""


def test_what_is_opened_again_is_signed_again_by_two(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    assert sign(site, number, "olga") == ""
    assert site.post(number, "olga", action="open").status_code == 303
    assert SOMEBODY_ELSE in sign(site, number, "ruth")
    write(site, number, "olga", answer="Olga’s answer.")
    assert SOMEBODY_ELSE in sign(site, number, "olga", answer="Olga’s answer.")
    assert sign(site, number, "ruth", answer="Olga’s answer.") == ""


def test_who_signs_what_was_changed_meanwhile_is_told(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "amir")
    form = boxes(site.get(f"comment/{number}", by="olga"))
    assert site.post(number, "ruth", action="save", answer="Ruth’s answer.").status_code == 303
    ticked = {**form, "action": "sign-off", "nobody_known": "yes"}
    late = site.signed_in["olga"].post(f"/feedback/desk/comment/{number}", data=ticked)
    assert late.status_code == 409
    assert "ruth has saved" in late.text


def test_of_two_who_sign_at_the_same_moment_one_does(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "amir")
    forms = {by: boxes(site.get(f"comment/{number}", by)) for by in ("ruth", "olga")}

    def press(by: str) -> int:
        ticked = {**forms[by], "action": "sign-off", "nobody_known": "yes"}
        address = f"/feedback/desk/comment/{number}"
        return site.signed_in[by].post(address, data=ticked).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, forms)) == [303, 409]
    with reading(site.service.engine) as connection:
        signed = select(acts.c.note).where(acts.c.act == "signed off")
        assert len(connection.execute(signed).all()) == 1


def test_the_queue_says_what_waits_for_a_second_person(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    site.send("Nobody has read this one.")
    assert site.get("", by="ruth").count("Waits for a second person: you wrote it.") == 1
    assert site.get("", by="olga").count("Waits for a second person: ruth wrote it.") == 1


def test_an_only_moderator_is_told_that_there_is_no_other(site: ModerationSite) -> None:
    number = site.send()
    write(site, number, "ruth")
    with writing(site.service.engine) as connection:
        connection.execute(accounts.update().where(accounts.c.name == "olga").values(active=False))
    assert "There is no other moderator" in page_of(site, number, "ruth")
    assert f"ruth wrote this as it stands. {SOMEBODY_ELSE}" in page_of(site, number, "amir")
