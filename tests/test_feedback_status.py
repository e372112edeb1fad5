"""Whether the service does its work, as a person, cron and a monitor ask it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import event, insert, update

from feedback.app import PREFIXES, app_of
from feedback.app import make_app as make_feedback
from feedback.app_context import AppContext
from feedback.mail.outbox import REFUSED, queue_reply
from feedback.monitoring.metrics import metrics_text
from feedback.monitoring.service_status import ServiceStatus, read_status
from feedback.monitoring.status_warnings import (
    LEAST_FREE_BYTES,
    MAX_PURGE_AGE,
    size_of,
    status_warnings,
)
from feedback.retention.purge import purge
from feedback.states import State
from feedback.store.audit_log import note_act
from feedback.store.command_runs import last_runs, record_run
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import answers, comments, outbox
from feedback.submission import Submission
from host.app import make_app
from host.settings import HostSettings
from localoffer.model.feedback import Feedback
from tests.support.accounts import Clock
from tests.support.feedback import (
    ROOT,
    client,
    make_service,
    make_settings,
    site_context,
    small_council,
)
from tests.support.feedback_command import environment, feedback_command
from tests.support.free_port import free_port

NOW = 1_795_300_000
DAY = 86_400
WORD = "Zephyrine"


def send(service: AppContext, number: str, due: int = NOW + DAY, danger: int = 0) -> int:
    """Store a comment that waits; return its id."""
    sent = Submission(
        number, "comment", {"wrong": WORD}, danger=danger, reply_to="zephyrine@example.org"
    )
    sealed = service.keys.seal(sent.reply_to)
    with writing(service.engine) as connection:
        receipt = store_submission(connection, sent, sealed, NOW - DAY, due)
        row = by_reference(connection, receipt.reference)
        assert row
        return int(row.id)


def well(service: AppContext) -> ServiceStatus:
    """The state of a service that lacks nothing: it was purged, and has room."""
    with writing(service.engine) as connection:
        record_run(connection, "purge", NOW)
    return replace(read_status(service), free_bytes=10**10, disk_bytes=10**11)


def mail(service: AppContext, comment: int, written: int) -> None:
    with writing(service.engine) as connection:
        assert queue_reply(connection, service, comment, "About it", WORD, written)


def grave(service: AppContext) -> None:
    send(service, "1", danger=3)


def overdue(service: AppContext) -> None:
    send(service, "1", due=NOW - 1)


def late_mail(service: AppContext) -> None:
    mail(service, send(service, "1"), NOW - 2 * DAY)


def mail_refused(service: AppContext) -> None:
    mail(service, send(service, "1"), NOW)
    with writing(service.engine) as connection:
        connection.execute(update(outbox).values(outcome=REFUSED))


def never_exported(service: AppContext) -> None:
    number = send(service, "1")
    with writing(service.engine) as connection:
        connection.execute(update(comments).values(state=State.SIGNED_OFF.value))
        row = {"comment": number, "content": "{}", "shown": "{}", "signed": NOW - 8 * DAY}
        connection.execute(insert(answers), row)


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (grave, "Grave words that nobody has said they acted on: 1."),
        (overdue, "Past the day by which an answer was promised: 1."),
        (late_mail, "Mail that has not been sent: 1, the oldest written 2 days ago."),
        (mail_refused, "Mail that did not arrive and is not tried again: 1."),
        (never_exported, "Signed off and not yet published: 1, the oldest for 8 days."),
    ],
)
def test_each_thing_that_somebody_has_to_do_is_a_sentence(
    tmp_path: Path, databases: str, cause: Callable[[AppContext], None], sentence: str
) -> None:
    service = make_service(tmp_path, databases, lambda: NOW)
    assert list(status_warnings(well(service))) == []
    cause(service)
    [warning] = status_warnings(well(service))
    assert warning.startswith(sentence)


def test_grave_words_are_no_warning_once_somebody_says_they_acted(tmp_path: Path) -> None:
    service = make_service(tmp_path, clock=lambda: NOW)
    number = send(service, "1", danger=3)
    with writing(service.engine) as connection:
        note_act(connection, NOW, "passed on", comment=number)
    assert list(status_warnings(well(service))) == []


def test_a_full_disk_a_purge_that_stopped_and_wrong_tables_are_sentences(tmp_path: Path) -> None:
    service = make_service(tmp_path, clock=lambda: NOW)
    status = well(service)
    [full] = status_warnings(replace(status, free_bytes=LEAST_FREE_BYTES - 1))
    assert full.startswith("The disk of the database has 500 MB left.")
    [old] = status_warnings(replace(status, now=NOW + 3 * DAY))
    assert "was not for 3 days deleted" in old
    assert status.store
    assert list(status_warnings(replace(status, store=replace(status.store, runs={})))) == []
    [tables] = status_warnings(replace(status, store=None, fault="It has not the tables."))
    assert tables == "Nothing that families send can be taken. It has not the tables."


def test_a_new_service_is_not_told_that_nothing_was_ever_deleted(
    tmp_path: Path, databases: str
) -> None:
    """Before the first purge is due there is nothing that it could have deleted."""
    clock = Clock(NOW)
    service = make_service(tmp_path, databases, clock)
    assert list(status_warnings(read_status(service))) == []
    number = send(service, "1", due=NOW + 9 * DAY)
    with writing(service.engine) as connection:
        connection.execute(update(comments).where(comments.c.id == number).values(received=NOW))
    for moment, is_told in ((NOW, False), (NOW + MAX_PURGE_AGE, False), (NOW + 3 * DAY, True)):
        clock.moment = moment
        told = [one for one in status_warnings(read_status(service)) if "never deleted" in one]
        assert bool(told) == is_told


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0.0 MB"),
        (440_000, "0.4 MB"),
        (52_400_000, "52 MB"),
        (999_000_000, "999 MB"),
        (12_340_000_000, "12.3 GB"),
    ],
)
def test_room_is_told_in_a_unit_that_says_something(number: int, words: str) -> None:
    assert size_of(number) == words


def test_a_purge_is_written_down_and_a_dry_run_is_not(tmp_path: Path, databases: str) -> None:
    service = make_service(tmp_path, databases, lambda: NOW)
    purge(service, Feedback(), NOW, dry_run=True)
    with reading(service.engine) as connection:
        assert last_runs(connection) == {}
    for time in (NOW, NOW + 60):
        purge(service, Feedback(), time, dry_run=False)
        with reading(service.engine) as connection:
            assert last_runs(connection) == {"purge": time}


def test_the_command_tells_a_person_cron_and_a_program(tmp_path: Path, databases: str) -> None:
    settings = environment(tmp_path, databases)
    before = feedback_command("status", cwd=tmp_path, **settings)
    assert (before.returncode, before.stderr) == (1, "")
    assert "feedback setup" in before.stdout
    assert re.search(r"^tables +cannot be used$", before.stdout, re.MULTILINE)
    assert feedback_command("setup", cwd=tmp_path, **settings).returncode == 0
    quiet = feedback_command("status", "--quiet", cwd=tmp_path, **settings)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    plain = feedback_command("status", cwd=tmp_path, **settings)
    assert (plain.returncode, plain.stderr) == (0, "")
    assert re.search(r"^waiting +0, of them overdue 0$", plain.stdout, re.MULTILINE)
    assert re.search(r"^last export +never$", plain.stdout, re.MULTILINE)
    assert re.search(r"^last backup +not known$", plain.stdout, re.MULTILINE)
    assert re.search(r"^service +not asked: FEEDBACK_SERVICE does", plain.stdout, re.MULTILINE)
    content = json.loads(feedback_command("status", "--json", cwd=tmp_path, **settings).stdout)
    assert (content["warnings"], content["store"]["waiting"]) == ([], 0)
    assert (content["answer"], content["last_backup"], content["site_fault"]) == (None, None, "")
    assert set(content["unopened"].values()) == {0}


def test_a_monitor_learns_whether_it_can_take_what_families_send(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    browser = client(app_of(service))
    for address, words in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
        answer = browser.get(address)
        assert (answer.status_code, answer.text) == (200, words)
    (tmp_path / "feedback.sqlite3").rename(tmp_path / "moved.sqlite3")
    assert browser.get("/healthz").status_code == 200
    gone = browser.get("/readyz")
    assert gone.status_code == 503
    assert gone.text.startswith("feedback.sqlite3 was deleted or moved.")
    assert int(gone.headers["Retry-After"]) > 0


def test_a_monitor_learns_that_there_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "feedback.sqlite3").touch()
    settings = replace(make_settings(tmp_path), makes_store=False)
    old = client(make_feedback(settings, site_context)).get("/readyz")
    assert (old.status_code, "tables of this version" in old.text) == (503, True)


def test_a_monitor_learns_that_nothing_can_be_written(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    browser = client(app_of(service))
    event.listen(
        service.engine, "checkout", lambda driver, *_: driver.execute("PRAGMA query_only = 1")
    )
    answer = browser.get("/readyz")
    assert answer.status_code == 503
    assert "feedback.sqlite3 can be read and not written." in answer.text


def test_a_service_without_a_site_is_alive_and_not_ready(tmp_path: Path) -> None:
    browser = client(app_of(replace(make_service(tmp_path), newest=lambda: None)))
    assert browser.get("/healthz").status_code == 200
    assert browser.get("/readyz").text == "There is no built site to make pages with.\n"


@pytest.mark.parametrize("with_feedback", [True, False])
def test_the_whole_service_answers_monitors_with_comments_or_without(
    tmp_path: Path, *, with_feedback: bool
) -> None:
    make_service(tmp_path)
    folders = small_council()
    settings = make_settings(tmp_path) if with_feedback else None
    host = HostSettings(folders.content, folders.site, ROOT, folders.state)
    browser = make_app(host, settings).test_client()
    assert browser.get("/healthz").text == "ok\n"
    assert browser.get("/readyz").text == "ready\n"
    with browser.get("/metrics") as metrics:
        assert metrics.status_code == (200 if with_feedback else 404)
    assert PREFIXES[0] == "/feedback/"


def test_a_program_for_graphs_reads_every_count_and_never_a_word(tmp_path: Path) -> None:
    service = make_service(tmp_path)
    never_exported(service)
    mail(service, send(service, "2", danger=3), NOW)
    answer = client(app_of(service)).get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert WORD.casefold() not in answer.text.casefold()
    line = re.compile(r"# (HELP|TYPE) [a-z_]+ .+|local_offer_[a-z_]+ \d+")
    assert all(line.fullmatch(row) for row in answer.text.splitlines())
    values = dict(row.split() for row in answer.text.splitlines() if not row.startswith("#"))
    assert values["local_offer_danger_open"] == "1"
    assert values["local_offer_unexported"] == "1"
    assert values["local_offer_mail_oldest_unsent_timestamp_seconds"] == str(NOW)
    assert "local_offer_last_purge_timestamp_seconds" not in values
    assert "local_offer_waiting" not in metrics_text(replace(read_status(service), store=None))


@pytest.mark.parametrize(
    "headers",
    [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=::1"}, {"X-Real-IP": "127.0.0.1"}],
)
def test_what_came_through_a_proxy_gets_no_counts(tmp_path: Path, headers: dict[str, str]) -> None:
    browser = client(app_of(make_service(tmp_path)))
    assert browser.get("/metrics", headers=headers).status_code == 404
    away = browser.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert away.status_code == 404


_FAILING = f"""
def app(environ, start):
    if environ["PATH_INFO"].startswith("/{WORD}"):
        raise RuntimeError("{WORD} said something")
    start("200 OK", [("Content-Length", "0")])
    return [b""]
