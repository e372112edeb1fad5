"""A signed-off comment as the file of it: what may be shown, and not a word more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select

from feedback.export.content_file import KnownIds, as_sentence, load_errors
from feedback.local_time import day_of
from feedback.moderation.answer import Answer
from feedback.states import State
from feedback.store.tables import answers, comments
from localoffer.check.comment_checks import comment_problems
from localoffer.model.comment import Comment
from localoffer.offer import Entry, Offer, RenderedText
from localoffer.personal_data import find_personal_data
from localoffer.problems import errors
from localoffer.write.quoting import unprintable
from localoffer.write.yaml_record import yaml_of

#: The words of the public: where nobody knows which numbers are the council's own, these are
#: looked at all the same for what could name or lead to somebody.
_SAID = ("you_said", "short_said")


@dataclass(frozen=True, slots=True)
class SignedOffComment:
    """A comment that has a public number, as the store holds it."""

    comment: int
    number: str
    state: State
    version: int
    received: int
    way: str
    shown: str | None
    signed: int | None
    signed_by: str
    answered: int | None
    exported: int | None

    @property
    def path(self) -> str:
        """The file, below the content folder."""
        return f"comments/{self.number}.yaml"


def signed_off_comments(connection: Connection) -> tuple[SignedOffComment, ...]:
    """Return every comment that has a number, in the order of the numbers."""
    rows = connection.execute(
        select(
            answers.c.comment,
            answers.c.number,
            comments.c.state,
            comments.c.version,
            comments.c.received,
            comments.c.way,
            answers.c.shown,
            answers.c.signed,
            answers.c.signed_by,
            answers.c.answered,
            answers.c.exported,
        )
        .join(comments, comments.c.id == answers.c.comment)
        .where(answers.c.number.is_not(None))
        .order_by(answers.c.number)
    ).mappings()
    return tuple(SignedOffComment(**{**row, "state": State(row["state"])}) for row in rows)


def file_text(one: SignedOffComment, known: KnownIds) -> tuple[str, tuple[str, ...]]:
    """Return the file's text and what keeps it from being written, a sentence each."""
    if one.shown is None or one.signed is None or not one.signed_by.strip():
        return "", ("Nobody signed it off. Open it at the desk and sign it off.",)
    answer = Answer.from_json(one.shown)
    told = tuple(_unprintable(answer))
    if told:
        return "", told
    values = values_of(one, answer, day_of(one.signed))
    text = yaml_of(values)
    try:
        meant = Comment.model_validate(values)
    except ValidationError:
        meant = None
    told = tuple(load_errors(one.path, text, meant, known))
    if told or meant is None:
        return text, told
    return text, tuple(_checked(one, meant, known.offer) if known.offer else _marked(answer))


def values_of(one: SignedOffComment, answer: Answer, signed_off: date) -> Mapping[str, Any]:
    """Return the fields of a comment's file, in their order."""
    tidy = {name: _tidy(value) for name, value in _texts(answer)}
    values = {
        "said": day_of(one.received).isoformat()[:7],
        "matter": tidy["matter"],
        "themes": answer.themes,
        "who": tidy["who"],
        "people": answer.people if answer.people != 1 else None,
        "how": one.way if one.way != "website" else None,
        "you_said": tidy["you_said"],
        "about": tidy["about"],
        "status": tidy["status"],
        "answer": tidy["answer"],
        "answered": day_of(one.answered) if one.answered and tidy["answer"] else None,
        "sorry": tidy["sorry"],
        "why_not": tidy["why_not"],
        "action": _action(tidy),
        "changed": tidy["changed"],
        "next_review": tidy["next_review"],
        "in_short": _in_short(tidy),
        "signed_off": signed_off,
        "signed_off_by": _tidy(one.signed_by),
    }
    return {name: value for name, value in values.items() if value}


def _action(tidy: Mapping[str, str]) -> Mapping[str, str]:
    names = ("what", "owner", "by", "done")
    parts = {name: tidy[f"action_{name}"] for name in names}
    return {name: part for name, part in parts.items() if part}


def _in_short(tidy: Mapping[str, str]) -> Mapping[str, str]:
    if not (tidy["short_said"] and tidy["short_answer"]):
        return {}
    return {"said": tidy["short_said"], "answer": tidy["short_answer"]}


def _texts(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the texts that a file may hold: nothing that is for the sender or the desk alone."""
    for name in Answer.__dataclass_fields__:
        value = getattr(answer, name)
        if isinstance(value, str) and name not in ("reply", "private"):
            yield name, value


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unprintable(answer: Answer) -> Iterator[str]:
    for name, value in _texts(answer):
        code = unprintable(_tidy(value))
        if code is not None:
            yield f"{name} holds a letter that cannot be printed (code {code}). Take it out."


def _checked(one: SignedOffComment, record: Comment, offer: Offer) -> Iterator[str]:
    """Yield what the check of published comments says: days, and what could name somebody."""
    entry = Entry(one.path, one.number, "/", record, RenderedText(), "")
    alone = offer.with_entries(Comment, (entry,))
    yield from (as_sentence(problem) for problem in errors(comment_problems(alone, lambda *_: 0)))


def _marked(answer: Answer) -> Iterator[str]:
    for name in _SAID:
        for kind in dict.fromkeys(one.kind for one in find_personal_data(getattr(answer, name))):
            yield f"{name} seems to hold a {kind}. Write it without, and sign it off again."
