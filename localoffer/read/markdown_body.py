"""Checks of the Markdown below a header, before it becomes HTML: what its page would lose.

A text that a person wrote for families comes nowhere near these limits, and within them the time
that a page takes grows in proportion to its text.
"""

import re
from collections.abc import Iterator

from localoffer.problems import Level, Problem
from localoffer.read.markdown_links import LinesOfText, link_slips

_MAX_LETTERS = 200_000
_MAX_LINE = 10_000
_MAX_INDENT = 40
_MAX_BRACKETS = 300

_LONG = re.compile(rf"^.{{{_MAX_LINE + 1},}}$", re.MULTILINE)
_INDENTED = re.compile(rf"^[^\S\n]{{{_MAX_INDENT}}}(?=[^\n]*\S)", re.MULTILINE)
_DEEP = re.compile(r"^(?:[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|>)){13}", re.MULTILINE)
_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE)
_PICTURE = re.compile(r"!\[(?>(?:[^\[\]\n]|(?<!!)\[)*)\][(\[]")

#: Marks of other kinds of Markdown, which a page shows as they stand.
_LEFT_SIGNS = (
    (
        re.compile(r"~~[^~\n]{1,200}~~"),
        "The page does not strike words out, and shows the signs ~~.",
        "Delete the words, or the signs.",
    ),
    (
        re.compile(r"\[\^[\w-]{1,20}\]"),
        "Pages have no footnotes.",
        "Write it in the text, where it belongs.",
    ),
    (
        re.compile(r"(?<![*\w])\*\*[ \t][^*\n]{1,200}[ \t]\*\*(?![*\w])"),
        "Spaces stand inside these stars, so that the page shows them.",
        "Write **the words** with no space behind the first stars, and none before the last.",
    ),
)
_PASTED_HTML = re.compile(r"<[a-zA-Z][a-zA-Z0-9]{0,9} [^<>\n]{0,300}?(?:class=\"?Mso|style=)")
_TAG = re.compile(r"<(o:p|[a-zA-Z][a-zA-Z0-9]*)\b[^<>\n]*>")
_ALLOWED_TAGS = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "i", "li",
        "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead",
        "tr", "ul", "http", "https", "mailto",
    }
)  # fmt: skip


def exceeded_limit(body: str, path: str, first_line: int) -> Problem | None:
    """Return why a text cannot be turned into a page at all, or None."""
    exceeded = next(_exceeded_limits(body), None)
    if exceeded is None:
        return None
    offset, message, fix = exceeded
    return Problem(path, first_line + body.count("\n", 0, offset), "", message, fix)


def _exceeded_limits(body: str) -> Iterator[tuple[int, str, str]]:
    """Yield the offset in the text, the message and the fix for each limit that is exceeded."""
    if len(body) > _MAX_LETTERS:
        fix = f"Split it into pages of {_MAX_LETTERS:,} letters at most."
        yield 0, f"The text has {len(body):,} letters.", fix
        return
    for line in _LONG.finditer(body):
        fix = "Break it into paragraphs, with an empty line between them."
        yield line.start(), f"This line has {len(line[0]):,} letters.", fix
    for line in _INDENTED.finditer(body):
        fix = "Begin paragraphs at the left edge, and lists two or four spaces in."
        yield line.start(), f"This line begins with more than {_MAX_INDENT} spaces.", fix
    for deep in _DEEP.finditer(body):
        message = "Lists or quotes stand inside one another too deeply."
        yield deep.start(), message, "Begin the line with one hyphen, number or >."
    if _dense(body):
        message = "The text has hundreds of square brackets in one paragraph."
        yield 0, message, "Take out the ones that are not links."


def not_rendered(body: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each picture, tag and link of a text that its page would lose."""
    text = _CODE.sub(lambda code: " " * len(code[0]), body)

    lines = LinesOfText(text, first_line)

    def line_of(match: re.Match[str]) -> int:
        return lines.line_of(match.start())

    if pasted := _PASTED_HTML.search(text):
        yield Problem(
            path, line_of(pasted), "", "This HTML was pasted from Word or a web page.",
            "Paste it again as plain text (Ctrl+Shift+V).", Level.WARNING,
        )  # fmt: skip
    for pattern, message, fix in _LEFT_SIGNS:
        for match in pattern.finditer(text):
            yield Problem(path, line_of(match), "", message, fix, Level.WARNING)
    for match in _PICTURE.finditer(text):
        yield Problem(
            path, line_of(match), "", "Pages do not show pictures in their text.",
            "Say in words what the picture shows, or make an easy-read guide.",
        )  # fmt: skip
    for match in _TAG.finditer(text):
        if match[1].lower() not in _ALLOWED_TAGS:
            yield Problem(
                path, line_of(match), "", f"The page leaves out HTML such as <{match[1]}>.",
                "Write it as plain text or Markdown.", Level.WARNING,
            )  # fmt: skip
    yield from link_slips(text, path, first_line)


def _dense(body: str) -> bool:
    return body.count("[") > _MAX_BRACKETS and any(
        paragraph.count("[") > _MAX_BRACKETS for paragraph in re.split(r"\n\s*\n", body)
    )
