"""The words of notices: references, numbers and links; never a word that somebody sent."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from feedback.app_context import AppContext, NoSiteContext
from feedback.mail.message import MailText
from feedback.mail.notices import is_new, is_overdue, new_since
from feedback.moderation.context_parts import safety_of
from feedback.store.tables import comments, danger_notices
from localoffer.counted import counted
from localoffer.render.environment import base_of

#: So many references stand in one mail; the queue has the rest.
_MOST_SHOWN = 20

_DESK = "/feedback/desk/"
_NO_WORDS = "Nothing of what was written stands in this mail."


def notice_words(connection: Connection, app: AppContext, notice: Row[Any]) -> MailText | None:
    """Return what a notice says; None where there is nothing to tell any more."""
    number, rows = _rows(connection, _which(connection, app, notice))
    if not number:
        return None
    subject, lines = _KINDS[notice.kind](number)
    parts = [*lines, "\n".join(_references(app, number, rows))]
    if notice.kind == "danger":
        parts += _what_now(app)
    return MailText.tidy(f"{_title(app)}: {subject}", "\n\n".join([*parts, _NO_WORDS]))


def _which(connection: Connection, app: AppContext, notice: Row[Any]) -> ColumnElement[bool]:
    """Return what a notice is about."""
    if notice.kind == "danger":
        told = select(danger_notices.c.comment).where(danger_notices.c.notice == notice.id)
        return comments.c.id.in_(told)
    if notice.kind == "new":
        return is_new(new_since(connection, notice.created, notice.id), notice.created)
    return is_overdue(app.now())


def _danger(number: int) -> tuple[str, tuple[str, ...]]:
    return (
        f"somebody may be in danger ({number})",
        ("There are words of danger in what somebody sent. Read it now.",),
    )


def _new(number: int) -> tuple[str, tuple[str, ...]]:
    return f"{number} new", (f"{counted(number, 'thing')} came since the last mail like this.",)


def _overdue(number: int) -> tuple[str, tuple[str, ...]]:
    are = "is" if number == 1 else "are"
    said = f"{counted(number, 'thing')} {are} overdue: the day by which we aim to answer is past."
    return f"{number} overdue", (said,)


_KINDS = {"danger": _danger, "new": _new, "overdue": _overdue}


def _rows(connection: Connection, which: ColumnElement[bool]) -> tuple[int, list[Row[Any]]]:
    number = connection.scalar(select(func.count()).select_from(comments).where(which)) or 0
    query = select(comments.c.id, comments.c.reference).where(which).order_by(comments.c.received)
    return number, list(connection.execute(query.limit(_MOST_SHOWN)))


def _references(app: AppContext, number: int, rows: list[Row[Any]]) -> Iterator[str]:
    for row in rows:
        yield f"{row.reference}: {_link(app, f'{_DESK}comment/{row.id}')}"
    if number > len(rows):
        yield f"and {number - len(rows):,} more: {_link(app, _DESK)}"
    else:
        yield f"The queue: {_link(app, _DESK)}"


def _what_now(app: AppContext) -> Iterator[str]:
    yield "Is somebody in danger at this moment? Call 999."
    try:
        contact = safety_of(app.site_context).contact
    except NoSiteContext:
        contact = None
    phones = " or ".join(phone.number for phone in contact.phones) if contact else ""
    role = contact.role if contact else "the council’s team for children’s safety"
    on = f", on {phones}" if phones else ""
    yield (
        f"If it may be so: tell {role} today{on}. Pass on the words as they were typed and the "
        "reference. Then write down on the page of what was sent that you passed it on."
    )


def _title(app: AppContext) -> str:
    try:
        return app.site_context.offer.site.title
    except NoSiteContext:
        return "Local Offer"


def _link(app: AppContext, address: str) -> str:
    """Return a whole web address: of the site, or where it names none, of our own pages."""
    try:
        base = app.site_context.base
    except NoSiteContext:
        base = base_of(app.settings.folders.base_url)
    origin = base.origin or min(app.settings.origins, default="")
    return f"{origin}{base.path}{address}"
