"""What the desk makes of a comment: the words to publish, the answer, the action."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is written at the desk about one comment; days are ``2026-03-31`` or empty.

    The names are those of ``localoffer.model.comment``, which says what each is for. ``people`` is
    how many said the like. ``reply`` is for the sender alone and ``private`` for the desk: neither
    is ever published.
    """

    you_said: str = ""
    matter: str = ""
    themes: tuple[str, ...] = ()
    who: str = ""
    people: int = 1
    about: str = ""
    status: str = "listening"
    answer: str = ""
    sorry: str = ""
    why_not: str = ""
    action_what: str = ""
    action_owner: str = ""
    action_by: str = ""
    action_done: str = ""
    changed: str = ""
    next_review: str = ""
    short_said: str = ""
    short_answer: str = ""
    reply: str = ""
    private: str = ""

    def as_json(self) -> str:
        """Return it as it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what was kept; fields that an older version did not have are empty."""
        kept = json.loads(text)
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in kept.items() if name in known}
        values["themes"] = tuple(values.get("themes", ()))
        return cls(**values)
