"""Pages that a build learns from templates, filled with each record of the example council."""

import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, Route

from localoffer.editor.configuration import configuration
from localoffer.editor.preview.preview_files import FOLDER, preview_files
from localoffer.editor.preview.sample_page import KINDS_WITH_PREVIEW
from localoffer.editor.site_files import add as editor_files
from localoffer.kinds import Kind
from localoffer.model.editor import Editor
from localoffer.offer import Entry
from localoffer.pipeline import CheckResult, Task, build, check
from localoffer.render.assets import make_assets
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render
from search.index.site_files import add as search_files

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
ORIGIN = "https://editor.test"
SCRIPTS = ROOT / "templates" / "scripts" / "editor"
YAML = ROOT / "node_modules" / "yaml" / "browser" / "dist"
GITHUB = "editor:\n  backend: github\n  repo: little-marsh/local-offer\n"

#: Headings that a preview leaves out, by kind; "" stands for all kinds. They come from other
#: records (of a statement, from agreements.yaml), from visits to other sites, or from what hangs
#: together in a school's kind, phases, bases and register.
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "": frozenset({"What families said about this page"}),
    "guide": frozenset({"Services that may help"}),
    "topic": frozenset({"Services"}),
    "school": frozenset(
        {
            "SEN information report", "What to ask when you visit",
            "What every school is expected to do", "Others like it nearby",
            "Needs it is set up for", "Base or unit", "What happens now",
        }
    ),
    "statement": frozenset({"What it said before", "Words explained"}),
}  # fmt: skip

#: Fills the pages of a kind and returns the headings of each.
FILL = """
async ({ fields, shape, files, pages, records }) => {
  const { filledPage } = await import("/learned_preview.js");
  const { fileFormat } = await import("/formats.js");
  const { fromFile } = fileFormat(fields, shape);
  return files.map(([slug, text]) => {
    const { html } = filledPage(pages, fromFile(text), slug, records);
    const page = new DOMParser().parseFromString(html, "text/html");
    const found = [...page.querySelectorAll("main :is(h1, h2)")];
    const shown = found.filter((one) => !one.closest("[hidden]"));
    return shown.map((one) => one.textContent.replace(/\\s+/g, " ").trim());
  });
}
"""


@pytest.fixture(scope="module")
def checked() -> CheckResult:
    """The example council."""
    return check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY))


@pytest.fixture(scope="module")
def learned(checked: CheckResult, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What is learned of the example council's templates, by the name of the file."""
    environment = _environment(checked, tmp_path_factory.mktemp("styles"))
    assert checked.offer
    files = preview_files(environment, checked.offer, checked.pictures, "")
    return {Path(file.path).stem: json.loads(file.make()) for file in files}


def _environment(checked: CheckResult, state: Path) -> Any:
    offer = checked.offer
    assert offer
    assets = make_assets(checked.design, offer.site.colours, offer.site.looks, state)
    return make_environment(checked.design, offer, assets, checked.base)


def _text_of(entry: Entry[Any]) -> str:
    folder = ROOT if entry.is_national else ROOT / "content"
    return (folder / entry.path).read_text(encoding="utf-8")


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(f"{ORIGIN}/")
    file = YAML / path.removeprefix("yaml/") if path.startswith("yaml/") else SCRIPTS / path
    if path:
        route.fulfill(body=file.read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


@pytest.mark.parametrize("kind", KINDS_WITH_PREVIEW, ids=lambda kind: kind.name)
def test_a_filled_page_has_the_headings_of_the_built_page(
    window: Callable[..., Page],
    checked: CheckResult,
    learned: Mapping[str, Any],
    tmp_path: Path,
    kind: Kind,
) -> None:
    offer, environment = checked.offer, _environment(checked, tmp_path)
    assert offer
    texts = [(entry, _text_of(entry)) for entry in offer.entries(kind.model)]
    # Words in braces are put in by a build: from slots, from the council's own facts.
    texts = [(entry, text) for entry, text in texts if "{" not in text.rpartition("\n---\n")[2]]
    assert texts
    page = window()
    page.route(f"{ORIGIN}/**", _answer)
    page.clock.set_fixed_time(datetime(2026, 11, 21, 12, tzinfo=UTC))
    page.goto(f"{ORIGIN}/")
    collections = configuration(offer, Editor(backend="github", repo="a/b"))["collections"]
    form = next(one for one in collections if one["name"] == kind.name)
    given = {
        "fields": form["fields"],
        "shape": form["format"].partition("-")[0],
        "files": [(entry.slug, text) for entry, text in texts],
        "pages": learned[kind.name],
        "records": learned["records"],
    }
    found = page.evaluate(FILL, given)
    built = {one.address: one for one in checked.pages}
    left_out = LEFT_OUT[""] | LEFT_OUT.get(kind.name, frozenset())
    different = {}
    for (entry, _), headings in zip(texts, found, strict=True):
        expected = _headings(render(built[entry.address], environment).decode())
        here, there = (
            [one for one in some if one not in left_out] for some in (headings, expected)
        )
        if here != there:
            different[entry.path] = (here, there)
    assert different == {}


def _headings(html: str) -> list[str]:
    found = BeautifulSoup(html, "html.parser").select("main :is(h1, h2)")
    return [
        " ".join(one.get_text().split()) for one in found if one.find_parent(hidden=True) is None
    ]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council's folder."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


def _built(content: Path, editor: Editor | None = None) -> Path:
    task = Task(content, ROOT, content.parent / "state", TODAY, editor=editor)
    build(task, content.parent / "site", [search_files, editor_files])
    return content.parent / "site"


def test_a_councils_own_template_is_the_one_that_is_previewed(content: Path) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(GITHUB)
    templates = content / "theme" / "templates" / "pages"
    templates.mkdir(parents=True)
    (templates / "service.html").write_text(
        '{% extends "ours/pages/service.html" %}\n{% block main %}'
        "<p>From Little Marsh</p>{{ super() }}{% endblock %}\n",
        encoding="utf-8",
    )
    pages = (_built(content) / FOLDER / "service.json").read_text(encoding="utf-8")
    assert "<p>From Little Marsh</p>" in pages
    assert '"at":"summary"' in pages


def test_a_theme_that_cannot_show_a_sample_costs_the_preview_and_not_the_build(
    content: Path,
) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(GITHUB)
    templates = content / "theme" / "templates" / "pages"
    templates.mkdir(parents=True)
    (templates / "service.html").write_text(
        '{% extends "ours/pages/service.html" %}\n{% block main %}'
        '{{ 1 // (page.title[:3] in ("The", "Par"))|int }}'
        "{{ super() }}{% endblock %}\n",
        encoding="utf-8",
    )
    folder = _built(content) / FOLDER
    assert json.loads((folder / "service.json").read_text(encoding="utf-8")) == {}
    assert json.loads((folder / "guide.json").read_text(encoding="utf-8"))


def test_an_unchanged_site_learns_nothing_anew(content: Path) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(GITHUB)
    folder = _built(content) / FOLDER
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert {f"{kind.name}.json" for kind in KINDS_WITH_PREVIEW} < set(before)
    club = content / "services" / "saturday-club.md"
    club.write_text(
        club.read_text(encoding="utf-8").replace("You can stay", "You may stay"), encoding="utf-8"
    )
    _built(content)
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_a_learned_page_holds_no_mark_that_a_browser_would_show(
    learned: Mapping[str, Any],
) -> None:
    text = json.dumps(learned, ensure_ascii=False)
    assert not [letter for letter in map(chr, range(0xE000, 0xE010)) if letter in text]
