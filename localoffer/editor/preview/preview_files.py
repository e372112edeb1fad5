"""The files of a published editor's previews, below ``/edit/preview/``: see the package."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any, Final, get_args

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment
from pydantic import BaseModel

from localoffer.editor.field_choices import NAMES
from localoffer.editor.preview.learned_keys import COUNTED_BY, learned_key
from localoffer.editor.preview.learned_page import as_json, read_parts
from localoffer.editor.preview.marks import marked_filters
from localoffer.editor.preview.part_marks import PartMarks
from localoffer.editor.preview.sample_page import KINDS_WITH_PREVIEW, NEW, sample_page
from localoffer.editor.preview.sample_record import Sample, other_states
from localoffer.editor.preview.sample_rows import PAGES_OF_ROWS, RowsPage, rows_page
from localoffer.kinds import BY_MODEL, KINDS, Kind
from localoffer.model.guide import Guide
from localoffer.model.survey import Survey
from localoffer.offer import Entry, Offer
from localoffer.pages.index import Index, make_index
from localoffer.pictures import Pictures
from localoffer.publish import PlannedFile
from localoffer.render.filters import LANGUAGES
from localoffer.render.page_file import template_of

#: Where the files of previews lie in a site.
FOLDER: Final = "edit/preview"
#: The file that names other records.
RECORDS: Final = "records"

#: The kinds of row that are previewed on the page that lists them.
ROWS_WITH_PREVIEW: Final = tuple(BY_MODEL[model] for model in PAGES_OF_ROWS)

_MAIN, _MAIN_END = "<main", "</main>"
#: Filters that change the looks of one value, which a script does as well.
_SHOWN = (
    "clock", "day", "day_short", "host", "language_name", "paragraphs", "phone_href", "pounds",
    "urlencode", "weekday_day",
)  # fmt: skip
#: Templates that a preview does without: what stands above and below the page, and what only a
#: visit to a school's report can tell.
_NOT_SHOWN: Final = {
    **dict.fromkeys(
        (f"components/{name}.html" for name in ("head", "header", "assurance", "footer")), ""
    ),
    "components/school-report.html": "{% macro report_box(page) %}{% endmacro %}",
}


def preview_files(
    environment: Environment, offer: Offer, pictures: Pictures, digest: str
) -> Iterator[PlannedFile]:
    """Yield a file for each kind, and one that names the records which others refer to.

    ``environment`` is one of its own, whose templates nothing else renders; ``digest`` covers
    all that every page depends on.
    """
    environment.add_extension(PartMarks)
    environment.loader = ChoiceLoader([DictLoader(_NOT_SHOWN), *_loaders(environment)])
    filters = {name: environment.filters[name] for name in _SHOWN}
    environment.filters.update(marked_filters(filters))
    environment.globals["json_ld"] = lambda page: ""  # noqa: ARG005 - as templates call it
    learner = PageLearner(environment, make_index(offer), pictures)
    for kind in (*KINDS_WITH_PREVIEW, *ROWS_WITH_PREVIEW):
        key = learned_key(kind, learner.index, digest)
        yield PlannedFile(f"{FOLDER}/{kind.name}.json", key, partial(learner.learned, kind))
    records = _json(_records(learner.index))
    digest = blake2b(records, digest_size=16).hexdigest()
    yield PlannedFile(f"{FOLDER}/{RECORDS}.json", digest, partial(bytes, records))


def _loaders(environment: Environment) -> tuple[BaseLoader, ...]:
    return (environment.loader,) if environment.loader else ()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class PageLearner:
    """Learns what the templates of an environment make of the fields of a kind."""

    environment: Environment
    index: Index
    pictures: Pictures

    def learned(self, kind: Kind) -> bytes:
        """Return a kind's pages as JSON: of guides by their kind.

        There is one for each yearly report and each survey that was answered. The others have one,
        or none where a theme's template cannot render a sample.
        """
        samples = {"": Variant(kind)}
        if kind.model is Guide:
            guides = get_args(Guide.model_fields["kind"].annotation)
            samples = {one: Variant(kind, {"kind": one}) for one in guides}
        for entry in self._counted(kind):
            given = {name: getattr(entry.record, name) for name in COUNTED_BY[kind.model]}
            samples[entry.slug] = Variant(kind, {}, entry.slug, given)
        pages = {name: self._page(one) for name, one in samples.items()}
        return _json({name: page for name, page in pages.items() if page})

    def _counted(self, kind: Kind) -> Iterator[Entry[Any]]:
        """Yield the records whose pages count others: of surveys, those that were answered."""
        offer = self.index.offer
        answered = {one.record.survey for one in offer.survey_results}
        for entry in offer.entries(kind.model) if kind.model in COUNTED_BY else ():
            if kind.model is not Survey or entry.slug in answered:
                yield entry

    def _page(self, variant: "Variant") -> Mapping[str, Any]:
        """Return the parts of a page, and the states of its fields that were tried.

        Nothing where a theme's template renders records and not a sample: then there is no preview,
        and the site is built all the same.
        """
        try:
            text, seen = self._rendered(variant, {})
        except Exception:  # noqa: BLE001 - whatever a council's own template raises
            return {}
        page, states = read_parts(text), {pattern: [labels[0]] for pattern, labels in seen.items()}
        for pattern, label in other_states(seen):
            if pattern in variant.always:
                continue
            try:
                other, _ = self._rendered(variant, {pattern: label})
            except Exception:  # noqa: BLE001, S112 - no template promises to stand what no record may lack
                continue
            page.learn(read_parts(other), pattern, label)
            states[pattern].append(label)
        return {"parts": as_json(page), "states": states}

    def _rendered(
        self, variant: "Variant", states: Mapping[str, str]
    ) -> tuple[str, Mapping[str, tuple[str, ...]]]:
        lists = self.index.offer.lists
        choices = {one.reference: tuple(lists.of(one.model)) for one in KINDS if one.has_ids}
        states = {**variant.always, **states}
        sample = Sample(self.index.offer.today, choices, states, variant.given)
        made = self._sample_page(variant, sample)
        template = self.environment.get_template(template_of(made.page))
        return _main_of(template.render(page=made.page, **made.beside)), sample.seen

    def _sample_page(self, variant: "Variant", sample: Sample) -> RowsPage:
        kind = variant.kind
        if kind.has_rows:
            return rows_page(kind.model, sample)
        return RowsPage(sample_page(kind, sample, self.index, self.pictures, variant.slug))


@dataclass(frozen=True, slots=True)
class Variant:
    """One of a kind's pages: states that never change, the record it is of, and its days."""

    kind: Kind
    always: Mapping[str, str] = field(default_factory=dict)
    slug: str = NEW
    given: Mapping[str, Any] = field(default_factory=dict)


