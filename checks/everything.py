"""All that CI checks, one after another; ends with a line of how many passed and failed."""

import subprocess
import sys
import time
from dataclasses import dataclass

_PYTHON = sys.executable


@dataclass(frozen=True)
class Step:
    """One check: what it looks at, and the command that does."""

    name: str
    command: tuple[str, ...]


STEPS = (
    Step("Lint", (_PYTHON, "-m", "ruff", "check")),
    Step("Layout of the code", (_PYTHON, "-m", "ruff", "format", "--check")),
    Step("Types", (_PYTHON, "-m", "mypy")),
    Step("The example council builds", (_PYTHON, "build.py", "build")),
    Step("Tests", (_PYTHON, "-m", "pytest", "--numprocesses=2", "--dist=worksteal")),
    Step("HTML of every page", (_PYTHON, "-m", "checks.vnu")),
    Step("WCAG 2.1 on every page", (_PYTHON, "-m", "checks.pa11y")),
    Step("WCAG 2.2 on every page, light and dark", (_PYTHON, "-m", "checks.axe")),
    Step("Lighthouse on one page of each kind", (_PYTHON, "-m", "checks.lighthouse")),
)


def main() -> int:
    """Run every step, even after one has failed, so that one run tells all; 0 where all passed."""
    passed = {step.name: _passes(step) for step in STEPS}
    print()
    for name, well in passed.items():
        print("passed" if well else "FAILED", name, sep="  ")
    print(f"{sum(passed.values())} passed, {len(passed) - sum(passed.values())} failed")
    return 0 if all(passed.values()) else 1


def _passes(step: Step) -> bool:
    print(f"\n=== {step.name}", flush=True)
    start = time.monotonic()
    status = subprocess.run(step.command, check=False).returncode
    print(f"=== {time.monotonic() - start:.0f} seconds", flush=True)
    return status == 0


if __name__ == "__main__":
    sys.exit(main())
