"""States in moderation: every move of the one table is made, and no other."""

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
from tests.support.moderation import ModerationSite, moderation_site

#: States into which a comment comes by an action of its own, with rules of its own.
OWN_WAY = {State.SIGNED_OFF, State.PUBLISHED, State.MERGED}


def loaded(site: ModerationSite, number: int) -> ModeratedComment:
    with reading(site.service.engine) as connection:
        found = load_comment(connection, number)
    assert found
    return found


def put_in_state(site: ModerationSite, number: int, state: State) -> None:
    with writing(site.service.engine) as connection:
        connection.execute(
            update(comments).where(comments.c.id == number).values(state=state.value)
        )


def current_edit(site: ModerationSite, number: int, by: str = "ruth") -> Edit:
    return Edit(number, site.row(number).version, site.accounts[by], 1_800_000_000)


def move_as_ruth(site: ModerationSite, number: int, to: State, reason: str = "") -> int:
    """Move a comment as ruth, who is a moderator; return the number of its new version."""
    with writing(site.service.engine) as connection:
        return move(connection, current_edit(site, number), to, reason)


def is_allowed(site: ModerationSite, number: int, to: State, reason: str = "") -> bool:
    try:
        move_as_ruth(site, number, to, reason)
    except NotAllowedError:
        return False
    return True


def answered(site: ModerationSite, *, may_publish: bool = False) -> int:
    number = site.send(publish="yes" if may_publish else "no")
    with writing(site.service.engine) as connection:
        save(connection, current_edit(site, number), Answer(you_said="A taxi.", answer="We know."))
    return number


