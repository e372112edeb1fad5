"""What tests of attacks share: a service with one of everything, and all that it has kept."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Connection, Table, select

from feedback.app import make_app
from feedback.confirmations.invitation import Invitation, token_of
from feedback.settings import OpenId
from feedback.store.engine import reading
from feedback.store.tables import metadata, sessions
from tests.support.feedback import ORIGIN, make_settings
from tests.support.moderation import PAGE, ModerationSite, moderation_site, surroundings
from tests.support.routes import RawRequest, RawResponse, send

FORM = "application/x-www-form-urlencoded"

#: A word that stands in the one comment, and never where it should not.
TYPED = "Aloysius"


@dataclass
class World:
    """A service with one of everything, and the cookies of those who are signed in."""

    site: ModerationSite
    app: Flask
    cookies: dict[str, str]
    parts: tuple[str, ...]

    def ask(self, request: RawRequest, seat: str = "") -> RawResponse:
        """Ask as somebody with a seat, or as nobody."""
        cookie = {"Cookie": self.cookies[seat]} if seat else {}
        usual = {"Origin": ORIGIN, "Content-Type": FORM, **cookie}
        return send(self.app, replace(request, headers={**usual, **request.headers}))

    def stored(self) -> dict[str, list[Any]]:
        """All that is in the database, but for the moment at which each session was last used."""
        with reading(self.site.service.engine) as connection:
            return {table.name: _rows(connection, table) for table in metadata.sorted_tables}


def _rows(connection: Connection, table: Table) -> list[Any]:
    columns = [column for column in table.c if column is not sessions.c.seen]
    return sorted(map(tuple, connection.execute(select(*columns))), key=repr)


def world_of(folder: Path, database: str) -> World:
    """Return a service with a comment, a reference, a survey and a provider's link."""
    site = moderation_site(folder, database)
    number = site.send(f"{TYPED} waits.", reply_to="jo@example.org", page=PAGE)
    provider = OpenId("http://127.0.0.1:9", "moderation", "secret")
    chosen = replace(make_settings(folder, database), openid=provider, most_an_hour=10**6)
    link = Invitation("/services/saturday-club/", site.service.now() + 86_400)
    parts = (str(number), site.row(number).reference, "helped", token_of(site.service.keys, link))
    cookies = {name: _cookie(browser) for name, browser in site.signed_in.items()}
    return World(site, make_app(chosen, surroundings), cookies, parts)


def _cookie(browser: Any) -> str:
    return f"__Host-desk={browser.get_cookie('__Host-desk', domain='localhost').value}"
