"""Checks of the whole offer: references, links, addresses, days, pictures, colours."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from localoffer.check.agreement_checks import agreement_problems
from localoffer.check.annual_report_checks import review_problems
from localoffer.check.assemble import Assembly
from localoffer.check.calendar_checks import day_problems, figure_to_come, past_event
from localoffer.check.comment_checks import comment_problems
from localoffer.check.contact_checks import contact_problems, offline_problems
from localoffer.check.field_problems import LineOf
from localoffer.check.guide_checks import page_type_problems
from localoffer.check.layer_checks import left_out_problems, replacement_problems
from localoffer.check.link_results import broken_visits
from localoffer.check.provision_checks import area_problems, statement_problems
from localoffer.check.references import (
    address_clashes,
    broken_links,
    broken_references,
    lost_addresses,
    redirect_loops,
)
from localoffer.check.school_checks import same_numbers, school_report_problems
from localoffer.check.slot_checks import slot_problems
from localoffer.check.vocabulary_checks import vocabulary_problems
from localoffer.kinds import KINDS
from localoffer.national_versions.history import read_history
from localoffer.offer import Offer
from localoffer.pages.contexts import GlossaryPage, GuidePage, StepsPage
from localoffer.pages.page import Page
from localoffer.pages.provision.contexts import ListPage, StatementPage
from localoffer.pictures import Pictures
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.front_matter import split
from localoffer.read.layers import ContentLayers
from localoffer.read.merge_markers import merge_problems
from localoffer.read.source import FieldPath, Source
from localoffer.read.yaml_parser import parse

#: Files of every site that are no pages.
MACHINE_ADDRESSES = (
    "/build.json",
    "/sitemap.xml",
    "/robots.txt",
    "/changes/feed.atom",
    "/schools/reports.csv",
    "/you-said-we-did/comments.json",
    "/you-said-we-did/feed.atom",
)

#: Every address ever promised, a line each; an address in it must lead somewhere for ever.
PROMISED = "addresses.txt"


def cross_check(
    layers: ContentLayers,
    assembly: Assembly,
    offer: Offer | None,
    pages: Iterable[Page],
    pictures: Pictures,
) -> Iterator[Problem]:
    """Yield the problems that only show when all files are seen together.

    ``offer`` is None where ``site.yaml`` cannot be read: then references alone are checked.
    """
    known = dict(assembly.known())
    if pictures.names:
        known["pictures"] = pictures.names
    yield from broken_references(assembly.files, known)
    yield from _row_problems(assembly)
    yield from _unfinished_merges(layers.council)
    if offer is None:
        return
    folder, line_of = layers.council, lines_in(layers)
    yield from page_type_problems(offer.guides)
    yield from _layer_problems(assembly, offer, layers, line_of)
    yield from _days(assembly, offer, line_of)
    yield from broken_visits(folder, offer)
    yield from _school_problems(folder, offer, line_of)
    yield from _hearing_problems(offer, line_of)
    yield from _provision_problems(assembly, offer, line_of)
    yield from _address_problems(folder, assembly, tuple(pages), offer.site.feedback.address)


def _unfinished_merges(folder: Path) -> Iterator[Problem]:
    """Yield the unfinished merges in files that are no records: postcodes, promised addresses."""
    for file in sorted((*folder.glob("*.csv"), *folder.glob("*.txt"))):
        if file.is_file() and not file.is_symlink():
            text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            yield from merge_problems(text, file.name)


def _row_problems(assembly: Assembly) -> Iterator[Problem]:
    yield from vocabulary_problems(assembly.rows("synonym"), assembly.rows("best-bet"))
    yield from contact_problems(assembly.rows("contact"))
    yield from area_problems(assembly.rows("need-area"))


def _hearing_problems(offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield what is wrong with how families reach the council, and with what they told it."""
    yield from offline_problems(offer.site, line_of)
    yield from comment_problems(offer, line_of)
    yield from review_problems(offer, line_of)


