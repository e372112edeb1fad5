"""A Markdown file with a YAML header between two lines of ``---``."""

import re

from localoffer.problems import Problem

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split(text: str, path: str) -> tuple[str, str, int] | Problem:
    """Return the header, the body and the line on which the body begins, or a problem.

    The header always begins on line 2.
    """
    opening = _FENCE.match(text)
    if not opening:
        return Problem(
            path,
            1,
            "",
            "The file does not begin with a header.",
            "Write --- alone on line 1, then the fields.",
        )
    closing = _FENCE.search(text, opening.end())
    if not closing:
        return Problem(
            path, 1, "", "The header never ends.", "Write --- alone on a line below the last field."
        )
    body = text[closing.end() + 1 :]
    body_line = text.count("\n", 0, closing.end()) + 2
    return text[opening.end() + 1 : closing.start()], body, body_line
