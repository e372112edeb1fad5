"""What stands in for the actions of a workflow, and for the machine of a job."""

import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.git_server import GitServer
from tests.support.package import ROOT

#: Stands in for GitHub's command: it gives the token to git, and keeps the state of requests.
GH = """\
#!/bin/sh
set -u
case "$1 $2 ${GH_TOKEN-}" in
  "auth git-credential "*)
    [ "$3" != get ] || printf 'username=x-access-token\\npassword=%s\\n' "$GH_TOKEN" ;;
  "pr view "*pull-requests-*) cat "$PULL_REQUESTS/$3.state" 2> /dev/null || exit 1 ;;
  "pr create "*pull-requests-write*)
    echo OPEN > "$PULL_REQUESTS/$6.state"; echo "$@" >> "$PULL_REQUESTS/calls" ;;
  "workflow run "*) echo "$@" >> "$PULL_REQUESTS/calls" ;;
  *) echo "gh $* is not allowed with this token." >&2; exit 1 ;;
esac
"""


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; return what it printed."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(words)}\n{done.stdout}{done.stderr}"
    return done.stdout


def install_programs(folder: Path, **scripts: str) -> Path:
    """Write programs of a runner, ``gh`` among them, into a folder; return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, script in {"gh": GH, **scripts}.items():
        (folder / name).write_text(script, encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


@dataclass
class Job:
    """The machine of one job: its folders, its token, and the shelf that all jobs share."""

    server: GitServer
    repository: str
    place: Path
    shelf: Path
    rights: dict[str, str]

    def __post_init__(self) -> None:
        for folder in (self.workspace, self.temp, self.shelf):
            folder.mkdir(parents=True, exist_ok=True)
        self.token = self.server.token(self.rights)

    @property
    def workspace(self) -> Path:
        """Where commands run."""
        return self.place / "work"

    @property
    def temp(self) -> Path:
        """What is left behind here goes with the job."""
        return self.place / "temp"

    def environ(self) -> dict[str, str]:
        """What every command is told."""
        files = {"OUTPUT": "output", "PATH": "path", "STEP_SUMMARY": "summary"}
        return {
            "HOME": str(self.place),
            "RUNNER_TEMP": str(self.temp),
            **{f"GITHUB_{name}": str(self.place / file) for name, file in files.items()},
        }

    def paths(self) -> list[str]:
        """The folders of programs that steps have added, the newest first."""
        file = self.place / "path"
        return file.read_text(encoding="utf-8").split()[::-1] if file.exists() else []

    def outputs(self) -> dict[str, str]:
        """The outputs of the step that has just run."""
        file = self.place / "output"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return dict(line.split("=", 1) for line in lines)


Inputs = dict[str, str]


def credentials(token: str) -> str:
    """Return a token as a header of HTTP holds it."""
    return b64encode(f"x-access-token:{token}".encode()).decode()


def check_out(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    """Fetch as the action does: one commit, or more of them; the token stays unless told not to."""
    if inputs.get("repository") == "local-offer/local-offer":
        _check_out_program(job.workspace / inputs["path"])
        return
    header = f"Authorization: Basic {credentials(job.token)}"
    with_token = ("-c", f"http.extraHeader={header}")
    commit = inputs.get("ref") or event["sha"]
    git(job.workspace, "init", "--quiet", "-b", "main")
    git(job.workspace, "remote", "add", "origin", job.server.url(job.repository))
    if inputs.get("fetch-depth") == "0":
        git(job.workspace, *with_token, "fetch", "--quiet", "origin")
    else:
        depth = f"--depth={inputs.get('fetch-depth', '1')}"
        git(job.workspace, *with_token, "fetch", "--quiet", depth, "origin", commit)
    git(job.workspace, "checkout", "--quiet", "--force", "-B", "main", commit)
    if inputs.get("persist-credentials") != "false":
        git(job.workspace, "config", "http.extraHeader", header)


def _check_out_program(folder: Path) -> None:
    """Lay the program's own checks into a folder, as ``make setup`` leaves them."""
    folder.mkdir()
    for name in (".venv", "checks", "localoffer", "node_modules", "package-lock.json"):
        (folder / name).symlink_to(ROOT / name)


def _set_up_python(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    """Give the job a Python of its own. It has what ``PYTHONPATH`` holds, and nothing of ours."""
    del inputs, event
    environment = job.place / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    (job.place / "path").write_text(f"{environment / 'bin'}\n", encoding="utf-8")


def _set_up_node(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    """Leave the Node of this machine as it is."""
    del job, inputs, event


def _upload(job: Job, inputs: Inputs, event: dict[str, Any]) -> dict[str, str]:
    del event
    source, kept = job.workspace / inputs["path"], job.shelf / inputs["name"]
    shutil.rmtree(kept, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, kept)
    else:
        kept.mkdir()
        shutil.copy(source, kept)
    return {"artifact-url": f"https://github.com/our-council/our-offer/artifacts/{kept.name}"}


def _download(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    del event
    shutil.copytree(job.shelf / inputs["name"], job.workspace / inputs["path"], dirs_exist_ok=True)


def _configure_pages(job: Job, inputs: Inputs, event: dict[str, Any]) -> dict[str, str]:
    del inputs, event
    assert job.rights["pages"] in {"read", "write"}
    return {"base_url": "https://our-council.github.io/our-offer"}


def _upload_pages(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    del event
    kept = job.shelf / "github-pages"
    kept.mkdir(exist_ok=True)
    with tarfile.open(kept / "artifact.tar", "w") as tar:
        tar.add(job.workspace / inputs["path"], arcname=".")


def _deploy_pages(job: Job, inputs: Inputs, event: dict[str, Any]) -> dict[str, str]:
    del inputs, event
    assert job.rights == {"pages": "write", "id-token": "write"}
    pages = job.shelf / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    with tarfile.open(job.shelf / "github-pages/artifact.tar") as tar:
        tar.extractall(pages, filter="data")
    return {"page_url": "https://our-council.github.io/our-offer/"}


StandIn = Callable[[Job, Inputs, dict[str, Any]], dict[str, str] | None]

STAND_INS: dict[str, StandIn] = {
    "actions/checkout": check_out,
    "actions/setup-python": _set_up_python,
    "actions/setup-node": _set_up_node,
    "actions/upload-artifact": _upload,
    "actions/download-artifact": _download,
    "actions/configure-pages": _configure_pages,
    "actions/upload-pages-artifact": _upload_pages,
    "actions/deploy-pages": _deploy_pages,
}
