"""An account that is signed in, and what its role may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

#: A reader looks; an answerer also writes answers; a moderator also signs off, withholds,
#: publishes, merges and enters comments for others.
AccountRole = Literal["moderator", "answerer", "reader"]

#: What each role may do, the smallest first; each may also do all that those before it may.
ROLES: Mapping[AccountRole, str] = {
    "reader": "look at what came in and at what was made of it",
    "answerer": "take comments up, and write answers and actions",
    "moderator": (
        "sign off, withhold, merge and put aside, tell the sender, and enter a comment for someone"
    ),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody signed in. ``shown_as`` is the role that published pages name, never a person."""

    id: int
    name: str
    role: AccountRole
    shown_as: str

    def may(self, least: AccountRole) -> bool:
        """Return whether they may do what needs at least this role."""
        return least in roles_up_to(self.role)


def roles_up_to(role: AccountRole) -> tuple[AccountRole, ...]:
    """Return the roles whose work this one may do, the smallest first."""
    names = tuple(ROLES)
    return names[: names.index(role) + 1]
