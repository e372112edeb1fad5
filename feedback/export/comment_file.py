"""The file of a signed-off comment: what may be published, and not a word more."""

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
from localoffer.kinds import BY_MODEL
from localoffer.model.comment import Comment
from localoffer.model.wall_note import WallNote
from localoffer.offer import Entry, Offer, RenderedText
from localoffer.personal_data import find_personal_data
from localoffer.problems import errors
from localoffer.write.quoting import unprintable
from localoffer.write.yaml_record import yaml_of

#: What families said: searched for personal data even where the content has errors, and so nobody
#: knows which phone numbers are the council's own.
_PUBLIC_WORDS = ("you_said", "short_said")


@dataclass(frozen=True, slots=True)
class SignedOffComment:
    """A comment that has a public number, as the store holds it."""

    comment: int
    kind: str
    number: str
    state: State
    version: int
    received: int
    way: str
    published_version: str | None
    signed: int | None
    signed_by: str
    answered: int | None
    exported: int | None

    @property
    def path(self) -> str:
        """The file, below the content folder."""
        return f"{BY_MODEL[self.model].place}/{self.number}.yaml"

    @property
    def model(self) -> type[Comment | WallNote]:
        """The record that it is published as."""
        return WallNote if self.kind == "wall" else Comment


def signed_off_comments(connection: Connection) -> tuple[SignedOffComment, ...]:
    """Return every comment that has a public number, in the order of the numbers."""
    rows = connection.execute(
        select(
            answers.c.comment,
            comments.c.kind,
            answers.c.number,
            comments.c.state,
            comments.c.version,
            comments.c.received,
            comments.c.way,
            answers.c.shown.label("published_version"),
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


def file_text(comment: SignedOffComment, known_ids: KnownIds) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, and the reasons not to write it, a sentence each."""
    if comment.published_version is None or comment.signed is None or not comment.signed_by.strip():
        return "", ("Nobody signed it off. Open it in the queue and sign it off.",)
    answer = Answer.from_json(comment.published_version)
    reasons = tuple(_unprintable(answer))
    if reasons:
        return "", reasons
    fields_of = _note_values if comment.model is WallNote else values_of
    values = fields_of(comment, answer, day_of(comment.signed))
    text = yaml_of(values)
    try:
        expected = comment.model.model_validate(values)
    except ValidationError:
        expected = None
    reasons = tuple(load_errors(comment.path, text, expected, known_ids))
    if reasons or expected is None:
        return text, reasons
    return text, tuple(
        _check_messages(comment, expected, known_ids.offer)
        if known_ids.offer
        else _personal_data_messages(answer)
    )


def values_of(comment: SignedOffComment, answer: Answer, signed_off_on: date) -> Mapping[str, Any]:
    """Return the fields of a comment's file, in their order."""
    texts = {name: _clean_text(value) for name, value in _texts(answer)}
    values = {
        "said": day_of(comment.received).isoformat()[:7],
        "matter": texts["matter"],
        "themes": answer.themes,
        "who": texts["who"],
        "people": answer.people if answer.people != 1 else None,
        "how": comment.way if comment.way != "website" else None,
        "you_said": texts["you_said"],
        "about": texts["about"],
        "status": texts["status"],
        "answer": texts["answer"],
        "answered": day_of(comment.answered) if comment.answered and texts["answer"] else None,
        "sorry": texts["sorry"],
        "why_not": texts["why_not"],
        "action": _action(texts),
        "changed": texts["changed"],
        "next_review": texts["next_review"],
        "in_short": _in_short(texts),
        "signed_off": signed_off_on,
        "signed_off_by": _clean_text(comment.signed_by),
    }
    return {name: value for name, value in values.items() if value}


def _note_values(
    comment: SignedOffComment, answer: Answer, signed_off_on: date
) -> Mapping[str, Any]:
    """Return the fields of the file of a note on the wall, in their order."""
    texts = {name: _clean_text(value) for name, value in _texts(answer)}
    values = {
        "said": day_of(comment.received).isoformat()[:7],
        "question": texts["matter"],
        "you_said": texts["you_said"],
        "themes": answer.themes,
        "people": answer.people if answer.people != 1 else None,
        "how": comment.way if comment.way != "website" else None,
        "status": texts["status"] if texts["status"] != "listening" else None,
        "answer": texts["answer"],
        "answered": day_of(comment.answered) if comment.answered and texts["answer"] else None,
        "changed": texts["changed"],
        "signed_off": signed_off_on,
        "signed_off_by": _clean_text(comment.signed_by),
    }
    return {name: value for name, value in values.items() if value}


def _action(texts: Mapping[str, str]) -> Mapping[str, str]:
    names = ("what", "owner", "by", "done")
    parts = {name: texts[f"action_{name}"] for name in names}
    return {name: part for name, part in parts.items() if part}


def _in_short(texts: Mapping[str, str]) -> Mapping[str, str]:
    if not (texts["short_said"] and texts["short_answer"]):
        return {}
    return {"said": texts["short_said"], "answer": texts["short_answer"]}


def _texts(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the texts that may be published: not the reply, nor moderators' private notes."""
    for name in Answer.__dataclass_fields__:
        value = getattr(answer, name)
        if isinstance(value, str) and name not in ("reply", "private"):
            yield name, value


def _clean_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unprintable(answer: Answer) -> Iterator[str]:
    for name, value in _texts(answer):
        code = unprintable(_clean_text(value))
        if code is not None:
            yield f"{name} holds a letter that cannot be printed (code {code}). Take it out."


def _check_messages(
    comment: SignedOffComment, record: Comment | WallNote, offer: Offer
) -> Iterator[str]:
    """Yield the errors that the check of published comments finds: dates, personal data."""
    entry = Entry(comment.path, comment.number, "/", record, RenderedText(), "")
    offer_of_one = offer.with_entries(comment.model, (entry,))
    yield from (
        as_sentence(problem) for problem in errors(comment_problems(offer_of_one, lambda *_: 0))
    )


def _personal_data_messages(answer: Answer) -> Iterator[str]:
    for name in _PUBLIC_WORDS:
        for kind in dict.fromkeys(mark.kind for mark in find_personal_data(getattr(answer, name))):
            yield f"{name} seems to hold a {kind}. Write it without, and sign it off again."
