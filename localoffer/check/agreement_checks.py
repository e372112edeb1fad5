"""Agreements row by row: days, statements in two of them, and statements that nobody has agreed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from localoffer.check.field_problems import FieldProblem, LineOf, located
from localoffer.check.provision_checks import agreed_day_problems
from localoffer.kinds import BY_MODEL
from localoffer.model.provision import Agreement
from localoffer.offer import Entry, Offer
from localoffer.problems import Level, Problem, quoted

#: A row: its path, the line on which it begins, and its record.
AgreementRow = tuple[str, int, Agreement]

_PLACE = BY_MODEL[Agreement].place


def agreement_problems(
    rows: Iterable[AgreementRow], entries: Iterable[Entry[Any]], offer: Offer, line_of: LineOf
) -> Iterator[Problem]:
    """Yield what is wrong with agreements, and one warning of statements that nobody has agreed.

    ``entries`` are the statements as their files have them, the ``offer``'s those with agreements.
    """
    rows = tuple(rows)
    own = {entry.slug for entry in entries if entry.record.agreed}
    named = Counter(slug for _, _, row in rows for slug in row.statements or ("",))
    changed = {one.slug: one.record.changed for one in offer.statements if one.record.changed}
    for number, (path, _, row) in enumerate(rows):
        problems = (
            *agreed_day_problems(row, offer.today),
            *_repeated(row, named, own),
            *_of_older_words(row, changed),
        )
        placed = (
            ((number, *place), message, fix, level) for place, message, fix, level in problems
        )
        yield from located(path, placed, line_of)
    yield from _not_agreed(offer)


def _repeated(row: Agreement, named: Counter[str], own: set[str]) -> Iterator[FieldProblem]:
    if not row.statements and named[""] > 1:
        message = "Two rows name no statement, and so hold for all others."
        yield (), message, "Name the statements of one of the two.", Level.ERROR
    for place, slug in enumerate(row.statements):
        if named[slug] > 1:
            message = f"{quoted(slug)} is in two rows."
            yield ("statements", place), message, "Leave it in one of them.", Level.ERROR
        elif slug in own:
            message = f"The file of {quoted(slug)} says who agreed it, too."
            fix = "Take it out here, or take agreed and agreed_by out of that file."
            yield ("statements", place), message, fix, Level.ERROR


def _of_older_words(row: Agreement, changed: dict[str, date]) -> Iterator[FieldProblem]:
    for place, slug in enumerate(row.statements):
        if slug in changed and row.agreed < changed[slug]:
            message = f"The words of {quoted(slug)} changed on {changed[slug]}, after this day."
            fix = "Read the new words with those who agreed it, and write the day you did."
            yield ("statements", place), message, fix, Level.WARNING


def _not_agreed(offer: Offer) -> Iterator[Problem]:
    waiting = [
        entry.slug
        for entry in offer.statements
        if not entry.record.agreed and not entry.record.withdrawn
    ]
    if waiting:
        them = waiting[0] if len(waiting) == 1 else f"{len(waiting)} statements, {waiting[0]} first"
        message = f"Nobody here has agreed what every setting should do: {them}."
        fix = "Agree it with your schools and parents, and enter a row that says when and who."
        yield Problem(_PLACE, 0, "", message, fix, Level.WARNING)
