"""The table of actions: pages, permissions, the audit log and the documentation agree with it."""

import re
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import update

from feedback.moderation.action_errors import PermissionDeniedError
from feedback.moderation.actions.action import Action
from feedback.moderation.actions.dispatch import perform_action
from feedback.moderation.actions.permissions import role_for_move, states_of
from feedback.moderation.actions.table import ACTION_BY_NAME, ACTIONS
from feedback.moderation.comment_form import read_form
from feedback.moderation.labels import STATES
from feedback.moderation.versions import Edit
from feedback.states import State
from feedback.store.engine import writing
from feedback.store.tables import comments
from tests.support.moderation import PAGE, ModerationSite, moderation_site

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates" / "feedback").glob("moderation*.html"))

#: What an answerer may do, and the states in which an answerer may move a comment.
ANSWERERS = {
    "save", "next", "answered", "take", "assign", "give-back", "passed-on", "no-danger", "undo",
    "release", "done", "not-done",
}  # fmt: skip
ANSWERERS_STATES = {State.NEW, State.OPEN, State.ANSWERED, State.DONE, State.NOT_DONE}

#: All that any action asks for.
FILLED = {
    "you_said": "A taxi did not come.", "matter": "missing", "theme-travel": "yes",
    "who": "parent or carer", "status": "done", "answer": "There is a number now.",
    "changed": PAGE, "nobody_known": "yes", "reason": "vexatious", "to": "safety",
    "reply": "Thank you, Jo.", "assignee": "olga",
}  # fmt: skip


def put_in_state(site: ModerationSite, number: int, state: State) -> None:
    with writing(site.service.engine) as connection:
        connection.execute(
            update(comments).where(comments.c.id == number).values(state=state.value)
        )


def written(site: ModerationSite, kind: str, *, may_publish: bool) -> int:
    """Send something by e-mail, write about it as ruth, and return its id."""
    number = site.send(kind=kind, publish="yes" if may_publish else "no", reply_to="jo@example.org")
    assert site.post(number, action="save", **FILLED).status_code == 303
    return number


@pytest.mark.parametrize("kind", ["comment", "correction", "sought"])
def test_every_button_of_a_page_does_what_it_says(tmp_path: Path, kind: str) -> None:
    site = moderation_site(tmp_path)
    target = site.row(site.send()).reference
    pressed = set()
    for state, may_publish in product(sorted(states_of(kind)), (True, False)):
        number = written(site, kind, may_publish=may_publish)
        put_in_state(site, number, state)
        for name in re.findall(r'name="action" value="([a-z-]+)"', site.get(f"comment/{number}")):
            if (name, state) in pressed:
                continue
            pressed.add((name, state))
            number = written(site, kind, may_publish=may_publish)
            put_in_state(site, number, state)
            filled = {} if name == "undo" else {"into": target, **FILLED}
            if "you_said" not in site.get(f"comment/{number}"):
                filled = {
                    key: filled[key] for key in filled.keys() & {"into", "reason", "to", "assignee"}
                }
            answer = site.post(number, action=name, **filled)
            assert answer.status_code == (200 if name == "address" else 303), (name, state)
            action = ACTION_BY_NAME[name]
            assert action.to is None or site.row(number).state == action.to.value, (name, state)
    assert {"save", "undo", "reply", "quarantine", "release"} <= {name for name, _ in pressed}


def test_an_answerer_does_not_do_what_is_a_moderators_in_any_state(tmp_path: Path) -> None:
    site = moderation_site(tmp_path)
    number = site.send(reply_to="jo@example.org")
    for action, state in product(ACTIONS, State):
        is_move_of_moderators = action.to is not None and state not in ANSWERERS_STATES
        if action.name in ANSWERERS and not is_move_of_moderators:
            continue
        put_in_state(site, number, state)
        edit = Edit(number, site.row(number).version, site.accounts["amir"], 1_800_000_000)
        form = read_form({"action": action.name, "reason": "vexatious", "into": "x"})
        with writing(site.service.engine) as connection, pytest.raises(PermissionDeniedError):
            perform_action(connection, site.service, edit, form)


def test_the_role_of_a_move_is_the_least_that_may_make_it_from_any_of_its_states() -> None:
    for action in ACTIONS:
        if action.to is not None:
            roles = {role_for_move(state, action.to) for state in action.from_states}
            assert action.role == min(roles), action.name  # "answerer" comes before "moderator"


def test_every_action_has_a_button_in_a_template_and_no_template_has_another() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
    assert set(re.findall(r'button\(page, "([a-z-]+)"', text)) == set(ACTION_BY_NAME)


def test_no_two_actions_share_a_name_and_each_is_worded_in_the_log_and_on_the_page() -> None:
    assert len(ACTION_BY_NAME) == len(ACTIONS)
    words: dict[str, str] = {}
    for action in ACTIONS:
        assert action.stored_act, action.name
        assert action.flash or action.name == "address", action.name
        assert words.setdefault(action.stored_act, action.logged_as) == action.logged_as


def test_the_page_for_moderators_lists_every_action_as_the_table_has_it() -> None:
    page = (ROOT / "docs" / "moderator.md").read_text(encoding="utf-8")
    table = page.partition("## Every button")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| **")]
    assert rows == [_documented(action) for action in ACTIONS]


def _documented(action: Action) -> str:
    """A row of the documentation: the button, who may press it, where it is, what the log says."""
    labels = f"**{action.label}**"
    if action.other_label:
        labels += f", or **{action.other_label}**"
    parts = [_states(action, action.role)] if action.to else []
    if action.to and action.role == "answerer" and (more := _states(action, "moderator")):
        parts.append(f"a moderator also from {more}")
    if action.when:
        parts.append(f"if {action.when}")
    return f"| {labels} | {action.role} | {'; '.join(parts)} | {action.logged_as} |"


def _states(action: Action, role: str) -> str:
    states = (state for state in State if state in action.from_states)
    return ", ".join(f"“{STATES[state]}”" for state in states if action.least_role(state) == role)
