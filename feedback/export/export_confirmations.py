"""What providers confirmed, as a change of "last checked" in the files of their records.

Each confirmation changes two lines of a file, once; a person reviews the change and commits it.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from feedback.app_context import AppContext
from feedback.export.content_file import ExportResult, file_errors, record_in
from feedback.local_time import day_of
from feedback.store.audit_log import note_act
from feedback.store.engine import reading, writing
from feedback.store.tables import confirmations
from localoffer.model.fields import SLUG
from localoffer.model.service import Service
from localoffer.problems import Problem
from localoffer.program import PROGRAM
from localoffer.write import field_order
from localoffer.write.atomic import replace_file
from localoffer.write.edit import edited, read_existing

BY = "Confirmed by the provider"

_PAGE = re.compile(rf"/services/({SLUG.pattern})/")


def export_confirmations(app: AppContext, content: Path, now: int) -> Iterator[ExportResult]:
    """Yield a result for the file of each record that was confirmed since the last export."""
    newest = func.max(confirmations.c.confirmed).label("confirmed")
    unexported = (
        select(confirmations.c.page, newest)
        .where(confirmations.c.exported.is_(None))
        .group_by(confirmations.c.page)
        .order_by(confirmations.c.page)
    )
    with reading(app.engine) as connection:
        rows = connection.execute(unexported).all()
    for row in rows:
        result = _export(content, row.page, day_of(row.confirmed))
        if result:
            yield result
        if not result or result.action != "refused":
            _mark_exported(app, row.page, row.confirmed, now)


def _export(content: Path, page: str, day: date) -> ExportResult | None:
    """Change a record's file, or refuse to; None if it was checked since, or does not exist."""
    match = _PAGE.fullmatch(page)
    path = f"services/{match[1]}.md" if match else ""
    if not path or not (content / path).is_file():
        return None
    record = record_in(content, path)
    if not isinstance(record, Service):
        return ExportResult(path, "refused", (f"It has mistakes. See: {PROGRAM} check",))
    if record.assured_date and record.assured_date >= day:
        return None
    text = _edited(content, path, _changes(record, day))
    reasons = (text.message,) if isinstance(text, Problem) else tuple(file_errors(path, text))
    if reasons or isinstance(text, Problem):
        return ExportResult(path, "refused", reasons)
    replace_file(content / path, text)
    return ExportResult(path, "written")


def _changes(record: Service, day: date) -> Mapping[str, Any]:
    """Return the fields that change; a ``next_check`` that was due by then is removed."""
    changes: dict[str, Any] = {"assured_date": day.isoformat(), "assured_by": BY}
    if record.next_check and record.next_check <= day:
        changes["next_check"] = None
    return changes


def _edited(content: Path, path: str, changes: Mapping[str, Any]) -> str | Problem:
    file = read_existing(content, content / path, field_order.SERVICE)
    return file if isinstance(file, Problem) else edited(file, changes, None)


def _mark_exported(app: AppContext, page: str, confirmed: int, now: int) -> None:
    is_this = (
        confirmations.c.page == page,
        confirmations.c.confirmed <= confirmed,
        confirmations.c.exported.is_(None),
    )
    with writing(app.engine) as connection:
        connection.execute(update(confirmations).where(*is_this).values(exported=now))
        note_act(connection, now, "confirmation exported", note=page[:200])
