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
    read,
    tables_of,
)
from localoffer.importers.postcodes.selection import PostcodeSelection, choose
from localoffer.importers.shared.council_lists import require_content_folder
from localoffer.write.atomic import replace_file

DONE, NOTHING = 0, 1


def import_postcodes(_root: Path, options: Namespace) -> int:
    """Write the chosen postcodes of ``options.source``; return the exit status."""
    content: Path = options.content
    source: Path = options.source
    require_content_folder(content)
    choice = choose(options.outcodes, options.authority, content)
    try:
        with opened(source) as parts:
            tables = tables_of(parts, source.name, choice)
            with _progress(tables) as tell:
                tally = read(tables, choice, tell)
    except SourceError as error:
        sys.stderr.write(f"{error} Nothing was changed.\n")
        return NOTHING
    if not tally.points:
        sys.stderr.write(_nothing(tally, choice, source.name))
        return NOTHING
    replace_file(content / FILE, as_text(tally.points))
    sys.stdout.write(_summary(tally, choice, content / FILE))
    return DONE


def as_text(points: dict[str, Point]) -> str:
    """Return the table of the content folder: a row a postcode, in order, in metres."""
    rows = [f"{postcode},{east},{north}" for postcode, (east, north) in sorted(points.items())]
    return "\n".join([HEADINGS, *rows, ""])


def _summary(tally: ReadPostcodes, choice: PostcodeSelection, file: Path) -> str:
    first = f"{tally.read:,} postcodes read, {len(tally.points):,} written to {file}"
    return f"{'; '.join([first, *_left_out(tally)])}.\n" + "".join(_more(tally, choice))


def _left_out(tally: ReadPostcodes) -> Iterator[str]:
    if tally.nowhere:
        yield f"{tally.nowhere:,} had no position"
    if tally.ended:
        yield f"{tally.ended:,} {_are(tally.ended)} no longer in use"
    if tally.outside:
        yield f"{tally.outside:,} {_are(tally.outside)} not on the National Grid of Great Britain"
    if tally.unread:
        yield f"{len(tally.unread):,} could not be read"


def _more(tally: ReadPostcodes, choice: PostcodeSelection) -> Iterator[str]:
    if tally.unread:
        yield f"The first that could not be read: {tally.unread[0]}.\n"
    if choice.from_content:
        yield (
            f"They begin with {choice}, as your services' postcodes do. "
            "For others, name them with --authority or --outcodes.\n"
        )
    empty = _empty(tally, choice)
    if empty:
        yield f"There is no postcode for {PostcodeSelection(outcodes=empty)}.\n"


def _empty(tally: ReadPostcodes, choice: PostcodeSelection) -> frozenset[str]:
    """Return the chosen outward codes (not authorities) that no postcode begins with."""
    found = {postcode.split()[0] for postcode in tally.points}
    taking = {name: PostcodeSelection(outcodes=frozenset((name,))) for name in choice.outcodes}
    return frozenset(
        name for name, one in taking.items() if not any(one.takes(outcode, ()) for outcode in found)
    )


def _nothing(tally: ReadPostcodes, choice: PostcodeSelection, name: str) -> str:
    left_out = "; ".join(_left_out(tally))
    reasons = f" ({left_out})" if left_out else ""
    first = f" The first that could not be read: {tally.unread[0]}." if tally.unread else ""
    return (
        f"Of the {tally.read:,} postcodes in {name}, none of {choice} has a place{reasons}.{first} "
        "Choose others with --authority or --outcodes. Nothing was changed.\n"
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


@contextmanager
def _progress(tables: Sequence[PostcodeTable]) -> Iterator[Callable[[int], None]]:
    """Show a bar of the bytes read on a terminal, and nothing of it in a file."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=sum(table.part.size for table in tables))
        yield lambda size: progress.advance(task, size)
