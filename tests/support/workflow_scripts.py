"""Running a script of a workflow as GitHub runs it, with no step of setting up; linting it."""

import os
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path


def run_script(script: str, project: Path, environment: Mapping[str, str]) -> str:
    """Run a step's script in a checkout; return what it said. One that fails fails the test."""
    dry = script.replace("make setup", "make --dry-run setup")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", dry],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, f"{script}\n{said}"
    return said


def lint(program: str, *words: str | Path) -> str:
    """Run a linter of workflows; return what it said. One that finds something fails the test."""
    command = [Path(sysconfig.get_path("scripts"), program), *words]
    plain = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=plain)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
