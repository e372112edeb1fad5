"""Said "received" means kept: killed at any moment under load, nothing is lost and none doubled."""

from pathlib import Path

from tests.support.feedback import form_number
from tests.support.feedback_families import PAGE, assert_each_is_kept_once, families_sending
from tests.support.feedback_kills import kill_again_and_again
from tests.support.feedback_server import serving_feedback

CLIENTS = 8

#: A thousand are in benchmarks/feedback_kills.py.
KILLS = 12


def test_killed_again_and_again_it_keeps_each_comment_once(tmp_path: Path, databases: str) -> None:
    workers = 2 if databases.startswith("sqlite") else 4
    with (
        serving_feedback(databases, workers, tmp_path / "log") as server,
        families_sending(server.send, CLIENTS) as families,
    ):
        kills = list(kill_again_and_again(server, KILLS))
    assert len(kills) == KILLS
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
