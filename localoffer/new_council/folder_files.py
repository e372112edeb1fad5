"""The files of a new council, each made from a template in ``files/``.

A template's name begins with ``dot-`` where the file's name begins with a dot. Its delimiters are
such that ``${{ … }}`` of a workflow and ``[[ … ]]`` of a shell stay as they are.
"""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined

from localoffer import __version__
from localoffer.kinds import KINDS
from localoffer.new_council.answers import CouncilAnswers, way_of
from localoffer.new_council.own_requirement import own_requirement
from localoffer.program import REPOSITORY
from localoffer.read.yaml_parser import parse
from localoffer.write.quoting import inline

CONTENT: Final = "content"

#: Where an editor finds the schemas: ``check`` puts them there in the program's version.
SCHEMAS: Final = ".localoffer/schemas"

_DOT: Final = "dot-"

#: Folders that are there from the beginning, so that people see where things go.
_FOLDERS: Final = ("guides", "schools", "services", "slots")

_SENDIASS, _FORUM = "sendiass", "parent-carer-forum"
_ABOUT_FORUM = "Parents and carers who speak up for families, and work on this website with us."


def folder_files(answers: CouncilAnswers, national: Path) -> dict[str, str]:
    """Return the text of every file by its path in the folder; ``national`` holds the contacts."""
    environment, values = _environment(), _values(answers, national)
    texts = {
        path: environment.from_string(text).render(values)
        for path, text in _templates(files(__package__) / "files", "")
    }
    texts |= {f"{CONTENT}/{name}/.gitkeep": "" for name in _FOLDERS}
    return {**texts, ".vscode/settings.json": _editor_settings()}


def _environment() -> Environment:
    environment = Environment(
        variable_start_string="{@",
        variable_end_string="@}",
        block_start_string="{@%",
        block_end_string="%@}",
        comment_start_string="{@#",
        comment_end_string="#@}",
        trim_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - these are YAML and Markdown, and no page of a site
    )
    environment.filters["yaml"] = inline
    return environment


def _values(answers: CouncilAnswers, national: Path) -> dict[str, Any]:
    """Return all that the templates may use."""
    rows = parse((national / "contacts.yaml").read_text(encoding="utf-8"), "contacts.yaml").values
    named = (
        (_SENDIASS, answers.advice_service, answers.advice_contact),
        (_FORUM, answers.forum, answers.forum_contact),
    )
    teams = [(row_id, team, way_of(way)) for row_id, team, way in named if team]
    known = {"help-line"} if answers.phone or answers.email else set()
    known |= {row_id for row_id, _, _ in teams}
    return {
        **{field: getattr(answers, field) for field in CouncilAnswers.__slots__},
        "area": answers.area,
        "about": {_FORUM: _ABOUT_FORUM, **{row["id"]: row["about"] for row in rows}},
        "teams": teams,
        "others": [{"independent": "", **row} for row in rows if row["id"] not in known],
        "version": __version__,
        "tag": f"v{__version__}",
        "repository": REPOSITORY,
        "requirement": own_requirement(),
    }


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the path of every file with the text of its template."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f".{entry.name.removeprefix(_DOT)}" if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            yield from _templates(entry, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}", entry.read_text(encoding="utf-8")


def _editor_settings() -> str:
    """Return the settings by which an editor knows the fields of every YAML file."""
    schemas: Mapping[str, str] = {
        f"./{SCHEMAS}/{kind.name}.schema.json": f"{CONTENT}/{kind.place}"
        + ("/*.yaml" if kind.is_folder else "")
        for kind in KINDS
        if not kind.is_folder or kind.ending == ".yaml"
    }
    return json.dumps({"yaml.schemas": schemas}, indent=2) + "\n"
