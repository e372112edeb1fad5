"""What ``feedback status`` tells beside the store: the running service, keys, backups, the site."""

import json
import os
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from cryptography.fernet import Fernet
from flask import Flask, Response
from sqlalchemy import insert, select

from feedback.app import app_of
from feedback.app_context import AppContext
from feedback.backups.last_backup import FILE, last_backup, note_backup
from feedback.keys import Keys
from feedback.monitoring.service_answer import ask_service
from feedback.monitoring.site_fault import site_fault
from feedback.monitoring.status_report import read_report, report_warnings
from feedback.monitoring.unopened_secrets import count_unopened
from feedback.store.engine import writing
from feedback.store.tables import accounts, contacts
from localoffer.serving.site_context import check_content, site_context_cache
from tests.support.accounts import Clock
from tests.support.feedback import make_service, service_app, small_council
from tests.support.feedback_command import environment, feedback_command
from tests.support.queued_reply import NOW, queue_reply_to
from tests.support.service_command import run_feedback, server_settings
from tests.support.wsgi_server import serving

DAY = 86_400
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody


def warnings_of(app: AppContext, **changes: object) -> list[str]:
    settings = replace(app.settings, **changes)  # type: ignore[arg-type]
    return list(report_warnings(read_report(replace(app, settings=settings))))


def test_a_site_without_a_web_address_is_named_before_mail_leads_nowhere(tmp_path: Path) -> None:
    app = make_service(tmp_path)
    assert warnings_of(app) == []
    folders = replace(app.settings.folders, base_url="http://localhost:8000")
    local = replace(app, newest=site_context_cache(folders, "feedback").newest)
    (warning,) = warnings_of(local)
    assert "base_url: https://localoffer.example.org" in warning


def test_the_running_service_is_asked_and_says_that_it_is_ready(tmp_path: Path) -> None:
    with serving(service_app(tmp_path)) as address:
        settings = environment(tmp_path, f"sqlite:///{tmp_path / 'feedback.sqlite3'}")
        settings["FEEDBACK_SERVICE"] = address
        done = feedback_command("status", cwd=tmp_path, **settings)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"service                   ready (asked at {address})\n" in done.stdout
        told = json.loads(feedback_command("status", "--json", cwd=tmp_path, **settings).stdout)
        assert told["answer"] == {"address": address, "status": 200, "words": "ready"}


def test_why_the_running_service_takes_nothing_is_told_though_the_store_is_well(
    tmp_path: Path,
) -> None:
    """The service has no site that it could make pages with; this command has one."""
    service = make_service(tmp_path)
    with serving(app_of(replace(service, newest=lambda: None))) as address:
        [warning] = warnings_of(service, service=address)
    assert warning == (
        "The service runs and takes nothing that families send. It says: There is no built site "
        "to make pages with."
    )


def test_a_service_that_does_not_answer_is_told_with_where_to_look(tmp_path: Path) -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody_listens.getsockname()[1]}"
        [warning] = warnings_of(make_service(tmp_path), service=address)
    assert warning.startswith(f"The service does not answer at {address} (Connection refused)")
    assert "journalctl -u local-offer" in warning


def test_another_server_is_not_taken_for_the_service(tmp_path: Path) -> None:
    other = Flask("other")
    moved = Response("\x1b[2JHello", 301, headers={"Location": "http://192.0.2.1/"})
    other.add_url_rule("/readyz", view_func=lambda: moved)
    with serving(other) as address:
        answer = ask_service(address)
        assert answer
        assert (answer.status, answer.words) == (301, "[2JHello")
        [warning] = warnings_of(make_service(tmp_path), service=address)
    assert f"What answers at {address} is not this service: it says 301" in warning


@pytest.mark.parametrize("said", [b"", b"no HTTP\r\n\r\n"])
def test_what_breaks_off_or_is_no_http_is_no_answer(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = Thread(target=_say, args=(listening, said))
        thread.start()
        answer = ask_service(address)
        thread.join()
    assert answer
    assert (answer.status, bool(answer.words)) == (None, True)


def _say(listening: socket.socket, said: bytes) -> None:
    connection, _ = listening.accept()
    with connection:
        connection.recv(65_536)
        connection.sendall(said)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8001", "https://127.0.0.1:8001", "http://127.0.0.1", "http://127.0.0.1:8001/x"],
)
def test_an_address_that_names_no_server_is_a_wrong_setting(tmp_path: Path, address: str) -> None:
    settings = environment(tmp_path, f"sqlite:///{tmp_path / 'feedback.sqlite3'}")
    done = feedback_command("status", cwd=tmp_path, **settings, FEEDBACK_SERVICE=address)
    assert done.returncode == 2
    assert f"FEEDBACK_SERVICE is {address}. Set it to where gunicorn listens" in done.stderr


def with_secrets(service: AppContext) -> None:
    """An account with a second factor, a comment with an address, and a reply that waits."""
    row = {"name": "sam", "role": "moderator", "shown_as": "Team", "password": "", "created": NOW}
    sealed = {"second": service.keys.seal(SECRET), "active": True}
    with writing(service.engine) as connection:
        connection.execute(insert(accounts), [{**row, **sealed}, {**row, **sealed, "name": "jo"}])
    queue_reply_to(service)


def test_sealed_things_that_no_key_opens_are_counted_and_never_shown(
    tmp_path: Path, databases: str
) -> None:
    service = make_service(tmp_path, databases)
    with_secrets(service)
    assert count_unopened(service).warning == ""
    other = replace(service, keys=Keys.of([Fernet.generate_key().decode()]))
    warning = count_unopened(other).warning
    counts = "2 second factors of moderators, 1 addresses for a reply and 1 mails that wait"
    assert counts in warning
    assert "Put the former key behind the newest" in warning
    both = (Fernet.generate_key().decode(), *service.settings.keys)
    assert count_unopened(replace(service, keys=Keys.of(both))).warning == ""


