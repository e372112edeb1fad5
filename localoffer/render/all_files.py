"""Every file of a site, each with the key of all it is made from and a way to make it."""

from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from localoffer.build_cache import code_digest
from localoffer.editor.preview.preview_files import preview_files
from localoffer.offer import Offer
from localoffer.pages.annual_report.contexts import AnnualReportEasyReadPage
from localoffer.pages.contexts import EasyReadPage
from localoffer.pages.navigation import parts_of
from localoffer.pages.page import Page
from localoffer.pictures import FORM_PICTURES, Pictures
from localoffer.publish import PlannedFile
from localoffer.render.assets import Assets
from localoffer.render.design import Design
from localoffer.render.digest import Digester
from localoffer.render.environment import SiteBase, make_environment
from localoffer.render.feeds import machine_files
from localoffer.render.page_file import path_of, render


def planned_files(
    design: Design,
    offer: Offer,
    pages: tuple[Page, ...],
    pictures: Pictures,
    assets: Assets,
    base: SiteBase,
) -> Iterator[PlannedFile]:
    """Yield every file of the site: pages, machine files, assets and pictures."""
    environment = make_environment(design, offer, assets, base)
    shared = shared_digest(design, offer, assets, base)
    digester = Digester(shared)
    for page in pages:
        yield PlannedFile(
            path_of(page.address), digester.of(page), partial(render, page, environment)
        )
    if offer.site.editor and not offer.site.editor.is_local:
        own = make_environment(design, offer, assets, base)
        yield from preview_files(own, offer, pictures, shared)
    fixed = [(file.path, file.content) for file in machine_files(pages, offer, base)]
    fixed += assets.files.values()
    fixed += _picture_files(pages, pictures, with_forms=offer.site.feedback.address is not None)
    for path, content in fixed:
        yield PlannedFile(
            path, blake2b(content, digest_size=16).hexdigest(), partial(bytes, content)
        )


def shared_digest(design: Design, offer: Offer, assets: Assets, base: SiteBase) -> str:
    """Return a digest of all that every page depends on besides its own value."""
    hasher = blake2b(code_digest().encode(), digest_size=16)
    for name, content in design.template_files():
        hasher.update(name.encode() + b"\0" + content)
    contacts = offer.lists.contacts
    people = [
        contacts.get(name or "")
        for name in (offer.site.help, offer.site.advice_service, offer.site.forum)
    ]
    for record in (offer.site, *people):
        hasher.update(record.model_dump_json().encode() if record else b"-")
    paths = [path for path, _ in assets.files.values()]
    hasher.update(f"{paths} {base} {offer.today} {parts_of(offer)}".encode())
    return hasher.hexdigest()


def _picture_files(
    pages: tuple[Page, ...], pictures: Pictures, *, with_forms: bool
) -> Iterator[tuple[str, bytes]]:
    wanted = {
        line.picture
        for page in pages
        if isinstance(page, EasyReadPage | AnnualReportEasyReadPage)
        for line in page.lines
        if line.picture
    }
    wanted |= set(FORM_PICTURES.values() if with_forms and pictures.files else ())
    by_file = {path.name.lower(): path for path in pictures.files.values()} if wanted else {}
    for name in sorted(wanted):
        yield f"pictures/{name}", by_file[name].read_bytes()
