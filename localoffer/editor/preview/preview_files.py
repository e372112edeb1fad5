"""The files of a published editor's previews, below ``/edit/preview/``: see the package."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any, Final

from jinja2 import Environment
from pydantic import BaseModel

from localoffer.editor.field_choices import NAMES
from localoffer.editor.preview.learned_page import as_json, read_parts
from localoffer.editor.preview.marks import marked_filters
from localoffer.editor.preview.part_marks import PartMarks
from localoffer.editor.preview.sample_page import KINDS_WITH_PREVIEW, sample_page
from localoffer.editor.preview.sample_record import Sample, other_states
from localoffer.kinds import KINDS, Kind
from localoffer.model.guide import Guide
from localoffer.offer import Offer
from localoffer.pages.index import Index, make_index
from localoffer.pictures import Pictures
from localoffer.publish import PlannedFile
from localoffer.render.filters import LANGUAGES
from localoffer.render.page_file import template_of

#: Where the files of previews lie in a site.
FOLDER: Final = "edit/preview"
#: The file that names other records.
RECORDS: Final = "records"

_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
#: Filters that change the looks of one value, which a script does as well.
_SHOWN = (
    "clock", "day", "day_short", "host", "language_name", "paragraphs", "phone_href", "pounds",
    "urlencode", "weekday_day",
)  # fmt: skip
#: Guides whose text is shown in parts.
_IN_STEPS = ("step-by-step", "journey")


def preview_files(
    environment: Environment, offer: Offer, pictures: Pictures, digest: str
) -> Iterator[PlannedFile]:
    """Yield a file for each kind, and one that names the records which others refer to.

    ``environment`` is one of its own, whose templates nothing else renders; ``digest`` covers
    all that every page depends on.
    """
    environment.add_extension(PartMarks)
    filters = {name: environment.filters[name] for name in _SHOWN}
    environment.filters.update(marked_filters(filters))
    environment.globals["json_ld"] = lambda page: ""  # noqa: ARG005 - as templates call it
    learner = PageLearner(environment, make_index(offer), pictures)
    lists = [
        row.model_dump_json() for rows in offer.lists.by_model.values() for row in rows.values()
    ]
    titles = [f"{guide.address} {guide.record.title}" for guide in offer.guides]
    statements = [statement.digest for statement in offer.statements]
    key = blake2b(repr((digest, lists, titles, statements)).encode(), digest_size=16).hexdigest()
    for kind in KINDS_WITH_PREVIEW:
        yield PlannedFile(f"{FOLDER}/{kind.name}.json", key, partial(learner.learned, kind))
    records = _json(_records(learner.index))
    digest = blake2b(records, digest_size=16).hexdigest()
    yield PlannedFile(f"{FOLDER}/{RECORDS}.json", digest, partial(bytes, records))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class PageLearner:
    """Learns what the templates of an environment make of the fields of a kind."""

    environment: Environment
    index: Index
    pictures: Pictures

    def learned(self, kind: Kind) -> bytes:
        """Return a kind's pages as JSON, by the kind of guide; the others have one."""
        if kind.model is not Guide:
            return _json({"": self._page(kind, {})})
        options = Sample(self.index.offer.today)
        options.made(Guide)
        guides = options.seen["kind"]
        return _json({one: self._page(kind, {"kind": one}) for one in guides})

    def _page(self, kind: Kind, always: Mapping[str, str]) -> Mapping[str, Any]:
        """Return the parts of a page, and the states of its fields that were tried."""
        text, seen = self._rendered(kind, always)
        page, states = read_parts(text), {pattern: [labels[0]] for pattern, labels in seen.items()}
        for pattern, label in other_states(seen):
            if pattern in always:
                continue
            try:
                other, _ = self._rendered(kind, {**always, pattern: label})
            except Exception:  # noqa: BLE001, S112 - no template promises to stand what no record may lack
                continue
            page.learn(read_parts(other), pattern, label)
            states[pattern].append(label)
        return {"parts": as_json(page), "states": states}

    def _rendered(
        self, kind: Kind, states: Mapping[str, str]
    ) -> tuple[str, Mapping[str, tuple[str, ...]]]:
        choices = {
            one.reference: tuple(self.index.offer.lists.of(one.model))
            for one in KINDS
            if one.has_ids
        }
        sample = Sample(self.index.offer.today, choices, states)
        in_steps = states.get("kind") in _IN_STEPS
        page = sample_page(kind, sample, self.index, self.pictures, in_steps=in_steps)
        text = self.environment.get_template(template_of(page)).render(page=page)
        main = _MAIN.search(text)
        return main[0] if main else text, sample.seen


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
