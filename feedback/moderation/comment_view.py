"""The page of one comment: shown, and changed by its form."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from flask import Request, redirect
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import read_post
from feedback.moderation.actions import reply
from feedback.moderation.actions.dispatch import act
from feedback.moderation.comment_form import SubmittedForm, read
from feedback.moderation.comment_page import QUEUE, PageState, page_of
from feedback.moderation.comment_record import held
from feedback.moderation.contexts import AddressPage, LostPage
from feedback.moderation.labels import KINDS, TOLD
from feedback.moderation.queue import QueueCursor, QueueFilter, listed, place_of, whole
from feedback.moderation.versions import Edit, EditConflict, NotAllowed, Result, Saved, Unfinished
from feedback.store.engine import reading, writing
from feedback.store.tables import accounts, drafts
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

_STATUS: Final = {
    EditConflict: HTTPStatus.CONFLICT,
    NotAllowed: HTTPStatus.BAD_REQUEST,
    Unfinished: HTTPStatus.BAD_REQUEST,
}


@dataclass(frozen=True, slots=True)
class CommentView:
    """Shows one thing that was sent, and does what is asked for with it."""

    service: AppContext

    def show(self, request: Request, account: Account, number: str) -> Response:
        """Return its page."""
        told = TOLD.get(request.args.get("said", ""), "")
        return self._page(whole(number) or 0, PageState(account, told=told), HTTPStatus.OK)

    def change(self, request: Request, account: Account, number: str) -> Response:
        """Do what was asked for; or return the page with what was typed and what to mend."""
        arrived = read_post(request)
        sent = read(arrived.typed)
        at = Edit(whole(number) or 0, sent.version, account, self.service.now())
        if arrived.mistakes:
            return self._again(at, sent, Unfinished(arrived.mistakes))
        with writing(self.service.engine) as connection:
            result = act(connection, self.service, at, sent)
        if not isinstance(result, Saved):
            return self._again(at, sent, result)
        if sent.deed == "address":
            return self._address(replace(at, version=result.version))
        return self._onward(at, sent)

    def following(self, request: Request, _: Account) -> Response:
        """Lead to what stands next in the queue."""
        kind = request.args.get("kind", "comment")
        after = QueueCursor.read(request.args.get("after", ""))
        return self._next(kind if kind in KINDS else "comment", after, "")

    def _onward(self, at: Edit, sent: SubmittedForm) -> Response:
        if sent.deed == "next":
            with reading(self.service.engine) as connection:
                old = held(connection, at.comment)
            if old:
                return self._next(old.kind, place_of(old), "next")
        return self._to(f"/feedback/desk/comment/{at.comment}?said={sent.deed}#told")

    def _next(self, kind: str, after: QueueCursor | None, said: str) -> Response:
        with reading(self.service.engine) as connection:
            rows = listed(connection, QueueFilter(kind, after=after), size=1)
        if not rows:
            return self._to(f"/feedback/desk/?kind={kind}&said=end#told")
        told = f"?said={said}#told" if said else ""
        return self._to(f"/feedback/desk/comment/{rows[0].id}{told}")

    def _to(self, address: str) -> Response:
        return redirect(self.service.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _again(self, at: Edit, sent: SubmittedForm, result: Result) -> Response:
        """Return the page with all that was typed, and why it could not be done."""
        mistakes: tuple[FormError, ...] = ()
        meanwhile = ""
        if isinstance(result, NotAllowed):
            mistakes = (FormError("", result.sentence),)
        elif isinstance(result, Unfinished):
            mistakes = result.mistakes
        elif isinstance(result, EditConflict):
            with reading(self.service.engine) as connection:
                meanwhile = _who_saved(connection, at.comment)
        shown = PageState(
            at.account, sent.answer, sent.ticks, sent.reason, mistakes, meanwhile=meanwhile
        )
        return self._page(at.comment, shown, _STATUS[type(result)])

    def _page(self, number: int, shown: PageState, status: HTTPStatus) -> Response:
        around = self.service.site_context
        with reading(self.service.engine) as connection:
            old = held(connection, number)
            page = page_of(connection, old, shown, around) if old else None
        if page is None:
            return lost(self.service, shown.account, "This comment is not here any more.")
        return self.service.page(page, status)

    def _address(self, at: Edit) -> Response:
        """Show the address that somebody left: only when asked for, and the log says by whom."""
        with writing(self.service.engine) as connection:
            old = held(connection, at.comment)
            found = reply.address_left(connection, self.service, at)
            words = reply.words_for(connection, old, self.service.site_context) if old else None
        if old is None or words is None or isinstance(found, NotAllowed):
            sentence = found.sentence if isinstance(found, NotAllowed) else ""
            shown = PageState(at.account, mistakes=(FormError("", sentence),))
            return self._page(at.comment, shown, HTTPStatus.BAD_REQUEST)
        page = AddressPage(
            address=f"/feedback/desk/comment/{old.id}",
            title="The address for the reply",
            description="Use it for the reply and for nothing else.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=at.account,
            left=found,
            words=words.body,
            back=f"/feedback/desk/comment/{old.id}",
            version=old.version,
        )
        return self.service.page(page)


def lost(service: AppContext, account: Account, sentence: str) -> Response:
    """Return the page with a sentence that says what is not here."""
    page = LostPage(
        address="/feedback/desk/",
        title="Not here",
        description=sentence,
        crumbs=(HOME, Link("/feedback/desk/", "The desk")),
        listed=False,
        account=account,
        sentence=sentence,
    )
    return service.page(page, HTTPStatus.NOT_FOUND)


def _who_saved(connection: Connection, comment: int) -> str:
    """Return who made the last change of a comment."""
    query = (
        select(accounts.c.name)
        .join_from(drafts, accounts, accounts.c.id == drafts.c.account)
        .where(drafts.c.comment == comment)
        .order_by(drafts.c.version.desc())
    )
    return connection.execute(query.limit(1)).scalar_one_or_none() or "Somebody else"
