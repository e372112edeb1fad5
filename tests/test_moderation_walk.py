"""A moderator's walk: from the queue to a comment, its answer, and signing it off."""

from pathlib import Path

from sqlalchemy import select

from feedback.store.engine import reading
from feedback.store.tables import answers
from tests.support.moderation import PAGE, moderation_site


def test_a_comment_goes_from_the_queue_to_signed_off(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("My son Tom waited for the taxi.", page=PAGE, about="missing")
    assert "My son Tom waited" in site.get("")
    saved = site.post(
        number,
        action="save",
        you_said="A child waited for a taxi that did not come.",
        who="parent or carer",
        answer="You are right. There is a number now.",
        status="done",
        changed=PAGE,
        **{"theme-travel": "yes"},
    )
    assert saved.status_code == 303, saved.text
    assert "Saved." in site.get(saved.location.removeprefix("/feedback/desk/"))
    signed = site.post(number, action="sign-off", nobody_known="yes")
    assert signed.status_code == 303, signed.text
    with reading(site.service.engine) as connection:
        row = connection.execute(select(answers)).one()
    assert row.number.endswith("-001")
    assert row.signed_by == "Local Offer team"
    assert "Tom" not in row.shown
