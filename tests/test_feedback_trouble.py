"""Whatever goes wrong, a reader gets a page, keeps what was typed, and it works again by itself."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event

from feedback.app import make_app
from feedback.app_context import AppContext
from localoffer.serving.security_headers import security_headers
from localoffer.serving.site_context import SiteContext
from tests.support.feedback import client, form_number, make_settings, service_app, site_context

TYPED = "Aloysius waits for a wheelchair."


def form() -> dict[str, str]:
    page = "/guides/ask-for-a-plan/"
    return {"form": form_number(), "page": page, "wrong": TYPED, "tried": "to ring"}


def service_of(app: Flask) -> AppContext:
    soup = app.extensions["feedback"]
    assert isinstance(soup, AppContext)
    return soup


@contextmanager
def with_setting(engine: Engine, setting: str) -> Iterator[None]:
    """Every connection has a setting, until the end."""

    def give(connection: Any, _: Any) -> None:
        connection.execute(setting)
        connection.commit()

    event.listen(engine, "connect", give)
    engine.dispose()
    yield
    event.remove(engine, "connect", give)
    engine.dispose()


@contextmanager
def moved_away(service: AppContext) -> Iterator[None]:
    file = Path(str(service.engine.url.database))
    away = file.rename(file.with_name("away"))
    yield
    away.rename(file)


@contextmanager
def locked(service: AppContext) -> Iterator[None]:
    other = sqlite3.connect(str(service.engine.url.database), isolation_level=None)
    with with_setting(service.engine, "PRAGMA busy_timeout = 50"):
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()


@contextmanager
def full(service: AppContext) -> Iterator[None]:
    with with_setting(service.engine, "PRAGMA max_page_count = 1"):
        yield


@contextmanager
def only_to_read(service: AppContext) -> Iterator[None]:
    with with_setting(service.engine, "PRAGMA query_only = ON"):
        yield


@contextmanager
def server_told(service: AppContext, first: str, last: str) -> Iterator[None]:
    """Tell the server something of the database, and something else at the end."""
    url = service.engine.url
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'IT'"
    with engine.connect() as connection:
        for words in (first, ends):
            connection.exec_driver_sql(words.replace("IT", str(url.database)))
        yield
        for words in (last, ends):
            connection.exec_driver_sql(words.replace("IT", str(url.database)))
    engine.dispose()


@contextmanager
def server_gone(service: AppContext) -> Iterator[None]:
    closed, opened = (f"ALTER DATABASE IT ALLOW_CONNECTIONS {word}" for word in ("false", "true"))
    with server_told(service, closed, opened):
        yield


@contextmanager
def server_only_to_read(service: AppContext) -> Iterator[None]:
    on, off = (
        f"ALTER DATABASE IT SET default_transaction_read_only = {word}" for word in ("on", "off")
    )
    with server_told(service, on, off):
        yield


@contextmanager
def server_locked(service: AppContext) -> Iterator[None]:
    other = create_engine(service.engine.url)
    with with_setting(service.engine, "SET SESSION lock_timeout = '50ms'"), other.begin() as one:
        one.exec_driver_sql("LOCK TABLE comments")
        yield
    other.dispose()


Trouble = Callable[[AppContext], Any]
TROUBLES: dict[str, tuple[Trouble, Trouble, bool]] = {
    "gone": (moved_away, server_gone, False),
    "locked": (locked, server_locked, False),
    "only to read": (only_to_read, server_only_to_read, True),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_database_in_trouble_costs_nobody_a_word(
    feedback_app: Flask, databases: str, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told in a sentence, what was typed is shown again, and the next sending is kept."""
    service, browser, sent = service_of(feedback_app), client(feedback_app), form()
    of_file, of_server, is_readable = TROUBLES[trouble]
    is_file = databases.startswith("sqlite")
    with (of_file if is_file else of_server)(service):
        refused = browser.post("/feedback/comment", data=sent)
        looked_up = browser.get("/feedback/received/7K4Q9-M2PXA")
    assert refused.status_code == 503
    assert "We could not keep what you wrote." in refused.text
    assert "01632 960100" in refused.text
    assert TYPED in refused.text
    assert sent["form"] in refused.text
    assert refused.headers["Retry-After"] == "60"
    assert looked_up.status_code == (404 if is_readable or (is_file and of_file is locked) else 503)
    assert "01632 960100" in looked_up.text
    assert caplog.records
    assert "Aloysius" not in caplog.text
    assert sent["form"] not in caplog.text
    response = browser.post("/feedback/comment", data=sent)
    assert response.status_code == 303
    assert browser.get(response.location).status_code == 200