def _school_problems(folder: Path, offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    yield from school_report_problems(folder, offer, line_of)
    yield from same_numbers(offer.schools, line_of)


def _provision_problems(assembly: Assembly, offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    """Yield the problems of statements, drafts among them, and of who agreed them."""
    statements = [file.entry for file in assembly.files if file.kind == "statement" and file.entry]
    yield from statement_problems(statements, offer.lists.need_areas, offer.today, line_of)
    yield from agreement_problems(assembly.rows("agreement"), statements, offer, line_of)


def _layer_problems(
    assembly: Assembly, offer: Offer, layers: ContentLayers, line_of: LineOf
) -> Iterator[Problem]:
    yield from slot_problems(assembly.entries("slot"), offer)
    yield from left_out_problems(offer.site.leave_out, layers, line_of)
    releases = read_history(layers.national) if layers.national else ()
    for kind in KINDS if releases else ():
        if "based_on" in kind.model.model_fields:
            for entry in offer.entries(kind.model):
                if not entry.is_national and _replaces(entry.path, layers):
                    yield from replacement_problems(entry, releases, line_of)


def _replaces(path: str, layers: ContentLayers) -> bool:
    return layers.national is not None and (layers.national / path).is_file()


def _address_problems(
    folder: Path, assembly: Assembly, pages: tuple[Page, ...], service: str | None
) -> Iterator[Problem]:
    """Yield the links that lead nowhere, and the addresses that are claimed twice or lost."""
    if not pages:
        return
    unread = frozenset(assembly.unplanned())
    anchors = {**dict.fromkeys(unread), **_anchors(pages)}
    yield from link_problems(assembly, pages, service)
    yield from address_clashes(_claims(assembly, pages))
    yield from redirect_loops(_moved(assembly))
    promised = (row for row in _promised(folder) if not _is_cited_in(row[0], unread))
    yield from lost_addresses(promised, anchors, PROMISED)


def link_problems(
    assembly: Assembly, pages: Iterable[Page], service: str | None
) -> Iterator[Problem]:
    """Yield the links within the site that lead nowhere.

    ``service`` is the address of the service for comments, which answers all that lies below it.
    """
    anchors = {**dict.fromkeys(assembly.unplanned()), **_anchors(pages)}
    yield from broken_links(assembly.files, anchors, assembly.hidden(), service)


def _is_cited_in(address: str, unread: frozenset[str]) -> bool:
    """Return whether an address is the anchor of a statement whose file cannot be read yet."""
    return f"/provision/{address.partition('#')[2]}/" in unread


def lines_in(layers: ContentLayers) -> LineOf:
    """Return a function that reads a file of a layer and gives the line of a place in it."""

    def line_of(path: str, place: FieldPath) -> int:
        file = ContentFile(path, layers.file(path), layers.file(path).read_bytes())
        text = text_of(file)
        if isinstance(text, str) and path.endswith(".yaml"):
            return Source(path, {}, parse(text, path).lines).line_of(place)
        parts = split(text, path) if isinstance(text, str) else text
        if isinstance(parts, Problem):
            return 1
        return Source(path, {}, parse(parts[0], path, 2).lines).line_of(place)

    return line_of


def _days(assembly: Assembly, offer: Offer, line_of: LineOf) -> Iterator[Problem]:
    for kind in KINDS:
        if "assured_date" in kind.model.model_fields:
            own = (entry for entry in offer.entries(kind.model) if not entry.is_national)
            for entry in own:
                yield from day_problems(entry, offer.today, line_of)
    for path, line, figure in assembly.rows("figure"):
        problem = figure_to_come(figure, path, line, offer.today)
        if problem:
            yield problem
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
    if isinstance(page, ListPage):
        return page.ids
    if isinstance(page, StatementPage):
        return frozenset({page.statement.entry.slug})
    return None


def _claims(assembly: Assembly, pages: Iterable[Page]) -> Iterator[tuple[str, str, int]]:
    """Yield (address, file, line) of all that the site holds; redirects come last.

    A page made from no single file is claimed by "the site itself".
    """
    files = {file.entry.address: file.path for file in assembly.files if file.entry}
    times = Counter(page.address for page in pages if page.kind != "redirect")
    for address, number in times.items():
        if address not in files or number > 1:
            yield address, "the site itself", 0
        if address in files:
            yield address, files[address], 0
    yield from ((address, "the site itself", 0) for address in MACHINE_ADDRESSES)
    for path, line, redirect in assembly.rows("redirect"):
        yield redirect.old, path, line


def _moved(assembly: Assembly) -> dict[str, tuple[str, str, int]]:
    return {row.old: (row.new, path, line) for path, line, row in assembly.rows("redirect")}


def _promised(folder: Path) -> Iterator[tuple[str, int]]:
    file = folder / PROMISED
    if file.is_file():
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        ):
            if line.startswith("/"):
                yield line.strip(), number
