"""A visit to a web address, well or badly answered, by a server that does its worst."""

import datetime as dt
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from localoffer.model.school import LinkCheck
from localoffer.visits.addresses import Standing, Wanted
from localoffer.visits.hosts import Hosts
from localoffer.visits.limits import Limits, Network, trusted
from localoffer.visits.request import Asker
from localoffer.visits.rounds import visits
from localoffer.visits.visit import Visitor

TODAY = dt.date(2026, 11, 21)
QUICK = Limits(
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
        asked = Asked(host, self.path, dict(self.headers), time.monotonic())
        self.site.asked.append(asked)
        try:
            self.site.answers.get(self.path.partition("?")[0], missing)(self)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        finally:
            asked.ended = time.monotonic()

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
class Asked:
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
    asked: list[Asked] = field(default_factory=list)
    network: Network = field(default_factory=Network)
    limits: Limits = QUICK

    def address(self, path: str, host: str = "school.test") -> str:
        """Return an address of the server."""
        return f"http://{host}:{self.port}{path}"

    def visit(self, address: str, *, report: bool = False) -> LinkCheck:
        """Return what a visit finds."""
        return self.visitor().visit(a_report(address) if report else Wanted(address))

    def visitor(self, over: threading.Event | None = None, run: float | None = None) -> Visitor:
        """Return a visitor with the manners of the site's limits."""
        agent = "LocalOfferLinkCheck/1.0 (+https://offer.example.org; hello@example.org)"
        asker = Asker(self.network, self.limits, "LocalOfferLinkCheck", agent, run)
        return Visitor(Hosts(asker, over or threading.Event()), self.limits, TODAY)

    def paths(self) -> list[str]:
        """Return what was asked for, robots.txt apart."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


def a_report(address: str) -> Wanted:
    """Return an address that is a school's report."""
    return Wanted(address, [Standing("schools/a.md", "report.url", "a")])


def resolve(host: str, _: int) -> list[str]:
    """Look names up as the tests have them; nothing leaves this machine."""
    if host == "nowhere.test":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host == "inside.test":
        return ["93.184.215.14", "10.0.0.7"]
    return ["127.0.0.1"]


@pytest.fixture
def site() -> Iterator[Site]:
    """A server with nothing on it yet."""
    network = Network(resolve, (ip_network("127.0.0.0/8"),))
    handler = type("Answering", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.site = found = Site(server.server_port, network=network)  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def raw() -> Iterator[Callable[[Callable[[socket.socket], None]], int]]:
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


def test_a_page_that_answers_works_and_of_a_link_no_body_is_read(site: Site) -> None:
    site.answers["/help"] = sends()
    row = site.visit(site.address("/help"))
    assert (row.found, row.format, row.why, row.checked) == ("working", "page", None, TODAY)
    assert row.words is None


def test_we_say_who_we_are_and_nothing_about_anyone(site: Site) -> None:
    site.answers["/a"] = sends(b"", 302, Location="/b", Set_Cookie="who=you")
    site.answers["/b"] = sends()
    site.visit(site.address("/a#part"))
    assert site.paths() == ["/a", "/b"]
    for one in site.asked:
        assert one.headers["User-Agent"] == (
            "LocalOfferLinkCheck/1.0 (+https://offer.example.org; hello@example.org)"
        )
        assert {"Cookie", "Referer", "Authorization", "From"} & set(one.headers) == set()


@pytest.mark.parametrize(
    ("status", "found", "why"),
    [
        (404, "broken", "the page is not there (404)"),
        (410, "broken", "the page has been taken down (410)"),
        (401, "broken", "it asks for a password (401)"),
        (418, "broken", "its server refuses to show it (418)"),
        (500, "broken", "its server has a fault (500)"),
        (304, "broken", "it sends visitors on without saying where (304)"),
        (403, "not visited", "it turns machines away (403), so a person has to look"),
        (429, "not visited", "it asked us to come back later (429)"),
    ],
)
def test_each_answer_is_told_in_plain_words(site: Site, status: int, found: str, why: str) -> None:
    site.answers["/x"] = sends(b"", status)
    row = site.visit(site.address("/x"))
    assert (row.found, row.why) == (found, why)


def test_a_server_that_fails_once_is_asked_again(site: Site) -> None:
    site.answers["/x"] = in_turn(sends(b"", 500), sends())
    assert site.visit(site.address("/x")).found == "working"
    assert site.paths() == ["/x", "/x"]


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(site: Site) -> None:
    site.limits = replace(QUICK, tries=3, back_off=0.15)
    busy = [sends(b"", 429, Retry_After=seconds) for seconds in ("0.1", "0")]
    site.answers["/x"] = in_turn(*busy, sends())
    assert site.visit(site.address("/x")).found == "working"
    one, two, three = [asked for asked in site.asked if asked.path == "/x"]
    assert (two.began - one.ended >= 0.14, three.began - two.ended >= 0.29) == (True, True)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_wants_us_gone_for_an_hour_is_not_waited_for(site: Site, status: int) -> None:
    site.answers["/x"] = sends(b"", status, Retry_After="3600")
    row = site.visit(site.address("/x"))
    assert (row.found, row.why) == ("not visited", f"it asked us to come back later ({status})")
    assert site.paths() == ["/x"]


def test_a_permanent_redirect_is_a_move_and_a_passing_one_is_not(site: Site) -> None:
    for status in (301, 308):
        site.answers["/old"] = sends(b"", status, Location="/new")
        site.answers["/new"] = sends()
        row = site.visit(site.address("/old"))
        assert (row.found, row.moved_to) == ("moved", site.address("/new"))
    for status in (302, 303, 307):
        site.answers["/old"] = sends(b"", status, Location="/new")
        row = site.visit(site.address("/old"))
        assert (row.found, row.moved_to) == ("working", None)


def test_what_comes_after_a_passing_redirect_is_no_move(site: Site) -> None:
    site.answers["/a"] = sends(b"", 301, Location="/b")
    site.answers["/b"] = sends(b"", 302, Location="/c")
    site.answers["/c"] = sends(b"", 301, Location="/d")
    site.answers["/d"] = sends()
    row = site.visit(site.address("/a"))
    assert (row.found, row.moved_to) == ("moved", site.address("/b"))


def test_a_last_slash_or_www_more_is_no_move_but_is_kept(site: Site) -> None:
    there = site.address("/a/", "www.school.test")
    site.answers["/a"] = sends(b"", 301, Location=there)
    site.answers["/a/"] = sends()
    row = site.visit(site.address("/a"))
    assert (row.found, row.moved_to) == ("working", there)


def test_a_deep_link_that_leads_home_is_called_moved(site: Site) -> None:
    site.answers["/policies/sen.pdf"] = sends(b"", 302, Location="/")
    site.answers["/"] = sends()
    row = site.visit(site.address("/policies/sen.pdf"))
    assert (row.found, row.why) == ("moved", "it now leads to the home page")
    assert row.moved_to == site.address("/")
    site.answers["/home"] = sends(b"", 301, Location="/")
    assert site.visit(site.address("/home")).found == "working"


def test_a_link_that_ends_at_a_sign_in_page_is_broken(site: Site) -> None:
    site.answers["/doc"] = sends(b"", 302, Location="/login?next=/doc")
    site.answers["/login"] = sends()
    row = site.visit(site.address("/doc"))
    assert (row.found, row.why) == ("broken", "it leads to a page to sign in")


def test_circles_and_endless_ways_are_left(site: Site) -> None:
    site.answers["/a"] = sends(b"", 301, Location="/b")
    site.answers["/b"] = sends(b"", 302, Location="/a")
    assert site.visit(site.address("/a")).why == "it sends visitors round in circles"

    def on(handler: Handler) -> None:
        number = int(handler.path.partition("=")[2] or 0)
        handler.send(b"", 301, Location=f"/on?n={number + 1}")

    site.answers["/on"] = on
    row = site.visit(site.address("/on"))
    assert (row.found, row.why) == ("broken", "it sends visitors on more than 4 times")
    assert site.paths()[2:] == ["/on", *(f"/on?n={number}" for number in (1, 2, 3, 4))]


@pytest.mark.parametrize("where", ["mailto:a@example.org", "file:///etc/passwd", "http://[", "//:"])
def test_a_redirect_to_what_is_no_web_address_is_broken(site: Site, where: str) -> None:
    site.answers["/a"] = sends(b"", 301, Location=where)
    row = site.visit(site.address("/a"))
    assert row.found == "broken"
    assert row.why == "it sends visitors on to something that is no web address"


def test_silence_and_a_slow_drip_end(
    site: Site, raw: Callable[[Callable[[socket.socket], None]], int]
) -> None:
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.1):
            connection.sendall(b"X")

    def say_nothing(_: socket.socket) -> None:
        stop.wait(10)

    silent = raw(say_nothing)
    dripping = raw(drip)
    one = site.visit(f"http://silent.test:{silent}/")
    two = site.visit(f"http://dripping.test:{dripping}/")
    stop.set()
    assert (one.found, one.why) == ("broken", "it did not answer in time")
    assert (two.found, two.why) == ("broken", "it did not answer in time")


def test_a_body_that_drips_ends_too(
    site: Site, raw: Callable[[Callable[[socket.socket], None]], int]
) -> None:
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
        while not stop.wait(0.1):
            connection.sendall(b"X")

    row = site.visit(f"http://dripping.test:{raw(drip)}/report", report=True)
    stop.set()
    assert (row.found, row.why) == ("broken", "it did not answer in time")


def test_nobody_there_is_told_apart_from_a_fault(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    row = site.visit(f"http://school.test:{port}/")
    assert (row.found, row.why) == ("broken", "its server cannot be reached")
    row = site.visit("http://nowhere.test/")
    assert (row.found, row.why) == ("broken", "there is no such website")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n<p>Half",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nFFFFFF",
        b"HTTP/1.1 200 OK\r\n" + b"X-Much: " + b"y" * 300_000,
        b"\x00\x01\x02 what is this\r\n\r\n",
    ],
    ids=["nothing", "cut", "cut in a chunk", "header bomb", "no HTTP"],
)
def test_what_breaks_off_or_makes_no_sense_is_broken(
    site: Site, raw: Callable[[Callable[[socket.socket], None]], int], answer: bytes
) -> None:
    port = raw(lambda connection: connection.sendall(answer))
    row = site.visit(f"http://school.test:{port}/report", report=True)
    assert (row.found, row.why) == ("broken", "it broke off in the middle of its answer")


