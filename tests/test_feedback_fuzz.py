"""Whatever is sent to any address of the service: a page with a sentence, and nothing changed.

The addresses are those that the application lists, so that a new one is attacked from
its first day.
"""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from feedback.monitoring.health_views import HEALTH_ADDRESSES
from feedback.settings import local_database
from localoffer.serving.security_headers import security_headers
from tests.support.attacks import FORM, TYPED, World, world_of
from tests.support.feedback import ORIGIN
from tests.support.routes import Address, RawRequest, RawResponse, addresses, as_api

ELSEWHERE = "https://elsewhere.example"

#: What an attacker types: each is text, and nothing else may become of it.
NASTY = (
    "",
    "\0",
    "\u202e\u2066right to left",
    "\ufffe\uffff\ud7ff",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1; DROP TABLE comments; --",
    "{{ 7 * 7 }}{% include 'layout.html' %}${7*7}",
    "=HYPERLINK(0)",
    "\r\nLocation: https://elsewhere.example\r\n\r\n",
    "../../../../etc/passwd",
    "//elsewhere.example/feedback/desk/",
    "/feedback/desk/../../x",
    "-1",
    "0",
    "9" * 18,
    "9" * 30,
    "1-1-1",
    f"{'9' * 18}-1-1",
    "\u0663",
    "\u00b2",
    "e" + "\u0301" * 500,
    "x" * 20_000,
    "a: b\n- c: &d *e !!python/object x",
    TYPED,
)
#: Parts of an address, as they stand in the line that asks.
PARTS = (*(quote(one, safe="") for one in NASTY), "%ff", "%ed%a0%80", "%2e%2e", "a%2fb", "a//b")
BOXES = (
    "form", "page", "words", "wrong", "tried", "matter", "publish", "reply", "email", "phone",
    "post", "role", "age", "area", "which", "kind", "what", "how", "sought", "why", "answer",
    "manner", "website", "q-helped", "q-found", "q-more", "name", "password", "new", "again",
    "current", "code", "partial_login", "saved_form", "then", "state", "why", "action", "version",
    "you_said", "people", "into", "like", "to", "reason", "themes", "theme-x", "theme-\x00",
    "looked_answer", "nobody_known", "as_typed", "way", "reply_to", "about", "before", "after",
    "said", "changed", "question", "good", "change", "event", "came",
)  # fmt: skip
HEADERS = {
    "Origin": (
        "null",
        ELSEWHERE,
        f"{ORIGIN}, {ELSEWHERE}",
        f"{ORIGIN}.elsewhere.example",
        "x" * 9000,
    ),
    "Sec-Fetch-Site": ("cross-site", "same-site", "none", "odd", "\udcff"),
    "Host": ("elsewhere.example", "", "[::", "a:99999", "\udcff", "x" * 5000),
    "X-Forwarded-For": ("198.51.100.1", "1, 2, 3", "\udcff", "9" * 5000, "::1%eth0"),
    "X-Forwarded-Host": ("elsewhere.example",),
    "Forwarded": ("for=_x;host=elsewhere.example;proto=http",),
    "Cookie": (
        "__Host-desk=",
        '__Host-desk="\\377\\000"',
        "__Host-desk-openid=\udcff",
        ";=;" * 999,
    ),
    "Content-Type": ("", "text/plain", "application/json", f"{FORM}; charset=utf-7", "\udcff"),
    "Content-Length": ("-1", "abc", "9" * 40),
    "Range": ("bytes=0-1", "bytes=-1", "lines=1"),
    "Referer": (f"{ELSEWHERE}/feedback/comment", "http://[", "\udcff"),
    "User-Agent": ("\udcff", "x" * 9000),
    "X-HTTP-Method-Override": ("DELETE",),
}
#: What is for monitors, and a file.
NO_PAGES = (*HEALTH_ADDRESSES, "/feedback/desk/queue.csv")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "ODD")

quick = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
typed = st.lists(st.tuples(st.sampled_from(BOXES), words), max_size=8)


