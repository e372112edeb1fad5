"""The page of one submission: shown, and changed by its form."""

import logging
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from flask import Request, redirect
from sqlalchemy import Connection, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import read_post
from feedback.forms.views import query_args
from feedback.moderation.action_errors import (
    ActionError,
    EditConflictError,
    InvalidFormError,
    NotFoundError,
    PermissionDeniedError,
)
from feedback.moderation.actions.dispatch import perform_action
from feedback.moderation.actions.reply import reply_text, sender_address
from feedback.moderation.actions.table import offered_actions
from feedback.moderation.comment_form import SubmittedForm, read_form
from feedback.moderation.comment_page import QUEUE, PageState, flash_of, page_of
from feedback.moderation.comment_record import load_comment
from feedback.moderation.contexts import AddressPage, CommentNotFoundPage
from feedback.moderation.labels import FLASHES, KINDS
from feedback.moderation.put_in import with_standard_answer
from feedback.moderation.queue import (
    QueueCursor,
    QueueFilter,
    cursor_of,
    queue_rows,
    read_id,
)
from feedback.moderation.versions import Edit, current_version, last_saved_by, open_comment
from feedback.store.engine import reading, writing
from feedback.store.idempotency import storable
from feedback.store.submissions import by_reference
from feedback.store.tables import answers
from feedback.store.viewers import forget_viewer, note_viewer
from localoffer.pages.navigation import HOME

#: Actions after which the next submission of the queue is shown.
_LEADING_ON: Final = frozenset({"next", "sign-off-next"})
_GONE: Final = "This comment is not here any more."
_UNKNOWN: Final = "Nothing here has this reference or public number. Look at it again."


