"""A store of comments beside a runner: the file of its settings, and what is signed off in it."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import insert, update

from feedback.moderation.answer import Answer
from feedback.store.engine import make_engine, writing
from feedback.store.migrate import upgrade
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import answers, comments
from feedback.submission import Submission

NOW = 1_795_300_000


@dataclass(frozen=True)
class Store:
    """The store: the file of settings, its database and its keys."""

    file: Path
    database: str
    keys: tuple[str, ...]

    def sign_off(self, number: str, answer: Answer) -> None:
        """Keep a comment that is signed off."""
        engine = make_engine(self.database)
        upgrade(engine)
        with writing(engine) as connection:
            sent = Submission(number, "comment", {"wrong": "Raw words."})
            receipt = store_submission(connection, sent, None, NOW, NOW)
            row = by_reference(connection, receipt.reference)
            assert row
            values = {"comment": row.id, "content": "{}", "shown": answer.as_json()}
            signed = {"number": number, "signed": NOW, "signed_by": "Team"}
            connection.execute(insert(answers), {**values, **signed})
            mine = update(comments).where(comments.c.id == row.id)
            connection.execute(mine.values(state="signed off"))
        engine.dispose()


def make_store(folder: Path, content: Path, site: Path) -> Store:
    """Write the settings of a service for this content and this built site; return its store."""
    file, database = folder / "settings.env", f"sqlite:///{folder / 'store.sqlite3'}"
    keys = tuple(Fernet.generate_key().decode() for _ in range(2))
    values = {
        "LOCAL_OFFER_CONTENT": str(content),
        "LOCAL_OFFER_SITE": str(site),
        "FEEDBACK_KEYS": " ".join(keys),
        "FEEDBACK_ORIGINS": "https://offer.example.org",
        "FEEDBACK_DATABASE": database,
    }
    lines = (f'{name}="{value}"\n' for name, value in values.items())
    file.write_text("".join(lines), encoding="utf-8")
    return Store(file, database, keys)
