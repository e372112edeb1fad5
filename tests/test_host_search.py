"""The service answers searches as the search itself does, whatever is asked, and tells nobody."""

import gzip
import logging
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from host.app import make_app
from host.settings import HostSettings
from host.static_files import HEADERS
from localoffer.pages.search_contexts import Choices
from localoffer.pipeline import Task, build
from search.engine.reader import Reader
from search.engine.results import search
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"


def rebuild(settings: HostSettings) -> None:
    task = Task(settings.content, ROOT, settings.state, date(2026, 11, 22))
    build(task, settings.site, [add])


@pytest.fixture
def settings(tmp_path: Path) -> HostSettings:
    """The good council, built, to be changed by the test."""
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    made = HostSettings(content, tmp_path / "site", ROOT, tmp_path / "state")
    rebuild(made)
    return made


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> HostSettings:
    """The good council, built once for the tests that change nothing."""
    folder = tmp_path_factory.mktemp("kept")
    made = HostSettings(GOOD, folder / "site", ROOT, folder / "state")
    rebuild(made)
    return made


@pytest.fixture
def client(built_once: HostSettings) -> Iterator[FlaskClient]:
    with make_app(built_once).test_client() as client:
        yield client


def result_addresses(client: FlaskClient, words: str) -> list[str]:
    """The addresses of the results for some words, in order."""
    answer = client.get(f"/search/?{urlencode({'q': words})}")
    assert answer.status_code == 200
    return results(answer.text)


def results(page: str) -> list[str]:
    """The addresses of a page's results, in order."""
    links = BeautifulSoup(page, "html.parser").select("li.result h2 a[href]")
    return [str(link["href"]) for link in links]


@pytest.mark.parametrize(
    "words", ["club", "saturday club", "short brakes", "ehc plan", "help", "no such thing", ""]
)
def test_the_page_shows_what_the_search_finds_in_the_same_order(
    client: FlaskClient, built_once: HostSettings, words: str
) -> None:
    expected = search(Choices(words), Reader(built_once.site / "search")).results
    assert result_addresses(client, words) == [one.address for one in expected]


def test_the_address_may_end_in_a_stroke_or_not(client: FlaskClient) -> None:
    with_stroke, without = client.get("/search/?q=club"), client.get("/search?q=club")
    assert (without.status_code, without.data) == (200, with_stroke.data)


def test_filters_and_ages_in_the_address_count(
    client: FlaskClient, built_once: HostSettings
) -> None:
    reader = Reader(built_once.site / "search")
    row = next(row for row in reader.file("filters.json") if row["options"])
    value = row["options"][0]["value"]
    expected = search(Choices("club", {row["name"]: (value,)}, age=7), reader).results
    answer = client.get(f"/search/?{urlencode({'q': 'club', row['name']: value, 'age': 7})}")
    assert results(answer.text) == [one.address for one in expected]
    assert f'value="{value}"' in answer.text


