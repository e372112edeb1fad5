"""What is signed off becomes a file that loads; nothing else does."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.export.comment_file import SignedOffComment, file_text
from feedback.export.content_file import ExportResult, KnownIds
from feedback.export.export_comments import export_comments
from feedback.moderation.actions.sign_off import Ticks, sign_off
from feedback.moderation.answer import Answer
from feedback.moderation.versions import Edit
from feedback.states import State
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import acts, answers, comments
from feedback.submission import Submission
from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.read.content_files import ContentFile
from tests.support.feedback import council_with_themes, make_service, site_context

RECEIVED, ANSWERED, SIGNED = 1_790_000_000, 1_791_000_000, 1_791_100_000
ANSWER = Answer(
    you_said="The page does not say what happens when a taxi does not come.",
    matter="missing",
    themes=("transport", "contacts"),
    who="parent or carer",
    about="/guides/short-breaks/",
    status="doing",
    answer="You are right. It was missing.\n\nWe write that part of the page now: # with care",
    action_what="Write it.",
    action_owner="send-team",
    action_by="2027-01-31",
    reply="Dear you, for you alone.",
    private="She rang from the office next door.",
)
SIGNED_OFF = SignedOffComment(
    1, "comment", "2026-014", State.SIGNED_OFF, 1, RECEIVED, "phone", ANSWER.as_json(), SIGNED,
    "Local Offer team", ANSWERED, None,
)  # fmt: skip
ANYTHING = KnownIds({})

FILE = """\
said: 2026-09
matter: missing
themes: [transport, contacts]
who: parent or carer
how: phone
you_said: The page does not say what happens when a taxi does not come.
about: /guides/short-breaks/
status: doing
answer: >-
  You are right. It was missing.


  We write that part of the page now: # with care
answered: 2026-10-03
action:
  what: Write it.
  owner: send-team
  by: 2027-01-31
signed_off: 2026-10-04
signed_off_by: Local Offer team
"""


def store(service: AppContext, number: str, answer: Answer = ANSWER, form: str = "1") -> int:
    """Keep a comment that is signed off under this number; return its id in the store."""
    submission = Submission(form, "comment", {"wrong": "Raw words of Ann Example."}, way="phone")
    with writing(service.engine) as connection:
        receipt = store_submission(connection, submission, None, RECEIVED, RECEIVED)
        row = by_reference(connection, receipt.reference)
        assert row
        text = answer.as_json()
        connection.execute(
            insert(answers),
            {
                "comment": row.id, "content": text, "shown": text, "number": number,
                "signed": SIGNED, "signed_by": "Local Offer team", "answered": ANSWERED,
            },
        )  # fmt: skip
    move(service, row.id, State.SIGNED_OFF)
    return int(row.id)


def move(service: AppContext, comment: int, state: State) -> None:
    with writing(service.engine) as connection:
        connection.execute(
            update(comments)
            .where(comments.c.id == comment)
            .values(state=state.value, version=comments.c.version + 1)
        )


def export(service: AppContext, content: Path, known: KnownIds = ANYTHING) -> list[ExportResult]:
    return list(export_comments(service, content, known, SIGNED + 60))


def state_of(service: AppContext, comment: int) -> str:
    with reading(service.engine) as connection:
        state = connection.scalar(select(comments.c.state).where(comments.c.id == comment))
    return str(state)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small council's content, with the themes that comments name."""
    return council_with_themes(tmp_path)


def test_what_is_signed_off_is_written_once_in_a_stable_order_and_is_published(
    tmp_path: Path, databases: str, content: Path
) -> None:
    service = make_service(tmp_path, databases)
    comment = store(service, "2026-014")
    assert export(service, content) == [ExportResult("comments/2026-014.yaml", "written")]
    file = content / "comments" / "2026-014.yaml"
    assert file.read_text(encoding="utf-8") == FILE
    assert state_of(service, comment) == "published"
    assert export(service, content) == []
    assert file.read_text(encoding="utf-8") == FILE
    with reading(service.engine) as connection:
        rows = connection.execute(select(acts.c.act, acts.c.note)).all()
    assert rows == [("published", "2026-014")]


