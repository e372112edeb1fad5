"""Entering a comment for somebody who rang, wrote, or came to an event."""

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
from feedback.intake.length import length_error
from feedback.moderation.comment_page import QUEUE
from feedback.moderation.context_parts import FieldOption, FormField
from feedback.moderation.contexts import EnterPage
from feedback.store.audit_log import note_act
from feedback.store.engine import writing
from feedback.store.submissions import by_reference
from feedback.submission import Submission
from localoffer.form_error import FormError
from localoffer.model.comment_terms import AgeBand, Way
from localoffer.offer import Offer
from localoffer.pages.navigation import HOME
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, WAYS

_WAYS: Final = tuple(way for way in get_args(Way) if way not in ("website", "survey"))
_MOST_OF_A_LINE: Final = 300
_TITLE: Final = "Enter a comment for somebody"
_NONE: Final[Mapping[str, str]] = {}

#: What each box asks, and what helps to answer.
_ASKS: Final[Mapping[str, tuple[str, str]]] = {
    "way": ("How it came", ""),
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
    """Shows the form and keeps what was entered."""

    service: AppContext

    def ask(self, _: Request, account: Account) -> Response:
        """Return the empty form."""
        return self._page(account, {"form": self.service.keys.form_number(), "publish": "no"})

    def take(self, request: Request, account: Account) -> Response:
        """Keep what was entered and lead to it; or return the form with what to mend."""
        arrived = read_post(request)
        typed = arrived.typed
        mistakes = (*arrived.mistakes, *_mistakes(typed, self.service))
        if mistakes:
            return self._page(account, typed, mistakes)
        receipt = enter(self.service, _submission(typed))
        with writing(self.service.engine) as connection:
            row = by_reference(connection, receipt.reference)
            number = row.id if row else None
            if receipt.is_new:
                now = self.service.now()
                note_act(connection, now, "entered", account=account.id, comment=number)
        said = "entered" if receipt.is_new else "again"
        address = f"/feedback/desk/comment/{number}?said={said}#told"
        return redirect(self.service.site_context.base.to(address), HTTPStatus.SEE_OTHER)

    def _page(
        self, account: Account, typed: Mapping[str, str], mistakes: tuple[FormError, ...] = ()
    ) -> Response:
        keys, number = self.service.keys, typed.get("form", "")
        page = EnterPage(
            address="/feedback/desk/enter",
            title=f"Error: {_TITLE}" if mistakes else _TITLE,
            description="By phone, by post, by e-mail or at an event.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            heading=_TITLE,
            form=number if keys.form_made(number) is not None else keys.form_number(),
            boxes=tuple(_boxes(typed, self.service.site_context.offer)),
            mistakes=mistakes,
        )
        return self.service.page(page, HTTPStatus.BAD_REQUEST if mistakes else HTTPStatus.OK)


def _boxes(typed: Mapping[str, str], offer: Offer) -> Iterator[FormField]:
    def box(name: str, kind: str, choices: Mapping[str, str] = _NONE) -> FormField:
        value, (label, hint) = typed.get(name, ""), _ASKS[name]
        options = (FieldOption(one, told, one == value) for one, told in choices.items())
        return FormField(name, label, kind, value, hint, tuple(options))

    yield box("way", "one", {way: WAYS[way].capitalize() for way in _WAYS})
    yield box("wrong", "words")
    yield box("page", "line")
    for name, choices in _choices(offer).items():
        yield box(name, "list", {"": "Not said", **choices})
    yield box("publish", "one", {"yes": "Yes", "no": "No, or we did not ask"})
    yield box("reply_to", "words")


def _choices(offer: Offer) -> Mapping[str, Mapping[str, str]]:
    return {
        "about": {str(matter): name for matter, name in MATTERS.items()},
        "role": {str(role): one for role, (_, _, one, _) in ROLES.items()},
        "age": {band: band for band in get_args(AgeBand)},
        "area": {area.id: area.name for area in offer.lists.areas.values()},
    }


def _mistakes(typed: Mapping[str, str], service: AppContext) -> Iterator[FormError]:
    if typed.get("way") not in _WAYS:
        yield FormError("way", "Choose how it came.")
    if not typed.get("wrong", "").strip():
        yield FormError("wrong", "Write what they said.")
    elif sentence := length_error({"wrong": typed["wrong"]}):
        yield FormError("wrong", sentence)
    page = typed.get("page", "").strip()
    if page and page not in service.site_context.titles:
        yield FormError("page", "There is no such page. Copy its address from the first /.")
    for name, choices in _choices(service.site_context.offer).items():
        if typed.get(name) and typed[name] not in choices:
            yield FormError(name, "Choose one from the list.")
    if len(typed.get("reply_to", "")) > _MOST_OF_A_LINE:
        yield FormError("reply_to", f"Write {_MOST_OF_A_LINE} letters at most.")
    if service.keys.form_made(typed.get("form", "")) is None:
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
        may_publish=typed.get("publish") == "yes",
        reply_to=typed.get("reply_to", "").strip(),
    )
