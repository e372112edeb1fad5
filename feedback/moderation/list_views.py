"""The lists of the desk: the queue, the quarantine, what is closed, votes, the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from flask import Request
from sqlalchemy import Connection, Row, case, func, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.views import query_args as asked_for
from feedback.moderation import audit_history
from feedback.moderation.actions.permissions import states_of
from feedback.moderation.comment_page import QUEUE
from feedback.moderation.context_parts import FieldOption, QueueFilterList, Voted, safety_of
from feedback.moderation.contexts import LogPage, QueuePage, VotesPage
from feedback.moderation.labels import KINDS, STATES, TOLD
from feedback.moderation.list_rows import queued
from feedback.moderation.queue import (
    SIZE,
    WAITS,
    QueueCounts,
    QueueCursor,
    QueueFilter,
    counts,
    in_danger,
    listed,
    place_of,
    whole,
)
from feedback.states import State
from feedback.store.engine import reading
from feedback.store.tables import votes
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext

_MOST_PAGES: Final = 200


@dataclass(frozen=True, slots=True)
class ListViews:
    """Shows the lists of the desk."""

    service: AppContext

    def queue(self, request: Request, account: Account) -> Response:
        """Return the queue, or the part of it that the address asks for."""
        asked, around, now = asked_for(request), self.service.site_context, self.service.now()
        choice = _choice(asked)
        with reading(self.service.engine) as connection:
            rows = listed(connection, choice)
            dangers = in_danger(connection)
            numbers = counts(connection, now)
        page = QueuePage(
            address="/feedback/desk/",
            title=_title(choice),
            description="What was sent and waits for an answer.",
            crumbs=(HOME,) if choice == QueueFilter() else (HOME, QUEUE),
            listed=False,
            account=account,
            told=TOLD.get(asked.get("said", ""), ""),
            safety=safety_of(around),
            dangers=tuple(queued(row, around, now) for row in dangers),
            lists=tuple(_lists(numbers)),
            filters=tuple(_filters(choice, numbers, around)),
            narrowed=choice.page,
            counted=_counted(choice, numbers),
            rows=tuple(queued(row, around, now) for row in rows[:SIZE]),
            more=_more(choice, rows),
        )
        return self.service.page(page)

    def log(self, request: Request, account: Account) -> Response:
        """Return a page of the log of acts."""
        number = whole(asked_for(request).get("before", ""))
        with reading(self.service.engine) as connection:
            deeds, more = audit_history.page_of(connection, number)
        page = LogPage(
            address="/feedback/desk/log",
            title="What was done at the desk",
            description="Every act, newest first. Nothing can be changed or deleted here.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            deeds=deeds,
            more=f"/feedback/desk/log?before={more}" if more else "",
        )
        return self.service.page(page)

    def votes(self, _: Request, account: Account) -> Response:
        """Return how many found each page useful."""
        with reading(self.service.engine) as connection:
            rows = _votes(connection)
        titles = self.service.site_context.titles
        page = VotesPage(
            address="/feedback/desk/votes",
            title="Were pages useful?",
            description="Every yes and no, by page. Those with the most “no” come first.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            rows=tuple(
                Voted(Link(row.page, titles.get(row.page, row.page)), int(row.yes), int(row.no))
                for row in rows
            ),
        )
        return self.service.page(page)


def _choice(asked: dict[str, str]) -> QueueFilter:
    kind = asked.get("kind", "")
    kind = kind if kind in KINDS else "comment"
    state = asked.get("state", "")
    states = (State(state),) if state in states_of(kind) else WAITS
    after = QueueCursor.read(asked.get("after", ""))
    return QueueFilter(kind, states, asked.get("page", "").strip(), asked.get("theme", ""), after)


def _title(choice: QueueFilter) -> str:
    if choice.states == (State.QUARANTINED,):
        return f"Quarantine: {KINDS[choice.kind].lower()}"
    return KINDS[choice.kind]


def _lists(numbers: QueueCounts) -> Iterator[Link]:
    for kind, name in KINDS.items():
        waiting = numbers.waiting(kind)
        yield Link(f"/feedback/desk/?kind={kind}", f"{name}: {waiting:,} waiting")
        apart = numbers.of.get((kind, State.QUARANTINED), 0)
        if apart:
            address = f"/feedback/desk/?kind={kind}&state={State.QUARANTINED.value}"
            yield Link(address, f"{name} in quarantine: {apart:,}")


def _filters(
    choice: QueueFilter, numbers: QueueCounts, around: SiteContext
) -> Iterator[QueueFilterList]:
    kinds = (FieldOption(kind, name, kind == choice.kind) for kind, name in KINDS.items())
    yield QueueFilterList("kind", "What", tuple(kinds))
    states = [FieldOption("", "All that wait", choice.states == WAITS)]
    for state in State:
        number = numbers.of.get((choice.kind, state), 0)
        if state in states_of(choice.kind):
            label = f"{STATES[state]} ({number:,})"
            states.append(FieldOption(state.value, label, choice.states == (state,)))
    yield QueueFilterList("state", "State", tuple(states))
    if choice.kind == "comment":
        themes = around.offer.lists.themes.items()
        rows = (FieldOption(theme, row.name, theme == choice.theme) for theme, row in themes)
        yield QueueFilterList(
            "theme", "Theme", (FieldOption("", "Any theme", not choice.theme), *rows)
        )


def _counted(choice: QueueFilter, numbers: QueueCounts) -> str:
    """Return how many there are of what is asked for, where that is known without counting."""
    if choice.page or choice.theme:
        return ""
    if choice.states != WAITS:
        total = sum(numbers.of.get((choice.kind, state), 0) for state in choice.states)
        return f"{total:,} in all."
    late = numbers.late.get(choice.kind, 0)
    overdue = f" {late:,} overdue." if late else " None is overdue."
    waiting = numbers.waiting(choice.kind)
    return f"{waiting:,} waiting.{overdue if waiting else ''}"


def _more(choice: QueueFilter, rows: list[Row[Any]]) -> str:
    if len(rows) <= SIZE:
        return ""
    asked = {
        "kind": choice.kind,
        "state": "" if choice.states == WAITS else choice.states[0].value,
        "page": choice.page,
        "theme": choice.theme,
        "after": str(place_of(rows[SIZE - 1])),
    }
    return f"/feedback/desk/?{urlencode({name: one for name, one in asked.items() if one})}"


def _votes(connection: Connection) -> list[Row[Any]]:
    yes = func.sum(case((votes.c.useful, 1), else_=0)).label("yes")
    no = func.sum(case((votes.c.useful, 0), else_=1)).label("no")
    query = select(votes.c.page, yes, no).group_by(votes.c.page)
    ordered = query.order_by(no.desc(), yes.desc(), votes.c.page).limit(_MOST_PAGES)
    return [*connection.execute(ordered)]
