"""Signing off: somebody has read what is published, and says that nobody can be known from it.

SI 2014/1530, regulation 56(3): no individual may be identified by what is published. A comment
that is signed off gets its public number here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as but
from typing import Final

from sqlalchemy import Connection, case, literal, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.local_time import day_of
from feedback.moderation.actions.permissions import ROLE, WRITABLE
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment, said_in
from feedback.moderation.personal_names import names_of
from feedback.moderation.publishable import mistakes_in
from feedback.moderation.versions import (
    Edit,
    NotAllowed,
    Result,
    Saved,
    Unfinished,
    opened,
    replace,
)
from feedback.states import State
from feedback.store.tables import answers, numbers
from localoffer.form_error import FormError
from localoffer.offer import Offer
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.serving.site_context import SiteContext

#: What families read, by its box.
PUBLISHED: Final = (
    "you_said", "answer", "sorry", "why_not", "action_what", "short_said", "short_answer"
)  # fmt: skip

_CLOSED: Final = NotAllowed("Open this comment again to sign it off.")

_SAID_NO: Final = NotAllowed(
    "Its sender does not want it published. Write the answer, choose “Save: it is answered”, "
    "then “Answered, not to publish”."
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What somebody says they have done: read it all, seen that it is as typed, looked at names.

    ``looked`` holds, by box, the names that stood beside the tick: a new name needs a new look.
    """

    nobody_known: bool = False
    as_typed: bool = False
    looked: Mapping[str, str] = field(default_factory=dict)


def sign_off(
    connection: Connection, at: Edit, answer: Answer, ticks: Ticks, around: SiteContext
) -> Result:
    """Keep an answer and sign it off; a comment without a public number gets one."""
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not at.account.may("moderator"):
        return ROLE
    if old.standing.state not in WRITABLE or old.kind != "comment":
        return _CLOSED
    if not old.may_publish:
        return _SAID_NO
    mistakes = tuple(_mistakes(old, at, answer, ticks, around))
    return Unfinished(mistakes) if mistakes else _signed(connection, old, at, answer, around.offer)


def looked_at(answer: Answer, box: str, offer: Offer) -> str:
    """Return the names in a box that somebody has to look at before it is signed off."""
    text = getattr(answer, box)
    found = (text[name.start : name.end] for name in names_of(offer).found_in(text))
    return ", ".join(dict.fromkeys(found))


def is_as_typed(old: ModeratedComment, answer: Answer) -> bool:
    """Return whether what is to be published is what was typed, to the letter."""
    return answer.you_said.split() == said_in(old.words).split()


def _mistakes(
    old: ModeratedComment, at: Edit, answer: Answer, ticks: Ticks, around: SiteContext
) -> Iterator[FormError]:
    yield from mistakes_in(old, answer, around, day_of(at.now), at.account.shown_as)
    for box in PUBLISHED:
        for problem in placeholders([Passage("", 1, box, getattr(answer, box))]):
            yield FormError(box, f"{problem.message} {problem.fix}")
        names = looked_at(answer, box, around.offer)
        if names and ticks.looked.get(box) != names:
            yield FormError(f"looked_{box}", f"Look at these, and tick that you did: {names}.")
    if is_as_typed(old, answer) and not ticks.as_typed:
        yield FormError("as_typed", "It is still word for word as typed. Change it, or tick this.")
    if not ticks.nobody_known:
        yield FormError(
            "nobody_known", "Tick that nobody can be known from it, once you have read."
        )


def _signed(
    connection: Connection, old: ModeratedComment, at: Edit, answer: Answer, offer: Offer
) -> Result:
    answered = old.standing.answered or (at.now if answer.answer else None)
    signed = but(
        old.standing,
        state=State.SIGNED_OFF,
        answer=answer,
        shown=answer.as_json(),
        signed=at.now,
        signed_by=at.account.shown_as,
        answered=answered,
    )
    number = old.number or _number(connection, old, offer)
    result = replace(connection, old, signed, at, "signed off", number)
    if isinstance(result, Saved) and not old.number:
        row = update(answers).where(answers.c.comment == old.id)
        connection.execute(row.values(number=number))
    return result


def _number(connection: Connection, old: ModeratedComment, offer: Offer) -> str:
    """Return a number of the year in which it was said that no file of the content has."""
    year = day_of(old.received).year
    taken = (entry.slug.removeprefix(f"{year}-") for entry in offer.comments)
    counts = (int(count) for count in taken if count.isdecimal())
    return next_number(connection, year, max(counts, default=0))


def next_number(connection: Connection, year: int, highest: int) -> str:
    """Return a number of a year that nobody has, above ``highest``, and keep that it is taken.

    Two that ask at the same moment wait for each other: the row of the year is locked until the
    end of the transaction.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    least = literal(highest + 1)
    following = numbers.c.last + 1
    given = connection.execute(
        insert(numbers)
        .values(year=year, last=highest + 1)
        .on_conflict_do_update(
            index_elements=[numbers.c.year],
            set_={"last": case((following > least, following), else_=least)},
        )
        .returning(numbers.c.last)
    ).scalar_one()
    return f"{year}-{given:03}"
