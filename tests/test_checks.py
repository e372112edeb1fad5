"""Each page checker finds a fault that is really there, and is content with a good page."""

import gzip
import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from checks import everything
from checks.axe import LAYOUT_RULES, TAGS
from checks.everything import Step
from checks.findings import Finding, report
from checks.pages import read_pages, spread
from checks.server import serving

ROOT = Path(__file__).parent.parent

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Swimming – Example</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Swimming for families">
<style>@media (prefers-color-scheme: dark) {body {color: #eee; background: #111}}</style>
<link rel="icon" href="data:,"></head>
<body><main><h1>Swimming</h1><p>Come and swim.</p>FAULT</main></body></html>
"""

NO_ALT = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
DARK_ON_DARK = (
    "<style>@media (prefers-color-scheme: dark) {.faint {color: #444; background: #222}}</style>"
    '<p class="faint">Hard to read in the dark.</p>'
)
NO_NAME_WHEN_NARROW = (
    "<style>@media (max-width: 400px) {.word {display: none}}</style>"
    '<p><a href="/"><span class="word">The first page</span></a></p>'
)
SMALL = (
    "<style>.small a {display: inline-block; width: 9px; height: 9px; overflow: hidden}</style>"
    '<div class="small"><a href="/">Home</a><a href="/bad/">Here</a></div>'
)


def _make_site(folder: Path, fault: str) -> Path:
    """A site of a good page and one with a fault."""
    for name, extra in (("", ""), ("bad", fault)):
        (folder / name).mkdir(exist_ok=True)
        page = GOOD.replace("FAULT", extra).replace("<title>", f"<title>{name} ")
        (folder / name / "index.html").write_text(page, encoding="utf-8")
    kinds = {"home": ["/"], "guide": ["/bad/"]}
    (folder / "build.json").write_text(json.dumps({"kinds": kinds}), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("checker", "fault", "rule"),
    [
        ("accessibility", NO_ALT, "axe image-alt (light"),
        ("accessibility", NO_ALT, "htmlcs WCAG2AA.Principle1.Guideline1_1.1_1_1.H37"),
        ("accessibility", SMALL, "target-size"),
        ("accessibility", DARK_ON_DARK, "axe color-contrast (dark"),
        ("accessibility", NO_NAME_WHEN_NARROW, "axe link-name (dark"),
        ("vnu", "</section>", "section"),
        ("lighthouse", NO_ALT, "Lighthouse accessibility"),
    ],
)
def test_a_checker_names_the_page_and_the_rule_of_a_fault(
    tmp_path: Path, checker: str, fault: str, rule: str
) -> None:
    command = [
        sys.executable,
        "-m",
        f"checks.{checker}",
        "--site",
        str(_make_site(tmp_path, fault)),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert rule in done.stdout
    assert "on /bad/\n" in done.stdout
    assert "on / " not in done.stdout


@pytest.mark.parametrize("checker", ["accessibility", "vnu"])
def test_a_checker_finds_nothing_on_a_good_site(tmp_path: Path, checker: str) -> None:
    command = [sys.executable, "-m", f"checks.{checker}", "--site", str(_make_site(tmp_path, ""))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("nothing found on 2 pages.\n"), done.stdout + done.stderr
    assert done.returncode == 0


def _rules_of_axe(package: str, tags: list[str]) -> set[str]:
    """The rules that the axe of a folder below node_modules runs for these tags."""
    script = (
        "const [, axe, ...tags] = process.argv;"
        "console.log(require(axe).getRules(tags).map(rule => rule.ruleId).join(' '))"
    )
    command = ["node", "--eval", script, str(ROOT / "node_modules" / package), *tags]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_axe_looks_with_every_rule_that_the_axe_within_pa11y_has() -> None:
    """The tags of node_modules/pa11y/lib/runners/axe.js for WCAG2AA; we leave that runner out."""
    runner = ["wcag2a", "wcag21a", "wcag2aa", "wcag21aa", "best-practice"]
    theirs = _rules_of_axe("pa11y/node_modules/axe-core", runner)
    ours = _rules_of_axe("axe-core", TAGS)
    assert len(theirs) > 90
    assert theirs - ours == set()
    assert "target-size" in ours - theirs
    assert set(LAYOUT_RULES) <= ours


def test_what_only_a_narrow_window_shows_is_looked_at_with_every_rule(tmp_path: Path) -> None:
    """Also on a page that is not the longest of its kind, and where only that page has it."""
    shown = (
        "<style>.menu {display: none} @media (max-width: 400px) {.menu {display: block}}</style>"
    )
    site = _make_site(
        tmp_path,
        f'{shown}<p class="menu"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>',
    )
    longest = (site / "index.html").read_text(encoding="utf-8") + "<!--" + "long " * 200 + "-->"
    (site / "index.html").write_text(longest, encoding="utf-8")
    (site / "build.json").write_text(
        json.dumps({"kinds": {"guide": ["/", "/bad/"]}}), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "checks.accessibility", "--site", str(site)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "axe image-alt (dark, 320 pixels wide)" in done.stdout
    assert "on /bad/\n" in done.stdout
    assert done.returncode == 1


def test_a_site_that_was_not_built_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"Build the site first: python build\.py build"):
        read_pages(tmp_path)


def test_a_fault_that_many_pages_share_is_told_once() -> None:
    findings = [Finding("rule", "<nav>", "Name it.", f"/page-{number}/") for number in range(7)]
    told = report("axe", findings, looked_at=9)
    assert told.count("Name it.") == 1
    assert "on /page-0/ /page-1/ /page-2/ /page-3/ /page-4/ and 2 more" in told
    assert told.endswith("axe: 1 faults on 7 of 9 pages.")


def test_a_sample_is_spread_over_the_whole_list() -> None:
    addresses = [f"/{number}/" for number in range(10)]
    assert spread(addresses, 3) == ["/0/", "/3/", "/6/"]
    assert spread(addresses, 99) == addresses


def test_pages_are_measured_as_a_plain_host_sends_them(tmp_path: Path) -> None:
    """Gzipped for who takes it, kept for ten minutes, redirected to the address with its slash."""
    _make_site(tmp_path, "")
    with serving(tmp_path) as base:
        asked = urllib.request.Request(base + "/bad", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked) as answer:
            assert answer.url == base + "/bad/"
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Cache-Control"] == "public, max-age=600"
            assert b"Come and swim." in gzip.decompress(answer.read())


def test_the_server_gives_nothing_from_outside_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    _make_site(site, "")
    (tmp_path / "secret.txt").write_text("not for you", encoding="utf-8")
    with serving(site) as base, pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(base + "/%2e%2e/secret.txt")


def _step(name: str, *, status: int = 0, of_pages: bool = False) -> Step:
    """A step that says its name twice, with a pause between."""
    script = f"import sys, time; print('{name} 1', flush=True); time.sleep(0.3); print('{name} 2')"
    return Step(name, (sys.executable, "-c", f"{script}; sys.exit({status})"), of_pages=of_pages)


def test_steps_that_run_beside_each_other_do_not_mix_what_they_say(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = ((_step("one"), _step("two", status=1)), (_step("three", of_pages=True),))
    monkeypatch.setattr(everything, "STEPS", rows)
    monkeypatch.setattr("sys.argv", ["everything"])
    assert everything.main() == 1
    told = capfd.readouterr().out
    for name in ("one", "two", "three"):
        assert f"=== {name}\n{name} 1\n{name} 2\n=== " in told
    assert told.endswith("passed  one\nFAILED  two\npassed  three\n2 passed, 1 failed\n")


def test_the_code_alone_is_checked_without_a_look_at_pages(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = ((_step("lint"), _step("html", of_pages=True)), (_step("axe", of_pages=True),))
    monkeypatch.setattr(everything, "STEPS", rows)
    monkeypatch.setattr("sys.argv", ["everything", "--code"])
    assert everything.main() == 0
    assert capfd.readouterr().out.endswith("passed  lint\n1 passed, 0 failed\n")


def test_what_a_step_has_compiled_is_kept_for_the_next_whatever_the_machine_says(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    step = Step("kept", (sys.executable, "-c", "import sys; print(sys.dont_write_bytecode)"))
    monkeypatch.setattr(everything, "STEPS", ((step,),))
    monkeypatch.setattr("sys.argv", ["everything"])
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert everything.main() == 0
    assert "=== kept\nFalse\n" in capfd.readouterr().out
