"""A feed over the web: page after page from one host, and a sentence for whatever goes wrong."""

import gzip
import json
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from localoffer.importers.open_referral.download import DownloadLimits
from localoffer.importers.open_referral.import_feed import import_feed
from localoffer.workspace import Workspace

QUICK = DownloadLimits(answer=0.5, page=1.0, pages=20, tries=2, pause=0.01, longest_wait=0.05)

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says; remembers what was asked for."""

    answer: Answer
    requests: list[str]

    def do_GET(self) -> None:
        """Answer one request."""
        self.requests.append(self.path)
        type(self).answer(self)

    def send(self, body: object, status: int = 200, **headers: str) -> None:
        """Send a body, as JSON unless it is bytes."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content_Length": str(len(raw)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(raw)

    @property
    def page(self) -> int:
        """The number of the page that was asked for."""
        return int(parse_qs(urlsplit(self.path).query).get("page", ["1"])[0])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[Callable[[Answer], tuple[str, list[str]]]]:
    """Serve with an answer; gives the address and the list of what was asked for."""
    servers = []

    def serve(answer: Answer) -> tuple[str, list[str]]:
        requests: list[str] = []
        handler = type(
            "Answering", (Handler,), {"answer": staticmethod(answer), "requests": requests}
        )
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/services", requests

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def _import(council: Path, address: str, limits: DownloadLimits = QUICK) -> int:
    report = council.parent / "report.md"
    unused = dict.fromkeys(("owner", "keep", "take", "delete_kept_out", "redirect"))
    options = Namespace(
        source=address, content=council, report=report, publish_with_gaps=False, **unused
    )
    return import_feed(Workspace.of_checkout(council.parent), options, limits)


def _files(council: Path) -> list[str]:
    return sorted(file.name for file in council.glob("services/*.md"))


def _page(number: int, total: int) -> dict[str, object]:
    rows = [{"id": number * 10 + n, "name": f"Club {number}{'ab'[n]}"} for n in (0, 1)]
    return {"contents": rows, "page_number": number, "total_pages": total, "total_items": total * 2}


def test_every_page_is_read_with_the_rest_of_the_question_kept(
    council: Path, served: Callable[[Answer], tuple[str, list[str]]]
) -> None:
    address, requests = served(lambda handler: handler.send(_page(handler.page, 3)))
    assert _import(council, f"{address}?per_page=2&q=a%20b") == 0
    assert len(_files(council)) == 6
    assert requests == [
        "/services?per_page=2&q=a%20b",
        "/services?per_page=2&q=a+b&page=2",
        "/services?per_page=2&q=a+b&page=3",
    ]
    assert (council / ".imported/127.0.0.1.json").is_file()
    assert "source: 127.0.0.1\n" in (council / "services/club-1a.md").read_text()


def test_pages_may_be_counted_from_nothing(
    council: Path, served: Callable[[Answer], tuple[str, list[str]]]
) -> None:
    def answer(handler: Handler) -> None:
        number = 0 if "page=" not in handler.path else handler.page
        rows = [{"id": number, "name": f"Club {number}"}]
        handler.send({"content": rows, "number": number, "totalPages": 2})

    address, _ = served(answer)
    assert _import(council, address) == 0
    assert _files(council) == ["club-0.md", "club-1.md"]


def test_a_feed_that_gives_the_same_page_for_ever_is_left_after_the_second(
    council: Path,
    served: Callable[[Answer], tuple[str, list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, requests = served(lambda handler: handler.send(_page(1, 9)))
    assert _import(council, address) == 0
    assert "Page 2 of 9 repeats services of an earlier page" in capsys.readouterr().out
    assert len(requests) == 2
    assert len(_files(council)) == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda handler: handler.send({"error": "no"}, 404), "answers with 404 for this address"),
        (lambda handler: handler.send(b"", 403), "does not let us read this address (403)"),
        (lambda handler: handler.send(b"", 500), "answers with an error (500)"),
        (
            lambda handler: handler.send(b"", 429, Retry_After="99999"),
            "answers with an error (429)",
        ),
        (
            lambda handler: handler.send(b"<html>Hello</html>"),
            "is a web page, not an Open Referral",
        ),
        (lambda handler: handler.send({"message": "Quota"}), "with an error instead of services"),
        (lambda handler: handler.send(b"[{", Content_Length="9"), "broke off in the middle"),
        (lambda handler: handler.send(_page(1, 999)), "has 999 pages; 20 are read at most"),
        (
            lambda handler: handler.send(b"x" * 9, Content_Encoding="gzip"),
            "broke off in the middle",
        ),
        (
            lambda handler: handler.send(b"", 302, Location="http://localhost/elsewhere"),
            "sends us on to another host (localhost)",
        ),
        (
            lambda handler: handler.send(b"", 302, Location="file:///etc/passwd"),
            "another host (file)",
        ),
        (lambda handler: handler.send(b"", 302, Location="/services"), "round in circles"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_changes_nothing(
    council: Path,
    served: Callable[[Answer], tuple[str, list[str]]],
    capsys: pytest.CaptureFixture[str],
    answer: Answer,
    sentence: str,
) -> None:
    address, _ = served(answer)
    assert _import(council, address) == 1
    assert sentence in capsys.readouterr().err
    assert _files(council) == []
    assert not (council / ".imported").exists()


def test_a_page_in_the_middle_that_fails_changes_nothing(
    council: Path,
    served: Callable[[Answer], tuple[str, list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, requests = served(
        lambda handler: handler.send(_page(handler.page, 3), 503 if handler.page == 3 else 200)
    )
    assert _import(council, address) == 1
    assert "answers with an error (503). Nothing was changed." in capsys.readouterr().err
    assert _files(council) == []
    assert len(requests) == 4  # the third page was tried twice


def test_a_server_that_does_not_answer_or_answers_too_slowly_is_a_sentence(
    council: Path,
    served: Callable[[Answer], tuple[str, list[str]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    finished = threading.Event()

    def never(_: Handler) -> None:
        finished.wait(5)

    def drop_by_drop(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not finished.wait(0.2):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    for answer, sentence in ((never, "did not answer within"), (drop_by_drop, "too slowly")):
        address, _ = served(answer)
        assert _import(council, address) == 1
        assert sentence in capsys.readouterr().err
    finished.set()


def test_an_address_that_nobody_serves_is_a_sentence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(council, "http://127.0.0.1:9/services") == 1
    assert "127.0.0.1 cannot be reached." in capsys.readouterr().err


def test_a_redirect_on_the_same_host_and_a_packed_answer_are_followed(
    council: Path, served: Callable[[Answer], tuple[str, list[str]]]
) -> None:
    def answer(handler: Handler) -> None:
        if handler.path == "/services":
            handler.send(b"", 301, Location="/v3/services")
        else:
            packed = gzip.compress(json.dumps([{"id": 1, "name": "Otters"}]).encode())
            handler.send(packed, Content_Encoding="gzip")

    address, _ = served(answer)
    assert _import(council, address) == 0
    assert _files(council) == ["otters.md"]