def test_what_moderation_lets_pass_the_export_lets_pass(
    tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(SIGNED))
    service = make_service(tmp_path)
    store(service, "2026-014")
    folders = replace(service.settings.folders, content=content, state=tmp_path / "state")
    known = KnownIds.of(folders)
    assert known.offer
    account = Account(1, "sam", "moderator", "Local Offer team")
    with writing(service.engine) as connection:
        connection.execute(update(comments).values(state="open", may_publish=True))
        row = connection.execute(select(comments.c.id, comments.c.version)).one()
        edit = Edit(row.id, row.version, account, SIGNED)
        seen = replace(site_context(), offer=known.offer)
        ticks = Ticks(nobody_known=True, as_typed=True)
        words = f"Ring {known.offer.site.phone}: we know now."
        better = replace(ANSWER, answer=words, action_owner="help-line")
        sign_off(connection, edit, better, ticks, seen)
    assert [one.action for one in export(service, content, known)] == ["written"]


def test_the_file_is_there_again_after_it_was_lost(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    store(service, "2026-014")
    export(service, content)
    (content / "comments" / "2026-014.yaml").unlink()
    assert [one.action for one in export(service, content)] == ["written"]


def test_nothing_is_written_of_a_comment_that_nobody_signed(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    comment = store(service, "2026-014")
    with writing(service.engine) as connection:
        connection.execute(update(answers).values(signed_by=""))
    (outcome,) = export(service, content)
    assert outcome.action == "refused"
    assert outcome.reasons == ("Nobody signed it off. Open it in the queue and sign it off.",)
    assert not (content / "comments" / "2026-014.yaml").exists()
    assert state_of(service, comment) == "signed off"


@pytest.mark.parametrize("state", [State.NEW, State.OPEN, State.ANSWERED, State.QUARANTINED])
def test_what_is_still_in_the_queue_stays_there(
    tmp_path: Path, content: Path, state: State
) -> None:
    service = make_service(tmp_path)
    move(service, store(service, "2026-014"), state)
    assert export(service, content) == []
    assert not (content / "comments" / "2026-014.yaml").exists()


def test_one_that_is_refused_keeps_no_other_back(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    store(service, "2026-014", replace(ANSWER, you_said="Ring me on 01632 960123."))
    store(service, "2026-015", form="2")
    refused, written = export(service, content)
    assert refused.reasons == (
        "you_said seems to hold a phone number. Write it without, and sign it off again.",
    )
    assert written == ExportResult("comments/2026-015.yaml", "written")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"you_said": ""}, "you_said"),
        ({"themes": ()}, "themes"),
        ({"who": "a mother"}, "who"),
        ({"status": "cannot"}, "not why"),
        ({"action_by": "soon"}, "soon"),
        ({"answer": "A bell \a rings."}, "cannot be printed (code 7)"),
        ({"you_said": "Turned \u202eround."}, "cannot be printed (code 8238)"),
        ({"you_said": "Write to ann@example.org."}, "e-mail address"),
        ({"answer": "{{ x }}"}, "text that was meant to be replaced"),
    ],
)
def test_what_would_not_load_or_names_somebody_is_refused_with_a_sentence(
    changes: Mapping[str, object], sentence: str
) -> None:
    answer = json.loads(ANSWER.as_json()) | dict(changes)
    text, reasons = file_text(replace(SIGNED_OFF, published_version=json.dumps(answer)), ANYTHING)
    del text
    assert any(sentence in reason for reason in reasons), reasons


