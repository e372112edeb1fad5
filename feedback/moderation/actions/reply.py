"""Telling the sender what became of it: by e-mail, or with the address that they left."""

from typing import Final

from sqlalchemy import Connection, select, update

from feedback.app_context import AppContext
from feedback.mail.message import MailText
from feedback.mail.outbox import queue_reply
from feedback.moderation.actions.permissions import ROLE
from feedback.moderation.comment_record import ModeratedComment, held
from feedback.moderation.versions import Edit, EditConflict, NotAllowed, Result, Saved, opened, step
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.tables import contacts
from localoffer.serving.site_context import SiteContext

_NO_ADDRESS: Final = NotAllowed("They left no address, or it has been deleted by rule.")
_NO_EMAIL: Final = NotAllowed(
    "They left no e-mail address. Ask to see the address, and phone or write to them."
)
_NOTHING: Final = NotAllowed("Write the answer first, or words for the sender alone.")


def words_for(connection: Connection, old: ModeratedComment, around: SiteContext) -> MailText:
    """Return the reply: the answer, what is said to the sender alone, and where to read it.

    Whose comment was merged into another one is told the answer to that.
    """
    answering, site = _answering(connection, old), around.offer.site
    answer = answering.standing.answer
    parts = [
        f"Thank you for telling us. Your reference is {old.reference}.",
        old.standing.answer.reply,
        answer.sorry,
        answer.answer,
        answer.why_not,
        answer.action_what and f"What we do: {answer.action_what}",
        _where(answering, around),
        f"Is something still wrong? Phone {site.phone}, {site.phone_hours}.",
        f"{site.title}, {site.council.name}",
    ]
    body = "\n\n".join(part for part in parts if part)
    return MailText.tidy(f"Our answer to you: {site.title}", body)


def send_reply(connection: Connection, service: AppContext, at: Edit) -> Result:
    """Put the reply into the outbox; its address is deleted some time after this day."""
    old = _ready(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not _has_words(connection, old):
        return _NOTHING
    words = words_for(connection, old, service.site_context)
    if not queue_reply(connection, service, old.id, words.subject, words.body, at.now):
        return _NO_EMAIL
    return _note_told(connection, old, at, "replied")


def note_told(connection: Connection, at: Edit) -> Result:
    """Write down that the sender was told, by phone or by post."""
    old = _ready(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if old.kind == "comment" and not _has_words(connection, old):
        return _NOTHING
    return _note_told(connection, old, at, "told")


def address_left(connection: Connection, service: AppContext, at: Edit) -> str | NotAllowed:
    """Return the address that somebody left, and note in the log that it was asked for."""
    if not at.account.may("moderator"):
        return ROLE
    left = select(contacts.c.sealed).where(contacts.c.comment == at.comment)
    sealed = connection.execute(left).scalar_one_or_none()
    address = service.keys.unseal(sealed) if sealed is not None else None
    if address is None:
        return _NO_ADDRESS
    note_act(connection, at.now, "address shown", account=at.account.id, comment=at.comment)
    return address


def _ready(connection: Connection, at: Edit) -> ModeratedComment | EditConflict | NotAllowed:
    old = opened(connection, at)
    if not isinstance(old, ModeratedComment):
        return old
    if not at.account.may("moderator"):
        return ROLE
    return old if old.has_address else _NO_ADDRESS


def _has_words(connection: Connection, old: ModeratedComment) -> bool:
    return bool(_answering(connection, old).standing.answer.answer or old.standing.answer.reply)


def _answering(connection: Connection, old: ModeratedComment) -> ModeratedComment:
    into = old.standing.merged
    return (held(connection, into) if into is not None else None) or old


def _note_told(connection: Connection, old: ModeratedComment, at: Edit, act: str) -> Result:
    """Note it as a step of its own: the same form sent twice tells the sender once."""
    if not step(connection, old):
        return EditConflict()
    mine = update(contacts).where(contacts.c.comment == old.id)
    connection.execute(mine.values(replied=at.now))
    note_act(connection, at.now, act, account=at.account.id, comment=old.id)
    return Saved(old.version + 1)


def _where(old: ModeratedComment, around: SiteContext) -> str:
    if old.standing.state not in (State.SIGNED_OFF, State.PUBLISHED) or not old.number:
        return ""
    address = around.base.absolute(f"/you-said-we-did/{old.number}/")
    return f"What you said and our answer will stand here, without any name: {address}"
