"""A second person signs off, where the council asks for two (``feedback.sign_off_by``).

Whoever made the text what it is now cannot sign it off. Only what is published counts: who adds a
private note, words for the sender, or the people of a merged comment has written nothing of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from feedback.accounts.account import Account
from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.actions.permissions import WRITABLE
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment
from feedback.states import State
from feedback.store.tables import accounts, answers, comments, drafts
from feedback.submission import PUBLISHED_KINDS
from localoffer.model.site import Site
from localoffer.serving.site_context import SiteContext

#: In these nobody has worked on a comment yet, though somebody may have let it into the queue.
_UNTOUCHED: Final = frozenset({State.NEW, State.QUARANTINED})

_NOBODY_WROTE: Final = "Two people are needed for this: one writes, another signs it off."
_SOMEBODY_ELSE: Final = "Somebody else has to sign it off."


@dataclass(frozen=True, slots=True)
class Writer:
    """Who made what would be published of a comment what it is now."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a comment, and the id of the account that made it; None for what came."""

    state: State
    published: Answer
    account: int | None


def needs_two_people(site: Site) -> bool:
    """Return whether whoever wrote an answer cannot sign it off."""
    return site.feedback.sign_off_by == "two people"


def writers_of(connection: Connection, comment_ids: Collection[int]) -> Mapping[int, Writer]:
    """Return who wrote each comment as it stands; those that nobody has worked on are left out."""
    former = select(drafts).where(drafts.c.comment.in_(comment_ids)).order_by(drafts.c.version)
    current = (
        select(answers.c.comment, answers.c.content, comments.c.state)
        .join_from(answers, comments, comments.c.id == answers.c.comment)
        .where(answers.c.comment.in_(comment_ids))
    )
    by_comment: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(former):
        by_comment.setdefault(row.comment, []).append(row)
    ids = {
        row.comment: _account_of(_versions(by_comment.get(row.comment, ()), row.content, row.state))
        for row in connection.execute(current)
    }
    named = select(accounts.c.id, accounts.c.name).where(accounts.c.id.in_(set(ids.values())))
    names = {row.id: row.name for row in connection.execute(named)}
    return {
        comment: Writer(account, names.get(account, ""))
        for comment, account in ids.items()
        if account is not None
    }


def require_second_person(
    connection: Connection,
    comment: ModeratedComment,
    answer: Answer,
    account: Account,
    site_context: SiteContext,
) -> Writer | None:
    """Return who wrote a comment as it stands, if another account may sign an answer to it off.

    None where the council is content with one person.

    Raises:
        NotAllowedError: nobody has written it yet, this account has, or it changes it now.
    """
    if not needs_two_people(site_context.offer.site):
        return None
    writer = writers_of(connection, [comment.id]).get(comment.id)
    if _published(answer) != _published(comment.answer):
        who = _who_can(connection, comment, account.id)
        raise NotAllowedError(f"You have changed what is published. {_SOMEBODY_ELSE} {who}")
    if writer is None or writer.id == account.id:
        raise NotAllowedError(_why_not(connection, comment, writer, account))
    return writer


def second_person_text(
    connection: Connection, comment: ModeratedComment, account: Account, site_context: SiteContext
) -> tuple[str, bool]:
    """Return what a page says of the second person, and whether this account may sign off."""
    if not needs_two_people(site_context.offer.site):
        return "", True
    if comment.state not in WRITABLE or not comment.may_publish:
        return "", False
    writer = writers_of(connection, [comment.id]).get(comment.id)
    if writer is None or writer.id == account.id or not account.may("moderator"):
        return _why_not(connection, comment, writer, account), False
    text = f"{writer.name} wrote this as it stands, and you are the second person. If you change "
    return f"{text}what is published, somebody else has to sign it off.", True


def waiting_texts(
    connection: Connection, rows: Iterable[Row[Any]], account: Account, site_context: SiteContext
) -> Mapping[int, str]:
    """Return what the queue says of each comment that waits for a second person, by its id."""
    if not needs_two_people(site_context.offer.site):
        return {}
    ids = [row.id for row in rows if row.state == State.ANSWERED and row.kind in PUBLISHED_KINDS]
    return {
        comment: "Waits for a second person: "
        + ("you wrote it." if writer.id == account.id else f"{writer.name} wrote it.")
        for comment, writer in writers_of(connection, ids).items()
    }


def _why_not(
    connection: Connection, comment: ModeratedComment, writer: Writer | None, account: Account
) -> str:
    if writer is None:
        return f"{_NOBODY_WROTE} {_who_can(connection, comment, account.id)}"
    who = "You" if writer.id == account.id else writer.name
    others = _who_can(connection, comment, writer.id)
    return f"{who} wrote this as it stands. {_SOMEBODY_ELSE} {others}"


def _who_can(connection: Connection, comment: ModeratedComment, writer_id: int) -> str:
    others = (accounts.c.active, accounts.c.role == "moderator", accounts.c.id != writer_id)
    query = select(accounts.c.name).where(*others).order_by(accounts.c.name)
    names = list(connection.execute(query).scalars())
    if not names:
        return "There is no other moderator: ask whoever runs the service to make an account."
    press = "Save it" if comment.state is State.ANSWERED else "Press “Save: it is answered”"
    return f"These can: {', '.join(names)}. {press}, and ask one of them to read it."


def _versions(former: Sequence[Row[Any]], content: str, state: str) -> list[_Version]:
    """Return the versions of a comment, the oldest first; a draft says who replaced it."""
    makers = (None, *(row.account for row in former))
    stored = (*((row.content, row.state) for row in former), (content, state))
    return [
        _Version(State(state), _published(Answer.from_json(content)), maker)
        for (content, state), maker in zip(stored, makers, strict=True)
    ]


def _account_of(versions: Sequence[_Version]) -> int | None:
    """Return who first made the text as it stands: an undo gives it back to whoever wrote it."""
    same = (one for one in versions if one.published == versions[-1].published)
    makers = (one.account for one in same if one.state not in _UNTOUCHED)
    return next((maker for maker in makers if maker is not None), None)


def _published(answer: Answer) -> Answer:
    return replace(answer, people=1, reply="", private="")
