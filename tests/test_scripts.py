"""The scripts that pages load: few files, old enough words, and a sentence where they fail."""

import os
import re
import shutil
from pathlib import Path

import pytest

from localoffer.problems import UsageError
from localoffer.render.scripts import EDITOR, OF_PAGES, name_of, site_scripts

ROOT = Path(__file__).parent.parent
NAMED = re.compile(r"asset(?:_if_built)?\(\"([^\"]+\.js)\"\)")
IMPORTED = re.compile(r"(?:from|import) ?\(?\"(\./|\.\./)([^\"]+)\"")
#: Built-in functions that no browser of 2021 has: these no bundler can say otherwise.
NEWER = re.compile(r"\.(?:at|findLast|toSorted|toReversed)\(|structuredClone|static ?\{")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return dict(site_scripts(ROOT, tmp_path_factory.mktemp("state")))


def of_pages(scripts: dict[str, bytes]) -> dict[str, bytes]:
    return {path: raw for path, raw in scripts.items() if not path.startswith(f"{EDITOR}/")}


def imports_of(path: str, scripts: dict[str, bytes]) -> set[str]:
    return {
        os.path.normpath(Path(path).parent / start / rest)
        for start, rest in IMPORTED.findall(scripts[path].decode())
    }


def test_the_scripts_that_templates_name_are_those_that_are_made(scripts: dict[str, bytes]) -> None:
    templates = (ROOT / "templates").rglob("*.html")
    named = {name for file in templates for name in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert named == set(OF_PAGES)
    assert named <= {name_of(path) for path in scripts}


def test_what_a_script_imports_is_published_with_it(scripts: dict[str, bytes]) -> None:
    imports = {one for path in of_pages(scripts) for one in imports_of(path, scripts)}
    assert imports
    assert imports <= scripts.keys()


def test_the_search_comes_in_three_files(scripts: dict[str, bytes]) -> None:
    """The script of its page or of a box, what both share, and what searches the index."""
    for name in ("search/page.js", "search/box.js"):
        fetched = {next(one for one in scripts if name_of(one) == name)}
        while more := {one for path in fetched for one in imports_of(path, scripts)} - fetched:
            fetched |= more
        assert len(fetched) == 3


def test_no_script_of_a_page_says_what_a_phone_of_2021_does_not_know(
    scripts: dict[str, bytes],
) -> None:
    newer = {path: NEWER.findall(raw.decode()) for path, raw in of_pages(scripts).items()}
    assert not any(newer.values()), newer


def test_the_editors_scripts_keep_their_names(scripts: dict[str, bytes]) -> None:
    written = {file.name for file in (ROOT / "templates" / "scripts" / EDITOR).glob("*.js")}
    made = {path.removeprefix(f"{EDITOR}/") for path in scripts if path.startswith(f"{EDITOR}/")}
    assert made == written


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """Scripts of one's own, with the packages of this checkout."""
    shutil.copytree(ROOT / "templates" / "scripts", tmp_path / "templates" / "scripts")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_a_script_that_is_wrong_is_named_with_its_line(resources: Path) -> None:
    site = resources / "templates" / "scripts" / "site.js"
    site.write_text("const one = ;\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"(?s)cannot be made.*site\.js:1:12") as problem:
        site_scripts(resources, None)
    assert "node:" not in str(problem.value)


def test_a_changed_script_is_made_anew_and_an_unchanged_one_is_not(resources: Path) -> None:
    state = resources / "state"
    first = site_scripts(resources, state)
    stored = (state / "scripts").stat().st_mtime_ns
    assert site_scripts(resources, state) == first
    assert (state / "scripts").stat().st_mtime_ns == stored
    looking = resources / "templates" / "scripts" / "moderation" / "looking.js"
    looking.write_text("document.title = 'new';\n", encoding="utf-8")
    assert b"new" in b"".join(of_pages(dict(site_scripts(resources, state))).values())


def test_without_the_packages_it_is_said_what_to_run(resources: Path) -> None:
    (resources / "node_modules").unlink()
    with pytest.raises(UsageError, match="Run: make setup"):
        site_scripts(resources, None)
