"""Several adverts or tests put aside at once: shown once more, done and undone one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Request
from sqlalchemy import Connection, Row, select
from werkzeug.wrappers import Response

from feedback.accounts.account import Account
from feedback.app_context import AppContext
from feedback.forms.parse_post import read_post
from feedback.forms.views import query_args
from feedback.moderation.action_errors import NotAllowedError
from feedback.moderation.comment_page import QUEUE
from feedback.moderation.comment_record import typed_text
from feedback.moderation.context_parts import RowLeftAlone, RowPutAside, RowToPutAside
from feedback.moderation.contexts import PutAsidePage
from feedback.moderation.list_rows import excerpt
from feedback.moderation.put_aside import put_aside, tick_of, ticked_versions, why_no_ticks
from feedback.moderation.queue_filters import query_of, read_filter
from feedback.moderation.versions import Edit
from feedback.store.engine import reading
from feedback.store.tables import comments
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link

PUT_ASIDE: Final = "/feedback/desk/put-aside"
_TITLE: Final = "These are no comments"
_WORDS_GONE: Final = "(The words have been deleted by rule.)"


@dataclass(frozen=True, slots=True)
class PutAsideView:
    """Shows what was ticked in a list, and puts it aside."""

    app: AppContext

    def get(self, request: Request, account: Account) -> Response:
        """Return what was ticked, once more; nothing is changed by this."""
        query = query_args(request)
        with reading(self.app.engine) as connection:
            rows = _rows(connection, ticked_versions(query))
            reasons = why_no_ticks(connection, rows)
        to_do = (
            RowToPutAside(_link(row), tick_of(row, ticked=True), _text(row))
            for row in rows
            if row.id not in reasons
        )
        left = (RowLeftAlone(_link(row), reasons[row.id]) for row in rows if row.id in reasons)
        return self._page(account, query, to_put_aside=tuple(to_do), left_alone=tuple(left))

    def post(self, request: Request, account: Account) -> Response:
        """Put aside what is still ticked, each by itself, and say what became of each."""
        typed = read_post(request).typed
        versions, now = ticked_versions(typed), self.app.now()
        with reading(self.app.engine) as connection:
            links = {row.id: _link(row) for row in _rows(connection, versions)}
        done, left = [], []
        for comment_id, link in links.items():
            edit = Edit(comment_id, versions[comment_id], account, now)
            try:
                done.append(RowPutAside(link, put_aside(self.app.engine, edit)))
            except NotAllowedError as error:
                left.append(RowLeftAlone(link, error.sentence))
        return self._page(account, typed, put_aside=tuple(done), left_alone=tuple(left))

    def _page(
        self,
        account: Account,
        typed: Mapping[str, str],
        *,
        to_put_aside: tuple[RowToPutAside, ...] = (),
        put_aside: tuple[RowPutAside, ...] = (),
        left_alone: tuple[RowLeftAlone, ...] = (),
    ) -> Response:
        names = {name: typed.get(name, "") for name in ("kind", "state")}
        queue_filter = read_filter(names)
        page = PutAsidePage(
            address=PUT_ASIDE,
            title=_TITLE,
            description="Adverts and tests, several at once.",
            crumbs=(HOME, QUEUE),
            listed=False,
            account=account,
            to_put_aside=to_put_aside,
            put_aside=put_aside,
            left_alone=left_alone,
            back_address=f"/feedback/desk/?{query_of(queue_filter)}",
            list_kind=queue_filter.kind,
            list_state=names["state"],
        )
        return self.app.page(page)


def _rows(connection: Connection, versions: Mapping[int, int]) -> list[Row[Any]]:
    query = select(comments).where(comments.c.id.in_(versions))
    return list(connection.execute(query.order_by(comments.c.received, comments.c.id)).all())


def _link(row: Row[Any]) -> Link:
    return Link(f"/feedback/desk/comment/{row.id}", f"{row.reference}: {excerpt(row.words)}")


def _text(row: Row[Any]) -> str:
    return _WORDS_GONE if row.words is None else typed_text(json.loads(row.words))
