"""The same content on the same day is the same site, whatever was built before and wherever."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from localoffer.cli.plugins import ALL_PLUGINS
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
#: 21 November 2026, the day the examples were written for.
EPOCH = 1_795_219_200
A_DAY = 86_400
#: What a clean build finds: compiled styles, scripts, what is known of English. They take a while.
KEPT = ("styles", "scripts", "english")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that a build reads, with compiled styles, which take a while."""
    root = tmp_path_factory.mktemp("workshop")
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    return root


@pytest.fixture
def root(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The workshop with the good council and nothing built."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    shutil.copytree(GOOD, workshop / "content")
    yield workshop
    gc.enable()
    for name in ("content", "site", "clean"):
        shutil.rmtree(workshop / name, ignore_errors=True)
    _forget(workshop)
    shutil.copytree(ROOT / "templates", workshop / "templates", dirs_exist_ok=True)


def build(root: Path, site: str = "site", *options: str) -> int:
    words = ["build", "--content", str(root / "content"), "--site", str(root / site), *options]
    return run_in(root, words, ALL_PLUGINS)


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _forget(root: Path) -> None:
    """Forget what is kept between builds, but for compiled styles and what is known of English."""
    kept = root / ".localoffer"
    for entry in kept.iterdir() if kept.exists() else ():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name not in KEPT:
            entry.unlink()


def differences(root: Path, *options: str) -> list[str]:
    """Build upon what is there, then from nothing; name the files that differ."""
    assert build(root, "site", *options) == 0
    aside = (root / ".localoffer").rename(root / "kept-aside")
    (root / ".localoffer").mkdir()
    for name in KEPT:
        if (aside / name).is_file():
            shutil.copy(aside / name, root / ".localoffer")
    shutil.rmtree(root / "clean", ignore_errors=True)
    assert build(root, "clean", *options) == 0
    shutil.rmtree(root / ".localoffer")
    aside.rename(root / ".localoffer")
    after, clean = files(root / "site"), files(root / "clean")
    return [name for name in {**after, **clean} if after.get(name) != clean.get(name)]


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of one file below the workshop."""

    def change(root: Path) -> None:
        file = root / name
        text = file.read_text(encoding="utf-8")
        assert old in text, (name, old)
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def written(name: str, text: str, mode: str = "w") -> Callable[[Path], None]:
    """Return a change that writes a file, or with the mode "a" adds to its end."""

    def change(root: Path) -> None:
        with (root / name).open(mode, encoding="utf-8") as stream:
            stream.write(text)

    return change


def added(name: str, like: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        shutil.copy(root / like, root / name)

    return change


def renamed(name: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).rename(root / new)

    return change


SITE, LISTS = "content/site.yaml", "content/lists"
CLUB, BREAKS = "content/services/saturday-club.md", "content/guides/short-breaks.md"

FACTS: dict[str, Callable[[Path], None]] = {
    "the name of the site": replaced(SITE, "Little Marsh Local", "Marsh Local"),
    "the colours": replaced(SITE, "#14505c", "#333366"),
    "the review period": replaced(SITE, "\nhelp:", "\nreview_days: {guides: 9}\nhelp:"),
    "the banner": replaced(SITE, "\nhelp:", "\nbanner: Snow today.\nhelp:"),
    "the limit of reading ages": replaced(SITE, "\nhelp:", "\nreading_age: 9\nhelp:"),
    "the address": replaced(SITE, "localoffer.example.org", "offer.example.org/a-long-path"),
    "the end of a long address": replaced(SITE, "a-long-path", "a-long-road"),
    "a need": replaced(f"{LISTS}/needs.yaml", "Autism", "Autism and more"),
    "the order of needs": written(
        f"{LISTS}/needs.yaml", "- {id: any, name: Any need}\n- {id: autism, name: Autism}\n"
    ),
    "an age group": replaced(f"{LISTS}/ages.yaml", "name: 0 to 4", "name: Babies to 4"),
    "the ages of a group": replaced(f"{LISTS}/ages.yaml", "minimum_age: 5,", "minimum_age: 12,"),
    "an area": replaced(f"{LISTS}/areas.yaml", "Far Hills, in_area: no", "Hills"),
    "an access feature": replaced(f"{LISTS}/access.yaml", "Step-free way in", "No steps"),
    "a kind of service": replaced(f"{LISTS}/kinds.yaml", "Activity", "Things to do"),
}

RECORDS: dict[str, Callable[[Path], None]] = {
    "a contact": replaced("content/contacts.yaml", "Local Offer team", "Offer team"),
    "a word": replaced("content/glossary.yaml", "A legal paper", "A legal document"),
    "an event": replaced("content/events.yaml", "Coffee morning", "Tea morning"),
    "a change": replaced("content/changes.yaml", "the new hall", "the old hall"),
    "a redirect": replaced("content/redirects.yaml", "/guides/respite/", "/guides/rest/"),
    "a service's header": replaced(CLUB, "The Saturday Club", "The Club"),
    "a service's ages": replaced(CLUB, "minimum_age: 0", "minimum_age: 8"),
    "a service's text": replaced(CLUB, "You can stay", "You may stay"),
    "a guide": replaced(BREAKS, "Who can have one?", "Who may have one?"),
    "a guide's title": replaced(BREAKS, "title: Short breaks", "title: Breaks"),
    "a topic": replaced("content/topics/short-breaks.md", "title: Short breaks", "title: Time off"),
    "a new service": added("content/services/another-club.md", CLUB),
    "a new guide": added("content/guides/more-breaks.md", BREAKS),
    "a new name of a file": renamed(
        "content/services/another-club.md", "content/services/old-club.md"
    ),
    "a service gone": lambda root: (root / "content/services/old-club.md").unlink(),
    "a draft": replaced(
        "content/services/parents-advice.md", "kind: advice", "kind: advice\ndraft: yes"
    ),
}

SURROUNDINGS: dict[str, Callable[[Path], None]] = {
    "a page's template": replaced("templates/pages/service.html", "<h1>", '<h1 class="new">'),
    "a component": replaced("templates/components/footer.html", "<footer", "<footer data-new"),
    "the layout": replaced("templates/layout.html", "Skip to the page", "Skip to the words"),
    "a style": written("templates/styles/main.scss", "\nmain{orphans:3}\n", "a"),
    "the script": written("templates/scripts/site.js", "\nnew Date();\n", "a"),
    "an icon": replaced("templates/icons/warning.svg", ' d="', ' d="M0 0h9z'),
    "the favicon": replaced("templates/favicon.svg", "<svg", '<svg data-new=""'),
}


def _all_differences(
    root: Path, changes: dict[str, Callable[[Path], None]]
) -> dict[str, list[str]]:
    """Make one change after another; after each, name what differs from a clean build."""
    assert build(root) == 0
    found = {}
    for name, change in changes.items():
        before = files(root / "site")
        change(root)
        wrong = differences(root)
        if wrong or files(root / "site") == before:
            found[name] = wrong or ["nothing changed at all"]
    return found


def test_after_any_change_of_facts_and_lists_the_site_is_what_a_clean_build_makes(
    root: Path,
) -> None:
    assert _all_differences(root, FACTS) == {}


def test_after_any_change_of_records_the_site_is_what_a_clean_build_makes(root: Path) -> None:
    assert _all_differences(root, RECORDS) == {}


def test_after_any_change_of_templates_the_site_is_what_a_clean_build_makes(root: Path) -> None:
    assert _all_differences(root, SURROUNDINGS) == {}


def test_after_another_day_or_other_options_the_site_is_what_a_clean_build_makes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(root) == 0
    before = files(root / "site")
    assert differences(root, "--base-url", "https://pages.example.org/our-local-offer") == []
    assert files(root / "site") != before
    replaced("content/services/parents-advice.md", "kind: advice", "kind: advice\ndraft: yes")(root)
    assert differences(root, "--drafts") == []
    assert "services/parents-advice/index.html" in files(root / "site")
    assert differences(root) == []
    assert "services/parents-advice/index.html" not in files(root / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + 30 * A_DAY))
    assert differences(root) == []
    assert b"Coffee morning" in before["events/index.html"]
    assert b"Coffee morning" not in files(root / "site")["events/index.html"]


def test_a_file_of_the_site_that_was_changed_or_deleted_by_hand_is_put_right(root: Path) -> None:
    assert build(root) == 0
    good = files(root / "site")
    home, service = root / "site/index.html", root / "site/services/saturday-club/index.html"
    home.write_text("<h1>Changed by hand</h1>", encoding="utf-8")
    service.unlink()
    assert build(root) == 0
    assert files(root / "site") == good


def test_a_build_of_nothing_new_says_so_and_touches_no_file(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(root) == 0
    times = {file: file.stat().st_mtime_ns for file in (root / "site").rglob("*")}
    capsys.readouterr()
    assert build(root) == 0
    assert capsys.readouterr().out.startswith("Nothing has changed since the last build.")
    assert {file: file.stat().st_mtime_ns for file in (root / "site").rglob("*")} == times


@pytest.mark.parametrize("rubbish", [b"", b"rubbish", b"\0" * 5_000, None])
def test_what_is_kept_counts_as_absent_where_it_is_broken_or_from_elsewhere(
    root: Path, rubbish: bytes | None
) -> None:
    """``None`` keeps the seal and spoils what it seals."""
    assert build(root) == 0
    good = files(root / "site")
    for file in (root / ".localoffer").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-1] + b"?" if rubbish is None else rubbish)
    replaced(CLUB, "You can stay", "You may stay")(root)
    assert build(root) == 0
    replaced(CLUB, "You may stay", "You can stay")(root)
    assert build(root) == 0
    assert files(root / "site") == good


def test_a_mistake_leaves_the_last_good_site_standing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(root) == 0
    good = files(root / "site")
    replaced(CLUB, "maximum_age: 11", "maximum_age: eleven")(root)
    assert build(root) == 1
    assert files(root / "site") == good
    assert '"eleven" is not a whole number.' in capsys.readouterr().err


def test_the_site_is_the_same_bytes_in_another_folder_zone_and_language(
    root: Path, tmp_path: Path
) -> None:
    """Two processes of their own, with different seeds of Python's hashes."""
    sites = []
    for number, surroundings in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "99"},
        )
    ):
        place = tmp_path / f"place {number}" / ("x" * 40 * number or "y")
        shutil.copytree(root / "content", place / "our content")
        subprocess.run(
            [sys.executable, ROOT / "build.py", "build", "--content", "our content"],
            cwd=place,
            env={**os.environ, **surroundings, "SOURCE_DATE_EPOCH": str(EPOCH)},
            check=True,
            capture_output=True,
        )
        sites.append(files(place / "site"))
    assert sites[0] == sites[1]
    assert "build.json" in sites[0]


def test_a_change_of_the_code_makes_every_page_anew(root: Path, tmp_path: Path) -> None:
    for name in ("localoffer", "search", "templates"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignore)
    shutil.copytree(root / "content", tmp_path / "content")
    shutil.copy(ROOT / "build.py", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")

    def built() -> str:
        words = [sys.executable, "build.py", "build"]
        subprocess.run(words, cwd=tmp_path, check=True, capture_output=True)
        return (tmp_path / "site/find/needs/any/index.html").read_text(encoding="utf-8")

    assert "Costs money" in built()
    replaced("localoffer/pages/service_phrases.py", '"Costs money"', '"There is a price"')(tmp_path)
    assert "There is a price" in built()


def test_the_site_holds_no_code(root: Path) -> None:
    assert build(root) == 0
    assert [name for name in files(root / "site") if name.endswith(".py")] == []
