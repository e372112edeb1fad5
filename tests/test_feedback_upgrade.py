"""An upgrade with a migration, in the order of docs/council.md: families see nothing of it."""

import os
import signal
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import select, text

from feedback.store.engine import make_engine, reading
from feedback.store.tables import comments
from tests.support.feedback_families import Family, assert_each_is_kept_once, families_sending
from tests.support.feedback_server import ask, serving_feedback
from tests.support.free_port import free_port
from tests.support.newer_program import REVISION, make_newer_program, run_newer
from tests.support.nginx import forms_before, running_nginx
from tests.support.service_command import server_settings

FAMILIES = 4
PATIENCE = 60


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < end
        sleep(0.05)


def until_each_has_sent(families: tuple[Family, ...]) -> None:
    """Wait until each family was answered twice more."""
    before = [len(family.references) for family in families]
    until(
        lambda: all(
            len(one.references) > was + 1 for one, was in zip(families, before, strict=True)
        )
    )


def test_families_send_on_while_the_service_is_upgraded(tmp_path: Path, databases: str) -> None:
    newer, port = make_newer_program(tmp_path / "newer"), free_port()
    settings = server_settings(tmp_path, databases)

    def send(form: Mapping[str, str]) -> str | None:
        return ask("127.0.0.1", port, "POST", "/feedback/comment", form, patience=2 * PATIENCE)

    with (
        socket.create_server(("127.0.0.1", 0), backlog=128) as held,
        serving_feedback(databases, 2, tmp_path / "log", listening=held) as server,
        running_nginx(tmp_path, forms_before(port, server.at)),
        families_sending(send, FAMILIES) as families,
    ):
        until_each_has_sent(families)
        run_newer(newer, settings, "setup")
        until_each_has_sent(families)
        assert server.ask("GET", "/readyz") == "200"
        first, _ = before = server.worker_ids()
        os.kill(first, signal.SIGTERM)
        until(lambda: len(server.worker_ids()) == 2 and server.worker_ids() != before)
        until_each_has_sent(families)
        server.stop()
        server.program = newer
        server.start()
        until_each_has_sent(families)
    assert [family.unanswered for family in families] == [0] * FAMILIES
    assert_each_is_kept_once(families, databases)
    with reading(make_engine(databases)) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == REVISION
        colours = connection.execute(text("SELECT DISTINCT colour FROM comments")).scalars().all()
        assert set(colours) == {None, "red"}  # from both programs
        assert connection.scalars(select(comments.c.words)).first()
