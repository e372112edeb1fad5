"""Published comments and notes on the wall: nobody is named, days are in order, none is forgotten.

Days in the future and what could name somebody stop a build (SI 2014/1530, regulation 56(3)); what
merely grows old is a warning.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from localoffer.check.field_problems import FieldProblem, LineOf, located
from localoffer.check.model_introspection import prose_in
from localoffer.model.comment import Comment
from localoffer.model.wall_note import WallNote
from localoffer.offer import Entry, Offer
from localoffer.personal_data import PersonalDataMatch, find_personal_data
from localoffer.phone_number import plain_signs
from localoffer.problems import Level, Problem
from localoffer.read.source import FieldPath

_NAME = re.compile(r"20\d\d-\d{3,6}")

#: What families said, in their words or shorter: no address may stand in it.
_FAMILIES: Final[tuple[FieldPath, ...]] = (("you_said",), ("in_short", "said"))


def comment_problems(offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with the comments of an offer, and with the notes on its wall."""
    known = _published(offer)
    for entry in offer.comments:
        problems = (
            *_days(entry.record, offer.today),
            *_action_days(entry.record, offer.today),
            *_forgotten(entry.record, offer),
            *_personal(entry.record, known),
        )
        yield from _located(entry, problems, line_of)
    for note in offer.wall_notes:
        problems = (*_days(note.record, offer.today), *_personal(note.record, known))
        yield from _located(note, problems, line_of)


def _located(
    entry: Entry[Comment] | Entry[WallNote], problems: Iterable[FieldProblem], line_of: LineOf
) -> Iterator[Problem]:
    if not _NAME.fullmatch(entry.slug):
        message = "The file's name is not a year and a number."
        yield Problem(entry.path, 0, "", message, "Name it like 2026-014.yaml.")
    yield from located(entry.path, problems, line_of)


def _days(comment: Comment | WallNote, today: date) -> Iterator[FieldProblem]:
    month, answered, signed_off = _first_day(comment), comment.answered, comment.signed_off
    real = "Write the day it really was."
    if month > today:
        message = f"It was said in the future ({comment.said})."
        yield ("said",), message, "Write the month in which it was said.", Level.ERROR
    if answered and answered < month:
        message = f"It was answered ({answered}) before it was said ({comment.said})."
        yield ("answered",), message, real, Level.ERROR
    if answered and answered > today:
        yield ("answered",), f"The answer is in the future ({answered}).", real, Level.ERROR
    if signed_off < month:
        message = f"It was signed off ({signed_off}) before it was said ({comment.said})."
        yield ("signed_off",), message, real, Level.ERROR
    if signed_off > today:
        yield ("signed_off",), f"It was signed off in the future ({signed_off}).", real, Level.ERROR


def _action_days(comment: Comment, today: date) -> Iterator[FieldProblem]:
    done = comment.action.done if comment.action else None
    if done and done > today:
        real = "Write the day it really was."
        yield ("action", "done"), f"It was done in the future ({done}).", real, Level.ERROR


def _forgotten(comment: Comment, offer: Offer) -> Iterator[FieldProblem]:
    today, action = offer.today, comment.action
    if comment.next_review and comment.next_review < today:
        message = f"It was to be looked at again by {comment.next_review}."
        fix = "Look at it again, and give the next day or take next_review out."
        yield ("next_review",), message, fix, Level.WARNING
    is_open = comment.status in ("planned", "doing")
    if is_open and action and action.by and not action.done and action.by < today:
        message = f"It was to be done by {action.by}, and families read that it is late."
        fix = "Enter done and write status: done, or say why and give a new day."
        yield ("action", "by"), message, fix, Level.WARNING
    days = offer.site.feedback.days_to_answer
    if comment.status == "listening" and today > _end_of_month(comment) + _calendar(2 * days):
        message = f"It has waited for an answer since {comment.said}; our own aim is {days} days."
        fix = "Enter answer and answered, and what is being done as the status."
        yield ("status",), message, fix, Level.WARNING


def _personal(comment: Comment | WallNote, known: str) -> Iterator[FieldProblem]:
    fix = "Take it out: nobody may be known from what is published."
    for place, text in _texts(comment):
        for match in find_personal_data(text):
            is_link = match.kind == "web address" and place not in _FAMILIES
            if not is_link and _bare(text[match.start : match.end]) not in known:
                yield place, _where(match, text), fix, Level.ERROR


def _where(match: PersonalDataMatch, text: str) -> str:
    """Say where a match is and not what it is: reports of checks are read by many."""
    word = len(text[: match.start].split()) + 1
    article = "an" if match.kind[0] in "aeiN" else "a"
    return f"Word {word} seems to be {article} {match.kind}. {match.why}"


def _texts(comment: Comment | WallNote) -> Iterator[tuple[FieldPath, str]]:
    """Yield each text of a comment that families read, with its place."""
    yield ("you_said",), comment.you_said
    for place, text, _ in prose_in(type(comment), comment.model_dump(mode="json")):
        yield place, text


def _published(offer: Offer) -> str:
    """Return the numbers and addresses that this site gives to everyone, as they are compared."""
    site = offer.site
    texts = [site.phone, site.email, site.council.address, site.council.url, site.base_url]
    for contact in offer.lists.contacts.values():
        texts += [phone.number for phone in contact.phones]
        texts += [contact.email, contact.postal_address, contact.url]
    return " ".join(_bare(text) for text in texts if text)


def _bare(text: str) -> str:
    return re.sub(r"[\s().-]", "", plain_signs(text)).casefold()


def _first_day(comment: Comment | WallNote) -> date:
    return date.fromisoformat(f"{comment.said}-01")


def _end_of_month(comment: Comment) -> date:
    later = _first_day(comment) + timedelta(days=31)
    return later.replace(day=1) - timedelta(days=1)


def _calendar(working_days: int) -> timedelta:
    """Return how long so many working days last: five in a week, holidays left out."""
    return timedelta(days=working_days * 7 / 5)