def test_an_endless_body_is_left_at_the_limit(site: Site) -> None:
    sent = 0

    def endless(handler: Handler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "10000000000")
        handler.end_headers()
        while sent < 10_000_000_000:
            handler.wfile.write(b"<p>more</p>" * 1000)
            sent += 11_000

    site.answers["/big"] = endless
    row = site.visit(site.address("/big"), report=True)
    assert (row.found, row.why, row.has_text) == ("working", "it is too big to read", "not known")
    assert sent < 20_000_000  # the limit, and what lay in the buffers of both ends
    sent = 0
    assert site.visit(site.address("/big")).found == "working"
    assert sent < 20_000_000


def test_a_bomb_of_zeros_is_not_unpacked(site: Site) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    assert len(bomb) < QUICK.bytes
    site.answers["/x"] = sends(bomb, Content_Encoding="gzip")
    row = site.visit(site.address("/x"), report=True)
    assert (row.found, row.why) == ("working", "it is too big to read")
    site.answers["/y"] = sends(b"this is not packed at all", Content_Encoding="gzip")
    row = site.visit(site.address("/y"), report=True)
    assert (row.found, row.why) == ("broken", "its answer cannot be unpacked")


def test_a_page_that_says_it_is_not_there_is_broken_whatever_its_server_says(site: Site) -> None:
    site.answers["/x"] = sends(b"<title>Page not found | Wren Bank</title><h1>Oh dear</h1>" + PAGE)
    row = site.visit(site.address("/x"), report=True)
    assert (row.found, row.words) == ("broken", None)
    assert row.why == "its page says that it is not there, though its server says that it is"
    site.answers["/y"] = sends(b" \n")
    row = site.visit(site.address("/y"), report=True)
    assert (row.found, row.why) == ("broken", "there is nothing on the page")