@dataclass(frozen=True, slots=True)
class CommentView:
    """Shows one submission, and does what the buttons of its page stand for."""

    app: AppContext

    def get(self, request: Request, account: Account, number: str) -> Response:
        """Return the page of a submission; ``number`` is its id in the address."""
        flash = flash_of(request.args.get("said", ""))
        if read_id(number) is None and (found := self._find(number)):
            return self._redirect(_address_of(found))
        return self._page(
            read_id(number) or 0, PageState(account, self.app.now(), flash=flash), HTTPStatus.OK
        )

    def post(self, request: Request, account: Account, number: str) -> Response:
        """Do what the pressed button stands for, and lead on.

        If it is refused, the page comes back with all that was typed and what to mend.
        """
        arrived = read_post(request)
        form = read_form(arrived.typed)
        form = replace(form, errors=(*arrived.errors, *form.errors))
        edit = Edit(read_id(number) or 0, form.version, account, self.app.now())
        try:
            if looking := arrived.typed.get("looking"):
                return self._note_viewer(edit, form, by_script=looking == "script")
            if "put-in" in arrived.typed:
                return self._put_in(edit, form)
            with writing(self.app.engine) as connection:
                perform_action(connection, self.app, edit, form)
                _note_or_forget_viewer(connection, edit, form.action)
            return self._after_action(edit, form)
        except ActionError as error:
            return self._refused(edit, form, error)

    def find(self, request: Request, account: Account) -> Response:
        """Lead to the submission with a reference or a public number."""
        found = self._find(query_args(request).get("reference", ""))
        return self._redirect(_address_of(found)) if found else self._not_found(account, _UNKNOWN)

    def next_comment(self, request: Request, _: Account) -> Response:
        """Lead to the next submission in the queue."""
        kind = request.args.get("kind", "comment")
        after = QueueCursor.read(request.args.get("after", ""))
        return self._redirect_to_next(kind if kind in KINDS else "comment", after, "")

    def _note_viewer(self, edit: Edit, form: SubmittedForm, *, by_script: bool) -> Response:
        """Note that somebody is looking at it, and change nothing else.

        A script wants no page back. A person gets theirs, with all that was typed in it.
        """
        with writing(self.app.engine) as connection:
            version = current_version(connection, edit.comment_id)
            if version is None:
                raise NotFoundError
            note_viewer(connection, edit.comment_id, edit.account.id, edit.now)
        if by_script:
            return Response(status=HTTPStatus.NO_CONTENT)
        if version != edit.version:
            raise EditConflictError
        page_state = PageState(edit.account, edit.now, form, flash=FLASHES["looking"])
        return self._page(edit.comment_id, page_state, HTTPStatus.OK)

    def _put_in(self, edit: Edit, form: SubmittedForm) -> Response:
        """Return the page with a standard answer in the box of the answer, and nothing saved."""
        with writing(self.app.engine) as connection:
            comment = open_comment(connection, edit)
            if form.errors:
                raise InvalidFormError(form.errors)
            form, chosen = with_standard_answer(connection, comment, form)
            note_viewer(connection, edit.comment_id, edit.account.id, edit.now)
        page_state = PageState(edit.account, edit.now, form, put_in=chosen.name)
        return self._page(edit.comment_id, page_state, HTTPStatus.OK)

    def _after_action(self, edit: Edit, form: SubmittedForm) -> Response:
        if form.action == "address":
            return self._address_page(edit)
        if form.action in _LEADING_ON:
            with reading(self.app.engine) as connection:
                comment = load_comment(connection, edit.comment_id)
            if comment:
                return self._redirect_to_next(comment.kind, cursor_of(comment), form.action)
        return self._redirect(f"{_address_of(edit.comment_id)}?said={form.action}#told")

    def _find(self, typed: str) -> int | None:
        """Return the id of the submission with a reference or a public number."""
        with reading(self.app.engine) as connection:
            row = by_reference(connection, typed)
            numbered = select(answers.c.comment).where(answers.c.number == storable(typed.strip()))
            return row.id if row else connection.execute(numbered).scalar_one_or_none()

    def _redirect_to_next(self, kind: str, after: QueueCursor | None, action: str) -> Response:
        with reading(self.app.engine) as connection:
            rows = queue_rows(connection, QueueFilter(kind, after=after), size=1)
        if not rows:
            return self._redirect(f"/feedback/desk/?kind={kind}&said=end#told")
        flash = f"?said={action}#told" if action else ""
        return self._redirect(f"{_address_of(rows[0].id)}{flash}")

    def _redirect(self, address: str) -> Response:
        return redirect(self.app.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _refused(self, edit: Edit, form: SubmittedForm, error: ActionError) -> Response:
        """Return the page with all that was typed, and why it could not be done."""
        if isinstance(error, PermissionDeniedError):
            log = logging.getLogger("feedback")
            log.warning("Account %d was refused an action of moderators", edit.account.id)
        saved_by = ""
        if isinstance(error, EditConflictError):
            with reading(self.app.engine) as connection:
                saved_by = last_saved_by(connection, edit.comment_id)
        page_state = PageState(edit.account, edit.now, form, error.errors, saved_by=saved_by)
        return self._page(edit.comment_id, page_state, error.status)

    def _page(self, comment_id: int, page_state: PageState, status: HTTPStatus) -> Response:
        with reading(self.app.engine) as connection:
            comment = load_comment(connection, comment_id)
            if comment is None:
                return self._not_found(page_state.account)
            page = page_of(connection, comment, page_state, self.app.site_context)
        return self.app.page(page, status)

    def _address_page(self, edit: Edit) -> Response:
        """Show the address that the sender left; the log says by now who asked for it."""
        with reading(self.app.engine) as connection:
            comment = load_comment(connection, edit.comment_id)
            if comment is None:
                raise NotFoundError
            address = sender_address(connection, self.app, comment.id)
            text = reply_text(connection, comment, self.app.site_context)
        page = AddressPage(
            address=_address_of(comment.id),
            title="The address for the reply",
            description="Use it for the reply and for nothing else.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=edit.account,
            sender_address=address,
            reply_text=text.body,
            actions=offered_actions(comment, edit.account),
            back=_address_of(comment.id),
            version=comment.version,
        )
        return self.app.page(page)

    def _not_found(self, account: Account, sentence: str = _GONE) -> Response:
        page = CommentNotFoundPage(
            address="/feedback/desk/",
            title="Not here",
            description=sentence,
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            sentence=sentence,
        )
        return self.app.page(page, HTTPStatus.NOT_FOUND)


def _address_of(comment_id: int) -> str:
    return f"/feedback/desk/comment/{comment_id}"


def _note_or_forget_viewer(connection: Connection, edit: Edit, action: str) -> None:
    """Note that whoever did something with a comment is looking at it, or goes on to the next."""
    if action in _LEADING_ON:
        forget_viewer(connection, edit.comment_id, edit.account.id)
    else:
        note_viewer(connection, edit.comment_id, edit.account.id, edit.now)
