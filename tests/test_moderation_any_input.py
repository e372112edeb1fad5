"""Whatever is sent to moderation, the answer is a page or a way on, and never a fault of ours."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.intake.danger import danger_words
from feedback.moderation.actions.table import ACTIONS
from feedback.moderation.answer import Answer
from feedback.moderation.highlight import pieces
from feedback.moderation.labels import FLASHES
from tests.support.moderation import PAGE, boxes, moderation_site, surroundings

ODD = ["2026-02-30", "/", PAGE, "yes", "\u202e", "=1+1", "<b>", "' OR 1=1 --", "9" * 50]
WORDS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(ODD)
)
BOXES = [*Answer.__dataclass_fields__, "version", "reason", "into", "like", "to", "nobody_known"]
ACTION_NAMES = st.sampled_from([*(action.name for action in ACTIONS), *FLASHES, "x"])


def test_no_form_brings_moderation_down(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send(reply_to="jo@example.org")
    browser = site.signed_in["ruth"]

    @settings(max_examples=80, deadline=None)
    @given(ACTION_NAMES, st.dictionaries(st.sampled_from(BOXES), WORDS, max_size=6))
    def send(action: str, typed: dict[str, str]) -> None:
        form = boxes(browser.get(f"/feedback/desk/comment/{number}").text)
        data = {**form, **typed, "action": action}
        answer = browser.post(f"/feedback/desk/comment/{number}", data=data)
        assert answer.status_code in (200, 303, 400, 409)

    send()


def test_no_address_brings_moderation_down(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    site.send()
    browser = site.signed_in["ruth"]
    names = st.sampled_from(["kind", "state", "page", "theme", "after", "said", "before"])

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(["", "log", "next", "votes"]), st.dictionaries(names, WORDS))
    def ask(address: str, asked: dict[str, str]) -> None:
        answer = browser.get(f"/feedback/desk/{address}", query_string=asked)
        assert answer.status_code in (200, 303)

    ask()


@given(st.text())
def test_pieces_make_up_the_whole_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, surroundings().offer)) == text
    assert all(text[found.start : found.end].strip() for found in danger_words(text))
