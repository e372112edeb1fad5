"""A council's own repository on a Git server, and the people and machines that work on it."""

import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from localoffer import __version__
from tests.support.git_server import WRITER, GitServer
from tests.support.github_actions import git, install_programs
from tests.support.github_workflows import Hub
from tests.support.package import ROOT

#: Where the libraries of this checkout are: machines of the tests need not install them anew.
_LIBRARIES = next(path for path in sys.path if path.endswith("site-packages"))

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


#: What docs and templates call the program's own repository.
REPOSITORY = "local-offer/local-offer"
_FILES = ROOT / "localoffer/new_council/files"
_TEMPLATES = Environment(
    autoescape=False,  # noqa: S701 - YAML, not HTML
    variable_start_string="{@ ",
    variable_end_string=" @}",
    keep_trailing_newline=True,
)


def write_workflow_files(folder: Path) -> None:
    """Write the workflows and their companions into a council's folder."""
    values = {"version": __version__, "tag": f"v{__version__}", "repository": REPOSITORY}
    for file in _FILES.rglob("*"):
        if file.is_file():
            name = file.relative_to(_FILES).as_posix().replace("dot-", ".")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            text = _TEMPLATES.from_string(file.read_text(encoding="utf-8")).render(values)
            target.write_text(text, encoding="utf-8")


@dataclass
class Person:
    """Somebody with a clone of the repository and the program, in the version that it pins."""

    folder: Path
    environ: dict[str, str]

    def run(self, command: str, status: int = 0) -> str:
        """Type a command in the clone; return what it said."""
        path = f"{self.folder.parent / 'venv/bin'}:/usr/bin:/bin"
        done = subprocess.run(
            ["bash", "-ec", command],
            cwd=self.folder if self.folder.exists() else self.folder.parent,
            env={**self.environ, "PATH": path, "HOME": str(self.folder.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{command}\n{said}"
        return said

    def change(self, branch: str, *files: tuple[str, str]) -> None:
        """Write files on a branch, new or begun before, and push it."""
        git(self.folder, "switch", "--quiet", *self._branch(branch))
        for name, text in files:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", f"Change {files[0][0]}")
        git(self.folder, "push", "--quiet", "origin", branch)

    def _branch(self, name: str) -> list[str]:
        there = git(self.folder, "branch", "--list", name)
        return [name] if there else ["--create", name, "main"]

    def merge(self, branch: str) -> str:
        """Take a branch in, as the button of a pull request does; return main's new commit."""
        git(self.folder, "switch", "--quiet", "main")
        git(self.folder, "merge", "--quiet", "--no-ff", "--message", f"Take in {branch}", branch)
        git(self.folder, "push", "--quiet", "origin", "main")
        return git(self.folder, "rev-parse", "HEAD").strip()

    def propose(self, branch: str, number: int) -> str:
        """Make what GitHub looks at for a pull request: the branch as it would be taken in."""
        git(self.folder, "switch", "--quiet", "--detach", "main")
        git(self.folder, "merge", "--quiet", "--no-ff", "--message", "As merged", branch)
        ref = f"refs/pull/{number}/merge"
        git(self.folder, "push", "--quiet", "--force", "origin", f"HEAD:{ref}")
        return ref


def person_with_program(folder: Path, environ: dict[str, str], version: str) -> Person:
    """Install the program for somebody, in a folder of their own."""
    folder.mkdir()
    venv.create(folder / "venv")
    pip = (str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet")
    subprocess.run([*pip, f"local-offer=={version}"], env=environ, check=True)
    return Person(folder / "our-offer", environ)


def publish_repository(person: Person, server: GitServer) -> None:
    """Put the person's folder under Git, and push it to the server, as docs/council.md says."""
    server.create("our-offer")
    url = server.url("our-offer", server.token(WRITER))
    git(person.folder, "init", "--quiet", "-b", "main")
    for name, value in (("user.name", "A person"), ("user.email", "person@our-council.gov.uk")):
        git(person.folder, "config", name, value)
    git(person.folder, "remote", "add", "origin", url)
    git(person.folder, "add", "--all")
    git(person.folder, "commit", "--quiet", "--message", "Begin our Local Offer")
    git(person.folder, "push", "--quiet", "origin", "main")


def hub_for(folder: Path, server: GitServer, environ: dict[str, str]) -> Hub:
    """GitHub with the council's repository on it."""
    return Hub(
        folder=folder / "hub",
        server=server,
        repository="our-offer",
        workflows=ROOT / ".github/workflows",
        programs=[str(install_programs(folder / "programs"))],
        environ={**environ, "PULL_REQUESTS": str(folder)},
    )