def test_robots_txt_is_obeyed_for_our_name_and_for_all(site: Site) -> None:
    site.answers["/robots.txt"] = sends(
        b"User-agent: *\nDisallow: /private\n\nUser-agent: LocalOfferLinkCheck\nDisallow: /*.pdf$\n"
    )
    site.answers["/a.pdf"] = site.answers["/a"] = sends()
    row = site.visit(site.address("/a.pdf"))
    assert (row.found, row.why) == ("not visited", "its robots.txt asks machines to stay away")
    assert site.visit(site.address("/a")).found == "working"
    assert site.paths() == ["/a"]


def test_robots_txt_is_asked_for_once_and_followed_where_it_moves(site: Site) -> None:
    site.answers["/robots.txt"] = sends(b"", 301, Location=site.address("/rules", "other.test"))
    site.answers["/rules"] = sends(b"User-agent: *\nDisallow: /a\n")
    site.answers["/b"] = sends()
    visitor = site.visitor()
    rows = [visitor.visit(Wanted(site.address(path))) for path in ("/a", "/b", "/b?again")]
    assert [row.found for row in rows] == ["not visited", "working", "working"]
    assert [one.path for one in site.asked] == ["/robots.txt", "/rules", "/b", "/b?again"]


def test_where_robots_txt_cannot_be_had_we_stay_away(site: Site) -> None:
    def slow(handler: Handler) -> None:
        time.sleep(QUICK.silence * 2)
        handler.send(b"")

    site.answers["/a"] = sends()
    for answer in (sends(b"", 500), sends(b"", 429), slow):
        site.answers["/robots.txt"] = answer
        row = site.visit(site.address("/a"))
        assert row.found == "not visited"
        assert row.why == "its robots.txt could not be read, so we stayed away"
    assert site.paths() == []


