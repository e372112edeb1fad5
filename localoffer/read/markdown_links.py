"""Links of a text that lead nowhere or are none: what is wrong, and the link to write."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from localoffer.model.fields import is_readable_address
from localoffer.problems import Level, Problem

_TARGET = re.compile(
    r"(?<!!)\]\(\s*<?([^)\s>]*)>?|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE
)
_ADDRESS = re.compile(r"/(?!/)|#|(?:https?://|mailto:|tel:)\S", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@:<>]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_FILE = re.compile(r"(?:\.{0,2}/){0,9}(?:content/|national/)?([a-z][a-z-]*)/([a-z0-9-]+)\.md")
_HOST = re.compile(r"(?:h?t{1,3}p{0,2}s?:?/{0,3})?((?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#]\S*)?)")
_ON_A_MACHINE = re.compile(r"(?:file:|[A-Za-z]:\\|\\\\)")
_CURLY = "“”‘’„«»"
_FILES = (".md", ".pdf", ".jpg", ".png", ".doc", ".docx")
_SHORT = 60
_LONG = 200

_WORDS = r"\[(?P<words>[^\[\]\n]{1,200})\]"
_QUOTES = "\"'“”‘’"
_BEGINS = r"(?:https?:/|/|mailto:)"

#: What looks like a link in the file and is none on the page; ``{words}`` and ``{address}``.
_SLIPS = tuple(
    (re.compile(pattern), message, fix)
    for pattern, message, fix in (
        (
            rf"{_WORDS}[ \t]{{1,9}}\((?P<address>{_BEGINS}[^()\s]{{1,500}})\)",
            "A space stands between the words of this link and its address.",
            "Write [{words}]({address})",
        ),
        (
            rf"\((?P<words>[^()\n]{{1,200}})\)\[(?P<address>{_BEGINS}[^\[\]\s]{{1,500}})\]",
            "The brackets of this link stand the wrong way round.",
            "Write [{words}]({address})",
        ),
        (
            rf"{_WORDS}\((?P<address>{_BEGINS}[^()\s]{{1,500}})[ \t]{{1,9}}[“”‘’][^()\n]*\)",
            "Curly quotes stand in this link, so it is none.",
            "Write [{words}]({address})",
        ),
        (
            rf"{_WORDS}\({_BEGINS}[^()\s{_QUOTES}]{{1,500}}[ \t]+(?![\s({_QUOTES}])[^()\n]+\)",
            "A space stands in the address of this link, so it is none.",
            "Copy the address from your browser again, or write %20 for the space.",
        ),
        (
            rf"{_WORDS}\((?P<address>{_BEGINS}[^()\s]{{1,500}})(?=[ \t][^()\n]{{0,300}}$|$)",
            "The bracket behind the address of this link is never closed.",
            "Write [{words}]({address})",
        ),
    )
)


class LinesOfText:
    """Gives the line of a place in a text that begins on ``first_line`` of its file."""

    def __init__(self, text: str, first_line: int) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._first = first_line

    def line_of(self, start: int) -> int:
        """Return the line of the letter at ``start``, from 0."""
        return self._first + bisect_left(self._ends, start)


def link_slips(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each link of a Markdown text that is none, or leads to no address.

    ``text`` has no code in it. It begins on ``first_line`` of the file ``path``.
    """
    lines = LinesOfText(text, first_line)
    for match in _TARGET.finditer(text):
        target = match[1] if match[1] is not None else match[2]
        if not _ADDRESS.match(target) or not is_readable_address(target):
            yield Problem(path, lines.line_of(match.start()), "", *_not_an_address(target))
    for number, line in enumerate(text.split("\n"), first_line):
        for pattern, message, fix in _SLIPS if _may_have_link(line) else ():
            for match in pattern.finditer(line):
                words = fix.format(**match.groupdict())
                yield Problem(path, number, "", message, words, Level.WARNING)


def without_link_slips(text: str) -> str:
    """Return a Markdown text in which links that are none are their words alone.

    ``link_slips`` tells of them, so that nothing else has to.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        for pattern, _, _ in _SLIPS if _may_have_link(line) else ():
            lines[number] = pattern.sub(r"\g<words>", lines[number])
    return "\n".join(lines)


def _may_have_link(line: str) -> bool:
    return "](" in line or ")[" in line or "] " in line


def _not_an_address(target: str) -> tuple[str, str]:
    message = f'The link "{target[:_SHORT]}" is not an address.'
    bare = target.strip(_CURLY)
    if _ON_A_MACHINE.match(bare):
        return message, "It is on your own machine: put the file on a website, and link to that."
    if len(bare) > _LONG:
        return message, "Copy the address from your browser again."
    if _ADDRESS.match(bare) and is_readable_address(bare):
        return message, f"Take the curly quotes out: {bare}"
    meant = _meant(bare)
    return message, f"Write {meant}" if meant else (
        "Write a whole web address, or one of this site that begins with /, such as /guides/…."
    )


def _meant(target: str) -> str:
    """Return the address that was most likely meant by one that is none, or ""."""
    if email := _EMAIL.search(target):
        return f"mailto:{email[0]}"
    if file := _FILE.match(target):
        return f"/{file[1]}/{file[2]}/"
    host = None if target.endswith(_FILES) else _HOST.fullmatch(target)
    return f"https://{host[1]}" if host else ""
