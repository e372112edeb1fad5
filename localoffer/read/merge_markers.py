"""Lines that Git leaves where two people changed the same words, and nobody has chosen yet.

A line of ``=======`` alone is one of them only between the other two: below a line of text it makes
a heading in Markdown.
"""

import re

from localoffer.problems import Problem

_OPENING, _BASE, _CLOSING = "<<<<<<<", "|||||||", ">>>>>>>"

_MARKER = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \t][^\n]*)?$", re.MULTILINE)


def merge_problems(text: str, path: str) -> tuple[Problem, ...]:
    """Return an error for each merge that was left unfinished in a file of any kind.

    ``text`` is the whole file, ``path`` its path in the content folder.
    """
    if _OPENING not in text and _CLOSING not in text:
        return ()
    return tuple(_problem(path, markers) for markers in _merges(text))


def _problem(path: str, markers: list[tuple[int, str]]) -> Problem:
    first, last = markers[0][0], markers[-1][0]
    if len(markers) == 1:
        message = f"This line is left of a merge: {markers[0][1]}."
        return Problem(path, first, "", message, "Take it out, and read the lines around it.")
    *others, final = (f"{line} ({sign})" for line, sign in markers)
    fix = f"Keep one of the two, and delete lines {', '.join(others)} and {final}."
    if any(sign == _BASE for _, sign in markers):
        fix += " What stands below ||||||| is how it was before: delete that too."
    message = f"A merge was left unfinished: two versions stand on lines {first} to {last}."
    return Problem(path, first, "", message, fix)


def _merges(text: str) -> list[list[tuple[int, str]]]:
    """Return the markers of each merge, as (line, sign)."""
    merges: list[list[tuple[int, str]]] = []
    is_open, line, end = False, 1, 0
    for match in _MARKER.finditer(text):
        line += text.count("\n", end, match.start())
        end, sign = match.start(), match[1]
        if sign == _OPENING or (sign == _CLOSING and not is_open):
            merges.append([])
        if is_open or sign in (_OPENING, _CLOSING):
            merges[-1].append((line, sign))
        is_open = sign == _OPENING or (is_open and sign != _CLOSING)
    return merges
