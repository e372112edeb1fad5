"""A page that was found clean is looked at again once anything has changed that its look reads."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checks import clean_pages, command
from checks.command import Visit
from checks.findings import Finding

ROOT = Path(__file__).parent.parent
Look = Callable[[], list[str]]

PAGES = {
    "/": '<link rel="stylesheet" href="/assets/site.css"><p>Home</p>',
    "/swim/": '<link rel="stylesheet" href="/assets/site.css"><p>Swim</p>',
    "/plain/": '<p>Plain</p><a href="/changes.atom">What changed</a>',
    "/script/": '<script type="module" src="../assets/main.js"></script>',
    "/long/": "<p>" + "Long. " * 50,
}
FILES = {
    "assets/site.css": "@import 'more.css'; p {color: red}",
    "assets/more.css": "body {background: url(sea.svg)}",
    "assets/sea.svg": "<svg></svg>",
    "assets/main.js": 'import "./part.js";',
    "assets/part.js": "export {};",
    "changes.atom": "<feed></feed>",
}


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    files = {f"{address[1:]}index.html": html for address, html in PAGES.items()} | FILES
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    record = json.dumps({"kinds": {"guide": list(PAGES)}})
    (folder / "build.json").write_text(record, encoding="utf-8")
    return folder


@pytest.fixture
def look(small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Runs a checker that finds a fault where a page says "fault"; gives what it looked at."""
    words = ["check", "--site", str(small_site), "--cache-dir", str(tmp_path / "checked")]
    monkeypatch.setattr("sys.argv", words)
    monkeypatch.setattr(command, "versions", lambda: "checker 1.0")

    def look_once() -> list[str]:
        looked_at: list[str] = []

        def check(visit: Visit) -> Iterator[Finding]:
            looked_at.extend(visit.addresses)
            for address in visit.addresses:
                if "fault" in visit.pages.file(address).read_text(encoding="utf-8"):
                    yield Finding("rule", "<p>", "A fault.", address)

        command.run("checker", check, each_kind=False)
        return looked_at

    return look_once


def test_a_second_run_looks_at_nothing_and_says_so(
    look: Look, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look() == sorted(PAGES)
    assert capsys.readouterr().out == "checker: nothing found on 5 pages.\n"
    assert look() == []
    assert capsys.readouterr().out == (
        "checker: nothing found on 5 pages. 5 are as when last found clean, and were left out.\n"
    )


@pytest.mark.parametrize(
    ("changed", "seen"),
    [
        ("swim/index.html", ["/swim/"]),
        ("assets/site.css", ["/", "/swim/"]),
        ("assets/more.css", ["/", "/swim/"]),
        ("assets/sea.svg", ["/", "/swim/"]),
        ("assets/part.js", ["/script/"]),
        ("changes.atom", []),
    ],
)
def test_what_has_changed_is_looked_at_and_nothing_else(
    small_site: Path, look: Look, changed: str, seen: list[str]
) -> None:
    look()
    file = small_site / changed
    file.write_bytes(file.read_bytes() + b" ")
    assert look() == seen


def test_another_version_or_setting_of_the_checker_looks_at_all(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    look()
    monkeypatch.setattr(command, "versions", lambda: "checker 1.1")
    assert look() == sorted(PAGES)


def test_a_page_with_a_fault_is_looked_at_until_it_has_none(small_site: Path, look: Look) -> None:
    page = small_site / "swim/index.html"
    page.write_text("<p>fault</p>", encoding="utf-8")
    assert look() == sorted(PAGES)
    assert look() == ["/swim/"]
    assert look() == ["/swim/"]
    page.write_text("<p>mended</p>", encoding="utf-8")
    assert look() == ["/swim/"]
    assert look() == []


def test_the_page_that_has_become_the_longest_of_its_kind_is_looked_at(
    small_site: Path, look: Look
) -> None:
    """Axe looks at it with more rules than before."""
    look()
    (small_site / "long/index.html").write_text("<p>Short.", encoding="utf-8")
    longest = max(
        PAGES, key=lambda address: (small_site / address[1:] / "index.html").stat().st_size
    )
    assert look() == sorted(["/long/", longest])


def test_without_a_cache_folder_all_is_looked_at_each_time(
    small_site: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    look()
    monkeypatch.setattr("sys.argv", ["check", "--site", str(small_site)])
    assert look() == sorted(PAGES)


@pytest.mark.parametrize("rubbish", ["", "{", "\x00"])
def test_a_cache_that_is_broken_or_gone_counts_for_nothing(
    look: Look, tmp_path: Path, rubbish: str
) -> None:
    look()
    (tmp_path / "checked/checker.json").write_text(rubbish, encoding="utf-8")
    assert look() == sorted(PAGES)
    shutil.rmtree(tmp_path / "checked")
    assert look() == sorted(PAGES)


def test_what_no_run_has_met_for_sixty_days_is_dropped(look: Look, tmp_path: Path) -> None:
    look()
    file = tmp_path / "checked/checker.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    old = {"old": "2020-01-01"}
    file.write_text(json.dumps(kept | old), encoding="utf-8")
    look()
    assert json.loads(file.read_text(encoding="utf-8")).keys() == kept.keys()


def test_the_versions_are_those_of_the_programs_the_browser_and_our_own_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = clean_pages.versions()
    assert clean_pages.versions() == before
    assert re.search(r"\b\d+\.\d+\.\d+\.\d+\b", before), "the browser's version"
    lock = tmp_path / "package-lock.json"
    lock.write_text("{}", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(clean_pages, "_LOCK", lock)
        assert clean_pages.versions() != before
    code = shutil.copytree(ROOT / "checks", tmp_path / "checks")
    with (code / "lighthouse.mjs").open("a", encoding="utf-8") as file:
        file.write("\n")
    monkeypatch.setattr(clean_pages, "_CODE", code)
    assert clean_pages.versions() != before
