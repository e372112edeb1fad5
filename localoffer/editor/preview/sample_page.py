"""The page of a sample record, made by the same functions as every page of its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from markupsafe import Markup

from localoffer.check.drafts import missing_fields, without_placeholders
from localoffer.editor.preview.marks import MarkedInt, mark
from localoffer.editor.preview.sample_record import Sample, pattern_of
from localoffer.kinds import BY_MODEL, KINDS, Kind, address_of
from localoffer.model.annual_report import Review
from localoffer.model.base import Record
from localoffer.model.guide import Guide, Landing
from localoffer.model.provision import Statement
from localoffer.model.reference import Contact
from localoffer.model.school import CoordinatorRule, School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.survey import Survey
from localoffer.offer import TOP, Entry, Heading, ListsById, Offer, RenderedText, Section
from localoffer.page_types import page_types
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
#: The name of a new record's file, which is a part of its address.
NEW = mark("slug")


def sample_page(
    kind: Kind, sample: Sample, real: Index, pictures: Pictures, slug: str = NEW
) -> Page:
    """Return the page of a sample record.

    ``real`` is the index of the offer whose lists and titles it uses. A ``slug`` is that of a
    record whose place the sample takes, among all others of the offer.
    """
    record = sample.made(kind.model)
    text = _text(sample)
    missing: tuple[str, ...] = ()
    if isinstance(record, Service):
        missing = missing_fields({name: None if value == () else value for name, value in record})
        record = without_placeholders(record, missing)
    path, address = f"{kind.place}/new{kind.ending}", address_of(kind, slug)
    entry = Entry(path, slug, address, record, text, "", missing)
    if isinstance(record, Guide) and record.page_type:
        asked = page_types()[record.page_type]
        answers = {one.id: mark(f"answers.{one.id}") for one in asked}
        entry = replace(entry, record=record.model_copy(update={"answers": answers}))
    offer = _with_sample(real.offer, kind, entry, sample)
    return _PAGES[kind.model](entry, _index(offer, real, sample), pictures)


@dataclass(frozen=True)
class SampleText(RenderedText):
    """A text of marks: whole, and as the parts below its headings."""

    parts: tuple[Section, ...] = ()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of the text."""
        return self.parts


def _text(sample: Sample) -> RenderedText:
    """Return a text of marks; one that begins with a heading where that is its state."""
    state = sample.state("body", ("present", "headed", "absent"))
    if state == "absent":
        return RenderedText()
    names = [f"body_parts.{number}" for number in range(HEADINGS)]
    headings = tuple(Heading(TOP, mark(f"{one}.text"), mark(f"{one}.id")) for one in names)
    opening = [Section(None, Markup(mark("body_opening", "html")))]  # noqa: S704 - a mark
    parts = [
        Section(heading, Markup(mark(f"{name}.html", "html")))  # noqa: S704 - a mark
        for name, heading in zip(names, headings, strict=True)
    ]
    few = sample.state("body_parts", ("many", "absent")) == "absent"
    return SampleText(
        Markup(mark("body", "markdown")),  # noqa: S704 - a mark
        () if few else headings,
        parts=tuple(parts if state == "headed" else opening + parts),
    )


def _with_sample(offer: Offer, kind: Kind, entry: Entry[Any], sample: Sample) -> Offer:
    """Return the offer with no records but statements, the sample and what it refers to."""
    lists = {model: dict(rows) for model, rows in offer.lists.by_model.items()}
    folders: dict[type[Record], list[Any]] = {kind.model: [entry]}
    for path, to in sorted(sample.references.items()):
        other = _BY_REFERENCE.get(to)
        if other is None:
            continue
        made = _reference(sample, other.model, f"{path}~{to}~")
        if other.has_ids:
            row = made.model_copy(update={"id": mark(path)})
            lists.setdefault(other.model, {})[mark(path)] = row
        elif other.is_folder:
            address = address_of(other, mark(path))
            one = Entry(
                f"{other.place}/{mark(path)}.md", mark(path), address, made, RenderedText(), ""
            )
            folders.setdefault(other.model, []).append(one)
    if entry.slug != NEW:
        others = [one for one in offer.entries(kind.model) if one.slug != entry.slug]
        return replace(offer, lists=ListsById(lists)).with_entries(kind.model, (entry, *others))
    none: dict[type[Record], tuple[Any, ...]] = dict.fromkeys(offer.records, ())
    found = {model: tuple(entries) for model, entries in folders.items()}
    kept: dict[type[Record], tuple[Any, ...]] = {
        Statement: offer.statements,
        CoordinatorRule: offer.coordinators,
    }
    records: dict[type[Record], tuple[Any, ...]] = {**none, **kept, **found}
    return replace(offer, lists=ListsById(lists), records=records, releases=())


def _reference(sample: Sample, model: type[Record], prefix: str) -> Any:
    """Return what a sample refers to, made once where the sample's states are not about it."""
    pattern = pattern_of(prefix)
    if not any(one.startswith(pattern) for one in sample.states):
        states, made = _usual_reference(model, prefix, sample.today)
        sample.seen.update(states)
        return made
    return sample.made(model, prefix)


@cache
def _usual_reference(
    model: type[Record], prefix: str, today: date
) -> tuple[Mapping[str, tuple[str, ...]], Any]:
    sample = Sample(today)
    made = sample.made(model, prefix)
    return sample.seen, made


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
        page, related=tuple(replace(card, facts=(), notice=None, kind="") for card in page.related)
    )


def _school_page(entry: Entry[School], index: Index, pictures: Pictures) -> Page:  # noqa: ARG001
    """Return a school's page without what hangs together: its kind, its phases and its register."""
    schools = known_schools(index.offer)
    words = NeedWords(index.offer.lists.needs.values())
    groups = make_groups(schools, index.offer, words)
    known = next(one for one in schools if one.entry.slug == entry.slug)
    page = school_page(known, make_school_page_context(index, groups, words))
    page = replace(page, facts=(), questions=(), expected_provision=(), related=(), place=None)
    if known.school.coordinator or not index.offer.coordinators:
        return page
    return replace(page, coordinator=_coordinator_by_rule(index.offer.site.council.name))


def _coordinator_by_rule(council: str) -> Contact:
    """Return what stands for the coordinator whom coordinators.yaml gives a school."""
    return Contact(
        id="coordinator", role="The coordinator for its area and phase", organization=council,
        about="Found when the site is built.", url=None,
        hours="Found in the list of coordinators when the site is built",
        postal_address="the council",
    )  # fmt: skip


def _report_page(entry: Entry[SchoolReport], index: Index, pictures: Pictures) -> Page:  # noqa: ARG001
    known = {one.entry.slug: one for one in known_schools(index.offer)}
    page = next(iter(written_report_pages(known, index)))
    return replace(page, words=MarkedInt("word_count", 5), reading_age=None)


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
