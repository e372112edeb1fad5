"""How often each page was visited, where a council has counted it: in the log of its own server."""

import csv
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from localoffer.problems import UsageError, quoted

_COLUMNS = 2


def read_visits(file: Path, base: str) -> Mapping[str, int]:
    """Return the number of visits by address from a table of addresses and numbers.

    ``base`` is the path at which the site is published. A first row that is a heading is skipped;
    what follows a ``?`` in an address does not count, and equal addresses are added up.

    Raises:
        UsageError: the file cannot be read, or a row holds something else.
    """
    try:
        rows = [*csv.reader(file.read_text(encoding="utf-8-sig").splitlines())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{file} cannot be read ({error}). Save it as CSV with the encoding UTF-8."
        raise UsageError(message) from None
    visits: Counter[str] = Counter()
    for line, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        if len(cells) >= _COLUMNS and cells[1].isdecimal():
            visits[_address(cells[0], base)] += int(cells[1])
        elif any(cells) and line > 1:
            message = (
                f"{file}, line {line}: {quoted(','.join(cells))} is no address with a number."
                " Write a row such as /services/our-club/,120."
            )
            raise UsageError(message)
    return visits


def _address(text: str, base: str) -> str:
    """Return the address of a page within the site, from a path or a whole web address."""
    try:
        path = urlsplit(text).path
    except ValueError:
        path = text
    path = path.removeprefix(base).removesuffix("index.html")
    return path if path.endswith("/") else f"{path}/"
