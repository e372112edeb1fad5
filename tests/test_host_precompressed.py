"""The service sends what a build laid compressed beside a file, as nginx does."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from host.app import make_app
from host.settings import HostSettings
from localoffer.pipeline import Task, build
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
UNPACK: Mapping[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> HostSettings:
    """The good council, built with compressed files."""
    folder = tmp_path_factory.mktemp("host")
    built = HostSettings(GOOD, folder / "site", ROOT, folder / "state")
    task = Task(GOOD, ROOT, built.state, date(2026, 11, 22), precompress=True)
    build(task, built.site, [add])
    return built


@pytest.fixture
def client(settings: HostSettings) -> Iterator[FlaskClient]:
    with make_app(settings).test_client() as client:
        yield client


@pytest.mark.parametrize(
    ("takes", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip, br;q=0.5", "gzip"),
        ("gzip;q=0.5, *", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br;q=0, gzip;q=0", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("address", ["/", "/sitemap.xml", "/search/facts.json", "/no-such-page/"])
def test_a_file_is_sent_in_the_form_that_the_reader_likes_best(
    client: FlaskClient, settings: HostSettings, address: str, takes: str, encoding: str | None
) -> None:
    name = {"/": "index.html", "/no-such-page/": "404.html"}.get(address, address[1:])
    with client.get(address, headers={"Accept-Encoding": takes}) as answer:
        assert answer.status_code == (404 if name == "404.html" else 200)
        assert answer.headers.get("Content-Encoding") == encoding
        assert UNPACK[encoding](answer.data) == (settings.site / name).read_bytes()
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_each_form_has_a_tag_and_parts_of_its_own(client: FlaskClient) -> None:
    tags = set()
    for takes in ("br", "gzip", ""):
        sent = {"Accept-Encoding": takes}
        with client.get("/", headers=sent) as whole:
            body, tag, kind = whole.data, whole.headers["ETag"], whole.headers["Content-Type"]
        with client.get("/", headers={**sent, "If-None-Match": tag}) as again:
            assert (again.status_code, again.data) == (304, b"")
        with client.get("/", headers={**sent, "Range": "bytes=5-9", "If-Range": tag}) as part:
            assert (part.status_code, part.data) == (206, body[5:10])
            assert part.headers.get("Content-Encoding") == (takes or None)
        with client.head("/", headers=sent) as head:
            assert (head.data, head.headers["Content-Length"]) == (b"", str(len(body)))
        assert kind == "text/html; charset=utf-8"
        tags.add(tag)
    assert len(tags) == 3


def test_a_link_that_lies_beside_a_file_is_not_followed(
    client: FlaskClient, settings: HostSettings
) -> None:
    (settings.site.parent / "secret.txt").write_text("not for readers", encoding="utf-8")
    (settings.site / "robots.txt.br").symlink_to(settings.site.parent / "secret.txt")
    with client.get("/robots.txt", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.data == (settings.site / "robots.txt").read_bytes()
    (settings.site / "robots.txt.br").unlink()
