"""A form that is posted passes Flask by, and gets the same answer as through it."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.datastructures import Headers
from werkzeug.test import create_environ, run_wsgi_app

from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.intake.length import MAX_BYTES
from feedback.store.engine import writing
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS
from tests.support.feedback import ORIGIN, form_number, make_service

#: With a slash behind it, an address is Flask's.
ADDRESSES = ("comment", "wall", "correction", "useful", "sought")
PLAIN = "application/x-www-form-urlencoded"

#: What is another in each answer: a reference, and the number of a form.
OWN = re.compile(r"[0-9A-Z]{5}-[0-9A-Z]{5}|name=\"form\" value=\"[^\"]+\"")


@pytest.fixture
def service(tmp_path: Path) -> AppContext:
    return make_service(tmp_path)


def posted(
    app: Flask,
    address: str,
    body: bytes,
    *,
    kind: str = PLAIN,
    origin: str = ORIGIN,
    length: int = 0,
) -> tuple[str, list[tuple[str, str]], str]:
    """The status, the headers in order, and the page that come back for a form."""
    environ = create_environ(address, method="POST")
    environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(length or len(body))}
    environ |= {"CONTENT_TYPE": kind, "HTTP_ORIGIN": origin, "REMOTE_ADDR": "203.0.113.7"}
    environ |= {"HTTP_ACCEPT_ENCODING": "gzip;q=0"}
    parts, status, headers = run_wsgi_app(app.wsgi_app, environ)
    return status, _compared(headers), OWN.sub("", b"".join(parts).decode())


def _compared(headers: Headers) -> list[tuple[str, str]]:
    return sorted((name, OWN.sub("", text)) for name, text in headers)


def form(**boxes: str) -> bytes:
    return urlencode({"form": form_number(), "page": "/", **boxes}).encode()


GOOD = {
    "comment": {"wrong": "It is out of date."},
    "wall": {"question": next(iter(WALL_QUESTIONS)), "said": "The swings."},
    "correction": {"kind": "closed", "what": "It has closed.", "which": "The club"},
    "useful": {"why": "It helped.", "answer": "yes", "page": "/guides/ask-for-a-plan/"},
    "sought": {"sought": "swimming"},
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_form_of_each_kind(service: AppContext, name: str) -> None:
    app = app_of(service)
    direct, by_flask = (
        posted(app, f"/feedback/{name}{slash}", form(**GOOD[name])) for slash in ("", "/")
    )
    assert direct == by_flask
    assert direct[0].startswith("303")
    assert dict(direct[1])["X-Content-Type-Options"] == "nosniff"


REFUSED = {
    "an answer left out": (form(), {}, 400),
    "cut short": (form(wrong="x"), {"length": 4_000}, 400),
    "another site": (form(wrong="x"), {"origin": "https://elsewhere.example"}, 403),
    "too long a box": (form(wrong="x" * 5_000), {}, 400),
    "too much": (b"wrong=" + b"x" * MAX_BYTES, {}, 413),
    "too many boxes": (b"&".join(b"a%d=1" % number for number in range(500)), {}, 400),
    "no form": (b"wrong=x", {"kind": "text/plain"}, 400),
    "broken letters": (b"wrong=%ff", {}, 400),
    "files": (b"--x--\r\n", {"kind": "multipart/form-data; boundary=x"}, 400),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(service: AppContext, name: str) -> None:
    body, how, status = REFUSED[name]
    app = app_of(service)
    direct, by_flask = (
        posted(app, f"/feedback/comment{slash}", body, **how)  # type: ignore[arg-type]
        for slash in ("", "/")
    )
    assert direct == by_flask
    assert direct[0].startswith(str(status))


def test_a_limit_and_a_fault_of_the_store(service: AppContext) -> None:
    app = app_of(service)
    for _ in range(service.settings.most_an_hour):
        posted(app, "/feedback/comment", form(wrong="It is out of date."))
    with_limit = [posted(app, f"/feedback/comment{slash}", form(wrong="x")) for slash in ("", "/")]
    assert with_limit[0] == with_limit[1]
    assert with_limit[0][0].startswith("429")
    with writing(service.engine) as connection:
        connection.execute(text("DROP TABLE senders"))
    faulty = [posted(app, f"/feedback/comment{slash}", form(wrong="x")) for slash in ("", "/")]
    assert faulty[0] == faulty[1]
    assert faulty[0][0].startswith("503")


def test_what_nobody_foresaw_is_a_page(service: AppContext) -> None:
    def broken() -> float:
        raise ArithmeticError

    app = app_of(replace(service, clock=broken))
    both = [posted(app, f"/feedback/comment{slash}", form(wrong="x")) for slash in ("", "/")]
    assert both[0] == both[1]
    assert both[0][0].startswith("500")
    assert "ArithmeticError" not in both[0][2]
