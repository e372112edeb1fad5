"""A visit to a web address, well or badly answered, by a server that does its worst."""

import gzip
import socket
import threading

import pytest

from tests.support.http_server import (
    PAGE,
    QUICK,
    TODAY,
    Handler,
    Raw,
    Site,
    a_raw_server,
    a_site,
    in_turn,
    sends,
)

site = pytest.fixture(a_site)
raw = pytest.fixture(a_raw_server)


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
    for one in site.requests:
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


def test_silence_and_a_slow_drip_end(site: Site, raw: Raw) -> None:
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


def test_a_body_that_drips_ends_too(site: Site, raw: Raw) -> None:
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
def test_what_breaks_off_or_makes_no_sense_is_broken(site: Site, raw: Raw, answer: bytes) -> None:
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
