"""A Markdown file with a YAML header between two lines of ``---``."""

import re

from localoffer.problems import Problem, quoted

_FENCE = re.compile(r"^---[^\S\n]*$", re.MULTILINE)

#: Dashes of every kind that stand alone on a line: Word makes one of two or three hyphens.
_DASHES = re.compile(r"^[^\S\n]*[-\u2010\u2011\u2012–—―\u2212_]{1,20}[^\S\n]*$", re.MULTILINE)

#: A line at the left edge that can stand in no header: no field, row, comment or fence.
_TEXT = re.compile(r"^(?![A-Za-z][\w-]{0,60}:(?:\s|$)|[-#\s\]}])[^\n]+$", re.MULTILINE)
_FIELD = re.compile(r"\s*[A-Za-z][\w-]{0,60}:\s")

_THREE = "Write --- there: three hyphens, with no space before them."


def split(text: str, path: str) -> tuple[str, str, int] | Problem:
    """Return the header, the body and the line on which the body begins, or a problem.

    The header always begins on line 2.
    """
    opening = _FENCE.match(text)
    if not opening:
        return Problem(path, 1, "", *_not_begun(text))
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return _not_ended(text, opening.end(), path)
    header, body = text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    if not header.strip() and _FIELD.match(body):
        message = "The header is closed before its first field."
        return Problem(path, body_line - 1, "", message, "Take this line of --- out.")
    return header, body, body_line


def _not_begun(text: str) -> tuple[str, str]:
    """Return what is wrong with the first line of a file without a header, and what to write."""
    first = text.split("\n", 1)[0]
    if _DASHES.match(text):
        return f"The first line is {quoted(first)}, which begins no header.", _THREE
    if not first.strip() and _FENCE.match(text.lstrip()):
        return "The header begins below an empty line.", "Delete what stands above the first ---."
    if first.startswith("```"):
        return (
            "The file begins with a line of ```.",
            "Delete that line and the ``` that closes it: the file begins with ---.",
        )
    return "The file does not begin with a header.", "Write --- alone on line 1, then the fields."


def _not_ended(text: str, start: int, path: str) -> Problem:
    """Return the problem of a header without an end, at the line where the end belongs."""
    message = "The header never ends."
    dashes = _DASHES.search(text, start + 1)
    if dashes:
        line = text.count("\n", 0, dashes.start()) + 1
        return Problem(path, line, "", f"{message} This line is {quoted(dashes[0])}.", _THREE)
    words = _TEXT.search(text, start + 1)
    if words is None:
        return Problem(path, 1, "", message, "Write --- alone on a line below the last field.")
    line = text.count("\n", 0, words.start()) + 1
    return Problem(path, line, "", message, "Write --- alone on a line of its own above this one.")
