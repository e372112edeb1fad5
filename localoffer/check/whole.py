"""Checks of the whole offer: references, links, addresses, days, pictures, colours."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from localoffer.check.assemble import Assembly
from localoffer.check.days import day_problems, past_event
from localoffer.check.links import broken_links, broken_references, clashes, lost
from localoffer.offer import Entry, Offer
from localoffer.pages.page import Page
from localoffer.pages.values import GlossaryPage, GuidePage, StepsPage
from localoffer.pictures import Pictures
from localoffer.problems import Problem
from localoffer.read.header import split
from localoffer.read.yaml_text import parse
from localoffer.render.pages import path_of

#: Every address ever promised, a line each; an address in it must lead somewhere for ever.
PROMISED = "addresses.txt"


def whole_problems(
    folder: Path, assembly: Assembly, offer: Offer | None, pages: Iterable[Page], pictures: Pictures
) -> Iterator[Problem]:
    """Yield the problems that no file shows by itself."""
    known = dict(assembly.known())
    if pictures.names:
        known["pictures"] = pictures.names
    yield from broken_references(assembly.files, known)
    if offer is None:
        return
    yield from _days(folder, assembly, offer)
    anchors = _anchors(pages)
    if anchors:
        for path in assembly.unplanned():
            anchors.setdefault(path, None)
        yield from broken_links(assembly.files, anchors)
        yield from clashes(_claims(assembly, pages))
        yield from lost(_promised(folder), frozenset(anchors), PROMISED)


def _days(folder: Path, assembly: Assembly, offer: Offer) -> Iterator[Problem]:
    def line_of(path: str, name: str) -> int:
        parts = split((folder / path).read_text(encoding="utf-8"), path)
        return 1 if isinstance(parts, Problem) else parse(parts[0], path, 2).lines.get((name,), 1)

    entries: tuple[Entry[Any], ...] = (*offer.services, *offer.guides)
    for entry in entries:
        yield from day_problems(entry, offer.today, line_of)
    for path, line, event in assembly.rows("event"):
        problem = past_event(event, path, line, offer.today)
        if problem:
            yield problem


def _anchors(pages: Iterable[Page]) -> dict[str, frozenset[str] | None]:
    return {page.address: _ids(page) for page in pages}


def _ids(page: Page) -> frozenset[str] | None:
    if isinstance(page, StepsPage | GuidePage):
        return frozenset(heading.id for heading in page.guide.text.headings)
    if isinstance(page, GlossaryPage):
        return frozenset(term.id for term in page.terms)
    return None


def _claims(assembly: Assembly, pages: Iterable[Page]) -> Iterator[tuple[str, str, int]]:
    """Yield (address, file, line): a page made from no single file is claimed by "the site"."""
    files = {file.entry.address: file.path for file in assembly.files if file.entry}
    moved = {redirect.old: (path, line) for path, line, redirect in assembly.rows("redirect")}
    for page in pages:
        path, line = moved.get(page.address, ("", 0)) if page.kind == "redirect" else ("", 0)
        yield path_of(page.address), path or files.get(page.address, "the site itself"), line


def _promised(folder: Path) -> Iterator[tuple[str, int]]:
    file = folder / PROMISED
    if file.is_file():
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        ):
            if line.startswith("/"):
                yield line.strip(), number
