"""``feedback export``: write what is signed off into the content folder, for a person to commit."""

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.export.content_file import ExportResult, KnownIds
from feedback.export.export_comments import export_comments
from feedback.export.export_confirmations import export_confirmations
from feedback.export.export_counts import export_counts
from feedback.export.export_surveys import export_surveys
from feedback.retention.clock_check import require_right_clock
from feedback.store.command_runs import record_run
from feedback.store.engine import writing
from localoffer.cli.run import DONE, PROBLEMS, today
from localoffer.kinds import BY_MODEL, kind_of
from localoffer.model.comment import Comment
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace

_CHANGED = ("written", "removed")


def run(workspace: Workspace, options: Namespace) -> int:
    """Write what changed and report it; return 1 if something was refused.

    Raises:
        UsageError: there is no content folder, or the clock may be wrong.
    """
    app = open_app_context(workspace, options)
    if not options.clock_is_right:
        require_right_clock(app.engine, app.now(), "export")
    content = app.settings.folders.content
    if not content.is_dir():
        raise UsageError(f"There is no folder {content}.")
    known_ids = KnownIds.of(app.settings.folders)
    if not known_ids.names:
        sys.stderr.write(
            "The content has errors of its own, so nothing was counted, and nobody looked whether "
            f"pages and contacts that comments name are there. See: {PROGRAM} check\n"
        )
    results = tuple(_export_all(app, content, known_ids))
    sys.stdout.write(_report(results))
    refused = [result for result in results if result.action == "refused"]
    sys.stderr.write("".join(map(_refusal, refused)))
    return PROBLEMS if refused else DONE


def _export_all(app: AppContext, content: Path, known_ids: KnownIds) -> Iterable[ExportResult]:
    yield from export_comments(app, content, known_ids, app.now())
    yield from export_confirmations(app, content, app.now())
    yield from export_counts(app, content, known_ids, today())
    yield from export_surveys(app, content, known_ids, today())
    with writing(app.engine) as connection:
        record_run(connection, "export", app.now())


def _report(results: Iterable[ExportResult]) -> str:
    results = tuple(results)
    rows = [
        f"{result.action} {result.path}\n{_advice(result)}"
        for result in results
        if result.action in _CHANGED
    ]
    rows += [
        f"left {result.path}: {result.reasons[0]}\n"
        for result in results
        if result.action == "left"
    ]
    return "".join(rows) or "Nothing has changed.\n"


def _advice(result: ExportResult) -> str:
    if result.action != "removed" or kind_of(result.path) is not BY_MODEL[Comment]:
        return ""
    address = f"/you-said-we-did/{Path(result.path).stem}/"
    return f"  Add to redirects.yaml: - {{old: {address}, new: /you-said-we-did/}}\n"


def _refusal(result: ExportResult) -> str:
    reasons = "".join(f"  {reason}\n" for reason in result.reasons)
    return f"{result.path} is not written:\n{reasons}"
