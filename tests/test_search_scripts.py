"""The search's scripts: typed, safe under a strict policy, fit for old phones, and frugal."""

import ast
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from checks.server import serving
from search.engine.pieces import piece_of
from search.engine.spelling import shelves
from search.index.cli_index import open_index
from search.index.index_parts import EVERYDAY_PIECES, SPELLING_PIECES
from search.index.site_files import folder_of

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "templates" / "scripts"
ENGINE = ROOT / "search" / "engine"
MODULES = sorted((SCRIPTS / "search").glob("*.js"))
#: Scripts that only a browser needs: search/engine/__init__.py says what for.
BROWSER_ALONE = {
    "index_search",
    "open_index",
    "stemmer",
    "box",
    "completions",
    "facts",
    "fill",
    "page",
    "show",
    "typing",
}
#: What Python has of its own, or does not need: tables, sets and strings; opening over a network.
BROWSER_EXPORTS = {"own", "both", "cut", "line", "strip", "openIndex"}
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"

# Ways to run a text as a script or to put one into a page as HTML.
UNSAFE = (
    r"\beval\b|new Function|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]|javascript:|DOMParser|createContextualFragment"
)
# What iOS 15.0 does not know.
TOO_NEW = (
    r"\(\?<[=!]|/[a-z]*v[a-z]*[;,)]|\.at\(|\.hasOwn\(|structuredClone|\.findLast|\.toSorted\("
    r"|\.toReversed\(|\.with\(|groupBy\(|^\s*static \{|^(?:const .* = |let .* = )?await "
)

# Opens the index anew, searches for each text in turn and says what was fetched for it.
FETCHED = """async ([texts, withFilters]) => {
  const { openIndex } = await import('/scripts/reader.js');
  const { search } = await import('/scripts/results.js');
  const [refused, fetched] = [[], []];
  document.addEventListener('securitypolicyviolation', (event) => refused.push(event.blockedURI));
  const fetcher = (address, options) => {
    fetched[fetched.length - 1].push(address);
    return fetch(address, options);
  };
  fetched.push([]);
  const reader = await openIndex('/search/', { fetcher });
  for (const text of texts) {
    fetched.push([]);
    const choices = { text, filters: {}, age: null, near: '', exactly: false };
    await search(choices, reader, { withFilters });
  }
  return { fetched, refused };
}"""

# The line breaks once, in the middle of a search, and is there again for the next one.
BROKEN = """async () => {
  const { openIndex } = await import('/scripts/reader.js');
  const { search } = await import('/scripts/results.js');
  let isBroken = true;
  const fetcher = (address, options) => {
    if (isBroken && address.includes('/words/')) return Promise.reject(new Error('no line'));
    return fetch(address, options);
  };
  const reader = await openIndex('/search/', { fetcher });
  const choices = { text: 'autism', filters: {}, age: null, near: '', exactly: false };
  const first = await search(choices, reader).catch((error) => error.message);
  isBroken = false;
  return [first, (await search(choices, reader)).total];
}"""

MISSING = """async () => {
  const { openIndex } = await import('/scripts/reader.js');
  return openIndex('/nowhere/').catch((error) => error.message);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with a strict policy beside the scripts and the example council's index."""
    web, state = tmp_path_factory.mktemp("web"), tmp_path_factory.mktemp("state")
    open_index(ROOT / "content", ROOT, state, date(2026, 11, 22))
    shutil.copytree(folder_of(ROOT / "content", state), web / "search")
    shutil.copytree(SCRIPTS / "search", web / "scripts")
    shutil.copy(ROOT / "node_modules" / "stemmer" / "index.js", web / "scripts" / "stemmer.js")
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (web / "index.html").write_text(f"<!doctype html>{head}<title>Search</title>", encoding="utf-8")
    with serving(web) as base:
        page = browser.new_page()
        page.goto(base)
        yield page
        page.close()


