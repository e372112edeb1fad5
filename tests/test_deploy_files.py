"""How nginx sends the files of a site with the examples of deploy/: compressed, kept, hidden."""

import gzip
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import brotli
import pytest

from localoffer.pipeline import Task, build
from search.index.site_files import add
from tests.support.deploy import Answer, Front, Ports, nginx_before
from tests.support.free_port import free_port

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
UNPACK: Final[Mapping[str | None, Callable[[bytes], bytes]]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}
#: What a browser takes, and what it is sent: the smallest that it takes.
NEGOTIATED = {
    "gzip, deflate, br": "br",
    "br": "br",
    "gzip": "gzip",
    "gzip, br;q=0": "gzip",
    "br;q=0, gzip;q=0": None,
    "identity": None,
    "zstd": None,
    "": None,
}
TEXTS = {
    "/": "text/html; charset=utf-8",
    "/a-z/": "text/html; charset=utf-8",
    "/search/facts.json": "application/json",
    "/sitemap.xml": "text/xml; charset=utf-8",
}


@pytest.fixture(scope="module", params=["", "/local-offer"], ids=["at the root", "below a path"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """A built site with its compressed files behind nginx; no service runs."""
    folder, path = tmp_path_factory.mktemp("files"), request.param
    url = f"https://www.example.org{path}"
    task = Task(GOOD, ROOT, folder / "state", date(2026, 11, 22), url, precompress=True)
    build(task, folder / "site", [add])
    (folder / "site" / "pictures").mkdir()
    (folder / "site" / "pictures" / "club.png").write_bytes(b"picture" * 500)
    (folder / "secret.txt").write_text("not for readers", encoding="utf-8")
    ports = Ports(free_port(), free_port(), f"127.0.0.1:{free_port()}")
    with nginx_before(folder, folder / "site", path, ports) as front:
        yield front


def style_of(front: Front) -> str:
    """The address of the site's styles below its base."""
    [style] = (front.folder / "site" / "assets").glob("site.*.css")
    return f"/assets/{style.name}"


def ask(front: Front, address: str, takes: str = "", **more: str) -> Answer:
    return front.ask(address, None, **{"Accept-Encoding": takes}, **more)


def raw(front: Front, head: str) -> bytes:
    """Send a head as it stands, which no client would write; return all that comes back."""
    port = int(front.origin.rpartition(":")[2])
    trusted = ssl.create_default_context(cafile=front.folder / "cert.pem")
    with (
        socket.create_connection(("127.0.0.1", port), 30) as plain,
        trusted.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        secure.sendall(f"{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1"))
        return b"".join(iter(lambda: secure.recv(65_536), b""))


def file_of(front: Front, address: str) -> Path:
    name = f"{address}index.html" if address.endswith("/") else address
    return front.folder / "site" / name.lstrip("/")


@pytest.mark.parametrize("takes", NEGOTIATED)
def test_a_text_is_sent_in_the_smallest_form_that_is_taken_and_is_the_same_text(
    front: Front, takes: str
) -> None:
    for address, kind in {**TEXTS, style_of(front): "text/css; charset=utf-8"}.items():
        answer = ask(front, address, takes)
        assert (address, answer.status) == (address, 200)
        encoding = answer.headers["Content-Encoding"]
        assert (address, encoding) == (address, NEGOTIATED[takes])
        assert UNPACK[encoding](answer.body) == file_of(front, address).read_bytes()
        assert answer.headers["Content-Type"] == kind
        assert answer.headers.get_all("Vary") == ["Accept-Encoding"]
        assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize("address", ["/", "/search/facts.json", "style"])
def test_each_form_is_known_again_by_its_own_tag_and_day_and_by_no_other(
    front: Front, address: str
) -> None:
    address = style_of(front) if address == "style" else address
    forms = {takes: ask(front, address, takes).headers for takes in ("br", "gzip", "")}
    assert len({one["ETag"] for one in forms.values()}) == 3
    for takes, form in forms.items():
        for known in (
            {"If-None-Match": form["ETag"]},
            {"If-Modified-Since": form["Last-Modified"]},
        ):
            again = ask(front, address, takes, **known)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["Cache-Control"] == form["Cache-Control"]
            assert again.headers["ETag"] == form["ETag"]
    other = ask(front, address, "gzip", **{"If-None-Match": forms["br"]["ETag"]})
    assert (other.status, other.headers["Content-Encoding"]) == (200, "gzip")


def test_a_page_is_asked_for_again_and_a_file_whose_name_changes_with_it_never(
    front: Front,
) -> None:
    kept = {
        address: [
            value
            for takes in ("br", "")
            for value in ask(front, address, takes).headers.get_all("Cache-Control", [])
        ]
        for address in ("/", style_of(front), "/pictures/club.png", "/assets/none.css", "/a-z")
    }
    assert kept == {
        "/": ["no-cache"] * 2,
        style_of(front): ["public, max-age=31536000, immutable"] * 2,
        "/pictures/club.png": ["public, max-age=86400"] * 2,
        "/assets/none.css": ["no-cache"] * 2,
        "/a-z": ["no-cache"] * 2,
    }


def test_a_picture_is_sent_as_it_is(front: Front) -> None:
    answer = ask(front, "/pictures/club.png", "gzip, br")
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == (None, None)
    assert answer.body == file_of(front, "/pictures/club.png").read_bytes()


@pytest.mark.parametrize("takes", ["br", "gzip", ""])
def test_the_page_for_what_is_not_there_comes_in_each_form_and_is_never_called_unchanged(
    front: Front, takes: str
) -> None:
    page = (front.folder / "site" / "404.html").read_bytes()
    for address in ("/nowhere/", "/assets/", "/assets/none.css", "/.nojekyll", "/a-z/.git/x"):
        answer = ask(front, address, takes, **{"If-None-Match": "*"})
        assert (address, answer.status) == (address, 404)
        assert answer.headers["Content-Encoding"] == (takes or None)
        assert UNPACK[takes or None](answer.body) == page
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("takes", ["br", "gzip", ""])
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/sitemap.xml", "/a-z"])
def test_head_says_what_get_says_without_the_page(front: Front, address: str, takes: str) -> None:
    told = raw(front, f"HEAD {front.path}{address} HTTP/1.1\r\nAccept-Encoding: {takes}")
    head, _, body = told.partition(b"\r\n\r\n")
    whole = ask(front, address, takes)
    assert body == b""
    assert int(head.split()[1]) == whole.status
    for name in ("Content-Length", "Content-Encoding", "ETag", "Vary", "Cache-Control"):
        said = re.search(rf"^{name}: (.*)\r?$", head.decode(), re.MULTILINE)
        assert (name, said and said[1].strip()) == (name, whole.headers[name])


def test_a_part_of_the_plain_form_can_be_asked_for(front: Front) -> None:
    whole = ask(front, "/")
    for tag, status, body in (
        (whole.headers["ETag"], 206, whole.body[10:30]),
        ('"another"', 200, whole.body),
    ):
        part = ask(front, "/", Range="bytes=10-29", **{"If-Range": tag})
        assert part.status == status
        assert part.body == body
    assert ask(front, "/", Range="bytes=9999999-").status == 416


@pytest.mark.parametrize("takes", ["br", "gzip"])
def test_whoever_asks_for_a_part_of_a_compressed_form_is_sent_the_whole(
    front: Front, takes: str
) -> None:
    """Nginx has no parts of these. RFC 9110, 14.2: a server may ignore that header."""
    part = ask(front, "/", takes, Range="bytes=10-29")
    assert (part.status, part.headers["Content-Range"]) == (200, None)
    assert UNPACK[takes](part.body) == file_of(front, "/").read_bytes()


def test_a_folder_without_its_last_stroke_leads_on_and_keeps_the_question(front: Front) -> None:
    for address in ("/a-z?from=letter%20one", "//a-z?from=letter%20one"):
        answer = ask(front, address, "br")
        assert answer.status == 301
        assert answer.headers["Location"] == f"{front.path}/a-z/?from=letter%20one"


@pytest.mark.parametrize(
    "address",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets../secret.txt",
        "/assets/..\\..\\secret.txt",
        "../secret.txt",
        "/secret.txt%00.html",
        "/a-z/index.html/",
        "/a-z/index.html%00.br",
        "/%ff%fe",
        "/https://example.org/",
        "/" + "a/" * 2_000,
        "/" + "a" * 9_000,
    ],
)
def test_an_address_that_is_odd_or_leads_outside_shows_nothing(front: Front, address: str) -> None:
    told = raw(front, f"GET {front.path}{address} HTTP/1.1\r\nAccept-Encoding: gzip, br")
    assert told.split()[1] in {b"400", b"404", b"414"}
    assert b"not for readers" not in told


def test_nothing_tells_which_version_of_nginx_this_is(front: Front) -> None:
    for address in ("/", "/nowhere/", "/search?q=bus", "/feedback/comment"):
        answer = ask(front, address)
        assert answer.headers["Server"] == "nginx"
        assert b"nginx/" not in answer.body


def test_without_the_module_for_brotli_the_same_examples_send_gzip(front: Front) -> None:
    folder = front.folder / "without"
    folder.mkdir()
    ports = Ports(free_port(), free_port(), f"127.0.0.1:{free_port()}")
    with nginx_before(folder, front.folder / "site", front.path, ports, modules=False) as without:
        for takes, encoding in (("gzip, br", "gzip"), ("br", None), ("", None)):
            answer = ask(without, "/", takes)
            assert answer.headers["Content-Encoding"] == encoding
            assert UNPACK[encoding](answer.body) == file_of(front, "/").read_bytes()
            assert answer.headers["Vary"] == "Accept-Encoding"
