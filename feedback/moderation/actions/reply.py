"""Tell the sender what became of their comment: by e-mail, or by hand with the address they left.

Functions that change something take an open transaction that may write, and return the number of
the comment's version.
"""

from typing import Final

from sqlalchemy import Connection, select, update

from feedback.app_context import AppContext
from feedback.forms.labels import manner_of
from feedback.mail.message import MailText
from feedback.mail.outbox import queue_reply, settle_failed
from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions import reply_words
from feedback.moderation.comment_record import ModeratedComment, load_comment
from feedback.moderation.versions import Edit, next_version, open_comment
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.tables import contacts
from feedback.submission import PUBLISHED_KINDS, Manner
from feedback.way_to_ask import way_to_ask_with_hours
from localoffer.serving.site_context import SiteContext

_NO_ADDRESS: Final = "They left no address, or it has been deleted by rule."
_NO_EMAIL: Final = (
    "They left no e-mail address. Ask to see the address, and phone or write to them."
)
_NO_WORDS: Final = "Write the answer first, or words for the sender alone."


def reply_text(
    connection: Connection, comment: ModeratedComment, site_context: SiteContext
) -> MailText:
    """Return the reply: the answer, the words for the sender alone, and where to read it.

    It speaks as the form did that its sender filled in. To young people and in easy read the answer
    in short comes first.

    If the comment was merged into another one, the answer is that of the other.
    """
    answered, site = _answered_comment(connection, comment), site_context.offer.site
    answer, manner = answered.answer, manner_of(comment.manner)
    parts = [
        reply_words.THANKS[manner].format(reference=comment.reference),
        comment.answer.reply,
        answer.sorry,
        "" if manner == "plain" else answer.short_answer,
        answer.answer,
        answer.why_not,
        answer.action_what and f"{reply_words.ACTION[manner]}\n{answer.action_what}",
        _page_changed(answered, manner, site_context),
        _where_published(answered, manner, site_context),
        reply_words.STILL_WRONG[manner].format(way=way_to_ask_with_hours(site)),
        f"{site.title}, {site.council.name}",
    ]
    body = "\n\n".join(part for part in parts if part)
    return MailText.tidy(reply_words.SUBJECT[manner].format(site=site.title), body)


def send_reply(connection: Connection, app: AppContext, edit: Edit) -> int:
    """Put the reply into the outbox; the address is deleted some days after it went (by rule).

    Raises:
        ActionError: if no e-mail address was left, or there is no answer yet.
    """
    comment = _open_with_address(connection, edit)
    _require_words(connection, comment)
    text = reply_text(connection, comment, app.site_context)
    if not queue_reply(connection, app, comment.id, text.subject, text.body, edit.now):
        raise NotAllowedError(_NO_EMAIL)
    return _note_replied(connection, comment, edit, "replied")


def note_replied(connection: Connection, edit: Edit) -> int:
    """Write down that the sender was told by phone or by post.

    Raises:
        ActionError: if they left no address, or there is no answer to a comment yet.
    """
    comment = _open_with_address(connection, edit)
    if comment.kind in PUBLISHED_KINDS:
        _require_words(connection, comment)
    told = update(contacts).where(contacts.c.comment == comment.id)
    connection.execute(told.values(replied=edit.now))
    return _note_replied(connection, comment, edit, "told")


def note_address_shown(connection: Connection, app: AppContext, edit: Edit) -> int:
    """Write down that somebody asks for the address that the sender left.

    Raises:
        ActionError: if they left none.
    """
    comment = _open_with_address(connection, edit)
    sender_address(connection, app, comment.id)
    note_act(connection, edit.now, "address shown", account=edit.account.id, comment=comment.id)
    return comment.version


def sender_address(connection: Connection, app: AppContext, comment_id: int) -> str:
    """Return the address that a sender left for a reply.

    Raises:
        NotAllowedError: if there is none, or no key opens it any more.
    """
    left = select(contacts.c.sealed).where(contacts.c.comment == comment_id)
    sealed = connection.execute(left).scalar_one_or_none()
    address = app.keys.unseal(sealed) if sealed is not None else None
    if address is None:
        raise NotAllowedError(_NO_ADDRESS)
    return address


def _open_with_address(connection: Connection, edit: Edit) -> ModeratedComment:
    comment = open_comment(connection, edit)
    if not comment.has_address:
        raise NotAllowedError(_NO_ADDRESS)
    return comment


def _require_words(connection: Connection, comment: ModeratedComment) -> None:
    if not (_answered_comment(connection, comment).answer.answer or comment.answer.reply):
        raise NotAllowedError(_NO_WORDS)


def _answered_comment(connection: Connection, comment: ModeratedComment) -> ModeratedComment:
    """Return the comment that holds the answer: the one this was merged into, or itself."""
    into = comment.current.merged_into
    return (load_comment(connection, into) if into is not None else None) or comment


def _note_replied(connection: Connection, comment: ModeratedComment, edit: Edit, act: str) -> int:
    """Note it under a new version: the same form sent twice tells the sender once."""
    number = next_version(connection, comment)
    settle_failed(connection, comment.id, edit.now)
    note_act(connection, edit.now, act, account=edit.account.id, comment=comment.id)
    return number


def _page_changed(comment: ModeratedComment, manner: Manner, site_context: SiteContext) -> str:
    changed = comment.answer.changed
    if comment.state is not State.DONE or changed not in site_context.titles:
        return ""
    return reply_words.CHANGED[manner].format(address=site_context.base.absolute(changed))


def _where_published(comment: ModeratedComment, manner: Manner, site_context: SiteContext) -> str:
    if comment.state not in (State.SIGNED_OFF, State.PUBLISHED) or not comment.number:
        return ""
    address = site_context.base.absolute(f"/you-said-we-did/{comment.number}/")
    return reply_words.PUBLISHED[manner].format(address=address)