def test_a_robots_txt_that_leads_nowhere_forbids_nothing(site: Site) -> None:
    site.answers["/robots.txt"] = sends(b"", 301, Location="http://[")
    site.answers["/a"] = sends()
    assert site.visit(site.address("/a")).found == "working"


def test_of_a_huge_robots_txt_the_beginning_counts(site: Site) -> None:
    site.answers["/robots.txt"] = sends(b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 100_000)
    assert site.visit(site.address("/a")).found == "not visited"


def test_a_host_is_asked_one_thing_at_a_time_with_a_rest_between(site: Site) -> None:
    """Several hosts at once; what one of them redirects to another waits for its turn there."""
    site.limits = replace(QUICK, pause=0.05)
    busy = threading.Lock()
    most = now = 0

    def slow(handler: Handler) -> None:
        nonlocal most, now
        with busy:
            now += 1
            most = max(most, now)
        time.sleep(0.05)
        with busy:
            now -= 1
        handler.send()

    for number in range(4):
        site.answers[f"/{number}"] = slow
    site.answers["/cross"] = sends(b"", 302, Location=site.address("/0", "b.test"))
    addresses = [site.address(f"/{n}", f"{name}.test") for n in range(4) for name in "abc"]
    addresses.append(site.address("/cross", "a.test"))
    over = threading.Event()
    found = list(visits(map(Wanted, addresses), site.visitor(over).visit, 3, over))
    assert {row.address for row in found} == set(addresses)
    assert {row.found for row in found} == {"working"}
    assert most > 1
    for name in ("a.test", "b.test", "c.test"):
        asked = sorted((one for one in site.asked if one.host == name), key=lambda one: one.began)
        rests = [two.began - one.ended for one, two in pairwise(asked)]
        assert len(asked) == 5 + (name != "c.test")
        assert min(rests) > 0.045


def test_a_crawl_delay_is_kept_up_to_a_limit(site: Site) -> None:
    site.limits = replace(QUICK, longest_pause=0.2)
    site.answers["/robots.txt"] = sends(b"User-agent: *\nCrawl-delay: 3600\n")
    site.answers["/a"] = sends()
    visitor = site.visitor()
    rows = [visitor.visit(Wanted(site.address(path))) for path in ("/a", "/a?b")]
    assert [row.found for row in rows] == ["working", "working"]
    one, two = [asked for asked in site.asked if asked.path.startswith("/a")]
    assert two.began - one.ended > 0.19


def test_reports_come_before_links(site: Site) -> None:
    links = [Wanted(site.address(f"/{n}", "a.test")) for n in range(3)]
    report = a_report(site.address("/report", "a.test"))
    over = threading.Event()
    list(visits([*links, report], site.visitor(over).visit, 1, over))
    assert site.paths() == ["/report", "/0", "/1", "/2"]


def test_when_time_is_up_no_address_is_blamed(site: Site) -> None:
    site.answers["/slow"] = lambda _: time.sleep(0.35)
    site.limits = replace(QUICK, silence=5.0, answer=5.0)
    over = threading.Event()
    visitor = site.visitor(over, time.monotonic() + 0.3)
    addresses = [Wanted(site.address(path)) for path in ("/a", "/slow", "/b")]
    found = list(visits(addresses, visitor.visit, 2, over))
    assert [row.address for row in found] == [site.address("/a")]
    assert site.paths() == ["/a", "/slow"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.2:1/", "http://10.1.2.30/", "http://192.168.1.10/", "http://172.16.5.40/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.10/", "http://0.0.0.0:1/",
        "http://[::1]:1/", "http://[fd00::1]/", "http://[fe80::1%25lo]/", "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://224.0.0.1/",
        "http://[64:ff9b:1::7f00:1]/", "http://[::127.0.0.1]/", "http://[::ffff:0:7f00:1]/",
        "http://[fec0::1]/", "http://2130706433/", "http://0x7f.1/",
    ],
)  # fmt: skip
def test_no_visit_enters_a_private_network(address: str) -> None:
    """Even where an address is written in a way that only the system's resolver understands."""
    site = Site(1, network=Network())
    row = site.visit(address)
    assert row.found in ("not visited", "broken")
    assert row.why in (
        "from here it lies in a private network, so it was not asked",
        "the address cannot be asked for",
        "there is no such website",
    )


