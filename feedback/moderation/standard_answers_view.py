"""The page of standard answers: all of them, and a form to keep, change or delete one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from flask import Request, redirect
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import PostedForm, read_post
from feedback.moderation.comment_page import QUEUE, flash_of
from feedback.moderation.context_parts import FormField, StandardAnswerLink, Tick
from feedback.moderation.contexts import StandardAnswersPage
from feedback.moderation.queue import read_id
from feedback.moderation.standard_answers import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST,
    ChangedMeanwhileError,
    StandardAnswer,
    StandardAnswerError,
    all_standard_answers,
    details_in,
    forget,
    keep,
    standard_answer_of,
)
from feedback.store.engine import reading, writing
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME

STANDARD_ANSWERS: Final = "/feedback/desk/standard-answers"
_TITLE: Final = "Standard answers"
_CHANGE: Final = "Change a standard answer"
_DELETED: Final = "Deleted. It stands in the boxes below once more: “Keep it” brings it back."
_NAME_HINT: Final = f"By which you find it. {LONGEST_NAME} letters at most."
_TEXT_HINT: Final = (
    f"Your council’s own words: of nobody in particular. {LONGEST_TEXT:,} letters at most."
)


_NEW: Final = StandardAnswer()


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in the form, and what to say about it."""

    answer: StandardAnswer = _NEW
    looked_at: str = ""
    errors: tuple[FormError, ...] = ()
    meanwhile: StandardAnswer | None = None
    flash: str = ""


@dataclass(frozen=True, slots=True)
class StandardAnswersView:
    """Shows the standard answers, and keeps, changes or deletes one."""

    app: AppContext

    def get(self, request: Request, account: Account) -> Response:
        """Return the page with all of them, and the form for a new one."""
        flash = flash_of(request.args.get("said", ""))
        return self._page(account, _Written(flash=flash))

    def get_one(self, _: Request, account: Account, number: str) -> Response:
        """Return the form to change one; ``number`` is its id in the address."""
        with reading(self.app.engine) as connection:
            answer = standard_answer_of(connection, read_id(number) or 0)
        if answer is None:
            return self._redirect("standard-gone")
        return self._page(account, _Written(answer))

    def post(self, request: Request, account: Account, number: str = "0") -> Response:
        """Keep or change what was written, or delete it; or return it with what to mend."""
        arrived = read_post(request)
        written = _read(arrived, read_id(number) or 0)
        if written.errors:
            return self._page(account, written)
        try:
            with writing(self.app.engine) as connection:
                now, offer = self.app.now(), self.app.site_context.offer
                if "delete" in arrived.typed and written.answer.id:
                    forget(connection, written.answer, account, now)
                else:
                    keep(connection, written.answer, written.looked_at, account, offer, now)
        except StandardAnswerError as error:
            return self._page(account, _refused(written, error))
        if "delete" in arrived.typed and written.answer.id:
            deleted = replace(written.answer, id=0, version=0)
            return self._page(account, _Written(deleted, written.looked_at, flash=_DELETED))
        return self._redirect("standard-kept")

    def _redirect(self, flash: str) -> Response:
        address = f"{STANDARD_ANSWERS}?said={flash}#told"
        return redirect(self.app.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _page(self, account: Account, written: _Written) -> Response:
        answer, is_new = written.answer, not written.answer.id
        heading = _TITLE if is_new else _CHANGE
        with reading(self.app.engine) as connection:
            kept = all_standard_answers(connection) if is_new else ()
        page = StandardAnswersPage(
            address=STANDARD_ANSWERS if is_new else _address_of(answer),
            title=f"Error: {heading}" if written.errors else heading,
            description="Texts of your council’s own that an answer can begin with.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            flash=written.flash,
            heading=heading,
            rows=tuple(StandardAnswerLink(_address_of(one), one.name, one.text) for one in kept),
            may_change=account.may("moderator"),
            is_full=is_new and len(kept) >= MOST,
            is_new=is_new,
            version=answer.version,
            fields=tuple(_fields(written)),
            tick=self._tick(written),
            errors=written.errors,
        )
        return self.app.page(page, HTTPStatus.BAD_REQUEST if written.errors else HTTPStatus.OK)

    def _tick(self, written: _Written) -> Tick | None:
        """Return the tick for the names in it, where there are any."""
        details = details_in(written.answer, self.app.site_context.offer)
        if not details:
            return None
        label = f"I have looked at these, and they name nobody: {details}"
        return Tick("looked", details, label, written.looked_at == details)


def _read(arrived: PostedForm, answer_id: int) -> _Written:
    typed = arrived.typed
    version = read_id(typed.get("version", "")) or 0
    answer = StandardAnswer(
        answer_id, typed.get("name", "").strip(), typed.get("text", "").strip(), version
    )
    return _Written(answer, typed.get("looked", ""), arrived.errors)


def _refused(written: _Written, error: StandardAnswerError) -> _Written:
    """Return what was written, to be sent again over what a colleague has made of it."""
    if not isinstance(error, ChangedMeanwhileError):
        return replace(written, errors=error.errors)
    answer = replace(written.answer, version=error.current.version)
    return replace(written, answer=answer, errors=error.errors, meanwhile=error.current)


def _fields(written: _Written) -> Iterator[FormField]:
    hints: Mapping[str, tuple[str, str, str]] = {
        "name": ("line", "Its name", _NAME_HINT),
        "text": ("words", "The text", _TEXT_HINT),
    }
    for name, (kind, label, hint) in hints.items():
        value = getattr(written.answer, name)
        other = getattr(written.meanwhile, name) if written.meanwhile else value
        yield FormField(
            name, label, kind, value, hint, saved_meanwhile=other if other != value else None
        )


def _address_of(answer: StandardAnswer) -> str:
    return f"{STANDARD_ANSWERS}/{answer.id}"
