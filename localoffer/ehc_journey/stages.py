"""The stages of a journey guide as its Markdown has them: ``##`` a stage, ``###`` its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAPPENS = "What happens"
WHO = "Who does what"
YOU = "What you can do"
LETTER = "A letter you can copy"
LATE = "If it is late"

#: The parts of a stage, in the order of the page.
PARTS = (HAPPENS, WHO, YOU, LETTER, LATE)

#: Every stage has these; one with a limit in law has all five.
ALWAYS = (HAPPENS, WHO, YOU)

_HEADING = re.compile(r"(#{2,3})\s++(\S.*)")
_LIMIT = re.compile(r"\(limit\s[^()]*\)$")
_WHEN = re.compile(r"(?<!\s)\s*+\([^()]*+\)$")


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part of a stage: its heading, the heading's line, and the Markdown below it."""

    name: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenStage:
    """A stage: its name, the line of its heading, whether it names a limit, and its parts."""

    name: str
    line: int
    has_limit: bool
    parts: tuple[WrittenPart, ...]


def written_stages(body: str, first_line: int) -> Iterator[WrittenStage]:
    """Yield the stages of a guide's Markdown that begins on ``first_line`` of its file."""
    lines = body.split("\n")
    headings = [
        (number, match[1], match[2].rstrip("# \t\r"))
        for number, line in enumerate(lines)
        if (match := _HEADING.match(line))
    ]
    ends = [*(number for number, _, _ in headings[1:]), len(lines)]
    parts = [
        (mark, WrittenPart(words, first_line + number, "\n".join(lines[number + 1 : end]).strip()))
        for (number, mark, words), end in zip(headings, ends, strict=False)
    ]
    tops = [place for place, (mark, _) in enumerate(parts) if mark == "##"]
    for top, end in zip(tops, [*tops[1:], len(parts)], strict=False):
        heading = parts[top][1]
        yield WrittenStage(
            _WHEN.sub("", heading.name),
            heading.line,
            bool(_LIMIT.search(heading.name)),
            tuple(part for _, part in parts[top + 1 : end]),
        )
