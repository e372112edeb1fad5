"""The page of a sample record, made by the same functions as every page of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from markupsafe import Markup

from localoffer.check.drafts import missing_fields, without_placeholders
from localoffer.editor.preview.marks import mark
from localoffer.editor.preview.sample_record import Sample
from localoffer.kinds import BY_MODEL, KINDS, Kind, address_of
from localoffer.model.annual_report import Review
from localoffer.model.base import Record
from localoffer.model.guide import Guide, Landing
from localoffer.model.provision import Statement
from localoffer.model.school import School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.survey import Survey
from localoffer.offer import Entry, Heading, ListsById, Offer, RenderedText
from localoffer.pages.annual_report.report_page import annual_report_page
from localoffer.pages.annual_report.survey_pages import survey_page
from localoffer.pages.index import Index, make_index
from localoffer.pages.page import Link, Page
from localoffer.pages.provision.statement_pages import statement_page
from localoffer.pages.record_pages import guide_page, service_page, topic_page
from localoffer.pages.schools.school_groups import make_groups
from localoffer.pages.schools.school_page import make_school_page_context, school_page
from localoffer.pages.schools.written_report_page import written_report_pages
from localoffer.pictures import Pictures
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import known_schools

#: Headings of a sample text: from four on a guide lists them.
HEADINGS: Final = 4

_BY_REFERENCE = {kind.reference: kind for kind in KINDS}
#: The name of the sample's file, which is a part of its address.
_SLUG = mark("slug")


def sample_page(
    kind: Kind, sample: Sample, real: Index, pictures: Pictures, *, in_steps: bool = False
) -> Page:
    """Return the page of a sample record; ``in_steps`` has its text in parts under headings.

    ``real`` is the index of the offer whose lists and titles it uses.
    """
    record = sample.made(kind.model)
    text = _text(sample, in_steps=in_steps)
    missing: tuple[str, ...] = ()
    if isinstance(record, Service):
        missing = missing_fields({name: value or None for name, value in record if value != 0})
        record = without_placeholders(record, missing)
    path, address = f"{kind.place}/new{kind.ending}", address_of(kind, _SLUG)
    entry = Entry(path, _SLUG, address, record, text, "", missing)
    offer = _with_sample(real.offer, kind, entry, sample)
    return _PAGES[kind.model](entry, _index(offer, real, sample), pictures)


def _text(sample: Sample, *, in_steps: bool) -> RenderedText:
    """Return a text of marks; one that begins with a heading where that is its state."""
    names = [f"body_parts.{number}" for number in range(HEADINGS)]
    few = sample.state("body_parts", ("many", "absent")) == "absent"
    headings = tuple(Heading(2, mark(f"{one}.text"), mark(f"{one}.id")) for one in names)
    state = sample.state("body", ("present", "headed", "absent"))
    if state == "absent":
        return RenderedText()
    if in_steps or state == "headed":
        parts = [
            f'<h2 id="{one.id}">{one.text}</h2>{mark(f"{name}.html", "html")}'
            for name, one in zip(names, headings, strict=True)
        ]
        html = mark("body_opening", "html") * in_steps + "".join(parts)
    else:
        html = mark("body", "markdown")
    return RenderedText(Markup(html), () if few else headings)  # noqa: S704 - marks of ours


def _with_sample(offer: Offer, kind: Kind, entry: Entry[Any], sample: Sample) -> Offer:
    """Return the offer with no records but statements, the sample and what it refers to."""
    lists = {model: dict(rows) for model, rows in offer.lists.by_model.items()}
    folders: dict[type[Record], list[Any]] = {kind.model: [entry]}
    for path, to in sorted(sample.references.items()):
        other = _BY_REFERENCE.get(to)
        if other is None:
            continue
        made = sample.made(other.model, f"{path}~{to}~")
        if other.has_ids:
            row = made.model_copy(update={"id": mark(path)})
            lists.setdefault(other.model, {})[mark(path)] = row
        elif other.is_folder:
            address = address_of(other, mark(path))
            one = Entry(
                f"{other.place}/{mark(path)}.md", mark(path), address, made, RenderedText(), ""
            )
            folders.setdefault(other.model, []).append(one)
    none: dict[type[Record], tuple[Any, ...]] = dict.fromkeys(offer.records, ())
    found = {model: tuple(entries) for model, entries in folders.items()}
    records = {**none, Statement: offer.statements, **found}
    return replace(offer, lists=ListsById(lists), records=records, releases=())


def _index(offer: Offer, real: Index, sample: Sample) -> Index:
    """Return the index of a sample's offer, in which its links to any page have a title."""
    index = make_index.__wrapped__(offer)
    addresses = [path for path, to in sample.references.items() if to == "any"]
    links = {mark(path): _any_link(path) for path in addresses}
    return replace(index, links={**real.links, **index.links, **links})


def _any_link(path: str) -> Link:
    return Link(mark(path), mark(f"{path}~any~title"), mark(f"{path}~any~summary"))


def _service_page(entry: Entry[Service], index: Index, pictures: Pictures) -> Page:  # noqa: ARG001
    """Return a service's page; what the cards of similar ones say besides is left out."""
    page = service_page(entry, index)
    return replace(
        page, related=tuple(replace(card, facts=(), notice=None) for card in page.related)
    )


def _school_page(entry: Entry[School], index: Index, pictures: Pictures) -> Page:  # noqa: ARG001
    schools = known_schools(index.offer)
    words = NeedWords(index.offer.lists.needs.values())
    groups = make_groups(schools, index.offer, words)
    known = next(one for one in schools if one.entry.slug == entry.slug)
    return school_page(known, make_school_page_context(index, groups, words))


def _report_page(entry: Entry[SchoolReport], index: Index, pictures: Pictures) -> Page:  # noqa: ARG001
    known = {one.entry.slug: one for one in known_schools(index.offer)}
    return next(iter(written_report_pages(known, index)))


_PAGES: Mapping[type[Record], Callable[[Any, Index, Pictures], Page]] = {
    Service: _service_page,
    Guide: guide_page,
    Landing: lambda entry, index, _: topic_page(entry, index),
    School: _school_page,
    SchoolReport: _report_page,
    Statement: lambda entry, index, _: statement_page(entry, index),
    Review: lambda entry, index, _: annual_report_page(entry, index),
    Survey: lambda entry, index, _: survey_page(entry, index.offer),
}

#: The kinds whose pages are previewed.
KINDS_WITH_PREVIEW = tuple(BY_MODEL[model] for model in _PAGES)
