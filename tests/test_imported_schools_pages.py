"""A real council's schools, from the national register, become a directory a parent can use."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from gzip import compress
from html import unescape
from pathlib import Path

import pytest

from checks.pages import Pages, read_pages
from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search

ROOT = Path(__file__).parent.parent
REGISTER = ROOT.parent / "shared/data/schools/gias_layout_1924_real_schools_2026_cp1252.csv"
COUNCIL = "Birmingham"

#: A page's HTML as sent, in bytes: what the next page may take (tests/test_browser_weight.py).
_HEAVIEST = 12_000


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The example council with the real schools of a large one beside its own."""
    if not REGISTER.is_file():
        pytest.skip(f"{REGISTER} is not there: the real register is not part of the project")
    folder = tmp_path_factory.mktemp("real")
    content, site = folder / "content", folder / "site"
    shutil.copytree(ROOT / "content", content)
    _run("import", "schools", REGISTER, "--content", content, "--authority", COUNCIL)
    _run("build", "--content", content, "--site", site)
    return read_pages(site)


def _run(*words: str | Path) -> None:
    command = [sys.executable, "build.py", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr[-4000:]}"


def _imported(pages: Pages) -> dict[str, str]:
    """The addresses of the schools that came from the register, and their names."""
    own = {f"/schools/{file.stem}/" for file in (ROOT / "content" / "schools").iterdir()}
    titles = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
    return {
        address: titles.findall(pages.file(address).read_text(encoding="utf-8"))[0]
        for address in pages.kinds["school"]
        if address not in own
    }


def _words(pages: Pages, address: str) -> str:
    html = pages.file(address).read_text(encoding="utf-8")
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_a_school_of_a_real_council_is_found_by_its_name(directory: Pages) -> None:
    reader = Reader(directory.folder / "search")
    shown = [reader.result_fields(number) for number in range(reader.facts["documents"])]
    schools = [(row[0], row[1]) for row in shown if row[0] in _imported(directory)]
    assert len(schools) > 70
    twins = Counter(name for _, name in schools)
    lost = [
        name
        for address, name in schools[::5]
        if twins[name] == 1
        and address not in [one.address for one in search(Choices(name), reader).results[:3]]
    ]
    assert lost == []


def test_its_page_says_what_is_known_and_what_is_not(directory: Pages) -> None:
    """The register holds no report and no SENCO: neither is told as a fault of the school."""
    for address in _imported(directory):
        text = _words(directory, address)
        assert "SEN report not found yet" in text or "does not ask" in text, address
        assert "Not checked yet" in text or "not checked" in text, address
        assert "What to ask when you visit" in text, address
        assert not re.search(r"\bNone\b|\bnull\b", text), address


def test_a_parent_reaches_any_school_from_home_in_three_clicks(directory: Pages) -> None:
    near = {"/": 0}
    for step in (1, 2, 3):
        for address in [one for one, steps in near.items() if steps == step - 1]:
            file = directory.file(address)
            for link in re.findall(r'href="(/[^"#?]*)', file.read_text(encoding="utf-8")):
                if link.endswith("/") and not link.startswith("/feedback/"):
                    near.setdefault(link, step)
    assert [address for address in _imported(directory) if address not in near] == []


def test_no_page_of_the_directory_is_too_heavy(directory: Pages) -> None:
    weights = {
        address: len(compress(directory.file(address).read_bytes()))
        for kind, addresses in directory.kinds.items()
        if kind.startswith("school")
        for address in addresses
    }
    assert len(weights) > 150
    assert {address: weight for address, weight in weights.items() if weight > _HEAVIEST} == {}


def test_its_html_has_no_error(directory: Pages) -> None:
    words = (sys.executable, "-m", "checks.vnu", "--site", str(directory.folder))
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-4000:]}"
