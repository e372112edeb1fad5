"""Enter words for the wall that children and young people wrote at an event, many at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Request, redirect
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import read_post
from feedback.intake.danger import GRAVE
from feedback.intake.intake import enter_all
from feedback.mail.background_sending import note_danger
from feedback.moderation.comment_page import QUEUE
from feedback.moderation.context_parts import Counted, FormField
from feedback.moderation.contexts import EventWordsPage
from feedback.moderation.day_received import received_at
from feedback.moderation.event_words import (
    LONGEST_EVENT,
    MOST_LINES,
    event_words,
    event_words_errors,
)
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from feedback.store.submissions import by_reference
from feedback.submission import EVENT, Receipt
from localoffer.form_error import FormError
from localoffer.model.wall_note import LONGEST_NOTE
from localoffer.pages.navigation import HOME
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS

ENTER_WORDS: Final = "/feedback/desk/enter-words"
_TITLE: Final = "Enter words from an event"
_LINES_HINT: Final = "Each on a line of its own, as it was written. Leave out names."
#: The kind of each field, its label and its hint.
_FIELDS: Final[Mapping[str, tuple[str, str, str]]] = {
    EVENT: ("line", "What the event was", "Only moderators read it. It is never published."),
    "came": ("day", "The day of the event", "Year-month-day. Empty means today."),
    **{name: ("words", label, _LINES_HINT) for name, label in WALL_QUESTIONS.items()},
}


@dataclass(frozen=True, slots=True)
class EventWordsView:
    """Shows the form and saves each line of it as words for the wall."""

    app: AppContext

    def get(self, _: Request, account: Account) -> Response:
        """Return the empty form."""
        return self._page(account, {"form": self.app.keys.new_form_number()})

    def post(self, request: Request, account: Account) -> Response:
        """Save all lines, or none, and lead to the queue; or return the form with what to mend."""
        arrived = read_post(request)
        typed = arrived.typed
        errors = (*arrived.errors, *event_words_errors(typed, self.app))
        if errors:
            return self._page(account, typed, errors)
        received = received_at(typed.get("came", ""), self.app.now())
        receipts = enter_all(self.app, event_words(typed), received)
        self._note_entered([one for one in receipts if one.is_new], account)
        for receipt in receipts:
            note_danger(request, receipt)
        flash = "words-entered"
        if any(receipt.danger >= GRAVE for receipt in receipts):
            flash = "danger-entered"
        address = f"/feedback/desk/?kind=wall&said={flash}#told"
        return redirect(self.app.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _note_entered(self, receipts: list[Receipt], account: Account) -> None:
        now = self.app.now()
        with writing(self.app.engine) as connection:
            for receipt in receipts:
                row = by_reference(connection, receipt.reference)
                comment_id = row.id if row else None
                note_act(connection, now, "entered", account=account.id, comment=comment_id)

    def _page(
        self, account: Account, typed: Mapping[str, str], errors: tuple[FormError, ...] = ()
    ) -> Response:
        keys, number = self.app.keys, typed.get("form", "")
        page = EventWordsPage(
            address=ENTER_WORDS,
            title=f"Error: {_TITLE}" if errors else _TITLE,
            description="What children and young people wrote on paper, for the wall.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            heading=_TITLE,
            form_number=number if keys.form_time(number) is not None else keys.new_form_number(),
            fields=tuple(_fields(typed)),
            most_lines=MOST_LINES,
            errors=errors,
        )
        return self.app.page(page, HTTPStatus.BAD_REQUEST if errors else HTTPStatus.OK)


def _fields(typed: Mapping[str, str]) -> Iterator[FormField]:
    for name, (kind, label, hint) in _FIELDS.items():
        is_event = name == EVENT
        longest = LONGEST_EVENT if is_event else LONGEST_NOTE if kind == "words" else 0
        counted: Counted = "trimmed" if is_event else "lines"
        value = typed.get(name, "")
        yield FormField(name, label, kind, value, hint, max_length=longest, counted=counted)
