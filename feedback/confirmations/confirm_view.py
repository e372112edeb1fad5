"""The page with a button by which a provider confirms a record. GET changes nothing."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from flask import Request, redirect
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.confirmations.invitation import Invitation, read_invitation, token_digest
from feedback.forms.contexts import RecordFact
from feedback.forms.record_facts import facts_of
from feedback.forms.render import sentence_page
from feedback.intake import refusals
from feedback.intake.origin import from_our_site
from feedback.local_time import day_of
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.idempotency import insert_once
from feedback.store.tables import confirmations
from feedback.way_to_ask import way_to_ask
from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(Page):
    """What a record says, and a button; afterwards, that it is confirmed.

    ``checked`` is the day of the last check, ``confirmed`` that on which this link was used and
    ``until`` the last on which it works. ``mistake`` leads to the correction form.
    """

    template: ClassVar[str] = "feedback/confirm.html"
    kind: ClassVar[str] = "feedback"
    record: Link
    facts: tuple[RecordFact, ...]
    checked: date | None
    confirmed: date | None
    until: date
    mistake: Link


#: The link itself stands in no page but the one it opens.
_ADDRESS: Final = "/feedback/confirm/"


@dataclass(frozen=True, slots=True)
class ConfirmView:
    """Shows a record to its provider, and stores that it was confirmed."""

    app: AppContext

    def get(self, _: Request, token: str) -> Response:
        """Return the record with the button, or with the day on which the link was used."""
        opened = self._open(token)
        return opened if isinstance(opened, Response) else self._page(*opened, token)

    def post(self, request: Request, token: str) -> Response:
        """Store the confirmation, once, and redirect to the page, which then says so."""
        way = way_to_ask(self.app.site_context.offer.site)
        if not from_our_site(request.headers, self.app.settings.origins):
            return self._error_page(
                403, "This did not come from our site", refusals.from_elsewhere(way)
            )
        opened = self._open(token)
        if isinstance(opened, Response):
            return opened
        try:
            self._store(opened[0], token)
        except SQLAlchemyError as error:
            self.app.note(error)
            return self._error_page(503, "This could not be kept", refusals.not_stored(way))
        return redirect(self.app.site_context.base.to(f"{_ADDRESS}{token}"), 303)

    def _open(self, token: str) -> tuple[Invitation, Entry[Service]] | Response:
        """Return the invitation and its record, or a page that says why the link does not work."""
        invitation = read_invitation(self.app.keys, token)
        if invitation is None:
            return self._error_page(
                404, "This link does not work", "A part of it may be missing. Copy it whole."
            )
        entries = self.app.site_context.offer.services
        entry = next((entry for entry in entries if entry.address == invitation.page), None)
        if entry is None:
            return self._error_page(
                404, "This page is not here any more", "It has moved or was removed."
            )
        if invitation.until < self.app.now() and self._confirmed(token) is None:
            day = f"{day_of(invitation.until):%-d %B %Y}"
            return self._error_page(
                410, "This link has run out", f"It worked until {day}. Ask us for a new one."
            )
        return invitation, entry

    def _confirmed(self, token: str) -> date | None:
        is_this = confirmations.c.token == token_digest(token)
        with reading(self.app.engine) as connection:
            moment = connection.scalar(select(confirmations.c.confirmed).where(is_this))
        return day_of(moment) if moment is not None else None

    def _store(self, invitation: Invitation, token: str) -> None:
        now = self.app.now()
        row = {"token": token_digest(token), "page": invitation.page, "confirmed": now}
        with writing(self.app.engine) as connection:
            if connection.execute(_insert(connection.dialect.name), row).first() is not None:
                note_act(connection, now, "confirmed", note=invitation.page[:200])

    def _page(self, invitation: Invitation, entry: Entry[Service], token: str) -> Response:
        offer, mistake = self.app.site_context.offer, urlencode({"page": entry.address})
        confirmed, name = self._confirmed(token), entry.record.name
        return self.app.page(
            ConfirmPage(
                address=_ADDRESS,
                title=f"{name} is confirmed" if confirmed else f"Is this right? {name}",
                description="Confirm what the Local Offer says about your service.",
                crumbs=(HOME,),
                listed=False,
                record=Link(entry.address, entry.record.name, entry.record.summary),
                facts=facts_of(entry.address, offer),
                checked=entry.record.assured_date,
                confirmed=confirmed,
                until=day_of(invitation.until),
                mistake=Link(f"/feedback/correction?{mistake}", "Something is wrong or missing"),
            )
        )

    def _error_page(self, status: int, title: str, sentence: str) -> Response:
        site = self.app.site_context.offer.site
        ask = f"Write to {site.email} or phone us, and we send you a new link."
        if not (site.phone and site.email):
            ask = f"We send you a new link: {way_to_ask(site)}."
        more = f"Nothing was changed. {ask}"
        links = (Link("/", "Go to the home page"),)
        page = sentence_page(_ADDRESS, title, sentence, more, links=links)
        return self.app.page(page, status)


@cache
def _insert(dialect: str) -> Any:
    key = confirmations.c.token
    return insert_once(dialect, confirmations, key).returning(confirmations.c.id)