@pytest.fixture
def world(tmp_path: Path, databases: str) -> World:
    return world_of(tmp_path, databases)


def check(request: RawRequest, answer: RawResponse) -> None:
    """Whoever asks gets a page with a sentence, its headers of safety, and no way elsewhere."""
    is_away = answer.status == 503 and request.address == "/feedback/desk/openid"
    assert answer.status < 500 or is_away, (request, answer.status)
    for name, value in security_headers("'self'").items():
        assert answer.headers[name] == value
    is_moderation = request.address.startswith("/feedback/desk")
    assert answer.headers["Cache-Control"] in (
        "no-store",
        "" if is_moderation else "private, no-cache",
    )
    assert answer.headers.get("Access-Control-Allow-Origin") is None
    if 300 <= answer.status < 400:
        location = answer.headers["Location"]
        assert location.startswith("/feedback/"), (request, location)
        assert not {"\r", "\n"} & set(location)
    elif request.method != "HEAD" and request.address.partition("?")[0] not in NO_PAGES:
        assert "<main" in answer.text or "not open yet" in answer.text
        assert "</h1>" in answer.text
    assert "Traceback" not in answer.text
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "DROP TABLE" not in answer.text or "DROP" in repr(request)


asking = st.fixed_dictionaries(
    {
        "seat": st.sampled_from(["", "lena", "amir", "ruth"]),
        "method": st.sampled_from(["", "", "", *METHODS]),
        "query": typed,
        "body": st.one_of(typed.map(lambda some: urlencode(some).encode()), st.binary(max_size=99)),
        "headers": st.fixed_dictionaries(
            {}, optional={name: st.sampled_from(some) for name, some in HEADERS.items()}
        ),
        "real": st.booleans(),
        "part": st.sampled_from(PARTS),
        "which": st.integers(0, 3),
    }
)


def request_of(world: World, address: Address, drawn: dict[str, Any]) -> RawRequest:
    part = world.parts[drawn["which"]] if drawn["real"] else drawn["part"]
    is_long = "Content-Length" in drawn["headers"]
    return RawRequest(
        drawn["method"] or address.method,
        address.filled(part),
        urlencode(drawn["query"]),
        b"" if is_long else drawn["body"],
        drawn["headers"],
    )


def test_whatever_is_sent_to_whatever_address_is_answered_with_a_page(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Every address, as everybody, with methods, boxes, bodies and headers that nobody expects.

    Nothing changes by a method that only reads, nor by a form of another site, nor by a reader.
    """
    ways = addresses(world.app)
    assert len(ways) > 30

    stored = world.stored()

    @settings(quick, max_examples=300)
    @given(st.sampled_from(ways), asking)
    def attack(address: Address, drawn: dict[str, Any]) -> None:
        nonlocal stored
        request = request_of(world, address, drawn)
        check(request, world.ask(request, drawn["seat"]))
        before, stored = stored, world.stored()
        may_change = request.method == "POST" and request.headers.get("Origin", ORIGIN) == ORIGIN
        assert may_change or stored == before, request

    with caplog.at_level(logging.DEBUG):
        attack()
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_a_program_that_reads_all_addresses_finds_none_that_breaks(tmp_path: Path) -> None:
    """Schemathesis makes requests from a description of every address, fitting and unfitting."""
    world = world_of(tmp_path, local_database(tmp_path))
    schema = schemathesis.openapi.from_dict(as_api(world.app))
    schema.app = world.app
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    cases = [one.as_strategy(generation_mode=mode) for one in operations for mode in modes]

    @settings(quick, max_examples=120)
    @given(st.one_of(cases))
    def attack(case: schemathesis.Case[Any]) -> None:
        headers = {"Origin": ORIGIN, "Cookie": world.cookies["ruth"]}
        answer = case.call(headers=headers)
        is_away = case.path == "/feedback/desk/openid"
        assert answer.status_code < 500 or is_away, (case.method, case.path, case.query, case.body)

    attack()
