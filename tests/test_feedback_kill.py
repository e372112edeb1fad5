"""Said "received" means kept: killed at any moment under load, nothing is lost and none doubled."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import sleep

from sqlalchemy import create_engine, select

from feedback.store.tables import comments
from tests.support.feedback import form_number
from tests.support.feedback_server import Gunicorn, serving_feedback

PAGE = "/guides/ask-for-a-plan/"
CLIENTS = 8


@dataclass
class Family:
    """Someone who sends forms one after another, and sends one again until there is an answer."""

    server: Gunicorn
    name: int
    stop: Event
    references: dict[str, set[str]] = field(default_factory=dict)
    unanswered: int = 0

    def send(self) -> "Family":
        """Send forms until told to stop; the last one too is sent until it is answered."""
        chance = random.Random(self.name)  # noqa: S311 - no secret: which forms are sent twice
        while not self.stop.is_set():
            number = form_number()
            self._send_until_answered(number)
            if chance.random() < 0.3:
                self._send_until_answered(number)
            if chance.random() < 0.3:
                self._send_both_at_once(number if chance.random() < 0.5 else form_number())
        return self

    def _send_both_at_once(self, number: str) -> None:
        with ThreadPoolExecutor(2) as two:
            list(two.map(self._send_until_answered, (number, number)))

    def _send_until_answered(self, number: str) -> None:
        form = {"form": number, "page": PAGE, "tried": "to ring", "wrong": f"Out of date: {number}"}
        while not (leads_to := self._answer(form)):
            self.unanswered += 1
            sleep(0.05)
        self.references.setdefault(number, set()).add(leads_to.rpartition("/")[2])

    def _answer(self, form: dict[str, str]) -> str | None:
        answer = self.server.ask("POST", "/feedback/comment", form)
        assert answer is None or answer.startswith(("/feedback/received/", "503")), answer
        return None if answer == "503" else answer


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
    stop, workers = Event(), 2 if databases.startswith("sqlite") else 4
    with serving_feedback(databases, workers, tmp_path / "log") as server:
        families = [Family(server, number, stop) for number in range(CLIENTS)]
        with ThreadPoolExecutor(CLIENTS) as pool:
            running = [pool.submit(family.send) for family in families]
            try:
                for _ in killing(server):
                    assert not any(one.done() for one in running), [one.result() for one in running]
            finally:
                stop.set()
    references = {
        form: answers for family in families for form, answers in family.references.items()
    }
    assert {len(answers) for answers in references.values()} == {1}
    assert sum(family.unanswered for family in families) > 0
    engine = create_engine(databases)
    with engine.connect() as connection:
        rows = [row.reference for row in connection.execute(select(comments.c.reference))]
    engine.dispose()
    assert sorted(rows) == sorted(reference for (reference,) in references.values())


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
