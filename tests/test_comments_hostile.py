"""What someone wrote to harm readers is published as words, in every file that the build writes."""

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.comments import CANNOT, DOING, ROOT, build_site, lay_comments

NASTY = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]></content><entry><title>Theirs</title></entry>",
    "{# 7 * 7 #} {7 * 7}",
    "[Click](javascript:alert(1))<!--",
    "=HYPERLINK(0)",
    "&lt;script&gt; &#x3c;b&#x3e;",
    "\u202eturned round\u2066",
)
_RUNS = {"script", "iframe", "object", "embed", "base", "img"}


class Tags(HTMLParser):
    """Gathers what a browser would run or follow in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that runs, and attributes that run or lead."""
        text = " ".join(f"{name}={value}" for name, value in attrs)
        if tag in _RUNS and "alert" in text:
            self.found.append(f"{tag} {text}")
        self.found += [f"{tag} {text}" for name, _ in attrs if name.startswith("on")]
        if re.search(r"(?:href|src|action)=\s*javascript:", text):
            self.found.append(f"{tag} {text}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    content = Path(shutil.copytree(ROOT / "tests/examples/good", folder / "content"))
    said = {"you_said": " ".join(NASTY), "answer": NASTY[0], "about": "/guides/ask-for-a-plan/"}
    short = {"in_short": {"said": NASTY[1], "answer": NASTY[0]}}
    action = {"action": {**DOING["action"], "what": NASTY[1]}}
    lay_comments(
        content,
        c2026_001={**DOING, **said, **short, **action, "signed_off_by": NASTY[2]},
        c2026_002={**CANNOT, **said, **short, "sorry": NASTY[0], "why_not": NASTY[3]},
        c2026_003={**DOING, "you_said": NASTY[0], "answer": NASTY[6]},
    )
    return build_site(content)


def test_no_page_runs_or_leads_to_what_was_written(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    shown = 0
    for file in pages:
        text = file.read_text(encoding="utf-8")
        tags = Tags()
        tags.feed(text)
        assert tags.found == [], file
        scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL)
        assert all("json" in how for how, body in scripts if body.strip()), file
        for how, body in scripts:
            assert not body.strip() or json.loads(body), (file, how)
        shown += "7 * 7" in text
    assert shown >= 3


def test_feeds_and_maps_are_what_they_were(site: Path) -> None:
    feed = ET.parse(site / "you-said-we-did" / "feed.atom").getroot()  # noqa: S314 - our own file
    atom = "{http://www.w3.org/2005/Atom}"
    assert len(feed.findall(f"{atom}entry")) == 3
    assert "Theirs" not in [one.text for one in feed.iter(f"{atom}title")]
    for file in (*site.rglob("*.xml"), *site.rglob("*.atom"), *site.rglob("*.svg")):
        assert ET.parse(file).getroot() is not None  # noqa: S314 - our own file


def test_tables_and_indexes_hold_words_alone(site: Path) -> None:
    for file in site.rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))
    for file in site.rglob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))], file
