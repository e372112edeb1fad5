"""The lists that moderators see: the queue, the quarantine, what is closed, votes, the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from flask import Request
from sqlalchemy import Connection, Row, case, func, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.views import query_args
from feedback.local_time import day_of
from feedback.moderation import audit_history
from feedback.moderation.actions.assign import people_to_assign
from feedback.moderation.comment_page import QUEUE, flash_of
from feedback.moderation.context_parts import PageVotes, QueueRow, safety_of
from feedback.moderation.contexts import LogPage, QueuePage, VotesPage
from feedback.moderation.labels import KINDS
from feedback.moderation.list_rows import rows_in_words
from feedback.moderation.put_aside import STATES_WITH_TICKS, with_ticks
from feedback.moderation.queue import (
    PAGE_SIZE,
    QueueCounts,
    QueueFilter,
    count_submissions,
    queue_rows,
    read_id,
    unchecked_danger_rows,
)
from feedback.moderation.queue_file import MAX_ROWS, queue_csv
from feedback.moderation.queue_filters import (
    count_text,
    filter_lists,
    next_address,
    query_of,
    read_filter,
)
from feedback.states import State
from feedback.store.assignments import assignments_of
from feedback.store.engine import reading
from feedback.store.tables import votes
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext

#: At most so many pages are listed with their votes.
_MOST_PAGES: Final = 200


@dataclass(frozen=True, slots=True)
class ListViews:
    """Shows the lists of submissions, of votes and of the audit log."""

    app: AppContext

    def queue(self, request: Request, account: Account) -> Response:
        """Return the queue, or the part of it that the address asks for."""
        query, site_context, now = query_args(request), self.app.site_context, self.app.now()
        queue_filter = read_filter(query)
        with reading(self.app.engine) as connection:
            shown = _rows_shown(connection, queue_filter, account, site_context, now)
            counts = count_submissions(connection, now)
            people = people_to_assign(connection)
        page = QueuePage(
            address="/feedback/desk/",
            title=_title(queue_filter),
            description="What was sent and waits for an answer.",
            crumbs=(HOME,) if queue_filter == QueueFilter() else (HOME, QUEUE),
            listed=False,
            account=account,
            flash=flash_of(query.get("said", "")),
            safety=safety_of(site_context),
            in_danger=shown.in_danger,
            lists=tuple(_lists(counts)),
            filters=filter_lists(queue_filter, counts, account, people, site_context),
            page_filter=queue_filter.page,
            word_filter=queue_filter.word,
            count_text=count_text(queue_filter, counts),
            rows=shown.rows,
            list_kind=queue_filter.kind,
            list_state=queue_filter.states[0].value,
            next_address=shown.next_address,
            file_address=shown.file_address,
        )
        return self.app.page(page)

    def queue_file(self, request: Request, _: Account) -> Response:
        """Return what the address asks for as a CSV file, without anybody's words."""
        queue_filter, now = read_filter(query_args(request)), self.app.now()
        with reading(self.app.engine) as connection:
            rows = queue_rows(connection, queue_filter, MAX_ROWS)[:MAX_ROWS]
            assigned = assignments_of(connection, (row.id for row in rows))
        content = queue_csv(rows, assigned, self.app.site_context, now)
        response = Response(content, mimetype="text/csv")
        response.headers["Content-Disposition"] = f'attachment; filename="{day_of(now)}-queue.csv"'
        return response

    def log(self, request: Request, account: Account) -> Response:
        """Return a page of the audit log, newest first."""
        before = read_id(query_args(request).get("before", ""))
        with reading(self.app.engine) as connection:
            entries, last = audit_history.log_page(connection, before)
        page = LogPage(
            address="/feedback/desk/log",
            title="What was done, and by whom",
            description="Every act, newest first. Nothing can be changed or deleted here.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            entries=entries,
            next_address=f"/feedback/desk/log?before={last}" if last else "",
        )
        return self.app.page(page)

    def votes(self, _: Request, account: Account) -> Response:
        """Return how many found each page useful."""
        with reading(self.app.engine) as connection:
            rows = _page_votes(connection)
        titles = self.app.site_context.titles
        page = VotesPage(
            address="/feedback/desk/votes",
            title="Were pages useful?",
            description="Every yes and no, by page. Those with the most “no” come first.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            rows=tuple(
                PageVotes(Link(row.page, titles.get(row.page, row.page)), int(row.yes), int(row.no))
                for row in rows
            ),
        )
        return self.app.page(page)


@dataclass(frozen=True, slots=True)
class _RowsShown:
    """The rows of a page, those in danger above them, and where the next and all of them are."""

    in_danger: tuple[QueueRow, ...]
    rows: tuple[QueueRow, ...]
    next_address: str
    file_address: str


def _rows_shown(
    connection: Connection,
    queue_filter: QueueFilter,
    account: Account,
    site_context: SiteContext,
    now: int,
) -> _RowsShown:
    dangers = unchecked_danger_rows(connection)
    rows = queue_rows(connection, queue_filter)
    both = (*dangers, *rows[:PAGE_SIZE])
    in_words = rows_in_words(connection, both, account, site_context, now)
    in_danger, in_list = in_words[: len(dangers)], in_words[len(dangers) :]
    if account.may("moderator") and STATES_WITH_TICKS.issuperset(queue_filter.states):
        in_list = with_ticks(connection, rows[:PAGE_SIZE], in_list)
    file_address = f"/feedback/desk/queue.csv?{query_of(queue_filter)}" if rows else ""
    return _RowsShown(in_danger, in_list, next_address(queue_filter, rows), file_address)


def _title(queue_filter: QueueFilter) -> str:
    if queue_filter.states == (State.QUARANTINED,):
        return f"Quarantine: {KINDS[queue_filter.kind].lower()}"
    return KINDS[queue_filter.kind]


def _page_votes(connection: Connection) -> list[Row[Any]]:
    yes = func.sum(case((votes.c.useful, 1), else_=0)).label("yes")
    no = func.sum(case((votes.c.useful, 0), else_=1)).label("no")
    query = select(votes.c.page, yes, no).group_by(votes.c.page)
    ordered = query.order_by(no.desc(), yes.desc(), votes.c.page).limit(_MOST_PAGES)
    return [*connection.execute(ordered)]


def _lists(counts: QueueCounts) -> Iterator[Link]:
    for kind, name in KINDS.items():
        waiting = counts.waiting(kind)
        yield Link(f"/feedback/desk/?kind={kind}", f"{name}: {waiting:,} waiting")
        quarantined = counts.by_state.get((kind, State.QUARANTINED), 0)
        if quarantined:
            address = f"/feedback/desk/?kind={kind}&state={State.QUARANTINED.value}"
            yield Link(address, f"{name} in quarantine: {quarantined:,}")
