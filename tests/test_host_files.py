"""The service sends the built site's files, whole, safely, and nothing outside its folder."""

import gzip
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from host.app import make_app
from host.settings import HostSettings
from host.static_files import HEADERS
from localoffer.pipeline import Task, build
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> HostSettings:
    """The good council, built; beside the site lies a file that nobody may read."""
    folder = tmp_path_factory.mktemp("host")
    built = HostSettings(GOOD, folder / "site", ROOT, folder / "state")
    build(Task(GOOD, ROOT, built.state, date(2026, 11, 22)), built.site, [add])
    (folder / "secret.txt").write_text("not for readers", encoding="utf-8")
    return built


@pytest.fixture
def client(settings: HostSettings) -> Iterator[FlaskClient]:
    with make_app(settings).test_client() as client:
        yield client


def asset(settings: HostSettings, ending: str) -> str:
    """The address of an asset, whose name changes with its bytes."""
    return f"/assets/{next((settings.site / 'assets').glob(f'*{ending}')).name}"


def words(answer: Response) -> str:
    """An answer's text, unpacked."""
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.data) if packed else answer.data).decode("utf-8")


def test_every_file_of_the_site_is_answered_with_its_own_bytes(
    client: FlaskClient, settings: HostSettings
) -> None:
    made_anew = [settings.site / name / "index.html" for name in ("search", "ehc-dates")]
    for file in sorted(settings.site.rglob("[!.]*")):
        if file.is_file() and file not in made_anew:
            address = f"/{file.relative_to(settings.site)}".removesuffix("index.html")
            with client.get(address) as answer:
                assert (address, answer.status_code) == (address, 200)
                assert answer.data == file.read_bytes()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/changes/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/search/facts.json", "application/json"),
    ],
)
def test_a_file_says_what_it_is(client: FlaskClient, address: str, kind: str) -> None:
    with client.get(address) as answer:
        assert answer.headers["Content-Type"] == kind


def test_script_style_and_pictures_say_what_they_are(
    client: FlaskClient, settings: HostSettings
) -> None:
    kinds = {}
    for ending in (".js", ".css", ".svg"):
        with client.get(asset(settings, ending)) as answer:
            kinds[ending] = answer.mimetype
    assert kinds == {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def test_a_folder_without_its_last_stroke_leads_on_and_keeps_the_question(
    client: FlaskClient,
) -> None:
    answer = client.get("/services/saturday-club?from=letter%20one")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/services/saturday-club/?from=letter%20one"


@pytest.mark.parametrize(
    "address",
    [
        "/SERVICES/SATURDAY-CLUB/",
        "/Services/Saturday-Club",
        "/services/saturday-club.",
        "/services/saturday-club,",
        "/services/saturday-club)",
        "/services/saturday-club/).",
        "/services/saturday-club/%E2%80%9D",
        "/services/saturday-club%20",
    ],
)
def test_an_address_in_capitals_or_with_signs_of_a_message_behind_it_leads_to_its_page(
    client: FlaskClient, address: str
) -> None:
    answer = client.get(f"{address}?from=letter")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/services/saturday-club/?from=letter"


@pytest.mark.parametrize(
    "address",
    [
        "/NO-SUCH-PAGE/",
        "/SECRET.TXT",
        "/ASSETS/../../SECRET.TXT",
        "/./",
        "/.)",
        "/no-such-page/",
        "/robots.txt/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/assets\\..\\..\\secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/secret.txt%00.html",
        "/%ff%fe",
        f"/{'a' * 5000}/",
        f"/{'a/' * 5000}",
        "/.git/config",
        "/https://example.org/",
    ],
)
def test_an_address_that_is_not_there_or_leads_outside_gets_the_sites_own_page(
    client: FlaskClient, address: str
) -> None:
    with client.get(address) as answer:
        assert answer.status_code == 404
        assert "This page is not here" in words(answer)
        assert "not for readers" not in words(answer)


def test_a_link_out_of_the_site_is_not_followed(
    client: FlaskClient, settings: HostSettings
) -> None:
    (settings.site / "out.txt").symlink_to(settings.site.parent / "secret.txt")
    (settings.site / "out").symlink_to(settings.site.parent)
    (settings.site / "round").symlink_to(settings.site / "round")
    try:
        for address in ("/out.txt", "/out", "/out/", "/out/secret.txt", "/round", "/round/"):
            with client.get(address) as answer:
                assert (address, answer.status_code) == (address, 404)
    finally:
        for name in ("out.txt", "out", "round"):
            (settings.site / name).unlink()


def test_a_site_folder_that_is_a_link_may_be_pointed_at_a_new_build(
    settings: HostSettings, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f"build {name}", encoding="utf-8")
    link = tmp_path / "current"
    link.symlink_to("one")
    linked = HostSettings(settings.content, link, settings.resources, settings.state)
    client = make_app(linked).test_client()
    with client.get("/") as answer:
        assert words(answer) == "build one"
    (tmp_path / "next").symlink_to("two")
    (tmp_path / "next").replace(link)
    with client.get("/") as answer:
        assert words(answer) == "build two"


def test_text_is_packed_for_those_who_take_it_and_small_files_are_not(
    client: FlaskClient, settings: HostSettings
) -> None:
    style = asset(settings, ".css")
    with client.get(style, headers=PACKED) as packed, client.get(style) as plain:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.data) < len(plain.data) / 3
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    for address, accepted in (("/robots.txt", "gzip"), (style, "gzip;q=0, br")):
        with client.get(address, headers={"Accept-Encoding": accepted}) as answer:
            assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("headers", [{}, PACKED], ids=["plain", "packed"])