@pytest.fixture
def fetched(page: Page) -> Callable[..., list[list[str]]]:
    """Returns what is fetched to open the index and then for each text, without "/search/"."""

    def ask(*texts: str, with_filters: bool = False) -> list[list[str]]:
        found: dict[str, Any] = page.evaluate(FETCHED, [texts, with_filters])
        assert found["refused"] == []
        return [
            [urlsplit(one).path.removeprefix("/search/") for one in row] for row in found["fetched"]
        ]

    return ask


def _kinds(paths: list[str]) -> set[str]:
    return {path.split("/")[0] for path in paths}


def test_every_module_of_the_engine_has_a_script_and_some_scripts_have_no_module() -> None:
    modules = {file.stem for file in ENGINE.glob("[!_]*.py")}
    assert modules
    assert {file.stem for file in MODULES} - modules == BROWSER_ALONE
    assert modules - {file.stem for file in MODULES} == set()


@pytest.mark.parametrize("module", sorted(ENGINE.glob("[!_]*.py")), ids=lambda file: file.stem)
def test_a_script_exports_what_its_twin_defines_and_names_it(module: Path) -> None:
    script = (SCRIPTS / "search" / f"{module.stem}.js").read_text(encoding="utf-8")
    defined = {
        re.sub("_([a-z0-9])", lambda match: match[1].upper(), node.name.strip("_"))
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    exported = re.findall(
        r"^export (?:async )?(?:function|const) (\w+)(?: = .*=>|\()", script, re.MULTILINE
    )
    assert {*exported} - defined <= BROWSER_EXPORTS
    assert f"the twin of search/engine/{module.name}" in script.partition("\n\n")[0]


def test_every_script_has_the_types_it_says() -> None:
    compiler = ROOT / "node_modules" / ".bin" / "tsc"
    found = subprocess.run(
        [compiler, "-p", SCRIPTS / "tsconfig.json"], capture_output=True, text=True, check=False
    )
    assert found.stdout == ""
    assert found.returncode == 0


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_no_script_runs_a_text_or_writes_html(file: Path) -> None:
    assert re.findall(UNSAFE, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_no_script_needs_what_an_old_phone_lacks(file: Path) -> None:
    assert re.findall(TOO_NEW, file.read_text(encoding="utf-8"), re.MULTILINE) == []


def test_a_search_of_right_words_fetches_no_spelling_no_place_and_no_filter(
    fetched: Callable[..., list[list[str]]],
) -> None:
    opened, first, again = fetched("speech therapy", "speech therapy")
    assert opened == ["facts.json"]
    assert _kinds(first) <= {"words", "known", "meanings", "shown"}
    assert len(first) == len(set(first))
    assert again == []


def test_only_a_word_that_nobody_knows_asks_for_spellings(
    fetched: Callable[..., list[list[str]]],
) -> None:
    _, found = fetched("autizm club")
    everyday = f"everyday/{piece_of('au', EVERYDAY_PIECES)}.json"
    assert [path for path in found if path.startswith("everyday/")] == [everyday]
    shelved = {f"spelling/{piece_of(one, SPELLING_PIECES)}.json" for one in shelves("autizm")}
    assert {path for path in found if path.startswith("spelling/")} == shelved


def test_the_server_learns_no_more_of_a_place_than_the_half_postcode(
    fetched: Callable[..., list[list[str]]],
) -> None:
    _, found = fetched("clubs SC1 2AB")
    asked = {path for path in found if _kinds([path]) & {"areas", "codes", "points.json"}}
    assert asked == {"areas/sc.json", "codes/sc1.json", "points.json"}
    assert not [path for path in found if "2ab" in path.lower()]


def test_the_filters_are_fetched_once_and_only_for_their_counts(
    fetched: Callable[..., list[list[str]]],
) -> None:
    _, first, other = fetched("autism", "dyslexia", with_filters=True)
    assert first.count("filters.json") == 1
    assert "filters.json" not in other


def test_a_broken_line_is_told_and_the_next_search_tries_again(page: Page) -> None:
    told, total = page.evaluate(BROKEN)
    assert told == "no line"
    assert total > 0


def test_a_site_without_an_index_says_so(page: Page) -> None:
    assert page.evaluate(MISSING) == "There is no search index at /nowhere/"
