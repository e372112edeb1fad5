"""``check``: everything that is wrong with the content, for people, programs or GitHub."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from localoffer.cli.run import DONE, PROBLEMS, state_in, today
from localoffer.pipeline import Task, check
from localoffer.problems import Problem, as_github, as_json, as_text, errors


def run(root: Path, options: Namespace) -> int:
    """Print the report; 1 if an error would stop a build."""
    found = check(Task(options.content, root, state_in(root), today())).problems
    sys.stdout.write(_reports(options.content)[options.format](found))
    return PROBLEMS if errors(found) else DONE


def _reports(content: Path) -> Mapping[str, Callable[[Sequence[Problem]], str]]:
    folder = Path(os.path.relpath(content)).as_posix()
    return {
        "text": as_text,
        "json": as_json,
        "github": lambda found: as_github(found, folder),
    }
