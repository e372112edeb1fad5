"""``import postcodes``: Code-Point Open or ONSPD in, the council's own part of it out."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from localoffer.importers.postcodes.postcode_columns import FILE, HEADINGS
from localoffer.importers.postcodes.postcode_files import SourceError, opened
from localoffer.importers.postcodes.postcode_rows import (
    Point,
    PostcodeTable,
    ReadPostcodes,
    find_tables,
    read,
)
from localoffer.importers.postcodes.selection import PostcodeSelection, read_selection
from localoffer.importers.shared.council_lists import require_content_folder
from localoffer.workspace import Workspace
from localoffer.write.atomic import replace_file

DONE, NOTHING = 0, 1


def import_postcodes(_: Workspace, options: Namespace) -> int:
    """Write the selected postcodes of ``options.source``; return the exit status.

    Raises:
        UsageError: the folder is no content folder, or the selection cannot be read.
    """
    content: Path = options.content
    source: Path = options.source
    require_content_folder(content)
    selection = read_selection(options.outcodes, options.authority, content)
    try:
        with opened(source) as parts:
            tables = find_tables(parts, source.name, selection)
            with _progress(tables) as report_bytes:
                postcodes = read(tables, selection, report_bytes)
    except SourceError as error:
        sys.stderr.write(f"{error} Nothing was changed.\n")
        return NOTHING
    if not postcodes.points:
        sys.stderr.write(_nothing(postcodes, selection, source.name))
        return NOTHING
    replace_file(content / FILE, as_text(postcodes.points))
    sys.stdout.write(_summary(postcodes, selection, content / FILE))
    return DONE


def as_text(points: dict[str, Point]) -> str:
    """Return the table of the content folder: a row a postcode, in order, in metres."""
    rows = [f"{postcode},{east},{north}" for postcode, (east, north) in sorted(points.items())]
    return "\n".join([HEADINGS, *rows, ""])


def _summary(postcodes: ReadPostcodes, selection: PostcodeSelection, file: Path) -> str:
    first = f"{postcodes.read:,} postcodes read, {len(postcodes.points):,} written to {file}"
    return f"{'; '.join([first, *_left_out_counts(postcodes)])}.\n" + "".join(
        _remarks(postcodes, selection)
    )


def _left_out_counts(postcodes: ReadPostcodes) -> Iterator[str]:
    if postcodes.nowhere:
        yield f"{postcodes.nowhere:,} had no position"
    if postcodes.ended:
        yield f"{postcodes.ended:,} {_is_or_are(postcodes.ended)} no longer in use"
    if postcodes.outside:
        verb = _is_or_are(postcodes.outside)
        yield f"{postcodes.outside:,} {verb} not on the National Grid of Great Britain"
    if postcodes.unread:
        yield f"{len(postcodes.unread):,} could not be read"


def _remarks(postcodes: ReadPostcodes, selection: PostcodeSelection) -> Iterator[str]:
    if postcodes.unread:
        yield f"The first that could not be read: {postcodes.unread[0]}.\n"
    if selection.from_content:
        yield (
            f"They begin with {selection}, as your services' postcodes do. "
            "For others, name them with --authority or --outcodes.\n"
        )
    empty = _empty(postcodes, selection)
    if empty:
        yield f"There is no postcode for {PostcodeSelection(outcodes=empty)}.\n"


def _empty(postcodes: ReadPostcodes, selection: PostcodeSelection) -> frozenset[str]:
    """Return the selected outward codes (not authorities) that no postcode begins with."""
    outcodes = {postcode.split()[0] for postcode in postcodes.points}
    single = {name: PostcodeSelection(outcodes=frozenset((name,))) for name in selection.outcodes}
    return frozenset(
        name
        for name, one_code in single.items()
        if not any(one_code.matches(outcode, ()) for outcode in outcodes)
    )


def _nothing(postcodes: ReadPostcodes, selection: PostcodeSelection, name: str) -> str:
    counts = "; ".join(_left_out_counts(postcodes))
    reasons = f" ({counts})" if counts else ""
    first = f" The first that could not be read: {postcodes.unread[0]}." if postcodes.unread else ""
    return (
        f"Of the {postcodes.read:,} postcodes in {name}, none of {selection} "
        f"has a place{reasons}.{first} "
        "Choose others with --authority or --outcodes. Nothing was changed.\n"
    )


def _is_or_are(number: int) -> str:
    return "is" if number == 1 else "are"


@contextmanager
def _progress(tables: Sequence[PostcodeTable]) -> Iterator[Callable[[int], None]]:
    """Show a progress bar of the bytes read, on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=sum(table.part.size for table in tables))
        yield lambda size: progress.advance(task, size)
