"""``new``: a file for a new record, with every required field and a hint for each."""

import re
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from pydantic.fields import FieldInfo

from localoffer import __version__
from localoffer.check.field_words import sample
from localoffer.check.site_facts import used_layers
from localoffer.cli import new_council
from localoffer.cli.new_annual_report import known_of_year
from localoffer.cli.new_slot import SLOT_TEXT, known_of_slot
from localoffer.cli.options_new import COUNCIL
from localoffer.cli.run import DONE
from localoffer.fields_page import form_of
from localoffer.kinds import BY_NAME
from localoffer.model.base import Record
from localoffer.national_versions.own_copy import own_copy
from localoffer.problems import UsageError
from localoffer.program import PROGRAM, REPOSITORY
from localoffer.read.file_names import suggest_name
from localoffer.schools.written_report import report_form
from localoffer.workspace import Workspace

#: What is said of a file that takes the place of a national one.
_COPIED = (
    "It holds the national text, and takes its place. Change what is different with you, and say "
    "who checked it, and when.\n"
)

#: What stands above the fields of a form.
_HINTS = (
    f"# Every field: https://github.com/{REPOSITORY}/blob/v{__version__}/docs/fields.md",
    f"# Which ids there are: write any word, and {PROGRAM} check names those to choose from.",
)

_TEXT = "Write here, in plain words: how it helps, and what happens.\n"


def run(workspace: Workspace, options: Namespace) -> int:
    """Write the form of a new record and print its path; or make the folder of a council.

    Raises:
        UsageError: the name cannot be an address, is taken, or there is no content folder.
    """
    if options.kind == COUNCIL:
        return new_council.run(workspace, options)
    kind, slug, content = options.kind, options.slug, options.content
    layers = used_layers(content, workspace.resources)[0]
    national = own_copy(kind, slug, layers)
    if national:
        sys.stdout.write(f"{start(kind, slug, content, national)}\n{_COPIED}")
        return DONE
    known: Mapping[str, str] = {}
    if kind == "review":
        known = known_of_year(slug, content, workspace)
    elif kind == "slot":
        known = known_of_slot(slug, layers)
    sys.stdout.write(f"{start(kind, slug, content, _form_of(kind, slug, known))}\n")
    return DONE


def start(kind: str, slug: str, content: Path, text: str = "") -> Path:
    """Write the file of a new record and return its path; an existing file is never changed.

    ``text`` is what it holds; without it, the form of its kind.

    Raises:
        UsageError: the name cannot be an address, is taken, or there is no content folder.
    """
    name = f"{slug}.md"
    if suggest_name(Path(name)) != name:
        message = f'"{slug}" cannot be part of a web address. Use {suggest_name(Path(name))[:-3]}.'
        raise UsageError(message)
    if not content.is_dir():
        message = f"There is no folder {content}. Name the content folder with --content."
        raise UsageError(message)
    file = content / BY_NAME[kind].place / f"{slug}{BY_NAME[kind].ending}"
    if file.exists():
        message = f"{file} is there already. Choose another name, or edit it."
        raise UsageError(message)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text or _form_of(kind, slug, {}), encoding="utf-8")
    return file


def _form_of(kind: str, slug: str, known: Mapping[str, str]) -> str:
    if kind == "report":
        return _report(slug)
    if BY_NAME[kind].ending == ".yaml":
        return fields_form(BY_NAME[kind].model)
    return form(BY_NAME[kind].model, SLOT_TEXT if kind == "slot" else _TEXT, known)


def _report(slug: str) -> str:
    """Return the form of a school's report, whose name is that of its school."""
    text = form(BY_NAME["report"].model, report_form())
    return re.sub(r"^school:.*$", f"school: {slug}", text, count=1, flags=re.MULTILINE)


def _hint(field: FieldInfo) -> str:
    such_as = f", such as {sample(field)}" if field.examples else ""
    return f"{field.title} ({form_of(field)}{such_as})"


def form(model: type[Record], text: str = _TEXT, known: Mapping[str, str] | None = None) -> str:
    """Return an empty record with a text below its header; ``known`` are fields filled in."""
    return f"---\n{fields_form(model, known or {})}---\n{text}"


def fields_form(model: type[Record], known: Mapping[str, str] | None = None) -> str:
    """Return the fields of an empty record: required ones to fill in, optional ones as comments."""
    values = known or {}
    required, optional = [], []
    for name, field in model.model_fields.items():
        if name in values:
            required.append(f"{name}:{values[name]}")
        elif field.is_required():
            required.append(f"{name}:  # {_hint(field)}")
        elif name not in ("id", "admin"):
            optional.append(f"# {name}:  # {_hint(field)}")
    draft = (
        ["draft: yes  # take this line out when everything is filled in"]
        if "draft" in model.model_fields
        else []
    )
    rows = [*required, *draft, "", *(row for row in optional if "draft:" not in row)]
    return "\n".join([*_HINTS, *rows, ""])
