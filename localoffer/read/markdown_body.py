"""Checks of the Markdown below a header, before it becomes HTML: what its page would lose.

A text that a person wrote for families comes nowhere near these limits, and within them the time
that a page takes grows in proportion to its text.
"""

import re
from collections.abc import Iterator

from localoffer.model.fields import is_readable_address
from localoffer.problems import Level, Problem

_MAX_LETTERS = 200_000
_MAX_LINE = 10_000
_MAX_INDENT = 40
_MAX_BRACKETS = 300

_LONG = re.compile(rf"^.{{{_MAX_LINE + 1},}}$", re.MULTILINE)
_INDENTED = re.compile(rf"^[^\S\n]{{{_MAX_INDENT}}}(?=[^\n]*\S)", re.MULTILINE)
_DEEP = re.compile(r"^(?:[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]|>)){13}", re.MULTILINE)
_CODE = re.compile(r"^(?: {4}|\t).*$|`[^`\n]+`", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]*\](?:\(|\[)")
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\b[^<>\n]*>")
_TARGET = re.compile(
    r"(?<!!)\]\(\s*<?([^)\s>]*)>?|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE
)
_ADDRESS = re.compile(r"/(?!/)|#|(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
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

    def line_of(match: re.Match[str]) -> int:
        return first_line + text.count("\n", 0, match.start())

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
    for match in _TARGET.finditer(text):
        target = match[1] if match[1] is not None else match[2]
        if not _ADDRESS.match(target) or not is_readable_address(target):
            yield Problem(path, line_of(match), "", *_not_an_address(target))


def _not_an_address(target: str) -> tuple[str, str]:
    message = f'The link "{target[:60]}" is not an address.'
    if "@" in target:
        return message, f"Write mailto:{target[:60]}."
    if target.startswith("www."):
        return message, f"Write https://{target[:60]}."
    return (
        message,
        "Write a whole web address, or one of this site that begins with /, such as /guides/….",
    )


def _dense(body: str) -> bool:
    return body.count("[") > _MAX_BRACKETS and any(
        paragraph.count("[") > _MAX_BRACKETS for paragraph in re.split(r"\n\s*\n", body)
    )
