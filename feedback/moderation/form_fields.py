"""The fields in which a comment is answered, from what is written so far."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

from feedback.moderation.answer import Answer
from feedback.moderation.comment_form import THEME
from feedback.moderation.context_parts import FieldOption, FormField, FormFieldGroup
from feedback.moderation.publishable import LONGEST_LINE
from localoffer.model.comment_terms import NOT_SAID, Role
from localoffer.model.wall_note import LONGEST_NOTE
from localoffer.offer import Offer
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, STATUSES

_LABELS: Final[Mapping[str, str]] = {
    "you_said": "What is published",
    "matter": "Which matter it is about",
    "themes": "Themes",
    "who": "Who said it",
    "people": "How many people said the like",
    "about": "The page or record it is about",
    "status": "What is being done",
    "answer": "The answer",
    "sorry": "An apology, where one is due",
    "why_not": "Why it cannot be done",
    "action_what": "What is done about it",
    "action_owner": "Who does it",
    "action_by": "By which day",
    "action_done": "Done on which day",
    "changed": "The page that changed",
    "next_review": "Looked at again on which day",
    "short_said": "What was said, in a few easy words",
    "short_answer": "The answer, in a few easy words",
    "reply": "Words for the sender alone",
    "private": "A private note for moderators",
}
_ADDRESS: Final = "Its address from the first /, such as /guides/travel-to-school/."
_DAY: Final = "Year-month-day, such as 2026-03-31."
_HINTS: Final[Mapping[str, str]] = {
    "you_said": "Take out every name and whatever could point at one child, parent or worker.",
    "about": _ADDRESS,
    "changed": _ADDRESS,
    "action_by": _DAY,
    "action_done": _DAY,
    "next_review": _DAY,
    "why_not": "Only where the answer is that it cannot be done.",
    "reply": "Sent with the answer to whoever left an address. Never published.",
    "private": "Never published and never sent.",
}
#: Labels and hints that words for the wall have of their own.
_WALL_LABELS: Final[Mapping[str, str]] = {"matter": "Which question it answers"}
_WALL_HINTS: Final[Mapping[str, str]] = {
    "you_said": "Take out every name, and whatever could point at one child. As they said it else.",
    "answer": "In a few easy words: children read it. Empty is right where nothing is asked for.",
}
#: Fields of one line, and fields for a day.
_LINES: Final = ("about", "changed", "short_said", "short_answer")
_DAYS: Final = ("action_by", "action_done", "next_review")
#: How many letters these take: they are published as one line (``localoffer.model.comment``).
_LIMITS: Final = dict.fromkeys(("short_said", "short_answer"), LONGEST_LINE)
#: The id, title and hint of each group, and its fields.
_GROUPS: Final = (
    ("publish", "The text to publish", "", ("you_said",)),
    ("file-it", "What it is about", "", ("matter", "themes", "who", "people", "about")),
    ("answer-it", "The answer", "", ("status", "answer", "sorry", "why_not")),
    (
        "action",
        "The action",
        "Leave it empty where nothing is to be done.",
        (
            "action_what",
            "action_owner",
            "action_by",
            "action_done",
            "changed",
            "next_review",
        ),
    ),
    (
        "in-short",
        "In short",
        "One easy sentence each, for young people and in easy read.",
        ("short_said", "short_answer"),
    ),
    ("not-published", "Not published", "", ("reply", "private")),
)

#: The same for words for the wall.
_WALL_GROUPS: Final = (
    ("publish", "The words for the wall", "", ("you_said", "matter", "themes", "people")),
    ("answer-it", "What was done about them", "", ("status", "answer", "changed")),
    ("not-published", "Not published", "", ("private",)),
)

#: The fields that words for the wall have.
WALL_FIELDS: Final = frozenset(name for group in _WALL_GROUPS for name in group[-1])


def field_groups(
    answer: Answer, offer: Offer, saved_meanwhile: Answer | None = None, *, kind: str = "comment"
) -> tuple[FormFieldGroup, ...]:
    """Return all fields, with what somebody else has saved meanwhile where that differs.

    ``kind`` is that of the submission: a comment, or words for the wall.
    """
    groups = _WALL_GROUPS if kind == "wall" else _GROUPS
    return tuple(
        FormFieldGroup(
            group,
            title,
            hint,
            tuple(_field(name, answer, offer, saved_meanwhile, kind) for name in names),
        )
        for group, title, hint, names in groups
    )


def some_fields(names: Iterable[str], answer: Answer, offer: Offer) -> tuple[FormField, ...]:
    """Return the fields with these names, for what is no comment."""
    return tuple(_field(name, answer, offer, None) for name in names)


def label_of(name: str, kind: str = "comment") -> str:
    """Return the label of a field for a kind of submission."""
    return _WALL_LABELS.get(name, _LABELS[name]) if kind == "wall" else _LABELS[name]


def value_in_words(answer: Answer, name: str, offer: Offer, kind: str = "comment") -> str:
    """Return the value of a field in words, as somebody reads it."""
    if name == "themes":
        return ", ".join(_theme(theme, offer) for theme in answer.themes)
    value = str(getattr(answer, name))
    options = _options(name, answer, offer, kind)
    return next((option.label for option in options if option.value == value), value)


def _field(
    name: str, answer: Answer, offer: Offer, saved: Answer | None, kind: str = "comment"
) -> FormField:
    differs = saved is not None and getattr(saved, name) != getattr(answer, name)
    return FormField(
        name,
        label_of(name, kind),
        _kind(name),
        "" if name == "themes" else str(getattr(answer, name)),
        _hint(name, kind),
        tuple(_options(name, answer, offer, kind)),
        value_in_words(saved, name, offer, kind) if saved is not None and differs else None,
        LONGEST_NOTE if (kind, name) == ("wall", "you_said") else _LIMITS.get(name, 0),
        "trimmed",
    )


def _hint(name: str, kind: str) -> str:
    hints = {**_HINTS, **_WALL_HINTS} if kind == "wall" else _HINTS
    return hints.get(name, "")


def _kind(name: str) -> str:
    if name in _LINES:
        return "line"
    if name in _DAYS:
        return "day"
    kinds = {"themes": "any", "people": "number", "action_owner": "list"}
    return kinds.get(name, "one" if name in ("matter", "who", "status") else "words")


def _options(name: str, answer: Answer, offer: Offer, kind: str) -> Iterator[FieldOption]:
    if name == "themes":
        for theme in _with_older(offer.lists.themes, answer.themes):
            yield FieldOption(f"{THEME}{theme}", _theme(theme, offer), theme in answer.themes)
        return
    chosen = getattr(answer, name)
    for value, label in _choices(name, offer, kind):
        yield FieldOption(value, label, value == chosen)


def _choices(name: str, offer: Offer, kind: str) -> Iterable[tuple[str, str]]:
    if name == "matter":
        return WALL_QUESTIONS.items() if kind == "wall" else MATTERS.items()
    if name == "who":
        return (
            (role, "They did not say" if role == NOT_SAID else ROLES[role][2])
            for role in get_args(Role)
        )
    if name == "status":
        return STATUSES.items()
    if name == "action_owner":
        contacts = offer.lists.contacts.items()
        return (("", "Nobody yet"), *((id_, contact.role) for id_, contact in contacts))
    return ()


def _with_older(themes: Iterable[str], chosen: Iterable[str]) -> Iterable[str]:
    """Return the themes of the content, and those that only an older answer has."""
    return dict.fromkeys((*themes, *chosen))


def _theme(theme: str, offer: Offer) -> str:
    row = offer.lists.themes.get(theme)
    return row.name if row else theme
