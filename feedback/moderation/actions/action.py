"""What a moderator's action is: one row of the table, and what it is run with."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import Connection

from feedback.accounts.account import Account, AccountRole
from feedback.app_context import AppContext
from feedback.moderation.actions.permissions import role_for_move, states_of
from feedback.moderation.comment_form import SubmittedForm
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.labels import STATES
from feedback.moderation.versions import Edit
from feedback.states import State, may_move
from feedback.submission import PUBLISHED_KINDS


class Unsaved(Enum):
    """What an action does first with words that stand in the form and are not saved yet."""

    SAVE = auto()
    #: The same; and a new comment is opened even if nothing was written in it.
    TAKE_UP = auto()
    #: The action writes them itself, as part of what it does.
    INCLUDE = auto()
    #: The action is refused as long as there are any.
    REFUSE = auto()


@dataclass(frozen=True, slots=True)
class ActionRequest:
    """What an action is run with: a transaction that may write, who changes what, and the form."""

    connection: Connection
    app: AppContext
    edit: Edit
    form: SubmittedForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that a moderator may do with what was sent.

    Attributes:
        name: What its button sends, and the address of the next page names.
        label: The words of its button.
        other_label: The same where it is no comment, if they differ.
        role: The least role that may do it. A move out of a state that answerers do not work in is
            a moderator's, whatever stands here: see ``least_role``.
        to: The state that it leads to, if it always leads to the same. ``feedback.states.MOVES``
            then says from which states.
        not_from: States from which it has no button, though there is such a move.
        condition: Whether a comment allows it, beyond its state.
        when: In words, for the documentation: that condition, or where on the page its button is.
        run: Does it, and returns the number of the comment's version. Raises ``ActionError``.
        unsaved: What it does first with words that are not saved yet.
        act: How the audit log stores it; for a move, the state that it leads to.
        log: How the audit log words it; for a move, the name of the state.
        flash: What the next page says.
    """

    name: str
    label: str
    other_label: str = ""
    role: AccountRole
    to: State | None = None
    not_from: frozenset[State] = frozenset()
    condition: Callable[[ModeratedComment, Account], bool] = lambda _comment, _account: True
    when: str = ""
    run: Callable[[ActionRequest], int]
    unsaved: Unsaved = Unsaved.SAVE
    act: str = ""
    log: str = ""
    flash: str = ""

    @property
    def from_states(self) -> frozenset[State]:
        """The states in which its button is there; what is written opens a new comment first."""
        if self.to is None:
            return frozenset(State)
        states = {state for state in State if may_move(state, self.to)}
        if self.unsaved in (Unsaved.TAKE_UP, Unsaved.INCLUDE) and may_move(State.OPEN, self.to):
            states.add(State.NEW)
        return frozenset(states) - self.not_from

    @property
    def stored_act(self) -> str:
        """What stands in the audit log's column ``act``."""
        return self.act or (self.to.value if self.to else "")

    @property
    def logged_as(self) -> str:
        """How the audit log words it, after the name of whoever did it."""
        return self.log or (f"made it: {STATES[self.to].lower()}" if self.to else "")

    def least_role(self, state: State) -> AccountRole:
        """Return the least role that may do it with a comment in this state."""
        if self.to is None or self.role == "moderator":
            return self.role
        return role_for_move(state, self.to)

    def is_offered(self, comment: ModeratedComment, account: Account) -> bool:
        """Return whether the page of a comment has its button for this account."""
        return (
            account.may(self.least_role(comment.state))
            and comment.state in self.from_states
            and (self.to is None or self.to in states_of(comment.kind))
            and self.condition(comment, account)
        )

    def label_for(self, kind: str) -> str:
        """Return the words of its button for a kind of submission."""
        is_other = kind not in PUBLISHED_KINDS
        return self.other_label if self.other_label and is_other else self.label
