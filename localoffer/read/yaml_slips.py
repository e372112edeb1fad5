"""Small slips of the hand that a parser meets a line too late, told at the line they are on."""

import re
from collections.abc import Sequence

_ABOUT_COLONS = ("mapping values are not allowed", "could not find expected ':'")

#: A row of a list, or a line at the left edge: any other line may be the rest of a long text.
_START = r"(?:\s*- +)?"
_FIELD = re.compile(r"\s*(?:- +)?[A-Za-z][\w-]*:(?:\s.*)?")
_NO_SPACE = re.compile(rf"{_START}([A-Za-z]\w*):(?!//)(\S.*)")
_NO_COLON = re.compile(rf"{_START}([a-z][a-z_\d]*)((?: +\S.*)?)")
_SECOND_COLON = re.compile(r"\s*(?:- +)?([A-Za-z]\w*): +([^\"'].*:(?: .*)?)")

#: A longer text is not written out again for its author.
_SHORT = 70


def slip(said: str, lines: Sequence[str], at: int) -> tuple[int, str, str] | None:
    """Return (index of the line, what is wrong, what to write), where the lines show it plainly.

    ``said`` is libyaml's word for the problem, ``at`` the index of the line where it stopped.
    What ends with a line to copy has no full stop: an editor would copy it too.
    """
    if not any(part in said for part in _ABOUT_COLONS) or at >= len(lines):
        return None
    here = lines[at].rstrip()
    above = next((one for one in range(at - 1, -1, -1) if lines[one].strip()), at)
    return (
        _second_colon(here, at)
        or _unfinished(here, at)
        or _unfinished(lines[above].rstrip(), above)
        or _no_hyphen(lines[above].rstrip(), here, at)
    )


def _second_colon(line: str, at: int) -> tuple[int, str, str] | None:
    match = _SECOND_COLON.fullmatch(line)
    if match is None or '"' in match[2] or len(match[2]) > _SHORT:
        return None
    return at, "There is a second colon on this line.", f'Write {match[1]}: "{match[2]}"'


def _unfinished(line: str, at: int) -> tuple[int, str, str] | None:
    if match := _NO_SPACE.fullmatch(line):
        name, rest = match.groups()
        return (
            at,
            f"There is no space after the colon of {name}.",
            f"Write {name}: {rest}"
            if len(rest) <= _SHORT
            else f"Write {name}: and a space, then its text.",
        )
    match = None if _FIELD.fullmatch(line) else _NO_COLON.fullmatch(line)
    if match is None:
        return None
    name, rest = match.groups()
    written = f"{name}:{rest}"
    short = written if len(written) <= _SHORT else f"{name}: and then its text"
    return at, f"There is no colon after {name}.", f"Write {short}"


def _no_hyphen(above: str, here: str, at: int) -> tuple[int, str, str] | None:
    """Return what to write where the first field of a row has lost its hyphen, or None."""
    indent, further = (len(line) - len(line.lstrip()) for line in (above, here))
    rows = 0 < indent < further and _FIELD.fullmatch(above) and _FIELD.fullmatch(here)
    if not rows or above.lstrip().startswith("- ") or len(above) > _SHORT:
        return None
    return (
        at,
        "This line stands further in than the one above it.",
        f"Line the two up or, to begin a row of a list, write - {above.strip()} above.",
    )