def test_a_wrong_key_is_told_by_setup_by_status_and_as_the_service_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    service = make_service(tmp_path)
    with_secrets(service)
    wrong = Fernet.generate_key().decode()
    settings = server_settings(tmp_path, service.settings.database, FEEDBACK_KEYS=wrong)
    assert run_feedback(settings, "setup") == 0
    assert "FEEDBACK_KEYS has not the key that opens 2 second factors" in capsys.readouterr().err
    assert run_feedback(settings, "status", "--quiet") == 1
    assert "FEEDBACK_KEYS has not the key that opens" in capsys.readouterr().out
    app_of(replace(service, keys=Keys.of([wrong])))
    [line] = [one.getMessage() for one in caplog.records]
    assert line.startswith("FEEDBACK_KEYS has not the key that opens 2 second factors")
    with service.engine.connect() as connection:
        sealed = [
            bytes(one).decode() for one in connection.execute(select(contacts.c.sealed)).scalars()
        ]
    output = f"{caplog.text}{capsys.readouterr()}"
    assert not [one for one in (*sealed, SECRET, wrong, "parent@example.org") if one in output]


def test_a_backup_is_noted_for_its_store_alone(tmp_path: Path, databases: str) -> None:
    service, state = make_service(tmp_path, databases), tmp_path / "state"
    assert last_backup(service.engine, state) is None
    settings = server_settings(tmp_path, databases)
    assert run_feedback(settings, "backup", str(tmp_path)) == 0
    noted = last_backup(service.engine, state)
    assert noted
    assert abs(noted - service.now()) < DAY
    (tmp_path / "other").mkdir()
    assert last_backup(make_service(tmp_path / "other").engine, state) is None
    assert "hidden" not in (state / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"a": 1}'])
def test_a_note_of_backups_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    service = make_service(tmp_path)
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert last_backup(service.engine, tmp_path) is None
    note_backup(service.engine, tmp_path, NOW)
    assert last_backup(service.engine, tmp_path) == NOW


def test_a_backup_that_is_missing_is_told_after_the_days_of_the_setting(tmp_path: Path) -> None:
    clock = Clock(NOW)
    council = replace(small_council(), state=tmp_path)
    service = make_service(tmp_path, clock=clock)
    service = replace(service, settings=replace(service.settings, folders=council))
    with_secrets(service)
    note_backup(service.engine, tmp_path, NOW)

    def told(**changes: object) -> list[str]:
        return [one for one in warnings_of(service, **changes) if "feedback backup" in one]

    clock.moment = NOW + 2 * DAY
    assert told() == []
    clock.moment = NOW + 3 * DAY
    [missed] = told()
    assert missed.startswith(f"The last backup is from {datetime.fromtimestamp(NOW, UTC):%Y-%m-%d}")
    assert told(backup_days=5) == told(backup_days=0) == []
    (tmp_path / FILE).unlink()
    [unknown] = told()
    assert unknown.startswith("It is not known that the comments were ever backed up")
    clock.moment = NOW + DAY
    assert told() == []


def test_a_backup_that_cannot_be_noted_is_good_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = server_settings(tmp_path, make_service(tmp_path).settings.database)
    (tmp_path / "state").write_text("a file where the folder should be", encoding="utf-8")
    settings["LOCAL_OFFER_STATE"] = str(tmp_path / "state" / "deeper")
    assert run_feedback(settings, "backup", str(tmp_path / "copy.sqlite3")) == 0
    output = capsys.readouterr()
    assert "opened and found whole" in output.out
    assert "The backup is good, but" in output.err


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_backup_that_root_makes_belongs_to_whom_its_folder_belongs_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = server_settings(tmp_path, make_service(tmp_path).settings.database)
    (tmp_path / "backups").mkdir()
    (tmp_path / "state").mkdir()
    for folder in ("backups", "state"):
        os.chown(tmp_path / folder, 64_999, 64_999)
    assert run_feedback(settings, "backup", str(tmp_path / "backups")) == 0
    [file] = (tmp_path / "backups").iterdir()
    for made in (file, tmp_path / "state" / FILE):
        assert (made.stat().st_uid, made.stat().st_gid) == (64_999, 64_999)
    assert "You are root: the file belongs to 64999" in capsys.readouterr().out


def test_why_there_is_no_site_is_told(tmp_path: Path) -> None:
    council = small_council()
    never_built = replace(council, site=tmp_path)
    assert site_fault(never_built).startswith(f"{tmp_path} holds no build.json: it was never built")
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yaml").write_text("name: [", encoding="utf-8")
    assert "The content has errors" in site_fault(replace(council, content=content))
    service = replace(make_service(tmp_path), newest=lambda: None)
    [warning] = [one for one in warnings_of(service) if "no form can be shown" in one]
    assert "another version" in warning


def test_a_full_disk_does_not_make_a_good_site_a_bad_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was checked cannot be kept for the next time; it was checked all the same."""

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device", "cache")

    monkeypatch.setattr("localoffer.build_cache.save", no_room)
    council = replace(small_council(), state=tmp_path / "state")
    assert check_content(council)


def test_status_goes_on_where_the_database_cannot_be_used(tmp_path: Path) -> None:
    settings = environment(tmp_path, "postgresql+psycopg://nobody:hidden@127.0.0.1:9/nothing")
    done = feedback_command("status", cwd=tmp_path, **settings)
    assert (done.returncode, done.stderr) == (1, "")
    assert "The database server at 127.0.0.1:9 does not answer." in done.stdout
    assert re.search(r"^site +built$", done.stdout, re.MULTILINE)
    assert "hidden" not in done.stdout
