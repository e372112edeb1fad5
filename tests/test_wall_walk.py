"""Words for the wall: from the form to the queue, signed off, exported, and on the wall."""

from pathlib import Path

import yaml
from werkzeug.test import TestResponse

from feedback.export.content_file import KnownIds
from feedback.export.export_comments import export_comments
from localoffer.model.wall_note import WallNote
from tests.support.feedback import form_number
from tests.support.moderation import ModerationSite, moderation_site

WORDS = "More swings, and somewhere quiet to sit."


def test_words_go_from_the_form_to_a_file_of_the_wall(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    answer = send_words(site, question="change", said=WORDS)
    assert answer.status_code == 303, answer.text
    reference = answer.location.rpartition("/")[2]
    number = site.row(reference=reference).id
    assert WORDS in site.get("?kind=wall")
    assert WORDS not in site.get("")
    signed = sign_off(site, number, answer="There is a bench now.", status="done")
    assert signed.status_code == 303, signed.text
    content = tmp_path / "content"
    results = [*export_comments(site.service, content, KnownIds({}), site.service.now())]
    assert [(one.path, one.action) for one in results] == [("wall/2026-001.yaml", "written")]
    note = WallNote.model_validate(yaml.safe_load((content / results[0].path).read_text()))
    assert (note.question, note.you_said, note.status) == ("change", WORDS, "done")


def send_words(site: ModerationSite, **typed: str) -> TestResponse:
    """Send the form for the wall from a browser that is signed in nowhere."""
    browser = site.signed_in["ruth"].application.test_client()
    browser.environ_base.update(site.signed_in["ruth"].environ_base)
    sent = {"form": form_number(), "manner": "young", **typed}
    return browser.post("/feedback/wall", data=sent)


def sign_off(site: ModerationSite, number: int, **typed: str) -> TestResponse:
    """Sign words off with one theme, as they were typed."""
    ticks = {"nobody_known": "yes", "as_typed": "yes", "theme-travel": "yes"}
    return site.post(number, action="sign-off-next", **ticks, **typed)
