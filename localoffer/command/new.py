"""A new record: its file with every required field and a hint beside each."""

import re
import sys
from argparse import Namespace
from pathlib import Path

from pydantic.fields import FieldInfo

from localoffer.check.sentences import sample
from localoffer.command.run import DONE
from localoffer.fields_page import form_of
from localoffer.kinds import BY_NAME
from localoffer.model.base import Record
from localoffer.problems import UsageError
from localoffer.read.files import suggest_name
from localoffer.schools.form import report_form

_TEXT = "Write here, in plain words: how it helps, and what happens.\n"


def run(_: Path, options: Namespace) -> int:
    """Start a record and print where it is."""
    sys.stdout.write(f"{start(options.kind, options.slug, options.content)}\n")
    return DONE


def start(kind: str, slug: str, content: Path) -> Path:
    """Write the form of a new record and return its path; never write over a file."""
    wanted = f"{slug}.md"
    if suggest_name(Path(wanted)) != wanted:
        message = (
            f'"{slug}" cannot be part of a web address. Use {suggest_name(Path(wanted))[:-3]}.'
        )
        raise UsageError(message)
    if not content.is_dir():
        message = f"There is no folder {content}. Name the content folder with --content."
        raise UsageError(message)
    file = content / BY_NAME[kind].place / wanted
    if file.exists():
        message = f"{file} is there already. Choose another name, or edit it."
        raise UsageError(message)
    file.parent.mkdir(exist_ok=True)
    text = _report(slug) if kind == "report" else form(BY_NAME[kind].model)
    file.write_text(text, encoding="utf-8")
    return file


def _report(slug: str) -> str:
    """Return the form of a school's report, whose name is that of its school."""
    text = form(BY_NAME["report"].model, report_form())
    return re.sub(r"^school:.*$", f"school: {slug}", text, count=1, flags=re.MULTILINE)


def _hint(field: FieldInfo) -> str:
    such_as = f", such as {sample(field)}" if field.examples else ""
    return f"{field.title} ({form_of(field)}{such_as})"


def form(model: type[Record], text: str = _TEXT) -> str:
    """Return an empty record: required fields to fill in, optional ones as comments, a text."""
    required, optional = [], []
    for name, field in model.model_fields.items():
        line = f"{name}:  # {_hint(field)}"
        if field.is_required():
            required.append(line)
        elif name not in ("id", "admin"):
            optional.append(f"# {line}")
    draft = (
        ["draft: yes  # take this line out when everything is filled in"]
        if "draft" in model.model_fields
        else []
    )
    header = "\n".join([*required, *draft, "", *(row for row in optional if "draft:" not in row)])
    return f"---\n# docs/fields.md says more about each field.\n{header}\n---\n{text}"