def test_each_move_of_the_table_is_made_and_no_other(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = answered(site)
    for old in State:
        for new in State:
            put_in_state(site, number, old)
            reason = "vexatious" if new is State.WITHHELD else ""
            allowed = may_move(old, new) and new not in OWN_WAY and new in states_of("comment")
            assert is_allowed(site, number, new, reason) == allowed, (old, new)
            assert site.row(number).state == (new if allowed else old).value


def test_what_is_no_comment_is_done_or_not_done_and_not_more(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send(kind="correction")
    for old in STATES_OF_OTHERS:
        for new in State:
            put_in_state(site, number, old)
            allowed = may_move(old, new) and new in STATES_OF_OTHERS
            assert is_allowed(site, number, new) == allowed, (old, new)


def test_every_state_can_be_reached_and_left_again() -> None:
    assert set().union(*MOVES.values()) == set(State)
    assert all(MOVES[state] for state in State)
    assert set(MOVES) == set(State)


def test_a_move_is_noted_with_who_made_it_and_without_a_word_of_the_comment(
    tmp_path: Path, databases: str
) -> None:
    site = moderation_site(tmp_path, databases)
    number = site.send("A secret word: aubergine.")
    move_as_ruth(site, number, State.WITHHELD, reason="vexatious")
    with reading(site.service.engine) as connection:
        rows = connection.execute(select(acts).where(acts.c.comment == number)).all()
    assert [(row.act, row.note, row.account) for row in rows] == [
        ("withheld", "vexatious", site.accounts["ruth"].id)
    ]
    assert "aubergine" not in str(rows)


@pytest.mark.parametrize("reason", ["", "rude", "vexatious "])
def test_withholding_takes_one_of_the_two_lawful_reasons(tmp_path: Path, reason: str) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    with pytest.raises(NotAllowedError, match="two reasons"):
        move_as_ruth(site, number, State.WITHHELD, reason=reason)


@pytest.mark.parametrize("reason", ["vexatious", "about one person"])
def test_what_is_withheld_says_why(tmp_path: Path, reason: str) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    assert site.post(number, action="withhold", reason=reason).status_code == 303
    assert site.row(number).state == "withheld"
    assert loaded(site, number).current.withheld_reason == reason
    assert "Why it is withheld" in site.get(f"comment/{number}")
    move_as_ruth(site, number, State.OPEN)
    assert loaded(site, number).current.withheld_reason == ""


def test_only_a_comment_whose_sender_said_no_is_closed_unpublished(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    yes, no = answered(site, may_publish=True), answered(site)
    for number in (yes, no):
        move_as_ruth(site, number, State.ANSWERED)
    with pytest.raises(NotAllowedError, match="lets you publish"):
        move_as_ruth(site, yes, State.NOT_TO_PUBLISH)
    move_as_ruth(site, no, State.NOT_TO_PUBLISH)
    assert site.row(no).state == "not to publish"


def test_nothing_is_answered_without_an_answer(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send()
    move_as_ruth(site, number, State.OPEN)
    with pytest.raises(NotAllowedError, match=r"^Write the answer first\.$"):
        move_as_ruth(site, number, State.ANSWERED)


def test_an_answerer_answers_and_does_not_withhold(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = answered(site)
    assert site.post(number, by="amir", action="answered").status_code == 303
    for action in ("not-to-publish", "withhold"):
        refused = site.post(number, by="amir", action=action, reason="vexatious")
        assert refused.status_code == 400
        assert "Ask a moderator" in refused.text
    assert site.row(number).state == "answered"


def test_an_answerer_undoes_nothing_that_only_a_moderator_may_do(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = answered(site)
    move_as_ruth(site, number, State.WITHHELD, reason="vexatious")
    with writing(site.service.engine) as connection:
        connection.execute(update(drafts).values(account=site.accounts["amir"].id))
    with writing(site.service.engine) as connection, pytest.raises(PermissionDeniedError):
        undo(connection, current_edit(site, number, by="amir"))
    assert site.row(number).state == "withheld"


def signed_off(site: ModerationSite) -> int:
    """A comment as signing off leaves it."""
    number = answered(site, may_publish=True)
    with writing(site.service.engine) as connection:
        comment = load_comment(connection, number)
        assert comment
        signed = replace(
            comment.current,
            state=State.SIGNED_OFF,
            published_version="{}",
            signed_off_at=1,
            signed_off_by="Local Offer team",
        )
        write_version(connection, comment, signed, current_edit(site, number), "signed off")
    return number


def test_what_is_opened_again_before_it_went_out_is_not_shown(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = signed_off(site)
    move_as_ruth(site, number, State.OPEN)
    assert loaded(site, number).current.published_version is None


def test_what_is_published_stays_shown_until_it_is_taken_down(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = signed_off(site)
    put_in_state(site, number, State.PUBLISHED)
    move_as_ruth(site, number, State.OPEN)
    assert loaded(site, number).current.published_version == "{}"
    with writing(site.service.engine) as connection:
        take_down(connection, current_edit(site, number))
    assert loaded(site, number).current.published_version is None


def test_undo_brings_back_the_words_and_the_state(tmp_path: Path, databases: str) -> None:
    site = moderation_site(tmp_path, databases)
    number = answered(site)
    move_as_ruth(site, number, State.WITHHELD, reason="vexatious")
    for state in ("open", "withheld", "open"):  # an undo is a change that can be undone
        with writing(site.service.engine) as connection:
            undo(connection, current_edit(site, number))
        assert site.row(number).state == state
    assert loaded(site, number).answer.answer == "We know."
    assert loaded(site, number).current.withheld_reason == ""


def test_nobody_undoes_what_somebody_else_did(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = answered(site)
    fresh = site.send()
    with writing(site.service.engine) as connection:
        with pytest.raises(NotAllowedError, match="Somebody else"):
            undo(connection, current_edit(site, number, by="olga"))
        with pytest.raises(NotAllowedError, match=r"There is nothing to undo\."):
            undo(connection, current_edit(site, fresh))


def test_what_has_been_published_is_not_undone(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = signed_off(site)
    put_in_state(site, number, State.PUBLISHED)
    with (
        writing(site.service.engine) as connection,
        pytest.raises(NotAllowedError, match="is published"),
    ):
        undo(connection, current_edit(site, number))
    with reading(site.service.engine) as connection:
        assert connection.execute(select(answers.c.shown)).scalar_one() == "{}"
