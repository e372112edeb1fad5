"""A server that answers visits well or badly, as the test says, and remembers who asked."""

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from localoffer.link_check.addresses import LinkLocation, LinkToCheck
from localoffer.link_check.http_request import HttpClient
from localoffer.link_check.limits import LinkCheckLimits, Network
from localoffer.link_check.politeness import Hosts
from localoffer.link_check.visit import Visitor
from localoffer.model.school import LinkCheck

TODAY = dt.date(2026, 11, 21)
QUICK = LinkCheckLimits(
    pause=0.0, silence=0.4, answer=1.2, visit=5.0, tries=2, back_off=0.01, longest_wait=0.2,
    redirects=4, bytes=200_000, robots_bytes=5_000,
)  # fmt: skip
PAGE = b"<!doctype html><title>Help</title><main><h1>Help</h1><p>" + b"Come and see us. " * 20


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says, with no robots.txt unless it does; remembers who asked what."""

    protocol_version = "HTTP/1.1"
    site: "Site"

    def do_GET(self) -> None:
        """Answer one request."""
        host = self.headers["Host"].partition(":")[0]
        request = ReceivedRequest(host, self.path, dict(self.headers), time.monotonic())
        self.site.requests.append(request)
        try:
            self.site.answers.get(self.path.partition("?")[0], missing)(self)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        finally:
            request.ended = time.monotonic()

    def send(self, body: bytes = PAGE, status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        usual = {"Content_Length": str(len(body)), "Content_Type": "text/html; charset=utf-8"}
        for name, value in {**usual, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


Answer = Callable[[Handler], None]


def missing(handler: Handler) -> None:
    """Say that there is nothing."""
    handler.send(b"<h1>Nothing</h1>", 404)


def sends(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    """Return an answer that is always the same."""
    return lambda handler: handler.send(body, status, **headers)


def in_turn(*answers: Answer) -> Answer:
    """Return an answer that is another each time."""
    left = iter(answers)

    def answer(handler: Handler) -> None:
        next(left)(handler)

    return answer


@dataclass
class ReceivedRequest:
    """A request: the host's name, the path, the headers, and when it came and was done with."""

    host: str
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


@dataclass
class Site:
    """The server under all names that end in .test, and a visitor for it."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[ReceivedRequest] = field(default_factory=list)
    network: Network = field(default_factory=Network)
    limits: LinkCheckLimits = QUICK

    def address(self, path: str, host: str = "school.test") -> str:
        """Return an address of the server."""
        return f"http://{host}:{self.port}{path}"

    def visit(self, address: str, *, report: bool = False) -> LinkCheck:
        """Return what a visit finds."""
        return self.visitor().visit(a_report(address) if report else LinkToCheck(address))

    def visitor(self, stop: threading.Event | None = None, run: float | None = None) -> Visitor:
        """Return a visitor with the manners of the site's limits."""
        agent = "LocalOfferLinkCheck/1.0 (+https://offer.example.org; hello@example.org)"
        client = HttpClient(self.network, self.limits, "LocalOfferLinkCheck", agent, run)
        return Visitor(Hosts(client, stop or threading.Event()), self.limits, TODAY)

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt apart."""
        return [one.path for one in self.requests if one.path != "/robots.txt"]


def a_report(address: str) -> LinkToCheck:
    """Return an address that is a school's report."""
    return LinkToCheck(address, [LinkLocation("schools/a.md", "report.url", "a")])


def resolve(host: str, _: int) -> list[str]:
    """Look names up as the tests have them; nothing leaves this machine."""
    if host == "nowhere.test":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host == "inside.test":
        return ["93.184.215.14", "10.0.0.7"]
    return ["127.0.0.1"]


@contextmanager
def running(
    handler: type[BaseHTTPRequestHandler], host: str = "127.0.0.1", port: int = 0
) -> Iterator[int]:
    """Run a server with this handler; gives its port."""
    server = ThreadingHTTPServer((host, port), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def a_site() -> Iterator[Site]:
    """A server with nothing on it yet, to make a fixture of."""
    handler = type("Answering", (Handler,), {})
    with running(handler) as port:
        network = Network(resolve, (ip_network("127.0.0.0/8"),))
        handler.site = found = Site(port, network=network)  # type: ignore[attr-defined]
        yield found


Raw = Callable[[Callable[[socket.socket], None]], int]


def a_raw_server() -> Iterator[Raw]:
    """Serve connections by hand; gives the port. Each gets its request read first."""
    listening = []

    def serve(answer: Callable[[socket.socket], None]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listening.append(listener)

        def take() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        def one(connection: socket.socket) -> None:
            with connection:
                try:
                    if b"/robots.txt" in connection.recv(65_536):
                        connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                    else:
                        answer(connection)
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        return int(listener.getsockname()[1])

    yield serve
    for listener in listening:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