def test_a_page_or_contact_that_is_gone_is_told(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    store(service, "2026-014", replace(ANSWER, about="/guides/gone/", action_owner="nobody"))
    place = replace(service.settings.folders, content=content, state=tmp_path / "state")
    (outcome,) = export(service, content, KnownIds.of(place))
    assert outcome.action == "refused"
    assert "about names /guides/gone/, which the content does not have." in outcome.reasons
    assert "action.owner names nobody, which the content does not have." in outcome.reasons


def test_a_file_that_this_store_did_not_write_is_left_alone(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    comment = store(service, "2026-014")
    (content / "comments").mkdir(exist_ok=True)
    byhand = content / "comments" / "2026-014.yaml"
    byhand.write_text("# ours\n", encoding="utf-8")
    (outcome,) = export(service, content)
    assert "There is a file of this number" in outcome.reasons[0]
    assert byhand.read_text(encoding="utf-8") == "# ours\n"
    assert state_of(service, comment) == "signed off"


@pytest.mark.parametrize("state", [State.WITHHELD, State.NOT_TO_PUBLISH, State.NOT_A_COMMENT])
def test_what_was_published_and_is_withdrawn_leaves_the_content(
    tmp_path: Path, databases: str, content: Path, state: State
) -> None:
    service = make_service(tmp_path, databases)
    comment = store(service, "2026-014")
    export(service, content)
    move(service, comment, State.OPEN)
    assert export(service, content) == []
    assert (content / "comments" / "2026-014.yaml").exists()
    move(service, comment, state)
    assert export(service, content) == [ExportResult("comments/2026-014.yaml", "removed")]
    assert not (content / "comments" / "2026-014.yaml").exists()
    assert export(service, content) == []


def test_a_better_version_takes_the_place_of_the_old_one(tmp_path: Path, content: Path) -> None:
    service = make_service(tmp_path)
    comment = store(service, "2026-014")
    export(service, content)
    better = replace(ANSWER, you_said="Nothing is said of late taxis.").as_json()
    with writing(service.engine) as connection:
        connection.execute(update(answers).values(shown=better))
    move(service, comment, State.SIGNED_OFF)
    assert [one.action for one in export(service, content)] == ["written"]
    file = content / "comments" / "2026-014.yaml"
    assert "late taxis" in file.read_text(encoding="utf-8")
    assert state_of(service, comment) == "published"


def test_nothing_of_the_raw_words_the_reply_or_the_notes_gets_out(
    tmp_path: Path, content: Path
) -> None:
    service = make_service(tmp_path)
    store(service, "2026-014")
    export(service, content)
    text = (content / "comments" / "2026-014.yaml").read_text(encoding="utf-8")
    assert "Ann Example" not in text
    assert "for you alone" not in text
    assert "office next door" not in text


HOSTILE = (
    *("- a list", "# a comment", "&anchor", "*alias", "!tag", "{a: b}", "[" * 20, "---", "..."),
    *("yes", "null", "~", "9:30", "a: b", "a #b", "'\"", "|-", ">", "%TAG", "@x", "`", "a\tb"),
    *("a  b", "x\n\n\ny", "x\n y", "x \ny", "- x\n- y", "\u00a0x", "\U0001f600", "? k"),
    *("x:\n  - y", "<b>x</b>", "=SUM(A1)", "x: |", "%YAML 1.1"),
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    assert round_trip(words) == words.strip()
    assert round_trip(f"{words} {'long ' * 40}end") == f"{words} {'long ' * 40}end".strip()


@given(
    st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda words: words.strip()),
    st.integers(1, 60),
)
@example(" \n x", 1)
def test_any_words_come_back_byte_for_byte_or_are_refused_with_a_sentence(
    words: str, times: int
) -> None:
    words = " ".join([words] * times)
    text = round_trip(words)
    if text is None:
        return
    assert text == words.replace("\r\n", "\n").replace("\r", "\n").strip()


def round_trip(words: str) -> str | None:
    """The words as the build reads them from the file; None where they were refused."""
    answer = replace(ANSWER, answer=words)
    text, reasons = file_text(replace(SIGNED_OFF, published_version=answer.as_json()), ANYTHING)
    if reasons:
        assert all(reason.endswith(".") for reason in reasons), reasons
        return None
    content = ContentFile(SIGNED_OFF.path, Path(SIGNED_OFF.path), text.encode("utf-8"))
    entry = check_file(content, CheckSettings()).entry
    assert entry
    return str(entry.record.answer)
