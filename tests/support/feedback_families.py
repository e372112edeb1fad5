"""Families who send forms again and again while a server is killed under them."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from time import sleep

from sqlalchemy import create_engine, select

from feedback.store.tables import comments
from tests.support.feedback import form_number

PAGE = "/guides/ask-for-a-plan/"

#: Sends a form once: where the answer leads on to, or its status, or None where none came.
Send = Callable[[Mapping[str, str]], str | None]


@dataclass
class Family:
    """Someone who sends forms one after another, and sends one again until there is an answer."""

    send: Send
    name: int
    stop: Event
    references: dict[str, set[str]] = field(default_factory=dict)
    unanswered: int = 0

    def send_forms(self) -> "Family":
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

    def _answer(self, form: Mapping[str, str]) -> str | None:
        answer = self.send(form)
        assert answer is None or answer.startswith(("/feedback/received/", "50")), answer
        return answer if answer and answer.startswith("/") else None


@contextmanager
def families_sending(send: Send, number: int) -> Iterator[tuple[Family, ...]]:
    """Have so many families send until the end of the block; each has been answered by then."""
    stop = Event()
    families = tuple(Family(send, name, stop) for name in range(number))
    with ThreadPoolExecutor(number) as pool:
        sending = [pool.submit(family.send_forms) for family in families]
        try:
            yield families
        finally:
            stop.set()
        for one in sending:
            one.result()


@dataclass(frozen=True)
class Kept:
    """How many forms were acknowledged; of these, how many are lost, and how many too many."""

    acknowledged: int
    lost: int
    doubled: int


def count_kept(families: Iterable[Family], database: str) -> Kept:
    """Compare what families were told with what the store has.

    A form has one reference however often it was sent, and the store has no row that nobody was
    told of: each family sends until it is answered.
    """
    answers = {form: told for family in families for form, told in family.references.items()}
    told = {reference for references in answers.values() for reference in references}
    engine = create_engine(database)
    with engine.connect() as connection:
        rows = [row.reference for row in connection.execute(select(comments.c.reference))]
    engine.dispose()
    return Kept(
        len(answers),
        len(told.difference(rows)),
        len(rows) + len(told.difference(rows)) - len(answers),
    )


def assert_each_is_kept_once(families: Iterable[Family], database: str) -> None:
    """Each form has one reference however often it was sent, and the store has each once."""
    kept = count_kept(families, database)
    assert kept == Kept(kept.acknowledged, lost=0, doubled=0)
    assert kept.acknowledged
