"""``link-checks.yaml``: the results of visits, a line for each address, for pages and people."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from localoffer.kinds import BY_NAME
from localoffer.model.school import LinkCheck
from localoffer.write.atomic import replace_file

_HEADER = """\
# What visits to web addresses found. The command check-links writes this file, a line for
# each address, in their order: do not edit it, edit the page where an address stands.
# "seems" are the parts that a school's report seems to have: a person has to confirm them.
"""

#: Fields whose text can be anything, so that it is always quoted.
_QUOTED = ("address", "why", "moved_to")


def file_in(content: Path) -> Path:
    """Return the path of the file in a content folder."""
    return content / BY_NAME["link-check"].place


def write(content: Path, rows: Iterable[LinkCheck]) -> None:
    """Make the file hold these rows, whole or not at all; no file is made for no rows.

    Raises:
        OSError: it cannot be written.
    """
    lines = [_line(row) for row in sorted(rows, key=lambda row: row.address)]
    file = file_in(content)
    if lines or file.exists():
        replace_file(file, _HEADER + "".join(lines or ["[]\n"]))


def _line(row: LinkCheck) -> str:
    values = row.model_dump(exclude_defaults=True)
    return f"- {{{', '.join(f'{name}: {_value(name, values[name])}' for name in values)}}}\n"


def _value(name: str, value: Any) -> str:
    if name in _QUOTED:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return value.isoformat() if isinstance(value, date) else str(value)
