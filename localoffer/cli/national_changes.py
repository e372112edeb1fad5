"""``changes``: what changed in the national texts since a version, in plain words."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from localoffer.cli.run import DONE
from localoffer.national_versions.changes import FileChange, NationalChanges, changes_since
from localoffer.problems import UsageError
from localoffer.read.layers import ContentLayers
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Print what changed in the national texts since ``options.since``.

    Raises:
        UsageError: it is no version, or there is no content folder.
    """
    if not options.content.is_dir():
        message = f"There is no folder {options.content}. Name the content folder with --content."
        raise UsageError(message)
    layers = ContentLayers(options.content, workspace.resources / "national")
    sys.stdout.write(as_text(changes_since(options.since, layers)))
    return DONE


def as_text(changes: NationalChanges) -> str:
    """Return the changes for people to read."""
    if not changes.files:
        return f"No national text has changed since {changes.since}.\n"
    lines = [f"What changed in the national texts since {changes.since}:", ""]
    for release in changes.releases:
        lines += [f"{release.version}: {release.note}".rstrip(": "), ""]
    for change in changes.files:
        lines += [*_lines_of(change), ""]
    replaced = sum(change.is_replaced for change in changes.files)
    pages = "page" if len(changes.files) == 1 else "pages"
    lines.append(f"{len(changes.files):,} {pages} changed. {replaced:,} of them you replace.")
    return "\n".join(lines) + "\n"


def _lines_of(change: FileChange) -> Iterator[str]:
    yield f"{change.title} ({change.path})"
    if change.is_new:
        yield "  This is new."
    if change.is_gone:
        yield "  This is no longer a national text."
    for paragraph in change.paragraphs:
        if paragraph.before and paragraph.now:
            yield f"  Was:       {paragraph.before}"
            yield f"  Now:       {paragraph.now}"
        elif paragraph.now:
            yield f"  New:       {paragraph.now}"
        else:
            yield f"  Taken out: {paragraph.before}"
    if change.is_replaced:
        yield "  ! Your own file stands in its place, so families do not see this yet."
    for path in change.lost_slots:
        yield f"  ! The place for {path} is gone: move its words, or delete it."