def test_a_service_that_starts_before_its_database_hears_when_it_is_there(
    tmp_path: Path, databases: str
) -> None:
    before = service_app(tmp_path, databases)
    away = moved_away if databases.startswith("sqlite") else server_gone
    with away(service_of(before)):
        folder = tmp_path / "feedback.sqlite3"
        folder.mkdir(exist_ok=True)
        app = service_app(tmp_path, databases)
        refused = client(app).post("/feedback/comment", data=form())
        folder.rmdir()
    assert refused.status_code == 503
    assert TYPED in refused.text
    assert client(app).post("/feedback/comment", data=form()).status_code == 303


def test_a_full_disk_is_told_and_what_was_typed_is_shown_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = service_app(tmp_path)
    sent = {**form(), "wrong": TYPED * 110, "tried": TYPED * 110}
    with full(service_of(app)):
        refused = client(app).post("/feedback/comment", data=sent)
    assert refused.status_code == 503
    assert TYPED in refused.text
    assert "(SQLITE_FULL) at" in caplog.text
    assert client(app).post("/feedback/comment", data=sent).status_code == 303


def test_a_lost_file_is_never_made_anew_in_silence(tmp_path: Path) -> None:
    app = service_app(tmp_path)
    with moved_away(service_of(app)):
        assert client(app).post("/feedback/comment", data=form()).status_code == 503
        assert not (tmp_path / "feedback.sqlite3").exists()


def test_a_site_that_was_never_built_has_no_form_yet(tmp_path: Path) -> None:
    app = make_app(make_settings(tmp_path), lambda: None)
    answer = client(app).get("/feedback/comment")
    assert answer.status_code == 503
    assert answer.text == "This part of the site is not open yet. Try again later.\n"


def test_what_nobody_foresaw_is_told_without_a_word_of_anyones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[Exception] = []

    def newest() -> SiteContext:
        if faults:
            raise faults.pop()
        return site_context()

    app = make_app(make_settings(tmp_path), newest)
    faults.append(RuntimeError(TYPED))
    with caplog.at_level(logging.INFO):
        answer = client(app).post("/feedback/comment", data=form())
    assert answer.status_code == 500
    assert "Sorry. The fault is ours, not yours." in answer.text
    assert "01632 960100" in answer.text
    assert "Traceback" not in answer.text
    assert "RuntimeError at" in caplog.text
    assert "Aloysius" not in answer.text + caplog.text


@pytest.mark.parametrize(
    ("method", "address", "status", "sentence"),
    [
        ("GET", "/feedback/no-such-page", 404, "This page is not here"),
        ("GET", "/feedback/received/no-such-one", 404, "01632 960100"),
        ("POST", "/feedback/received/no-such-one", 405, "This page is not opened in that way"),
        ("PUT", "/feedback/comment", 405, "This page is not opened in that way"),
        ("OPTIONS", "/feedback/comment", 405, "This page is not opened in that way"),
        ("POST", "/feedback/desk/sign-in", 403, "This did not come from our site"),
        ("GET", "/feedback/comment", 200, "Ask for a plan"),
    ],
)
def test_every_answer_is_a_page_of_the_site_with_the_headers_of_safety(
    tmp_path: Path, method: str, address: str, status: int, sentence: str
) -> None:
    browser = client(service_app(tmp_path))
    headers = {"Origin": "https://elsewhere.example"} if "desk" in address else {}
    query = {"page": "/guides/ask-for-a-plan/"}
    answer = browser.open(address, method=method, headers=headers, query_string=query)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "<main" in answer.text
    safety = security_headers("'self'")
    assert {name: answer.headers.get(name) for name in safety} == dict(safety)
    assert answer.headers["Cache-Control"] == ("no-store" if status >= 400 else "private, no-cache")
    assert "form-action 'self';" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
