"""All that CI checks; ends with a line of how many passed and failed.

python -m checks.everything           # all of it
python -m checks.everything --code    # lint, types and tests, without a look at every page
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock

from checks import new_council
from checks.temporary_folder import temporary_files_in_memory

_PYTHON = sys.executable
# What was found clean at an earlier run and has not changed since; a fresh clone has none.
_CACHE = ("--cache-dir", ".localoffer/checked")
#: Some machines' settings keep Python from writing down what it has compiled. Here some hundred
#: processes start, and each would compile the program anew, and each that tests all tests.
_COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}
_PRINTING = Lock()


@dataclass(frozen=True)
class Step:
    """One check: what it looks at, the command that does, and whether it looks at built pages."""

    name: str
    command: tuple[str, ...]
    of_pages: bool = False


def _page_step(name: str, module: str) -> Step:
    return Step(name, (_PYTHON, "-m", module, *_CACHE), of_pages=True)


def _new_council_step(name: str, module: str) -> Step:
    site = ("--site", str(new_council.SITE), "--cache-dir", ".localoffer/checked-new-council")
    return Step(f"{name} of a new council", (_PYTHON, "-m", module, *site), of_pages=True)


#: The steps of a row run beside each other: each keeps one processor busy, other rows keep all.
STEPS = (
    (
        Step("Lint", (_PYTHON, "-m", "ruff", "check")),
        Step("Layout of the code", (_PYTHON, "-m", "ruff", "format", "--check")),
        Step("The example council builds", (_PYTHON, "build.py", "build")),
        Step("A new council checks and builds", (_PYTHON, "-m", "checks.new_council")),
    ),
    (Step("Types", (_PYTHON, "-m", "mypy")), _page_step("HTML of every page", "checks.vnu")),
    # One process more than the two processors it was measured on: tests wait for browsers.
    # The slowest are named: whoever makes all this faster begins there.
    (Step("Tests", (_PYTHON, "-m", "pytest", "-n3", "--dist=worksteal", "--durations=40")),),
    (_page_step("HTML CodeSniffer and axe on every page, light and dark", "checks.accessibility"),),
    (_page_step("Lighthouse on one page of each kind", "checks.lighthouse"),),
    (_new_council_step("HTML of every page", "checks.vnu"),),
    (_new_council_step("HTML CodeSniffer and axe on every page", "checks.accessibility"),),
    (_new_council_step("Lighthouse on one page of each kind", "checks.lighthouse"),),
)


def main() -> int:
    """Run every step, even after one has failed, so that one run tells all; 0 where all passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--code", action="store_true", help="without the looks at built pages")
    code_only = parser.parse_args().code
    passed: dict[str, bool] = {}
    with temporary_files_in_memory() as environ:
        for row in STEPS:
            steps = [step for step in row if not (code_only and step.of_pages)]
            passed |= _run_beside_each_other(steps, environ)
    print()
    for name, well in passed.items():
        print("passed" if well else "FAILED", name, sep="  ")
    print(f"{sum(passed.values())} passed, {len(passed) - sum(passed.values())} failed")
    return 0 if all(passed.values()) else 1


def _run_beside_each_other(steps: list[Step], environ: Mapping[str, str]) -> dict[str, bool]:
    with ThreadPoolExecutor(max(1, len(steps))) as at_once:
        told = {**os.environ, **environ, **_COMPILED_ONCE}
        run = partial(_passes, environ=told, alone=len(steps) == 1)
        passed = at_once.map(run, steps)
        return {step.name: well for step, well in zip(steps, passed, strict=True)}


def _passes(step: Step, environ: Mapping[str, str], *, alone: bool) -> bool:
    """Run a step; what it says is printed as it comes where it is alone, else when it has ended."""
    if alone:
        print(f"\n=== {step.name}", flush=True)
    start = time.monotonic()
    errors = None if alone else subprocess.STDOUT
    output = None if alone else subprocess.PIPE
    done = subprocess.run(
        step.command, check=False, env=environ, stdout=output, stderr=errors, text=True
    )
    report = "" if alone else f"\n=== {step.name}\n{done.stdout}"
    with _PRINTING:
        print(f"{report}=== {time.monotonic() - start:.0f} seconds", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
