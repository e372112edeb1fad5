"""The Jinja environment: what every template may use besides its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from localoffer.editor.kind_collections import entry_address
from localoffer.editor.page_files import council_files
from localoffer.offer import Offer
from localoffer.pages.navigation import main_menu, parts_of
from localoffer.pages.own_words import own_navigation, relabelled
from localoffer.pages.page import Page
from localoffer.render.assets import Assets
from localoffer.render.design import Design
from localoffer.render.filters import FILTERS
from localoffer.render.form_version import form_version_of
from localoffer.render.icons import icon_maker
from localoffer.render.linked_data import linked_data


@dataclass(frozen=True, slots=True)
class SiteBase:
    """Where the site is published: its origin and the path before every address."""

    origin: str
    path: str

    def to(self, address: str) -> str:
        """Return the href of an internal address; others are returned as they are."""
        return f"{self.path}{address}" if address.startswith("/") else address

    def absolute(self, address: str) -> str:
        """Return the whole web address of an internal address."""
        return f"{self.origin}{self.path}{address}"


def base_of(url: str) -> SiteBase:
    """Return the base of a site published at ``url``; an empty one where that is no address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return SiteBase("", "")
    return SiteBase(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"))


def make_environment(design: Design, offer: Offer, assets: Assets, base: SiteBase) -> Environment:
    """Return the Jinja environment: undefined names fail, everything is escaped."""
    environment = design.environment_class(
        loader=design.loader(),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(_globals(design, offer, assets, base))
    return environment


def _globals(design: Design, offer: Offer, assets: Assets, base: SiteBase) -> dict[str, Any]:
    site, contacts = offer.site, offer.lists.contacts
    words = site.looks.own_words
    return {
        "site": site,
        "council": site.council,
        "help": contacts[site.help],
        "advice": contacts[site.advice_service],
        "forum": contacts.get(site.forum or ""),
        "nav": own_navigation(words),
        "menu": relabelled(main_menu(offer), words),
        "parts": relabelled(parts_of(offer), words),
        "today": offer.today,
        "to": base.to,
        "absolute": base.absolute,
        "asset": lambda name: base.to(f"/{assets.path(name)}"),
        "asset_if_built": lambda name: (path := assets.path_if_built(name)) and base.to(f"/{path}"),
        "whole_asset": lambda name: base.absolute(f"/{assets.path(name)}"),
        "picture": lambda file: base.to(f"/pictures/{file}"),
        "icon": icon_maker(design.icons(), base.to(f"/{assets.path('icons.svg')}")),
        "json_ld": lambda page: _json_ld(page, offer, base),
        "edit_address": partial(_edit_address, council_files(offer) if site.editor else {}),
        "form_version": form_version_of(offer),
        "mailto_wrong": lambda page: _mailto_wrong(page, site.email, base),
    }


def _edit_address(files: Mapping[str, str], page: Page) -> str:
    """Return where the editor opens a page's file; nothing where there is no editor, or no file."""
    return entry_address(files.get(page.address, ""))


def _json_ld(page: Page, offer: Offer, base: SiteBase) -> Markup:
    described = linked_data(page, offer, base.absolute(page.address))
    if described is None:
        return Markup("")
    return Markup('<script type="application/ld+json">{}</script>').format(
        htmlsafe_json_dumps(described)
    )


def _mailto_wrong(page: Page, email: str | None, base: SiteBase) -> str:
    return f"mailto:{email}?subject={quote(f'Something wrong: {base.to(page.address)}')}"
