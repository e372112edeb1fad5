"""Signing off: a moderator has read what is published, and says that nobody can be known from it.

SI 2014/1530, regulation 56(3): no individual may be identified by what is published.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Connection, case, literal, update
from sqlalchemy.dialects import postgresql, sqlite

from feedback.local_time import day_of
from feedback.moderation.action_errors import InvalidFormError, NotAllowedError
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.actions.second_person import require_second_person
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment, typed_text
from feedback.moderation.labels import WHY_NOT_PUBLISHED
from feedback.moderation.personal_names import names_of
from feedback.moderation.publishable import publishing_errors
from feedback.moderation.rare_combinations import (
    PUBLISHED_FIELDS,
    published_text,
    rare_together,
)
from feedback.moderation.versions import Edit, open_comment, write_version
from feedback.states import State
from feedback.store.tables import answers, numbers
from feedback.submission import PUBLISHED_KINDS
from localoffer.form_error import FormError
from localoffer.offer import Offer
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.serving.site_context import SiteContext

#: What the tick is called that is about all that would be published, not about one field.
TOGETHER: Final = "together"
_CLOSED: Final = "Open this comment again to sign it off."
_NOT_TO_PUBLISH: Final = (
    "Write the answer, choose “Save: it is answered”, then “Answered, not to publish”."
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What a moderator has ticked: read it for names, seen that it is as typed, looked at names.

    ``looked`` holds, by field, the names that stood beside the tick, and by ``TOGETHER`` the rare
    details: a new one needs a new look.
    """

    nobody_known: bool = False
    as_typed: bool = False
    looked: Mapping[str, str] = field(default_factory=dict)


def sign_off(
    connection: Connection,
    edit: Edit,
    answer: Answer | None,
    ticks: Ticks,
    site_context: SiteContext,
) -> int:
    """Write an answer and sign it off; a comment without a public number gets one.

    Returns:
        The number of the comment's new version.

    Raises:
        InvalidFormError: if the answer cannot be published yet, with an error for each field.
        ActionError: if the comment is closed or gone, its sender does not let us publish it, or
            the council asks for two people and this account wrote it as it stands.
    """
    comment = open_comment(connection, edit)
    if answer is None or comment.state not in WRITABLE or comment.kind not in PUBLISHED_KINDS:
        raise NotAllowedError(_CLOSED)
    if not comment.may_publish:
        raise NotAllowedError(f"{WHY_NOT_PUBLISHED[comment.publish]} {_NOT_TO_PUBLISH}")
    writer = require_second_person(connection, comment, answer, edit.account, site_context)
    errors = tuple(_sign_off_errors(comment, edit, answer, ticks, site_context))
    if errors:
        raise InvalidFormError(errors)
    number = comment.number or _public_number(connection, comment, site_context.offer)
    note = f"{number}, written by {writer.name}" if writer else number
    return _write_signed(connection, comment, edit, answer, number, note)


def names_to_check(answer: Answer, field_name: str, offer: Offer) -> str:
    """Return the names in a field that somebody has to look at before it is signed off."""
    text = getattr(answer, field_name)
    names = (text[name.start : name.end] for name in names_of(offer).find(text))
    return ", ".join(dict.fromkeys(names))


def details_to_check(answer: Answer, site_context: SiteContext) -> str:
    """Return the details by which, together, one person may be known; empty where there are few."""
    text = published_text(answer, site_context.titles)
    return ", ".join(rare_together(text, site_context.offer))


def is_as_typed(comment: ModeratedComment, answer: Answer) -> bool:
    """Return whether what is to be published is what was typed, word for word."""
    return answer.you_said.split() == typed_text(comment.words).split()


def next_number(connection: Connection, year: int, highest: int) -> str:
    """Return a number of a year that no comment has, above ``highest``, and note that it is taken.

    Two that ask at the same moment wait for each other: the row of the year is locked until the
    end of the transaction.
    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    least = literal(highest + 1)
    following = numbers.c.last + 1
    count = connection.execute(
        insert(numbers)
        .values(year=year, last=highest + 1)
        .on_conflict_do_update(
            index_elements=[numbers.c.year],
            set_={"last": case((following > least, following), else_=least)},
        )
        .returning(numbers.c.last)
    ).scalar_one()
    return f"{year}-{count:03}"


def _sign_off_errors(
    comment: ModeratedComment,
    edit: Edit,
    answer: Answer,
    ticks: Ticks,
    site_context: SiteContext,
) -> Iterator[FormError]:
    today = day_of(edit.now)
    yield from publishing_errors(comment, answer, site_context, today, edit.account.shown_as)
    for name in PUBLISHED_FIELDS:
        for problem in placeholders([Passage("", 1, name, getattr(answer, name))]):
            yield FormError(name, f"{problem.message} {problem.fix}")
        names = names_to_check(answer, name, site_context.offer)
        if names and ticks.looked.get(name) != names:
            yield FormError(f"looked_{name}", f"Look at these, and tick that you did: {names}.")
    details = details_to_check(answer, site_context)
    if details and ticks.looked.get(TOGETHER) != details:
        message = f"Together, these may point at one person: {details}. Say less, or tick it."
        yield FormError(f"looked_{TOGETHER}", message)
    if is_as_typed(comment, answer) and not ticks.as_typed:
        yield FormError("as_typed", "It is still word for word as typed. Change it, or tick this.")
    if not ticks.nobody_known:
        yield FormError(
            "nobody_known", "Tick that nobody can be known from it, once you have read."
        )


def _write_signed(
    connection: Connection,
    comment: ModeratedComment,
    edit: Edit,
    answer: Answer,
    number: str,
    note: str,
) -> int:
    signed = replace(
        comment.current,
        state=State.SIGNED_OFF,
        answer=answer,
        published_version=answer.as_json(),
        signed_off_at=edit.now,
        signed_off_by=edit.account.shown_as,
        answered_at=comment.current.answered_at or (edit.now if answer.answer else None),
    )
    version = write_version(connection, comment, signed, edit, "signed off", note)
    if not comment.number:
        row = update(answers).where(answers.c.comment == comment.id)
        connection.execute(row.values(number=number))
    return version


def _public_number(connection: Connection, comment: ModeratedComment, offer: Offer) -> str:
    """Return a number of the year in which it was received that no file of the content has."""
    year = day_of(comment.received).year
    slugs = (*(one.slug for one in offer.comments), *(one.slug for one in offer.wall_notes))
    taken = (slug.removeprefix(f"{year}-") for slug in slugs)
    counts = (int(count) for count in taken if count.isdecimal())
    return next_number(connection, year, max(counts, default=0))
