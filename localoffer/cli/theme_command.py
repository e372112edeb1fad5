"""``theme``: copy a file of ours into a council's theme, or note that one is of this version."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from localoffer.cli.run import DONE
from localoffer.problems import UsageError, quoted
from localoffer.theme.read_theme import read_theme
from localoffer.theme.site_theme import (
    FOLDER,
    NOTES,
    STYLES,
    TEMPLATES,
    our_digest,
    our_file,
)
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file

_HEADING = """\
# Which version of our own file each file of this theme was made from, so that the check can say
# when ours has changed since. The command `theme` writes this.
made_from:
"""


def run(workspace: Workspace, options: Namespace) -> int:
    """Copy a file of ours, or accept one of the theme; print what was done.

    Raises:
        UsageError: there is no such file, or it is copied already.
    """
    content: Path = options.content
    if not content.is_dir():
        message = f"There is no folder {content}. Name the content folder with --content."
        raise UsageError(message)
    path = _path_in_theme(options.name)
    file, ours = content / FOLDER / path, our_file(path, workspace.resources)
    if ours is None:
        raise UsageError(_unknown(path, workspace.resources))
    if options.act == "copy":
        if file.exists():
            message = f"{file} is there already. Edit it, or delete it and copy ours again."
            raise UsageError(message)
        replace_file(file, ours.read_text(encoding="utf-8"))
    elif not file.is_file():
        message = f"There is no file {file}. To begin one: theme copy {options.name}"
        raise UsageError(message)
    notes = {**read_theme(content)[0].notes, path: our_digest(path, workspace.resources) or ""}
    replace_file(content / FOLDER / NOTES, _as_text(notes, content))
    sys.stdout.write(f"{file}\n")
    return DONE


def _path_in_theme(name: str) -> str:
    """Return where in a theme a file lies that covers ours of this name."""
    plain = name.removeprefix(f"{FOLDER}/")
    return plain if plain.startswith((f"{TEMPLATES}/", f"{STYLES}/")) else f"{TEMPLATES}/{plain}"


def _unknown(path: str, resources: Path) -> str:
    folder = resources / "templates"
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*")]
    ours = [name for name in names if our_file(_path_in_theme(name), resources)]
    name = path.removeprefix(f"{TEMPLATES}/")
    near = get_close_matches(name[:100], ours, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"We have no file {quoted(name)} that a theme can cover.{hint}"


def _as_text(notes: Mapping[str, str], content: Path) -> str:
    """Return the notes of all files that are still in the theme."""
    kept = {path: digest for path, digest in notes.items() if (content / FOLDER / path).is_file()}
    return _HEADING + "".join(f"  {path}: {digest}\n" for path, digest in sorted(kept.items()))
