"""``build``: check the content and build the site, or leave it as it is if nothing changed."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from localoffer import build_stamp
from localoffer.cli.extras import install
from localoffer.cli.run import DONE, today
from localoffer.precompressed import BROTLI, installed_encodings
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace

if TYPE_CHECKING:
    from localoffer.problems import Problem

_GZIP_ALONE = "The Python package brotli is not installed, so texts are compressed with gzip alone."


def run(workspace: Workspace, options: Namespace) -> int:
    """Build the site, print one line on what was done, and return the exit status.

    Raises:
        ContentError: the content has errors.
    """
    state, day = workspace.state(), today()
    settings = (options.base_url, options.drafts, _is_reproducible(), options.precompress)
    encodings = _encodings() if options.precompress else ()
    inputs = build_stamp.digest_of_inputs(
        options.content, workspace.resources, day, *settings, encodings, str(options.content)
    )
    before = build_stamp.load(options.site, state, inputs)
    if before:
        sys.stdout.write(f"Nothing has changed since the last build. {before.summary}")
        return DONE
    gc.disable()  # a build makes few cycles and is soon over
    from localoffer.pipeline import Task, build  # noqa: PLC0415 - not needed when nothing changed

    task = Task(options.content, workspace.resources, state, day, *settings)
    build_stamp.forget(options.site, state)
    built = build(task, options.site, options.plugins.site_extensions())
    build_stamp.save(
        options.site, state, build_stamp.BuildStamp(inputs, built.published.files, built.size)
    )
    if built.checked.problems:
        sys.stderr.write(_counted(built.checked.problems))
    sys.stdout.write(f"{built.size}{built.done}")
    return DONE


def _counted(problems: Sequence["Problem"]) -> str:
    from localoffer.problems import count, without_unfinished  # noqa: PLC0415 - as above

    _, unfinished = without_unfinished(problems)
    lines = [f"{count(problems)} To read them: {PROGRAM} check\n"]
    if unfinished:
        lacking = f"{len(unfinished):,} of these are about what is not finished."
        lines.append(f"{lacking} What it lacks: {PROGRAM} todo\n")
    return "".join(lines)


def _encodings() -> tuple[str, ...]:
    """Return the names of the encodings that can be made here; say how to have all of them."""
    encodings = installed_encodings()
    if BROTLI not in encodings:
        sys.stderr.write(f"{_GZIP_ALONE} {install('brotli')}\n")
    return tuple(one.name for one in encodings)


def _is_reproducible() -> bool:
    """Return whether the caller asks for the same bytes each time (reproducible-builds.org)."""
    return "SOURCE_DATE_EPOCH" in os.environ