def test_who_has_a_page_already_is_not_sent_it_again_until_it_changes(
    settings: HostSettings, headers: dict[str, str]
) -> None:
    client, file = make_app(settings).test_client(), settings.site / "a-z" / "index.html"
    with client.get("/a-z/", headers=headers) as first:
        tag, day = first.headers["ETag"], first.headers["Last-Modified"]
    for condition in ({"If-None-Match": tag}, {"If-Modified-Since": day}):
        with client.get("/a-z/", headers={**headers, **condition}) as again:
            assert (again.status_code, again.data) == (304, b"")
            assert again.headers["Cache-Control"] == "no-cache"
    later = file.stat().st_mtime_ns + 1
    os.utime(file, ns=(later, later))
    with client.get("/a-z/", headers={**headers, "If-None-Match": tag}) as changed:
        assert changed.status_code == 200


def test_packed_and_plain_are_told_apart_by_whoever_keeps_them(client: FlaskClient) -> None:
    with client.get("/", headers=PACKED) as packed, client.get("/") as plain:
        assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_lost_address_is_never_called_unchanged(client: FlaskClient) -> None:
    with client.get("/no-such-page/") as first:
        again = {"If-None-Match": first.headers["ETag"]}
    with client.get("/no-such-page/", headers=again) as answer:
        assert answer.status_code == 404


def test_assets_are_kept_for_ever_and_pages_and_the_index_are_asked_for_again(
    client: FlaskClient, settings: HostSettings
) -> None:
    cache_control = []
    for address in (asset(settings, ".css"), "/", "/search/facts.json", "/assets/none.css"):
        with client.get(address) as answer:
            cache_control.append(answer.headers["Cache-Control"])
    assert cache_control == [
        "public, max-age=31536000, immutable",
        "no-cache",
        "no-cache",
        "no-cache",
    ]


def test_a_part_of_a_file_can_be_asked_for(client: FlaskClient, settings: HostSettings) -> None:
    with client.get("/robots.txt", headers={"Range": "bytes=0-4"}) as answer:
        assert answer.status_code == 206
        assert answer.data == (settings.site / "robots.txt").read_bytes()[:5]


@pytest.mark.parametrize("address", ["/", "/search/?q=club", "/no-such-page/", "/robots.txt"])
def test_head_says_what_get_says_without_the_page(client: FlaskClient, address: str) -> None:
    with client.get(address) as whole, client.head(address) as head:
        assert head.data == b""
        assert head.status_code == whole.status_code
        assert head.headers["Content-Length"] == str(len(whole.data))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LOVE"])
@pytest.mark.parametrize("address", ["/", "/search/", "/search?q=club", "/robots.txt"])
def test_nothing_but_reading_is_possible(client: FlaskClient, method: str, address: str) -> None:
    with client.open(address, method=method, data=b"anything") as answer:
        assert (answer.status_code, answer.data) == (405, b"Method Not Allowed.\n")
        assert answer.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/", "GET"),
        ("/services", "GET"),
        ("/search/?q=club", "GET"),
        ("/no-such-page/", "GET"),
        ("/search/facts.json", "HEAD"),
        ("/", "POST"),
    ],
)
def test_every_answer_carries_the_headers_of_safety_and_no_cookie(
    client: FlaskClient, address: str, method: str
) -> None:
    with client.open(address, method=method) as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
        assert "Set-Cookie" not in answer.headers


def test_the_example_for_nginx_names_the_same_headers() -> None:
    text = (ROOT / "deploy" / "nginx" / "local-offer-headers.conf").read_text(encoding="utf-8")
    rows = dict(re.findall(r'^add_header ([A-Za-z-]+) "(.+)" always;$', text, re.MULTILINE))
    assert rows == dict(HEADERS)


def test_a_site_that_lies_below_a_path_is_answered_there(tmp_path: Path) -> None:
    """Whether the web server in front takes the path off or not."""
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    url = "https://www.example.org/local-offer"
    task = Task(content, ROOT, tmp_path / "state", date(2026, 11, 22), url)
    build(task, tmp_path / "site", [add])
    below = HostSettings(content, tmp_path / "site", ROOT, tmp_path / "state", url)
    client = make_app(below).test_client()
    for address in (
        "/local-offer",
        "/local-offer/",
        "/local-offer/search/?q=club",
        "/search?q=club",
    ):
        with client.get(address) as answer:
            assert (address, answer.status_code) == (address, 200)
            assert 'href="/local-offer/a-z/"' in words(answer)
    assert client.get("/local-offer/a-z").headers["Location"] == "/local-offer/a-z/"
    with client.get("/local-offerings/") as answer:
        assert answer.status_code == 404