"""


def test_each_line_of_the_log_is_json_with_a_time_and_nothing_of_a_request(tmp_path: Path) -> None:
    """The server itself, and what the service notes, under gunicorn as ``deploy/`` starts it."""
    (tmp_path / "failing.py").write_text(_FAILING, encoding="utf-8")
    broken = tmp_path / "feedback.sqlite3"
    environ = os.environ | environment(tmp_path, f"sqlite:///{broken}")
    environ |= {"PYTHONPATH": f"{ROOT}:{tmp_path}"}
    raw = f"GET /{WORD}?q={WORD} HTTP/1.1\r\nHost: x\r\nX-{WORD}: 1\r\n\r\n".encode()
    bad = f"{WORD} {WORD} {WORD}\r\n\r\n".encode()
    page = b"GET /feedback/desk/sign-in HTTP/1.1\r\nHost: x\r\n\r\n"
    broken.write_text("No database. " * 1000, encoding="utf-8")
    log = _log_of("failing:app", [raw, bad], tmp_path, environ)
    log += _log_of("feedback.wsgi:app()", [page], tmp_path, environ)
    lines = [json.loads(line) for line in log.splitlines()]
    assert {line["log"] for line in lines} >= {"gunicorn.error", "feedback"}
    assert all(
        re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00$", row["time"]) for row in lines
    )
    assert any("RuntimeError at" in line["message"] for line in lines)
    assert WORD not in log


def _log_of(application: str, requests: list[bytes], folder: Path, environ: dict[str, str]) -> str:
    """Serve, send the requests, stop; return what was written to standard error."""
    port = free_port()
    words = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    words += [
        "--log-level",
        "warning",
        "--logger-class",
        "feedback.server_log.ServerLog",
        application,
    ]
    log = folder / "log"
    with log.open("wb") as file:
        server = subprocess.Popen([*words, application], cwd=ROOT, env=environ, stderr=file)
    try:
        for request in requests:
            _ask(port, request)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    return log.read_text(encoding="utf-8")


def _ask(port: int, request: bytes) -> None:
    until = monotonic() + 60
    while True:
        try:
            wire = socket.create_connection(("127.0.0.1", port), timeout=30)
        except OSError:
            assert monotonic() < until
            sleep(0.1)
        else:
            break
    with wire:
        wire.sendall(request)
        assert wire.recv(65536)
