"""What moderators make of a comment: the words to publish, the answer, the action."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    """All that moderators write about one comment; days are ``2026-03-31`` or empty.

    The names are those of ``localoffer.model.comment``, which says what each is for. ``people`` is
    how many have said the same. ``reply`` is for the sender alone and ``private`` for moderators:
    neither is ever published.
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
        """Return it as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return an answer from the store; fields that an older version did not have are empty."""
        stored = json.loads(text)
        names = {field.name for field in fields(cls)}
        values = {name: value for name, value in stored.items() if name in names}
        values["themes"] = tuple(values.get("themes", ()))
        return cls(**values)
