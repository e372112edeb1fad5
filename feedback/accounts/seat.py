"""Who sits at the desk: what a signed-in moderator may do."""

from dataclasses import dataclass
from typing import Literal

#: A reader looks; an answerer also writes answers; a moderator also signs off, withholds,
#: publishes, merges and enters comments for others.
AccountRole = Literal["moderator", "answerer", "reader"]


@dataclass(frozen=True, slots=True)
class Account:
    """Someone signed in. ``shown_as`` is the role that published pages name, never a person."""

    id: int
    name: str
    role: AccountRole
    shown_as: str
