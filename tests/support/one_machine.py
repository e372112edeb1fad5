"""A machine on which somebody tries the service out, with one comment signed off in its store."""

from pathlib import Path

from sqlalchemy import insert, update

from feedback.app_context import AppContext
from feedback.cli import run
from feedback.mail.outbox import queue_reply
from feedback.moderation.answer import Answer
from feedback.store.command_runs import record_run
from feedback.store.engine import writing
from feedback.store.submissions import by_reference, store_submission
from feedback.store.tables import answers, comments
from feedback.submission import Submission
from localoffer.cli.options import make_parser
from localoffer.workspace import Workspace
from tests.support.feedback import ROOT, make_service, small_council

NOW = 1_795_300_000


def make_one_machine(folder: Path) -> Path:
    """A folder with content and a store, as `make` leaves them, without any settings."""
    (folder / ".localoffer").mkdir()
    service = make_service(folder / ".localoffer")
    key = folder / ".localoffer" / "feedback.key"
    key.write_text(service.settings.keys[0], encoding="ascii")
    (folder / "templates").symlink_to(ROOT / "templates")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    content = small_council().content
    for file in content.rglob("*"):
        if file.is_file():
            other = folder / "content" / file.relative_to(content)
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_bytes(file.read_bytes())
    themes = folder / "content" / "lists" / "themes.yaml"
    themes.write_text("- {id: transport, name: Travel}\n", encoding="utf-8")
    _store(service)
    return folder


def do(folder: Path, *words: str) -> int:
    """Run a command of ``feedback`` in the folder; return its exit status."""
    return run(Workspace.of_checkout(folder), make_parser().parse_args(["feedback", *words]))


def _store(service: AppContext) -> None:
    """Keep a comment that is signed off, with a reply that waits."""
    sent = Submission("1", "comment", {"wrong": "Raw."}, reply_to="parent@example.org")
    published = Answer(
        you_said="Nothing is said of late taxis.", matter="missing", themes=("transport",),
        who="parent or carer",
    ).as_json()  # fmt: skip
    with writing(service.engine) as connection:
        receipt = store_submission(connection, sent, service.keys.seal(sent.reply_to), NOW, NOW)
        row = by_reference(connection, receipt.reference)
        assert row
        values = {"comment": row.id, "content": published, "shown": published, "number": "2026-001"}
        connection.execute(insert(answers), {**values, "signed": NOW, "signed_by": "Team"})
        connection.execute(update(comments).values(state="signed off"))
        queue_reply(connection, service, row.id, "Your comment", "Thank you for it.", NOW)
        record_run(connection, "purge", service.now())  # so that no clock is doubted
