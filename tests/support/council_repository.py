"""A council's own repository on a Git server, and the people and machines that work on it."""

import re
import shutil
import subprocess
import sys
import textwrap
import venv
from dataclasses import dataclass
from pathlib import Path

from localoffer import __version__
from localoffer.new_council.answers import CouncilAnswers
from localoffer.new_council.council_folder import write_folder
from localoffer.new_council.folder_files import folder_files
from tests.support.git_server import WRITER, GitServer, git_server
from tests.support.github_actions import git, install_programs
from tests.support.github_workflows import Hub
from tests.support.package import ROOT

#: Where the libraries of this checkout are: machines of the tests need not install them anew.
_LIBRARIES = next(path for path in sys.path if path.endswith("site-packages"))

#: Where the page for councils says that the repository is.
ADDRESS = "https://github.com/OUR-COUNCIL/our-offer.git"

#: 21 November 2026, so that a run over midnight is of one day.
DAY = "1795219200"


def environ_of(wheels: Path) -> dict[str, str]:
    """What a machine has to be told so that pip finds the wheels, and nothing anywhere else."""
    return {
        "PYTHONPATH": _LIBRARIES,
        "PIP_FIND_LINKS": str(wheels),
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "SOURCE_DATE_EPOCH": DAY,
    }


def write_repository_files(folder: Path) -> None:
    """Write the files of a new council's repository into a folder, as ``new council`` does."""
    write_folder(folder, folder_files(CouncilAnswers("Your Council"), ROOT / "national"))


@dataclass
class Person:
    """Somebody with the council's folder, which becomes a clone of the repository."""

    folder: Path
    environ: dict[str, str]
    programs: Path

    def everything(self) -> dict[str, str]:
        """What the person's commands find."""
        path = f"{self.folder.parent / 'venv/bin'}:{self.programs}:/usr/bin:/bin"
        return {**self.environ, "PATH": path, "HOME": str(self.folder.parent)}

    def run(self, command: str, status: int = 0) -> str:
        """Type commands in the folder, or before it is there beside it; return what was said."""
        done = subprocess.run(
            ["bash", "-ec", command],
            cwd=self.folder if self.folder.exists() else self.folder.parent,
            env=self.everything(),
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{command}\n{said}"
        return said

    def change(self, branch: str, *files: tuple[str, str]) -> None:
        """Write files on a branch, new or begun before, and push it with all that has changed."""
        git(self.folder, "switch", "--quiet", *self._branch(branch))
        for name, text in files:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        git(self.folder, "add", "--all")
        self.run("git commit --quiet --message 'Change the content'")
        git(self.folder, "push", "--quiet", "origin", branch)

    def _branch(self, name: str) -> list[str]:
        there = git(self.folder, "branch", "--list", name)
        return [name] if there else ["--create", name, "main"]

    def merge(self, branch: str) -> str:
        """Take a branch in, as the button of a pull request does; return main's new commit."""
        git(self.folder, "switch", "--quiet", "main")
        self.run(f"git merge --quiet --no-ff --message 'Take it in' {branch}")
        git(self.folder, "push", "--quiet", "origin", "main")
        return git(self.folder, "rev-parse", "HEAD").strip()

    def propose(self, branch: str, number: int) -> str:
        """Make what GitHub looks at for a pull request: the branch as it would be taken in."""
        git(self.folder, "switch", "--quiet", "--detach", "main")
        self.run(f"git merge --quiet --no-ff --message 'As merged' {branch}")
        ref = f"refs/pull/{number}/merge"
        git(self.folder, "push", "--quiet", "--force", "origin", f"HEAD:{ref}")
        return ref


def person_at(folder: Path, environ: dict[str, str], programs: Path) -> Person:
    """Give somebody a folder, an environment of Python's, and the programs of that folder."""
    folder.mkdir()
    venv.create(folder / "venv")
    # The pip of this checkout, which stands first on the path of modules and would run anyway.
    pip = folder / "venv/bin/pip"
    pip.write_text('#!/bin/sh\nexec python -m pip "$@"\n', encoding="utf-8")
    pip.chmod(0o755)
    return _person_in(folder, environ, programs)


def person_again(begun: Path, folder: Path, environ: dict[str, str], programs: Path) -> Person:
    """Give somebody a copy of what a person has in a folder, with the programs of both."""
    folder.mkdir()
    (folder / "venv").symlink_to(begun / "venv")
    shutil.copytree(begun / "our-offer", folder / "our-offer", symlinks=True)
    return _person_in(folder, environ, programs)


def _person_in(folder: Path, environ: dict[str, str], programs: Path) -> Person:
    who = {"NAME": "A person", "EMAIL": "person@our-council.gov.uk"}
    known = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in who.items()}
    return Person(folder / "our-offer", {**environ, **known}, programs)


def commands_of(page: str) -> list[str]:
    """Return the commands that a page shows, block by block."""
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    \S.*\n)+", text, re.MULTILINE)
    return [textwrap.dedent(block) for block in blocks]


def begin_repository(folder: Path, environ: dict[str, str]) -> None:
    """Type the commands of the first parts of the page for councils, one after another.

    The folder gets what the person has, and the Git server's with what was pushed to it.
    """
    start, to_do, push = commands_of("docs/council.md")[:3]
    with git_server(folder / "git") as server:
        server.create("our-offer")
        person = person_at(folder / "person", environ, folder)
        pinned = start.replace("install local-offer\n", f"install local-offer=={__version__}\n")
        person.run(pinned.replace("local-offer serve\n", ""))
        person.run(to_do)
        assert ADDRESS in push
        person.run(push.replace(ADDRESS, server.url("our-offer", server.token(WRITER))))


def hub_for(folder: Path, server: GitServer, environ: dict[str, str]) -> Hub:
    """GitHub with the council's repository on it."""
    return Hub(
        folder=folder / "hub",
        server=server,
        repository="our-offer",
        workflows=ROOT / ".github/workflows",
        programs=[str(install_programs(folder / "programs"))],
        environ=environ,
        instead={"make setup": "true"},
    )
