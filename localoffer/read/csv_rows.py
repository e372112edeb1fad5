"""The rows of a CSV file, whatever separates its values and whatever encoding it has."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from localoffer.problems import UsageError

#: Bytes. A council's thousand services are a twentieth of this.
MOST_BYTES: Final = 100_000_000

_SEPARATORS: Final = (",", ";", "\t")
_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_NAMED_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)


def csv_rows(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a CSV file in UTF-8 or UTF-16, else in Windows-1252.

    Its values are separated by what stands most often in its first line, or by what a line
    ``sep=;`` names, as Excel writes it.

    Raises:
        UsageError: it is too large, or is no CSV.
    """
    text = text_in(file)
    first, _, rest = text.partition("\n")
    named = _NAMED_SEPARATOR.fullmatch(first)
    separator = named[1] if named else max(_SEPARATORS, key=first.count)
    source = io.StringIO(rest if named else text, newline="")
    try:
        yield from map(tuple, csv.reader(source, delimiter=separator))
    except csv.Error as error:
        raise UsageError(f"{file} cannot be read as CSV ({error}). Nothing was changed.") from None


def text_in(file: Path) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        UsageError: it is too large.
    """
    if file.stat().st_size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise UsageError(f"{file} is larger than {most} MB. Nothing was changed.")
    raw = file.read_bytes()
    try:
        encoding = "utf-16" if raw.startswith(_BYTE_ORDER_MARKS) else "utf-8-sig"
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
