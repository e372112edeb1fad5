"""What the checks found, as a page of plain words (Markdown) for the person who made a change.

Reads reports/compared.md (from `build.py compare`, which tells new problems too), else
reports/problems.json (from `build.py check --format json`), then site/build.json and the reports of
the page checks, so far as they are there.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_MOST_TOLD = 30
_PAGE_CHECKS = {
    "vnu": "HTML",
    "accessibility": "Accessibility (WCAG 2.1 and 2.2, light and dark)",
}


def summary(folder: Path) -> str:
    """The summary of the checks that were run in a folder."""
    compared = folder / "reports/compared.md"
    if compared.is_file() and (told := compared.read_text(encoding="utf-8")):
        content = [told]
    else:
        content = list(_content(folder))
    return "\n".join([*content, *_site(folder), *_pages(folder)]) + "\n"


def _content(folder: Path) -> Iterator[str]:
    file = folder / "reports/problems.json"
    try:
        problems = json.loads(file.read_text(encoding="utf-8"))["problems"]
    except (FileNotFoundError, json.JSONDecodeError):
        yield "## The content could not be checked\n\nThe log of the first failed step says why.\n"
        return
    mistakes = [problem for problem in problems if problem["level"] == "error"]
    yield f"## {_verdict(len(mistakes))}\n"
    yield from _told(mistakes)
    if advice := [problem for problem in problems if problem["level"] != "error"]:
        yield f"### {_count(len(advice), 'thing')} to make better when there is time\n"
        yield from _told(advice)


def _verdict(mistakes: int) -> str:
    if mistakes:
        return f"{_count(mistakes, 'mistake')} to put right before this can be published"
    return "What was written has no mistakes"


def _told(problems: list[dict[str, Any]]) -> Iterator[str]:
    for problem in problems[:_MOST_TOLD]:
        line = f", line {problem['line']}" if problem.get("line") else ""
        fix = f" {problem['fix']}" if problem.get("fix") else ""
        yield f"- `{problem['path']}`{line}: {problem['message']}{fix}"
    if len(problems) > _MOST_TOLD:
        yield f"- and {len(problems) - _MOST_TOLD} more, in the log of this check"
    yield ""


def _site(folder: Path) -> Iterator[str]:
    file = folder / "site/build.json"
    if file.is_file():
        kinds = json.loads(file.read_text(encoding="utf-8"))["kinds"]
        total = len({address for group in kinds.values() for address in group})
        yield f"### The site has {_count(total, 'page')}\n"
        yield "Download it as “site” at the foot of this page and open `index.html`.\n"


def _pages(folder: Path) -> Iterator[str]:
    reports = {name: folder / f"reports/{name}.txt" for name in _PAGE_CHECKS}
    for name, file in reports.items():
        text = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
        if text:
            *details, result = text.splitlines()
            yield f"### {_PAGE_CHECKS[name]}\n\n{result}\n"
            if details:
                yield "\n".join(["```text", *details[: 3 * _MOST_TOLD], "```\n"])


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


if __name__ == "__main__":
    sys.stdout.write(summary(Path.cwd()))