def test_the_page_is_packed_for_those_who_take_it_and_kept_by_nobody_between(
    client: FlaskClient,
) -> None:
    plain = client.get("/search/?q=club")
    packed = client.get("/search/?q=club", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 10_000,
        "q=" + quote("😀" * 10_000),
        "q=" + "club+" * 2_000,
        "q=%00",
        "q=club%00club",
        "q=%ff%fe%fa",
        "q=%ed%a0%80",
        "q=%",
        "q=%zz",
        "q=" + quote("\u202e\u200b\ufeff"),
        "q=" + quote("اردو میں مدد"),
        "q=" + quote("cymorth i blant"),
        "q=(",
        "q=*",
        "q=NOT",
        "q=a+TO+z",
        "q=" + quote("\"' OR 1=1 --"),
        "q=" + quote("<script>alert(1)</script>"),
        "q=" + quote("{{ 7*7 }}{% raw %}"),
        "&".join(f"q={number}" for number in range(5_000)),
        "&".join(f"name{number}={number}" for number in range(5_000)),
        "&&&===&&",
        "q=club&page=99999999999999999999",
        "q=club&page=-1",
        "q=club&page=0",
        "q=club&page=two",
        "q=club&page=" + quote("²"),
        "q=club&age=1000",
        "q=club&age=-3",
        "q=club&age=" + "9" * 5_000,
        "q=club&near=" + "Z" * 10_000,
        "q=club&near=%00",
        "q=club&exactly=yes&exactly=no",
        "need=../../etc/passwd",
        "q[]=club&q[$ne]=1",
        "",
    ],
    ids=lambda query: query[:30],
)
def test_whatever_is_asked_gets_a_page(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert "\0" not in answer.text
    assert "<script>alert" not in answer.text


def test_only_the_first_thousand_letters_count(client: FlaskClient) -> None:
    words = "club " * 200
    whole = client.get(f"/search/?{urlencode({'q': words})}")
    longer = client.get(f"/search/?{urlencode({'q': words + 'carer ' * 2_000})}")
    assert "carer carer" not in unescape(longer.text)
    assert results(longer.text) == results(whole.text)


def test_a_new_build_is_found_at_the_next_request_without_a_restart(settings: HostSettings) -> None:
    client = make_app(settings).test_client()
    assert "/services/saturday-club/" in result_addresses(client, "saturday club")
    club = settings.content / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8")
    club.write_text(text.replace("Saturday Club", "Marmalade Den"), encoding="utf-8")
    site = settings.content / "site.yaml"
    title = re.compile("^title: .*", re.MULTILINE)
    facts = title.sub("title: Marmalade Offer", site.read_text(encoding="utf-8"))
    site.write_text(facts, encoding="utf-8")
    assert "Marmalade" not in client.get("/search/").text
    rebuild(settings)
    assert result_addresses(client, "marmalade den")[0] == "/services/saturday-club/"
    assert "Marmalade Offer</title>" in client.get("/search/?q=club").text


def test_many_readers_at_once_see_the_new_build(settings: HostSettings) -> None:
    app = make_app(settings)
    club = settings.content / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8")
    club.write_text(text.replace("Saturday Club", "Marmalade Den"), encoding="utf-8")
    rebuild(settings)
    with ThreadPoolExecutor(8) as pool:
        pages = list(
            pool.map(lambda _: result_addresses(app.test_client(), "marmalade den"), range(24))
        )
    assert {page[0] for page in pages} == {"/services/saturday-club/"}


def test_content_that_has_errors_by_now_leaves_the_last_good_wording(
    settings: HostSettings,
) -> None:
    client = make_app(settings).test_client()
    before = client.get("/search/?q=club").text
    (settings.content / "site.yaml").write_text("title: [", encoding="utf-8")
    marker = settings.site / "build.json"
    marker.write_text(marker.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert client.get("/search/?q=club").text == before


def test_without_content_that_can_be_checked_the_page_is_the_one_that_script_fills(
    settings: HostSettings, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.content / "site.yaml").write_text("title: [", encoding="utf-8")
    client = make_app(settings).test_client()
    assert "The content has errors" in caplog.text
    with client.get("/search/?q=club") as answer:
        assert answer.data == (settings.site / "search" / "index.html").read_bytes()
    with client.get("/") as answer:
        assert answer.status_code == 200


def test_a_site_that_lacks_what_its_pages_need_is_still_answered(
    settings: HostSettings, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.rmtree(settings.site / "assets")
    client = make_app(settings).test_client()
    assert "FileNotFoundError at " in caplog.text or "KeyError at " in caplog.text
    for address in ("/", "/search/?q=club"):
        with client.get(address) as answer:
            assert answer.status_code == 200


def test_what_nobody_foresaw_is_a_page_in_the_sites_design_and_a_line_without_the_words(
    settings: HostSettings, caplog: pytest.LogCaptureFixture
) -> None:
    for piece in (settings.site / "search").rglob("*.json"):
        if piece.name != "facts.json":
            piece.write_text("not an index", encoding="utf-8")
    with caplog.at_level(logging.DEBUG):
        answer = make_app(settings).test_client().get("/search/?q=frightened+daughter")
    assert answer.status_code == 500
    assert "<h1>Something went wrong</h1>" in answer.text
    assert 'class="skip"' in answer.text
    assert "Traceback" not in answer.text
    assert "frightened" not in answer.text + caplog.text
    assert "JSONDecodeError at " in caplog.text
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


def test_nothing_that_is_asked_is_written_down(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("/search/?q=frightened+daughter")
        client.get("/frightened-daughter/").close()
        client.post("/search/?q=frightened")
    printed = capfd.readouterr()
    assert "frightened" not in caplog.text + printed.out + printed.err
