"""A council with a theme for tests: its files laid, its problems, and the site built with them."""

import re
from datetime import date
from pathlib import Path

from localoffer.pipeline import Task, build, check
from localoffer.problems import Problem

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "examples" / "good"
DAY = date(2026, 11, 21)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def lay(content: Path, files: dict[str, str | bytes]) -> None:
    """Write files of the theme."""
    for path, text in files.items():
        file = content / "theme" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def problems(content: Path) -> list[Problem]:
    return list(check(Task(content, ROOT, None, DAY)).problems)


def built(content: Path) -> Path:
    """Build the site beside the content, with styles that are compiled once."""
    site = content.parent / "site"
    build(Task(content, ROOT, content.parent / "state", DAY), site)
    return site


def page_of(site: Path, address: str = "services/saturday-club") -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def styles_of(site: Path) -> str:
    name = re.search(r'href="/(assets/site\.[^"]+\.css)"', page_of(site))
    assert name
    return (site / name[1]).read_text(encoding="utf-8")