def _main_of(text: str) -> str:
    """Return the main part of a page; all of it where a theme's template has none."""
    begin, end = text.find(_MAIN), text.rfind(_MAIN_END)
    return text[begin : end + len(_MAIN_END)] if 0 <= begin < end else text


def _records(index: Index) -> Mapping[str, Mapping[str, Any]]:
    """Return what pages say of records that others refer to, by kind and id."""
    offer = index.offer
    found: dict[str, Mapping[str, Any]] = {"languages": LANGUAGES}
    for kind in KINDS:
        if kind.has_ids:
            rows = offer.lists.of(kind.model).items()
            found[kind.reference] = {name: _facts(row) for name, row in rows}
        elif kind.is_folder and kind.has_page:
            entries = offer.entries(kind.model)
            found[kind.reference] = {one.slug: _names(one.record) for one in entries}
    links = index.links.items()
    first = (offer.site.help, offer.site.advice_service, offer.site.forum)
    found["site"] = {"contacts": {"first": [name for name in first if name]}}
    found["any"] = {path: {"title": one.label, "summary": one.sentence} for path, one in links}
    return {kind: rows for kind, rows in found.items() if rows}


def _facts(row: BaseModel) -> Mapping[str, Any]:
    """Return what a row says, with yes and no in words."""
    values = row.model_dump(mode="json", exclude_none=True)
    return {
        name: ("no", "yes")[value] if isinstance(value, bool) else value
        for name, value in values.items()
    }


def _names(record: BaseModel) -> Mapping[str, str]:
    wanted = {*NAMES, "kind"}
    return {
        name: value
        for name, value in record.model_dump(mode="json", include=wanted).items()
        if value
    }
