"""Lines of a text that do not become what their author meant: lists, headings, tables, addresses.

Pasted text and habits of Word look right in the file, and run together on the page. Each is told
at its line, with the line to write.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from localoffer.problems import Level, Problem

#: (number of the line from 0, what is wrong, what to write)
LineSlip = tuple[int, str, str]


class LineRule(NamedTuple):
    """Lines that match ``pattern``, where ``least`` or more follow one another.

    ``message`` and ``fix`` may name the groups of the first line's match: ``{sign}``, ``{rest}``.
    What ends with a line to copy has no full stop: an editor would copy it too.
    """

    pattern: re.Pattern[str]
    least: int
    message: str
    fix: str


_RULES = tuple(
    LineRule(re.compile(pattern), least, message, fix)
    for pattern, least, message, fix in (
        (
            r"\s{0,12}(?P<sign>[•·▪●◦‣\u2043\uf0b7])\s{0,9}(?P<rest>\S.*)", 1,
            "The sign {sign} makes no list on the page.", "Write - {rest}",
        ),
        (
            r"\s{0,3}(?P<sign>[–—\u2012\u2212])\s{0,9}(?P<rest>\S.*)", 2,
            "The sign {sign} makes no list on the page.", "Write - {rest}",
        ),
        (
            r"(?P<sign>o)[ \t]{1,9}(?P<rest>\S.*)", 2,
            "The letter o makes no list on the page.", "Write - {rest}",
        ),
        (
            r"\s{0,3}(?P<sign>[-+*])(?P<rest>[^\s*+-][^*]*)", 2,
            "There is no space behind {sign}, so these lines are no list.", "Write - {rest}",
        ),
        (
            r"\s{0,3}(?P<sign>\d{1,2}[.)])(?P<rest>[^\s\d.)].*)", 2,
            "There is no space behind {sign}, so these lines are no list.", "Write {sign} {rest}",
        ),
        (
            r"\s{0,3}\(?(?P<sign>[a-z])[.)][ \t]{1,9}(?P<rest>\S.*)", 2,
            "Letters such as {sign}) make no list on the page.", "Write 1. {rest}",
        ),
        (
            r"(?P<sign>#{2,6})(?:[^\S \t]|(?=[^\s#]))(?P<rest>.*)", 1,
            "There is no space behind {sign}, so this is no heading.", "Write {sign} {rest}",
        ),
        (
            r"\s{0,9}[-*+] \[[ xX]\] (?P<rest>.*)", 1,
            "The page has no boxes to tick, and shows the brackets.", "Write - {rest}",
        ),
    )
)  # fmt: skip

#: A longer line is not repeated in the message.
_SHORT = 70

_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)\s*\S")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_AT_EDGE = re.compile(r" {0,1}\S")
_PLAIN_LINE = re.compile(r"(?![-*+>#|<`:]|\d{1,9}[.)]\s)[^\n]{1,40}(?<![.,;:!?\\])(?<!  )")
_SEPARATOR = re.compile(r"\s*+(?:\|\s*+)?:?-++:?\s*+(?>(?:\|\s*+:?-*+:?\s*+)*)")
_SENTENCE_END = (".", "!", "?")
_FEWEST_LINES = 3
_LONG = 500
_MOST_CELLS = 12


def line_slips(
    body: str, path: str, first_line: int, *, is_part: bool = False
) -> Iterator[Problem]:
    """Yield a warning for each line of a Markdown text that is not what it looks like.

    ``body`` begins on ``first_line`` of the file ``path``. ``is_part`` says that it goes into
    another text, so that it may be the further rows of a table.
    """
    lines = body.split("\n")
    is_code = list(_code(lines))
    texts = ["" if code else line for line, code in zip(lines, is_code, strict=True)]
    slips = [
        *_code_slips(lines, is_code),
        *_rule_slips(texts),
        *_block_slips(texts, is_part=is_part),
    ]
    for number, message, fix in sorted(slips):
        yield Problem(path, first_line + number, "", message, fix, Level.WARNING)


def _code(lines: Sequence[str]) -> Iterator[str]:
    """Yield for each line what makes it code: "fence", "indent" or ""."""
    in_fence, in_list, in_indent, before = False, False, False, ""
    for line in lines:
        if _FENCE.match(line):
            in_fence = not in_fence
            yield "fence"
        elif in_fence:
            yield "fence"
        else:
            begins = not before.strip() or in_indent
            in_indent = bool(_INDENTED.match(line)) and begins and not in_list
            yield "indent" if in_indent else ""
            if _LIST_ITEM.match(line):
                in_list = True
            elif _AT_EDGE.match(line) and not before.strip():
                in_list = False
        before = line


def _code_slips(lines: Sequence[str], is_code: Sequence[str]) -> Iterator[LineSlip]:
    for code, group in groupby(enumerate(is_code), key=lambda row: row[1]):
        number = next(group)[0]
        if code == "indent":
            what = "A tab makes" if "\t" in lines[number][:4] else "Four spaces make"
            message = f"{what} these lines a block of code on the page."
            yield number, message, "Begin them at the left edge."
        elif code == "fence":
            message = "Three backticks make these lines a block of code on the page."
            yield number, message, "Take the lines of backticks out."


def _rule_slips(texts: Sequence[str]) -> Iterator[LineSlip]:
    for rule in _RULES:
        matches = ((number, rule.pattern.fullmatch(line)) for number, line in enumerate(texts))
        for is_match, group in groupby(matches, key=lambda row: row[1] is not None):
            rows = list(group) if is_match else []
            if len(rows) >= rule.least and (first := rows[0][1]):
                fix = rule.fix.format(**first.groupdict())
                if len(fix) > _SHORT:
                    fix = rule.fix.format(**{**first.groupdict(), "rest": "and then the text."})
                yield rows[0][0], rule.message.format(**first.groupdict()), fix


def _block_slips(texts: Sequence[str], *, is_part: bool) -> Iterator[LineSlip]:
    """Yield what is wrong with lines that belong together, up to the next empty one."""
    for is_text, group in groupby(enumerate(texts), key=lambda row: bool(row[1].strip())):
        if not is_text:
            continue
        rows = list(group)
        block = [line for _, line in rows]
        told = [*_pasted_table(block), *_run_together(block), *_rulers(block)]
        if not is_part:
            told += _headless_table(block)
        yield from ((rows[0][0] + place, message, fix) for place, message, fix in told)


def _pasted_table(block: Sequence[str]) -> Iterator[LineSlip]:
    tabs = [place for place, line in enumerate(block) if "\t" in line.strip()]
    if len(tabs) > 1:
        cells = [cell.strip() for cell in block[tabs[0]].split("\t") if cell.strip()]
        row = f"| {' | '.join(cells)} |"
        below = f"|{' --- |' * len(cells)}"
        fix = f"Write {row} and, below it, {below}"
        if len(row) > _SHORT:
            fix = "Put | around each cell, and a row of | --- | below the first."
        yield tabs[0], "A table was pasted with tabs, and its columns run together.", fix


def _headless_table(block: Sequence[str]) -> Iterator[LineSlip]:
    piped = [place for place, line in enumerate(block) if _is_row(line)]
    if len(piped) > 1 and not any(_SEPARATOR.fullmatch(line[:_LONG]) for line in block):
        cells_of_first = block[piped[0]].strip().strip("|").count("|") + 1
        row = f"|{' --- |' * min(cells_of_first, _MOST_CELLS)}"
        message = "This table has no line below its headings, so it is none on the page."
        yield piped[0], message, f"Write below this line: {row}"


def _is_row(line: str) -> bool:
    text = line.strip()
    return len(text) > 1 and text[0] == "|" == text[-1]


def _run_together(block: Sequence[str]) -> Iterator[LineSlip]:
    """Yield the first of several short lines, such as those of an address."""
    for is_short, group in groupby(
        enumerate(block), key=lambda row: bool(_PLAIN_LINE.fullmatch(row[1]))
    ):
        rows = list(group) if is_short else []
        if len(rows) >= _FEWEST_LINES and not any("\t" in line for _, line in rows):
            fix = f"End each but the last with a backslash: {rows[0][1].strip()}\\"
            yield rows[0][0], "These lines run together on the page.", fix


def _rulers(block: Sequence[str]) -> Iterator[LineSlip]:
    for place, line in enumerate(block[1:], 1):
        if set(line.strip()) == {"-"} and block[place - 1].rstrip().endswith(_SENTENCE_END):
            message = "This line of hyphens makes a heading of the text above it."
            yield place, message, "Leave an empty line above it, or take it out."
