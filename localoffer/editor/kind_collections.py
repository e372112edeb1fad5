"""The kinds of record as the editor's collections: a folder of files, or the files of rows."""

import re
from collections.abc import Iterator
from typing import Any

from localoffer.check.drafts import missing_fields
from localoffer.editor.field_choices import NAMES, Choices
from localoffer.editor.widgets import Widget, fields_of, label_of, summary_of
from localoffer.kinds import KINDS, Kind
from localoffer.model.base import Record
from localoffer.model.service import Service
from localoffer.model.slot import Slot
from localoffer.write import field_order

#: The collection of all files of rows, and the one of ``site.yaml``.
ROWS, SITE = "rows", "site"

_TEXT = {
    "name": "body",
    "label": "Text",
    "widget": "text",
    "hint": "The text of the page. A line that begins with ## is a heading, one with - a list.",
}
#: What the scripts keep of a file, so that they change nothing else in it.
_ORIGINAL = {"name": "original", "widget": "hidden"}


def collections_of(folder: str, choices: Choices) -> list[dict[str, Any]]:
    """Return every collection; ``folder`` is the content folder in the repository, or empty."""
    top = f"{folder}/" if folder else ""
    folders = [_folder(kind, top, choices) for kind in _offered() if kind.is_folder]
    rows = [_rows(kind, top, choices) for kind in _offered() if kind.has_rows]
    site = next(kind for kind in KINDS if kind.name == SITE)
    return [
        *folders,
        {"name": ROWS, "label": "Words and lists", "files": rows},
        {"name": SITE, "label": "The site", "files": [_site(site, top, choices)]},
    ]


def entry_address(path: str) -> str:
    """Return where the editor opens the file at a path of the content folder, or nothing."""
    for kind in _offered():
        if not kind.is_folder and path == kind.place:
            return f"/edit/#/collections/{ROWS}/entries/{kind.name}"
        slug = path.removeprefix(f"{kind.place}/").removesuffix(kind.ending)
        if kind.is_folder and path == f"{kind.place}/{slug}{kind.ending}":
            return f"/edit/#/collections/{kind.name}/entries/{slug}"
    return ""


def _offered() -> Iterator[Kind]:
    """Yield the kinds that people write; others are written by the program."""
    return (
        kind for kind in KINDS if kind.has_form and kind.links_are_checked and kind.name != SITE
    )


def _folder(kind: Kind, top: str, choices: Choices) -> dict[str, Any]:
    names = list(kind.model.model_fields)
    title = next((name for name in (*NAMES, "slot") if name in names), names[0])
    is_markdown = kind.ending == ".md"
    return {
        "name": kind.name,
        "label": label_of(kind.counted_as.replace("-", "_")),
        "label_singular": label_of(kind.name.replace("-", "_")),
        "folder": f"{top}{kind.place}",
        "format": f"{'markdown' if is_markdown else 'record'}-{kind.name}",
        "create": True,
        "delete": False,
        "identifier_field": title,
        "slug": "{{guide}}-{{slot}}" if kind.model is Slot else f"{{{{{title}}}}}",
        "summary": f"{{{{{title}}}}}",
        "fields": [
            *_fields(kind.model, choices),
            *_text_of(kind, is_markdown=is_markdown),
            _ORIGINAL,
        ],
    }


def _text_of(kind: Kind, *, is_markdown: bool) -> list[Widget]:
    return [{**_TEXT, "required": kind.needs_text}] if is_markdown else []


def _fields(model: type[Record], choices: Choices) -> list[Widget]:
    """Return a model's fields; a service's stand in the order of our files, and it may lack some.

    It may be a draft, or be published with gaps.
    """
    if model is not Service:
        return fields_of(model, choices, ())
    fields = fields_of(model, choices, missing_fields({"name": "-"}))
    return sorted(fields, key=lambda field: field_order.SERVICE.index(field["name"]))


def _rows(kind: Kind, top: str, choices: Choices) -> dict[str, Any]:
    fields = fields_of(kind.model, choices)
    rows = {
        "name": "rows",
        "label": label_of(kind.reference.rpartition("/")[2].replace("-", "_")),
        "label_singular": _one(kind),
        "widget": "list",
        "required": False,
        "fields": fields,
        "summary": summary_of([field["name"] for field in fields]),
        "collapsed": True,
    }
    return {
        "name": kind.name,
        "label": rows["label"],
        "file": f"{top}{kind.place}",
        "format": f"rows-{kind.name}",
        "fields": [rows, _ORIGINAL],
    }


def _one(kind: Kind) -> str:
    """Return what one row is called: "Age group" of ``lists/ages.yaml``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.model.__name__).capitalize()


def _site(kind: Kind, top: str, choices: Choices) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": "The council's own facts",
        "file": f"{top}{kind.place}",
        "format": f"record-{kind.name}",
        "fields": [*fields_of(kind.model, choices), _ORIGINAL],
    }