def test_a_name_with_one_private_address_is_not_visited_nor_is_a_redirect_to_it(site: Site) -> None:
    site.answers["/a"] = sends(b"", 302, Location="http://inside.test/admin")
    for address in ("http://inside.test/", site.address("/a")):
        row = site.visit(address)
        assert row.found == "not visited"
        assert row.why == "from here it lies in a private network, so it was not asked"


def test_addresses_that_nobody_can_ask_for_are_broken_and_end_nothing(site: Site) -> None:
    for address in (
        "http://school.test:99999999/",
        "http://" + "a" * 300 + ".test/",
        "http://.test/",
    ):
        row = site.visit(address)
        assert row.found in ("broken", "not visited")
        assert row.why


def test_letters_of_all_scripts_go_over_the_wire(site: Site) -> None:
    site.answers["/caf%C3%A9"] = sends()
    assert site.visit(site.address("/café?q=é%20x")).found == "working"
    assert site.paths() == ["/caf%C3%A9?q=%C3%A9%20x"]


@dataclass(frozen=True)
class Authority:
    """Someone who signs certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def sign(self, name: str, first: int, last: int, folder: Path) -> Path:
        """Return a file with a key and a certificate for ``name``, good between two days."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(name, key, self.certificate.subject, self.key, first, last)
        file = folder / f"{name}{first}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        return file


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name,
    signer: ec.EllipticCurvePrivateKey,
    first: int,
    last: int,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=first))
        .not_valid_after(now + dt.timedelta(days=last))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(name == "authority", None), critical=True)
        .sign(signer, hashes.SHA256())
    )


def _authority() -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate("authority", key, _name("authority"), key, -10, 10))


def _safe_port(file: Path) -> int:
    """Serve over TLS, by hand, with the certificate of a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener:
            while True:
                connection, _ = listener.accept()
                try:
                    with context.wrap_socket(connection, server_side=True) as safe:
                        safe.recv(65_536)
                        safe.sendall(
                            b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        )
                except OSError:
                    connection.close()

    threading.Thread(target=serve, daemon=True).start()
    return int(listener.getsockname()[1])


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_certificate_is_judged_and_its_fault_told_in_plain_words(
    site: Site, tmp_path: Path
) -> None:
    known, stranger = _authority(), _authority()
    trust = trusted()
    trust.load_verify_locations(
        cadata=known.certificate.public_bytes(serialization.Encoding.PEM).decode()
    )
    site.network = replace(site.network, trust=trust)
    cases = {
        "the page is not there (404)": known.sign("good.test", -1, 1, tmp_path),
        "its security certificate is out of date": known.sign("good.test", -9, -1, tmp_path),
        "its security certificate is not valid yet": known.sign("good.test", 1, 9, tmp_path),
        "its security certificate is for another name": known.sign("bad.test", -1, 1, tmp_path),
        "its security certificate cannot be trusted": stranger.sign("good.test", -2, 1, tmp_path),
    }
    for why, file in cases.items():
        row = site.visit(f"https://good.test:{_safe_port(file)}/x")
        assert (row.found, row.why) == ("broken", why)


def test_a_server_that_knows_no_secure_connection_or_never_ends_it(
    site: Site, raw: Callable[[Callable[[socket.socket], None]], int]
) -> None:
    row = site.visit(f"https://school.test:{site.port}/x")
    assert (row.found, row.why) == ("broken", "it cannot make a secure connection")
    stop = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"\x16\x03\x03\x40\x00")
        while not stop.wait(0.1):
            connection.sendall(b"\x02")

    row = site.visit(f"https://school.test:{raw(drip)}/x")
    stop.set()
    assert row.found in ("broken", "not visited")
    assert row.why in ("it cannot make a secure connection", "it did not answer in time") or (
        "robots.txt" in (row.why or "")
    )


def test_a_server_that_is_not_there_is_not_asked_for_ever(site: Site) -> None:
    """After a few tries the rest of its addresses are told without asking."""
    tried: list[str] = []

    def looked_up(host: str, _: int) -> list[str]:
        tried.append(host)
        return ["127.0.0.1"]

    site.network = replace(site.network, resolve=looked_up)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    visitor = site.visitor()
    rows = [visitor.visit(Wanted(f"http://school.test:{port}/{n}")) for n in range(20)]
    assert {row.why for row in rows} == {"its server cannot be reached"}
    assert len(tried) == QUICK.tries + 1
    assert site.visit(site.address("/x")).why == "the page is not there (404)"
