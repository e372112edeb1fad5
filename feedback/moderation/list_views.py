"""The lists that moderators see: the queue, the quarantine, what is closed, votes, the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from flask import Request
from sqlalchemy import Connection, Row, case, func, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.views import query_args
from feedback.local_time import day_of
from feedback.moderation import audit_history
from feedback.moderation.actions.permissions import states_of
from feedback.moderation.comment_page import QUEUE, flash_of
from feedback.moderation.context_parts import FieldOption, PageVotes, QueueFilterList, safety_of
from feedback.moderation.contexts import LogPage, QueuePage, VotesPage
from feedback.moderation.labels import KINDS, STATES
from feedback.moderation.list_rows import queue_row
from feedback.moderation.queue import (
    PAGE_SIZE,
    WAITING_STATES,
    QueueCounts,
    QueueCursor,
    QueueFilter,
    count_submissions,
    cursor_of,
    queue_rows,
    read_id,
    unchecked_danger_rows,
)
from feedback.moderation.queue_file import MAX_ROWS, queue_csv
from feedback.states import State
from feedback.store.engine import reading
from feedback.store.tables import votes
from feedback.submission import PUBLISHED_KINDS
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
        queue_filter = _read_filter(query)
        with reading(self.app.engine) as connection:
            rows = queue_rows(connection, queue_filter)
            dangers = unchecked_danger_rows(connection)
            counts = count_submissions(connection, now)
        page = QueuePage(
            address="/feedback/desk/",
            title=_title(queue_filter),
            description="What was sent and waits for an answer.",
            crumbs=(HOME,) if queue_filter == QueueFilter() else (HOME, QUEUE),
            listed=False,
            account=account,
            flash=flash_of(query.get("said", "")),
            safety=safety_of(site_context),
            in_danger=tuple(queue_row(row, site_context, now) for row in dangers),
            lists=tuple(_lists(counts)),
            filters=tuple(_filters(queue_filter, counts, site_context)),
            page_filter=queue_filter.page,
            word_filter=queue_filter.word,
            count_text=_count_text(queue_filter, counts),
            rows=tuple(queue_row(row, site_context, now) for row in rows[:PAGE_SIZE]),
            next_address=_next_address(queue_filter, rows),
            file_address=f"/feedback/desk/queue.csv?{_query_of(queue_filter)}" if rows else "",
        )
        return self.app.page(page)

    def queue_file(self, request: Request, _: Account) -> Response:
        """Return what the address asks for as a CSV file, without anybody's words."""
        queue_filter, now = _read_filter(query_args(request)), self.app.now()
        with reading(self.app.engine) as connection:
            rows = queue_rows(connection, queue_filter, MAX_ROWS)[:MAX_ROWS]
        content = queue_csv(rows, self.app.site_context, now)
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


def _read_filter(query: dict[str, str]) -> QueueFilter:
    kind = query.get("kind", "")
    kind = kind if kind in KINDS else "comment"
    state = query.get("state", "")
    states = (State(state),) if state in states_of(kind) else WAITING_STATES
    after = QueueCursor.read(query.get("after", ""))
    return QueueFilter(
        kind,
        states,
        query.get("page", "").strip(),
        query.get("theme", ""),
        query.get("word", "").strip(),
        after,
    )


def _title(queue_filter: QueueFilter) -> str:
    if queue_filter.states == (State.QUARANTINED,):
        return f"Quarantine: {KINDS[queue_filter.kind].lower()}"
    return KINDS[queue_filter.kind]


def _lists(counts: QueueCounts) -> Iterator[Link]:
    for kind, name in KINDS.items():
        waiting = counts.waiting(kind)
        yield Link(f"/feedback/desk/?kind={kind}", f"{name}: {waiting:,} waiting")
        quarantined = counts.by_state.get((kind, State.QUARANTINED), 0)
        if quarantined:
            address = f"/feedback/desk/?kind={kind}&state={State.QUARANTINED.value}"
            yield Link(address, f"{name} in quarantine: {quarantined:,}")


def _filters(
    queue_filter: QueueFilter, counts: QueueCounts, site_context: SiteContext
) -> Iterator[QueueFilterList]:
    kinds = (FieldOption(kind, name, kind == queue_filter.kind) for kind, name in KINDS.items())
    yield QueueFilterList("kind", "What", tuple(kinds))
    states = [FieldOption("", "All that wait", queue_filter.states == WAITING_STATES)]
    for state in State:
        number = counts.by_state.get((queue_filter.kind, state), 0)
        if state in states_of(queue_filter.kind):
            label = f"{STATES[state]} ({number:,})"
            states.append(FieldOption(state.value, label, queue_filter.states == (state,)))
    yield QueueFilterList("state", "State", tuple(states))
    if queue_filter.kind in PUBLISHED_KINDS:
        themes = site_context.offer.lists.themes.items()
        rows = (FieldOption(theme, row.name, theme == queue_filter.theme) for theme, row in themes)
        yield QueueFilterList(
            "theme", "Theme", (FieldOption("", "Any theme", not queue_filter.theme), *rows)
        )


def _count_text(queue_filter: QueueFilter, counts: QueueCounts) -> str:
    """Return how many the filter finds, where that is known without counting."""
    if queue_filter.page or queue_filter.theme or queue_filter.word:
        return ""
    if queue_filter.states != WAITING_STATES:
        total = sum(
            counts.by_state.get((queue_filter.kind, state), 0) for state in queue_filter.states
        )
        return f"{total:,} in all."
    overdue = counts.overdue.get(queue_filter.kind, 0)
    overdue_text = f" {overdue:,} overdue." if overdue else " None is overdue."
    waiting = counts.waiting(queue_filter.kind)
    return f"{waiting:,} waiting.{overdue_text if waiting else ''}"


def _next_address(queue_filter: QueueFilter, rows: list[Row[Any]]) -> str:
    if len(rows) <= PAGE_SIZE:
        return ""
    return f"/feedback/desk/?{_query_of(queue_filter, str(cursor_of(rows[PAGE_SIZE - 1])))}"


def _query_of(queue_filter: QueueFilter, after: str = "") -> str:
    """Return the query of an address that asks for the same rows, or for those after a cursor."""
    query = {
        "kind": queue_filter.kind,
        "state": "" if queue_filter.states == WAITING_STATES else queue_filter.states[0].value,
        "page": queue_filter.page,
        "theme": queue_filter.theme,
        "word": queue_filter.word,
        "after": after,
    }
    return urlencode({name: value for name, value in query.items() if value})


def _page_votes(connection: Connection) -> list[Row[Any]]:
    yes = func.sum(case((votes.c.useful, 1), else_=0)).label("yes")
    no = func.sum(case((votes.c.useful, 0), else_=1)).label("no")
    query = select(votes.c.page, yes, no).group_by(votes.c.page)
    ordered = query.order_by(no.desc(), yes.desc(), votes.c.page).limit(_MOST_PAGES)
    return [*connection.execute(ordered)]
