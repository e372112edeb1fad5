"""Enter a comment for somebody who phoned, wrote, or came to an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, get_args

from flask import Request, redirect
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import read_post
from feedback.intake.intake import enter
from feedback.intake.length import MAX_FIELD_LENGTH, length_error
from feedback.moderation.comment_page import QUEUE
from feedback.moderation.context_parts import FieldOption, FormField
from feedback.moderation.contexts import EnterPage
from feedback.moderation.day_received import day_error, received_at
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from feedback.store.submissions import by_reference
from feedback.submission import Submission, publish_answer_of
from localoffer.form_error import FormError
from localoffer.model.comment_terms import NOT_SAID, AgeBand, Way
from localoffer.offer import Offer
from localoffer.pages.navigation import HOME
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, WAYS

_WAYS: Final = tuple(way for way in get_args(Way) if way not in ("website", "survey"))
_LONGEST_LINE: Final = 300
#: How many letters a field takes, where that is limited.
_LIMITS: Final[Mapping[str, int]] = {"wrong": MAX_FIELD_LENGTH, "reply_to": _LONGEST_LINE}
_TITLE: Final = "Enter a comment for somebody"
_NO_CHOICES: Final[Mapping[str, str]] = {}

#: The label and the hint of each field.
_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "way": ("How it came", ""),
    "came": (
        "The day it came",
        "Year-month-day, such as 2026-03-31. Empty means today. The answer is due from then.",
    ),
    "wrong": (
        "What they said",
        "As they said it. Leave out names, and health details that are not needed.",
    ),
    "page": (
        "The page or record it is about",
        "Its address from the first /, such as /guides/travel-to-school/. Or leave it empty.",
    ),
    "about": ("Which matter it is about", ""),
    "role": ("Who said it", ""),
    "age": ("Age of the child or young person", ""),
    "area": ("Where they live", ""),
    "publish": ("Did they say that we may publish it, without any name?", ""),
    "reply_to": (
        "Where to send a reply",
        "An e-mail address, a phone number or a postal address. Only if they want a reply.",
    ),
}


@dataclass(frozen=True, slots=True)
class EnterView:
    """Shows the form and saves what was entered."""

    app: AppContext

    def get(self, _: Request, account: Account) -> Response:
        """Return the empty form."""
        return self._page(account, {"form": self.app.keys.new_form_number(), "publish": ""})

    def post(self, request: Request, account: Account) -> Response:
        """Save what was entered and lead to it; or return the form with what to mend.

        A form that is sent twice leads to the comment that it was the first time.
        """
        arrived = read_post(request)
        typed = arrived.typed
        errors = (*arrived.errors, *_errors(typed, self.app))
        if errors:
            return self._page(account, typed, errors)
        receipt = enter(
            self.app, _submission(typed), received_at(typed.get("came", ""), self.app.now())
        )
        with writing(self.app.engine) as connection:
            row = by_reference(connection, receipt.reference)
            comment_id = row.id if row else None
            if receipt.is_new:
                now = self.app.now()
                note_act(connection, now, "entered", account=account.id, comment=comment_id)
        flash = "entered" if receipt.is_new else "again"
        address = f"/feedback/desk/comment/{comment_id}?said={flash}#told"
        return redirect(self.app.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _page(
        self, account: Account, typed: Mapping[str, str], errors: tuple[FormError, ...] = ()
    ) -> Response:
        keys, number = self.app.keys, typed.get("form", "")
        page = EnterPage(
            address="/feedback/desk/enter",
            title=f"Error: {_TITLE}" if errors else _TITLE,
            description="By phone, by post, by e-mail or at an event.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            heading=_TITLE,
            form_number=number if keys.form_time(number) is not None else keys.new_form_number(),
            fields=tuple(_fields(typed, self.app.site_context.offer)),
            errors=errors,
        )
        return self.app.page(page, HTTPStatus.BAD_REQUEST if errors else HTTPStatus.OK)


def _fields(typed: Mapping[str, str], offer: Offer) -> Iterator[FormField]:
    def field(name: str, kind: str, choices: Mapping[str, str] = _NO_CHOICES) -> FormField:
        value, (label, hint) = typed.get(name, ""), _LABELS[name]
        options = (FieldOption(choice, text, choice == value) for choice, text in choices.items())
        longest = _LIMITS.get(name, 0)
        return FormField(name, label, kind, value, hint, tuple(options), max_length=longest)

    yield field("way", "one", {way: WAYS[way].capitalize() for way in _WAYS})
    yield field("came", "day")
    yield field("wrong", "words")
    yield field("page", "line")
    for name, choices in _choices(offer).items():
        yield field(name, "list", {"": "Not said", **choices})
    yield field(
        "publish",
        "one",
        {"yes": "Yes", "no": "No, they asked us not to", "": "They did not say, or we did not ask"},
    )
    yield field("reply_to", "words")


def _choices(offer: Offer) -> Mapping[str, Mapping[str, str]]:
    return {
        "about": {str(matter): name for matter, name in MATTERS.items()},
        "role": {str(role): one for role, (_, _, one, _) in ROLES.items() if role != NOT_SAID},
        "age": {band: band for band in get_args(AgeBand)},
        "area": {area.id: area.name for area in offer.lists.areas.values()},
    }


def _errors(typed: Mapping[str, str], app: AppContext) -> Iterator[FormError]:
    if typed.get("way") not in _WAYS:
        yield FormError("way", "Choose how it came.")
    if sentence := day_error(typed.get("came", ""), app):
        yield FormError("came", sentence)
    if not typed.get("wrong", "").strip():
        yield FormError("wrong", "Write what they said.")
    elif sentence := length_error({"wrong": typed["wrong"]}):
        yield FormError("wrong", sentence)
    page = typed.get("page", "").strip()
    if page and page not in app.site_context.titles:
        yield FormError("page", "There is no such page. Copy its address from the first /.")
    for name, choices in _choices(app.site_context.offer).items():
        if typed.get(name) and typed[name] not in choices:
            yield FormError(name, "Choose one from the list.")
    if len(typed.get("reply_to", "")) > _LONGEST_LINE:
        yield FormError("reply_to", f"Write {_LONGEST_LINE} letters at most.")
    if app.keys.form_time(typed.get("form", "")) is None:
        yield FormError("", "This form had lost its number. Look through it and send it again.")


def _submission(typed: Mapping[str, str]) -> Submission:
    return Submission(
        form=typed["form"],
        kind="comment",
        words={"wrong": typed["wrong"]},
        page=typed.get("page", "").strip(),
        about=typed.get("about", ""),
        role=typed.get("role", ""),
        age=typed.get("age", ""),
        area=typed.get("area", ""),
        way=next(way for way in _WAYS if way == typed["way"]),
        publish=publish_answer_of(typed.get("publish", "")),
        reply_to=typed.get("reply_to", "").strip(),
    )
