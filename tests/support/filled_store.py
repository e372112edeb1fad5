"""A store of today's tables with rows in every table, and questions to it."""

from pathlib import Path

from sqlalchemy import Engine, func, insert, select

from feedback.backups.store_rows import count_rows
from feedback.store.assignments import assign
from feedback.store.engine import make_engine, reading, writing
from feedback.store.migrate import upgrade
from feedback.store.tables import accounts, comments, standard_answers
from feedback.store.viewers import note_viewer
from tests.support.feedback import client, form_number, service_app
from tests.support.old_stores import lay_old_store

_LAST = "1c9e9d0"


def filled(database: str) -> Engine:
    """A store of today's tables with rows in every table."""
    lay_old_store(database, _LAST)
    engine = make_engine(database)
    upgrade(engine)
    with writing(engine) as connection:
        comment = connection.execute(select(func.min(comments.c.id))).scalar_one()
        account = connection.execute(select(func.min(accounts.c.id))).scalar_one()
        assign(connection, comment, account, 1)
        note_viewer(connection, comment, account, 1)
        answer = {"name": "Taxis", "text": "Ask the team.", "version": 1, "changed": 1}
        connection.execute(insert(standard_answers), answer)
    return engine


def counts_of(engine: Engine) -> dict[str, int]:
    """Return how many rows each table has."""
    with reading(engine) as connection:
        return count_rows(connection)


def references(engine: Engine) -> set[str]:
    """Return the references of all comments."""
    with reading(engine) as connection:
        return set(connection.execute(select(comments.c.reference)).scalars())


def send(tmp_path: Path, database: str) -> str:
    """Send a comment through the service; return its reference."""
    sent = {"form": form_number(), "page": "/guides/ask-for-a-plan/", "wrong": "It was too late."}
    answer = client(service_app(tmp_path, database)).post("/feedback/comment", data=sent)
    assert answer.status_code == 303
    return answer.location.rpartition("/")[2]
