"""Odd requests over the wire, to the server that a council runs: it answers, and goes on."""

import socket
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from feedback.settings import local_database
from feedback.store.engine import make_engine, reading
from feedback.store.tables import comments
from tests.support.feedback import ORIGIN
from tests.support.feedback_server import Gunicorn, serving_feedback

TYPED = b"Aloysius"
BODY = b"wrong=" + TYPED + b"+waits."
HEAD = (
    b"POST /feedback/comment HTTP/1.1\r\nHost: x\r\nConnection: close\r\nOrigin: " + ORIGIN.encode()
)
PLAIN = b"\r\nContent-Type: application/x-www-form-urlencoded"
CHUNKED = HEAD + PLAIN + b"\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    folder = tmp_path_factory.mktemp("wire")
    with serving_feedback(local_database(folder), 2, folder / "log") as body:
        yield body


def sent(server: Gunicorn, *pieces: bytes) -> bytes:
    """Send pieces one after another, end, and return the whole answer; empty where none came."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        try:
            for piece in pieces:
                wire.sendall(piece)
            wire.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := wire.recv(65536):
                answer += piece
        except OSError:
            return b""
    return answer


def stored(server: Gunicorn) -> list[str | None]:
    with reading(make_engine(server.database)) as connection:
        return list(connection.execute(select(comments.c.words).order_by(comments.c.id)).scalars())


def test_a_comment_in_pieces_is_a_comment(server: Gunicorn) -> None:
    before = len(stored(server))
    pieces = [b"%x\r\n%c\r\n" % (1, letter) for letter in BODY]
    answer = sent(server, CHUNKED, *pieces, b"0\r\n\r\n")
    assert b" 303 " in answer.partition(b"\r\n")[0] + b" "
    assert stored(server)[before:] == ['{"wrong": "Aloysius waits."}']


LONG = b"x" * 500_000
ODD = {
    "a body that ends too soon": (HEAD, PLAIN, b"\r\nContent-Length: 900\r\n\r\n", BODY),
    "a piece that ends too soon": (CHUNKED, b"fff\r\n", BODY),
    "a piece without a length": (CHUNKED, b"zz\r\n", BODY, b"\r\n0\r\n\r\n"),
    "two lengths": (HEAD, PLAIN, b"\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", BODY),
    "a length and pieces": (CHUNKED[:-2], b"Content-Length: 5\r\n\r\n", b"0\r\n\r\n"),
    "a length below nothing": (HEAD, PLAIN, b"\r\nContent-Length: -5\r\n\r\n", BODY),
    "megabytes in pieces": (CHUNKED, b"7a120\r\n", LONG, b"\r\n0\r\n\r\n"),
    "a long header": (HEAD, b"\r\nCookie: ", LONG, b"\r\n\r\n"),
    "many headers": (HEAD, b"\r\nX-A: b" * 5000, b"\r\n\r\n"),
    "a long address": (b"GET /feedback/received/", LONG, b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    "no request at all": (b"\x16\x03\x01\x02\x00\x01\x00",),
    "a header in a header": (HEAD, b"\r\nX-A: b\rLocation: c\x00\r\n\r\n"),
    "no host": (b"GET /feedback/comment HTTP/1.1\r\n\r\n",),
    "an old way": (b"GET /feedback/comment\r\n\r\n",),
    "a proxy's way": (b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",),
    "a whole address": (b"GET http://elsewhere.example/feedback/desk HTTP/1.1\r\nHost: x\r\n\r\n",),
    "an echo": (b"TRACE /feedback/comment HTTP/1.1\r\nHost: x\r\nCookie: ", TYPED, b"\r\n\r\n"),
    "a path upwards": (b"GET /feedback/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",),
    "a nothing in the path": (b"GET /feedback/received/%00 HTTP/1.1\r\nHost: x\r\n\r\n",),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_request_keeps_nothing_shows_nothing_and_stops_nobody(
    server: Gunicorn, name: str
) -> None:
    before = stored(server)
    answer = sent(server, *ODD[name])
    status = answer.partition(b"\r\n")[0]
    assert b" 5" not in status.replace(b"505", b""), answer[:300]
    assert b"Traceback" not in answer
    assert b"root:" not in answer
    assert b"elsewhere.example" not in answer.partition(b"\r\n\r\n")[0]
    assert TYPED not in answer or b"<main" in answer
    assert stored(server) == before
    assert server.ask("GET", "/feedback/comment") == "200"


def test_nothing_of_what_was_sent_stands_in_a_log(server: Gunicorn) -> None:
    for pieces in ODD.values():
        sent(server, *pieces)
    log = server.log.read_bytes()
    assert log
    assert TYPED not in log
    assert b"Traceback" not in log
