"""Said "received" means kept: killed at any moment under load, nothing is lost and none doubled."""

import random
from collections.abc import Iterator
from pathlib import Path
from time import sleep

from tests.support.feedback import form_number
from tests.support.feedback_families import PAGE, assert_each_is_kept_once, families_sending
from tests.support.feedback_server import Gunicorn, serving_feedback

CLIENTS = 8


def killing(server: Gunicorn) -> Iterator[None]:
    """Kill workers again and again, and the whole of it three times."""
    chance = random.Random(5)  # noqa: S311 - no secret: when to kill which
    for round_number in range(1, 13):
        sleep(chance.uniform(0.05, 0.5))
        if round_number % 4:
            server.kill_worker(chance.randrange(8))
        else:
            server.kill()
            server.start()
        yield


def test_killed_again_and_again_it_keeps_each_comment_once(tmp_path: Path, databases: str) -> None:
    workers = 2 if databases.startswith("sqlite") else 4
    with (
        serving_feedback(databases, workers, tmp_path / "log") as server,
        families_sending(server.send, CLIENTS) as families,
    ):
        for _ in killing(server):
            assert families
    assert sum(family.unanswered for family in families) > 0
    assert_each_is_kept_once(families, databases)


def test_neither_log_of_the_server_holds_a_word_that_was_typed(
    tmp_path: Path, databases: str
) -> None:
    with serving_feedback(databases, 2, tmp_path / "log") as server:
        form = {"form": form_number(), "page": PAGE, "wrong": "Aloysius has an appointment."}
        assert server.ask("POST", "/feedback/comment", form)
        assert server.ask("POST", "/feedback/comment", {**form, "form": "", "wrong": ""}) == "400"
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "POST /feedback/comment" in log
    assert "Aloysius" not in log
