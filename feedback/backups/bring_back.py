"""Bringing back what came between a backup and its restore, from the store that was set aside."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection
from sqlalchemy.exc import DataError

from feedback.app_context import AppContext
from feedback.backups.danger_told import copy_danger_notices
from feedback.backups.id_maps import CommentMatches, match_accounts, match_comments
from feedback.backups.missing_rows import (
    IdMaps,
    copy_belongings,
    copy_besides,
    insert_rows,
    rows_of,
)
from feedback.backups.public_numbers import count_on, reopen, with_free_numbers
from feedback.backups.restore import bring_to_today, private_copy
from feedback.backups.store_rows import lock_tables, set_counter
from feedback.retention.forget_again import forget_again
from feedback.retention.purge import apply_rules, secure, wipe
from feedback.store.audit_log import note_act
from feedback.store.engine import make_engine, reading, writing
from feedback.store.marks import Mark
from feedback.store.tables import answers, comments, danger_notices
from localoffer.model.feedback import Feedback
from localoffer.problems import UsageError

_NO_FILE = "There is no file {}. Name the file that the restore set aside."
_SAME = "{} is the store itself. Name the file that the restore set aside."
_SALVAGED = (
    "{} was not written by the service: it looks like what was saved from a damaged store. What "
    "the damage cost would look as if somebody had deleted it, and would be deleted here too. "
    "Restore it into another database and enter by hand what is new. Nothing was changed."
)
_NOT_TAKEN = "PostgreSQL does not take what is in {}: {}. Nothing was changed."


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back, and what a person has to look at.

    ``counts`` are rows by table. ``known`` is how many comments of the file were here already;
    ``worked_on`` the references of those of them that somebody went on with after the backup, which
    stay as they are here. ``unsigned`` are references of comments that have to be signed off again,
    since their public number was given to another. ``accounts`` are the names of those that came
    back closed. ``forgotten`` is of how many comments something was deleted here because it had
    been deleted there, ``expired`` how many rows each rule of retention deleted.
    """

    counts: Mapping[str, int]
    known: int
    worked_on: tuple[str, ...]
    unsigned: tuple[str, ...]
    accounts: tuple[str, ...]
    forgotten: int
    expired: Mapping[str, int]


def bring_back(app: AppContext, file: Path, numbers: Feedback, now: int) -> BroughtBack:
    """Take from a set-aside store what the present one lacks: all of it, or nothing.

    What was deleted there is deleted here, and the rules of retention are applied as by a purge,
    with the council's ``numbers`` and the time ``now`` (seconds since 1970). The service may run.

    Raises:
        UsageError: the file is damaged, no store or saved from a damaged one, or the database does
            not take what is in it.
        sqlalchemy.exc.SQLAlchemyError: the store cannot be written to.
    """
    _require_other_store(app, file)
    with _opened(file, app.settings.folders.state) as source:
        try:
            with writing(app.engine) as target:
                secure(target)
                brought = _bring_back(source, target, numbers, now)
        except DataError as error:
            reason = str(error.orig).partition("\n")[0]  # what follows may hold what somebody typed
            raise UsageError(_NOT_TAKEN.format(file, reason)) from None
    if brought.forgotten or any(brought.expired.values()):
        wipe(app.engine)
    return brought


def _require_other_store(app: AppContext, file: Path) -> None:
    if not file.is_file():
        raise UsageError(_NO_FILE.format(file))
    if app.engine.dialect.name == "sqlite" and Path(str(app.engine.url.database)).samefile(file):
        raise UsageError(_SAME.format(file))


@contextmanager
def _opened(file: Path, state: Path) -> Iterator[Connection]:
    """Open a proved copy of a store, brought to today's tables; the file itself is left alone."""
    state.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=state) as folder:
        copy = Path(folder) / "set-aside.sqlite3"
        private_copy(file, copy)
        if not Mark.of_file(copy).newest:
            raise UsageError(_SALVAGED.format(file))
        bring_to_today(copy)
        engine = make_engine(f"sqlite:///{copy}")
        with reading(engine) as source:
            yield source
        engine.dispose()


def _bring_back(source: Connection, target: Connection, numbers: Feedback, now: int) -> BroughtBack:
    if target.dialect.name == "postgresql":
        lock_tables(target)
    matches = match_comments(source, target)
    accounts = match_accounts(source, target, matches.new)
    ids = IdMaps(matches.new, matches.both, accounts.ids)
    counts = {comments.name: _copy_comments(source, target, matches)}
    rows, unsigned = with_free_numbers(
        target, map(ids.translated, rows_of(source, answers, ids.new))
    )
    counts |= {answers.name: insert_rows(target, answers, rows)}
    counts |= copy_belongings(source, target, ids)
    counts |= {danger_notices.name: copy_danger_notices(source, target, ids)}
    counts |= copy_besides(source, target)
    count_on(source, target)
    reopened = reopen(target, unsigned)
    forgotten = forget_again(source, target, matches.both)
    expired = apply_rules(target, now, numbers)
    note_act(target, now, "brought back", note=f"comments: {len(ids.new)}")
    return BroughtBack(
        counts, len(ids.both), matches.worked_on, reopened, accounts.added, forgotten, expired
    )


def _copy_comments(source: Connection, target: Connection, matches: CommentMatches) -> int:
    rows = (row | {"id": matches.new[row["id"]]} for row in rows_of(source, comments, matches.new))
    number = insert_rows(target, comments, rows)
    if target.dialect.name == "postgresql":
        set_counter(target, comments)
    return number
