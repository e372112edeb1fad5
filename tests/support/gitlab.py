"""Playing GitLab: the lines of a job, run in one shell in a fresh clone of a commit."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.support.git_server import GitServer
from tests.support.github_actions import git


@dataclass
class GitLab:
    """GitLab with one repository. ``programs`` is a folder of programs that its machines have."""

    server: GitServer
    repository: str
    folder: Path
    environ: dict[str, str]
    programs: Path
    said: str = field(default="", init=False)

    @property
    def clone(self) -> Path:
        """Where the last job ran."""
        return self.folder / "clone"

    def job(self, name: str) -> dict[str, Any]:
        """Return a job as the clone has it."""
        loaded = yaml.load((self.clone / ".gitlab-ci.yml").read_bytes(), yaml.CBaseLoader)  # noqa: S506
        found: dict[str, Any] = {**loaded["default"], **loaded[name]}
        return found

    def run(self, name: str, branch: str, **variables: str) -> bool:
        """Run a job on the commit of a branch; return whether it passed."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        bare = self.server.folder / f"{self.repository}.git"
        git(self.folder, "clone", "--quiet", "--branch", branch, str(bare), "clone")
        machine = self.folder / "python"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", machine], check=True)
        job = self.job(name)
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join([*job["before_script"], *job["script"]])],
            cwd=self.clone,
            env={
                **self.environ,
                **variables,
                "HOME": str(self.folder),
                "PATH": f"{machine / 'bin'}:{self.programs}:{os.environ['PATH']}",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.said = done.stdout + done.stderr
        return done.returncode == 0
