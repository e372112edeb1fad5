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
from feedback.backups.mail_after_backup import settle_mail
from feedback.backups.missing_rows import (
    IdMaps,
    copy_belongings,
    copy_besides,
    insert_rows,
    rows_of,
)
from feedback.backups.public_numbers import count_on, reopen, with_free_numbers
from feedback.backups.restore import bring_to_today, private_copy
from feedback.backups.standard_answers_back import bring_standard_answers
from feedback.backups.store_rows import lock_tables, set_counter
from feedback.backups.votes_after_backup import BROUGHT_BACK, copy_votes, note_of
from feedback.retention.forget_again import forget_again
from feedback.retention.purge import apply_rules, secure, wipe
from feedback.store.audit_log import note_act
from feedback.store.engine import make_engine, reading, writing
from feedback.store.marks import Mark
from feedback.store.opened_files import WRITTEN_OVER
from feedback.store.tables import answers, comments, danger_notices, standard_answers, votes
from localoffer.model.feedback import Feedback
from localoffer.problems import UsageError

_NO_FILE = "There is no file {}. Name the file that the restore set aside."
_SAME = "{} is the store itself. Name the file that the restore set aside."
_SALVAGED = (
    "{} was not written by the service: it looks like what was saved from a damaged store. What "
    "the damage cost would look as if somebody had deleted it, and would be deleted here too. "
    "Restore it into another database and enter by hand what is new. Nothing was changed."
)
_MIXED = (
    "{0} was written over while the service had it open, so it may be a mixture of two stores: "
    "what is missing in it would be deleted here. Nothing was changed. To see what it has, delete "
    "{1}, restore it into another FEEDBACK_DATABASE, and enter by hand what is new."
)
_NOT_TAKEN = "PostgreSQL does not take what is in {}: {}. Nothing was changed."


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What came back, and what a person has to look at.

    ``counts`` are rows by table. ``known`` is how many comments of the file were here already;
    ``worked_on`` the references of those of them that somebody went on with after the backup, which
    stay as they are here. ``unsigned`` are references of comments that have to be signed off again,
    since their public number was given to another. ``told`` are references of comments that are in
    both, whose sender had mail after the backup. ``has_votes`` is False where answers of yes and no
    stayed away, since it cannot be told which are missing. ``accounts`` are the names of those that
    came back closed. ``forgotten`` is of how many comments something was deleted here because it
    had been deleted there, ``expired`` how many rows each rule of retention deleted.
    """

    counts: Mapping[str, int]
    known: int
    worked_on: tuple[str, ...]
    unsigned: tuple[str, ...]
    told: tuple[str, ...]
    has_votes: bool
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
    with _opened(file, app.settings.folders.state) as (source, mark):
        try:
            with writing(app.engine) as target:
                secure(target)
                if target.dialect.name == "postgresql":
                    lock_tables(target)
                brought = _bring_back(source, target, numbers, now, mark)
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
    if (sign := file.with_name(file.name + WRITTEN_OVER)).exists():
        raise UsageError(_MIXED.format(file, sign))


@contextmanager
def _opened(file: Path, state: Path) -> Iterator[tuple[Connection, int]]:
    """Open a proved copy of a store, brought to today's tables; the file itself is left alone.

    With it comes the newest mark of the store as it was set aside.
    """
    state.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=state) as folder:
        copy = Path(folder) / "set-aside.sqlite3"
        private_copy(file, copy)
        mark = Mark.of_file(copy).newest
        if not mark:
            raise UsageError(_SALVAGED.format(file))
        bring_to_today(copy)
        engine = make_engine(f"sqlite:///{copy}")
        with reading(engine) as source:
            yield source, mark
        engine.dispose()


def _bring_back(
    source: Connection, target: Connection, numbers: Feedback, now: int, mark: int
) -> BroughtBack:
    matches = match_comments(source, target)
    accounts = match_accounts(source, target, matches.new)
    ids = IdMaps(matches.new, matches.both, accounts.ids)
    counts = {comments.name: _copy_comments(source, target, matches)}
    rows, unsigned = with_free_numbers(
        target, map(ids.translated, rows_of(source, answers, ids.new))
    )
    counts |= {answers.name: insert_rows(target, answers, rows)}
    brought_votes = copy_votes(source, target, mark)
    counts |= {votes.name: brought_votes or 0} | _copy_rest(source, target, ids)
    told = settle_mail(source, target, ids.both)
    count_on(source, target)
    reopened = reopen(target, unsigned)
    forgotten = forget_again(source, target, matches.both)
    expired = apply_rules(target, now, numbers)
    note_act(target, now, BROUGHT_BACK, note=note_of(len(ids.new), mark))
    return BroughtBack(
        counts=counts,
        known=len(ids.both),
        worked_on=matches.worked_on,
        unsigned=reopened,
        told=told,
        has_votes=brought_votes is not None,
        accounts=accounts.added,
        forgotten=forgotten,
        expired=expired,
    )


def _copy_rest(source: Connection, target: Connection, ids: IdMaps) -> dict[str, int]:
    return {
        **copy_belongings(source, target, ids),
        danger_notices.name: copy_danger_notices(source, target, ids),
        **copy_besides(source, target),
        standard_answers.name: bring_standard_answers(source, target),
    }


def _copy_comments(source: Connection, target: Connection, matches: CommentMatches) -> int:
    rows = (row | {"id": matches.new[row["id"]]} for row in rows_of(source, comments, matches.new))
    number = insert_rows(target, comments, rows)
    if target.dialect.name == "postgresql":
        set_counter(target, comments)
    return number
