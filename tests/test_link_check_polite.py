"""A visitor with manners: robots.txt, rests between visits, their order and their time."""

import socket
import threading
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from localoffer.link_check.addresses import LinkToCheck
from localoffer.link_check.scheduling import visits
from tests.support.http_server import QUICK, Handler, Site, a_report, a_site, in_turn, sends

site = pytest.fixture(a_site)


def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(site: Site) -> None:
    site.limits = replace(QUICK, tries=3, back_off=0.15)
    busy = [sends(b"", 429, Retry_After=seconds) for seconds in ("0.1", "0")]
    site.answers["/x"] = in_turn(*busy, sends())
    assert site.visit(site.address("/x")).found == "working"
    one, two, three = [requests for requests in site.requests if requests.path == "/x"]
    assert (two.began - one.ended >= 0.14, three.began - two.ended >= 0.29) == (True, True)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_wants_us_gone_for_an_hour_is_not_waited_for(site: Site, status: int) -> None:
    site.answers["/x"] = sends(b"", status, Retry_After="3600")
    row = site.visit(site.address("/x"))
    assert (row.found, row.why) == ("not visited", f"it asked us to come back later ({status})")
    assert site.paths() == ["/x"]


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
    rows = [visitor.visit(LinkToCheck(site.address(path))) for path in ("/a", "/b", "/b?again")]
    assert [row.found for row in rows] == ["not visited", "working", "working"]
    assert [one.path for one in site.requests] == ["/robots.txt", "/rules", "/b", "/b?again"]


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
    stop = threading.Event()
    results = list(visits(map(LinkToCheck, addresses), site.visitor(stop).visit, 3, stop))
    assert {row.address for row in results} == set(addresses)
    assert {row.found for row in results} == {"working"}
    assert most > 1
    for name in ("a.test", "b.test", "c.test"):
        requests = sorted(
            (one for one in site.requests if one.host == name), key=lambda one: one.began
        )
        rests = [two.began - one.ended for one, two in pairwise(requests)]
        assert len(requests) == 5 + (name != "c.test")
        assert min(rests) > 0.045


def test_a_crawl_delay_is_kept_up_to_a_limit(site: Site) -> None:
    site.limits = replace(QUICK, longest_pause=0.2)
    site.answers["/robots.txt"] = sends(b"User-agent: *\nCrawl-delay: 3600\n")
    site.answers["/a"] = sends()
    visitor = site.visitor()
    rows = [visitor.visit(LinkToCheck(site.address(path))) for path in ("/a", "/a?b")]
    assert [row.found for row in rows] == ["working", "working"]
    one, two = [requests for requests in site.requests if requests.path.startswith("/a")]
    assert two.began - one.ended > 0.19


def test_reports_come_before_links(site: Site) -> None:
    links = [LinkToCheck(site.address(f"/{n}", "a.test")) for n in range(3)]
    report = a_report(site.address("/report", "a.test"))
    stop = threading.Event()
    list(visits([*links, report], site.visitor(stop).visit, 1, stop))
    assert site.paths() == ["/report", "/0", "/1", "/2"]


def test_when_time_is_up_no_address_is_blamed(site: Site) -> None:
    site.answers["/slow"] = lambda _: time.sleep(0.35)
    site.limits = replace(QUICK, silence=5.0, answer=5.0)
    stop = threading.Event()
    visitor = site.visitor(stop, time.monotonic() + 0.3)
    addresses = [LinkToCheck(site.address(path)) for path in ("/a", "/slow", "/b")]
    results = list(visits(addresses, visitor.visit, 2, stop))
    assert [row.address for row in results] == [site.address("/a")]
    assert site.paths() == ["/a", "/slow"]


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
    rows = [visitor.visit(LinkToCheck(f"http://school.test:{port}/{n}")) for n in range(20)]
    assert {row.why for row in rows} == {"its server cannot be reached"}
    assert len(tried) == QUICK.tries + 1
    assert site.visit(site.address("/x")).why == "the page is not there (404)"
