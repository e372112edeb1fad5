"""States at the desk: every move of the one table is made, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from feedback.moderation.action_errors import NotAllowedError, PermissionDeniedError
from feedback.moderation.actions.change_state import move, save, take_down
from feedback.moderation.actions.permissions import STATES_OF_OTHERS, states_of
from feedback.moderation.actions.undo import undo
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment, load_comment
from feedback.moderation.versions import Edit, write_version
from feedback.states import MOVES, State, may_move
from feedback.store.engine import reading, writing
from feedback.store.tables import acts, answers, comments, drafts
from tests.support.moderation import Desk, desk

#: States into which a comment comes by an action of its own, with rules of its own.
OWN_WAY = {State.SIGNED_OFF, State.PUBLISHED, State.MERGED}


def now_at(at: Desk, number: int) -> ModeratedComment:
    with reading(at.service.engine) as connection:
        found = load_comment(connection, number)
    assert found
    return found


def put(at: Desk, number: int, state: State) -> None:
    with writing(at.service.engine) as connection:
        connection.execute(
            update(comments).where(comments.c.id == number).values(state=state.value)
        )


def here(at: Desk, number: int, by: str = "ruth") -> Edit:
    return Edit(number, at.row(number).version, at.accounts[by], 1_800_000_000)


def moved(at: Desk, number: int, to: State, reason: str = "") -> int:
    """Move a comment as ruth, who is a moderator; return the number of its new version."""
    with writing(at.service.engine) as connection:
        return move(connection, here(at, number), to, reason)


def is_moved(at: Desk, number: int, to: State, reason: str = "") -> bool:
    try:
        moved(at, number, to, reason)
    except NotAllowedError:
        return False
    return True


def answered(at: Desk, *, may_publish: bool = False) -> int:
    number = at.send(may_publish=may_publish)
    with writing(at.service.engine) as connection:
        save(connection, here(at, number), Answer(you_said="A taxi.", answer="We know."))
    return number


def test_each_move_of_the_table_is_made_and_no_other(tmp_path: Path, databases: str) -> None:
    at = desk(tmp_path, databases)
    number = answered(at)
    for old in State:
        for new in State:
            put(at, number, old)
            reason = "vexatious" if new is State.WITHHELD else ""
            allowed = may_move(old, new) and new not in OWN_WAY and new in states_of("comment")
            assert is_moved(at, number, new, reason) == allowed, (old, new)
            assert at.row(number).state == (new if allowed else old).value


def test_what_is_no_comment_is_done_or_not_done_and_not_more(
    tmp_path: Path, databases: str
) -> None:
    at = desk(tmp_path, databases)
    number = at.send(kind="correction")
    for old in STATES_OF_OTHERS:
        for new in State:
            put(at, number, old)
            allowed = may_move(old, new) and new in STATES_OF_OTHERS
            assert is_moved(at, number, new) == allowed, (old, new)


def test_every_state_can_be_reached_and_left_again() -> None:
    assert set().union(*MOVES.values()) == set(State)
    assert all(MOVES[state] for state in State)
    assert set(MOVES) == set(State)


def test_a_move_is_noted_with_who_made_it_and_without_a_word_of_the_comment(
    tmp_path: Path, databases: str
) -> None:
    at = desk(tmp_path, databases)
    number = at.send("A secret word: aubergine.")
    moved(at, number, State.WITHHELD, reason="vexatious")
    with reading(at.service.engine) as connection:
        rows = connection.execute(select(acts).where(acts.c.comment == number)).all()
    assert [(row.act, row.note, row.account) for row in rows] == [
        ("withheld", "vexatious", at.accounts["ruth"].id)
    ]
    assert "aubergine" not in str(rows)


@pytest.mark.parametrize("reason", ["", "rude", "vexatious "])
def test_withholding_takes_one_of_the_two_lawful_reasons(tmp_path: Path, reason: str) -> None:
    at = desk(tmp_path)
    number = at.send()
    with pytest.raises(NotAllowedError, match="two reasons"):
        moved(at, number, State.WITHHELD, reason=reason)


@pytest.mark.parametrize("reason", ["vexatious", "about one person"])
def test_what_is_withheld_says_why(tmp_path: Path, reason: str) -> None:
    at = desk(tmp_path)
    number = at.send()
    assert at.post(number, action="withhold", reason=reason).status_code == 303
    assert at.row(number).state == "withheld"
    assert now_at(at, number).current.withheld_reason == reason
    assert "Why it is withheld" in at.get(f"comment/{number}")
    moved(at, number, State.OPEN)
    assert now_at(at, number).current.withheld_reason == ""


def test_only_a_comment_whose_sender_said_no_is_closed_unpublished(tmp_path: Path) -> None:
    at = desk(tmp_path)
    yes, no = answered(at, may_publish=True), answered(at)
    for number in (yes, no):
        moved(at, number, State.ANSWERED)
    with pytest.raises(NotAllowedError, match="lets you publish"):
        moved(at, yes, State.NOT_TO_PUBLISH)
    moved(at, no, State.NOT_TO_PUBLISH)
    assert at.row(no).state == "not to publish"


def test_nothing_is_answered_without_an_answer(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = at.send()
    moved(at, number, State.OPEN)
    with pytest.raises(NotAllowedError, match=r"^Write the answer first\.$"):
        moved(at, number, State.ANSWERED)


def test_an_answerer_answers_and_does_not_withhold(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = answered(at)
    assert at.post(number, by="amir", action="answered").status_code == 303
    for action in ("not-to-publish", "withhold"):
        refused = at.post(number, by="amir", action=action, reason="vexatious")
        assert refused.status_code == 400
        assert "Ask a moderator" in refused.text
    assert at.row(number).state == "answered"


def test_an_answerer_undoes_nothing_that_only_a_moderator_may_do(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = answered(at)
    moved(at, number, State.WITHHELD, reason="vexatious")
    with writing(at.service.engine) as connection:
        connection.execute(update(drafts).values(account=at.accounts["amir"].id))
    with writing(at.service.engine) as connection, pytest.raises(PermissionDeniedError):
        undo(connection, here(at, number, by="amir"))
    assert at.row(number).state == "withheld"


def signed_off(at: Desk) -> int:
    """A comment as signing off leaves it."""
    number = answered(at, may_publish=True)
    with writing(at.service.engine) as connection:
        comment = load_comment(connection, number)
        assert comment
        signed = replace(
            comment.current,
            state=State.SIGNED_OFF,
            published_version="{}",
            signed_off_at=1,
            signed_off_by="Local Offer team",
        )
        write_version(connection, comment, signed, here(at, number), "signed off")
    return number


def test_what_is_opened_again_before_it_went_out_is_not_shown(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = signed_off(at)
    moved(at, number, State.OPEN)
    assert now_at(at, number).current.published_version is None


def test_what_is_published_stays_shown_until_it_is_taken_down(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = signed_off(at)
    put(at, number, State.PUBLISHED)
    moved(at, number, State.OPEN)
    assert now_at(at, number).current.published_version == "{}"
    with writing(at.service.engine) as connection:
        take_down(connection, here(at, number))
    assert now_at(at, number).current.published_version is None


def test_undo_brings_back_the_words_and_the_state(tmp_path: Path, databases: str) -> None:
    at = desk(tmp_path, databases)
    number = answered(at)
    moved(at, number, State.WITHHELD, reason="vexatious")
    for state in ("open", "withheld", "open"):  # an undo is a change that can be undone
        with writing(at.service.engine) as connection:
            undo(connection, here(at, number))
        assert at.row(number).state == state
    assert now_at(at, number).answer.answer == "We know."
    assert now_at(at, number).current.withheld_reason == ""


def test_nobody_undoes_what_somebody_else_did(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = answered(at)
    fresh = at.send()
    with writing(at.service.engine) as connection:
        with pytest.raises(NotAllowedError, match="Somebody else"):
            undo(connection, here(at, number, by="olga"))
        with pytest.raises(NotAllowedError, match=r"There is nothing to undo\."):
            undo(connection, here(at, fresh))


def test_what_has_been_published_is_not_undone(tmp_path: Path) -> None:
    at = desk(tmp_path)
    number = signed_off(at)
    put(at, number, State.PUBLISHED)
    with (
        writing(at.service.engine) as connection,
        pytest.raises(NotAllowedError, match="is published"),
    ):
        undo(connection, here(at, number))
    with reading(at.service.engine) as connection:
        assert connection.execute(select(answers.c.shown)).scalar_one() == "{}"
