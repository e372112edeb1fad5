"""YAML as text with line numbers: every value stays as typed, and every surprise is a problem.

PyYAML's own types are not used: they turn ``9:30`` into 570 and ``NO`` into False, and of
two equal keys keep the last. Anchors and aliases are refused, since nine lines of them can
unfold to more memory than a machine has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import yaml

from localoffer.problems import Level, Problem, quoted
from localoffer.read.content_files import CONTROL
from localoffer.read.pasted_signs import (
    between_curly_quotes,
    pasted_in_name,
    pasted_sign,
    without_pasted,
)
from localoffer.read.source import FieldPath, dotted
from localoffer.read.yaml_errors import explain
from localoffer.read.yaml_slips import slip

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML's wheels always hold the C loader
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

#: Deeper than any record; a limit keeps a hostile file from exhausting the stack.
MAX_DEPTH = 12

#: The start of a line that may open more values than that: indents, hyphens, question marks.
_FAR_IN = re.compile(rf"^[ \t?:-]{{{MAX_DEPTH},}}", re.MULTILINE)

#: Marks, among the keys of a mapping, that one of them was written twice.
_AGAIN = "\0"

_BRACKET = re.compile(r"[\[\]{}]")

#: libyaml's context when a quote or bracket is never closed.
_OPENED = re.compile("quoted scalar|flow")

#: Tags that libyaml gives to values without one: text, a list, a mapping.
_PLAIN_TAG = "tag:yaml.org,2002:"

#: Letters of a name or value that a sentence repeats.
_SHORT = 70

#: Text right behind a #, which YAML takes for a comment.
_LOST_SIGN = re.compile(r"[ \t]#(?=[^\s#])")
_LOST = re.compile(r"[ \t]+#(?=[^\s#])")


@dataclass(slots=True)
class Parsed:
    """A YAML text as parsed: plain values, line numbers by field path, and problems."""

    values: Any = None
    lines: dict[FieldPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, path: str, first_line: int = 1) -> Parsed:
    """Return the values of a YAML text whose first line is ``first_line`` of the file ``path``.

    An empty value (``key:``) is left out, as if the key were not there.
    """
    parsed = Parsed()
    reader = _Reader(path, first_line, text, parsed)
    try:
        refused = reader.refuse_before_composing()
        node = None if refused else yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        parsed.problems.append(reader.not_yaml(error))
        return parsed
    if node is not None:
        parsed.values = reader.value(node, ())
    return parsed


class _Reader:
    """Walks the nodes of one text."""

    def __init__(self, path: str, first_line: int, text: str, parsed: Parsed) -> None:
        self.path, self.first, self.text, self.parsed = path, first_line, text, parsed
        self.has_lost_text = _LOST_SIGN.search(text) is not None

    def problem(self, line: int, field: FieldPath, message: str, fix: str) -> None:
        self.parsed.problems.append(Problem(self.path, line, dotted(field), message, fix))

    def refuse_before_composing(self) -> bool:
        """Refuse aliases, anchors and great depth; True if the text is not to be composed."""
        text = self.text
        if not ("&" in text or "*" in text or _may_be_deep(text)):
            return False
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            mark = event.start_mark
            line = (mark.line if mark else 0) + self.first
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.problem(
                    line,
                    (),
                    "This file uses a YAML anchor or alias (& or *).",
                    "Write the value out in full. If the text itself starts with & or *, "
                    'put it in "quotes".',
                )
                return True
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            if depth > MAX_DEPTH:
                return self._too_deep(line)
        return False

    def _too_deep(self, line: int) -> bool:
        self.problem(
            line,
            (),
            "Values stand inside values too deeply.",
            "Look at docs/fields.md for the shape.",
        )
        return True

    def value(self, node: yaml.Node, field: FieldPath) -> Any:
        self.parsed.lines[field] = node.start_mark.line + self.first
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, field))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*field, number)) for number, child in enumerate(node.value)]
        return self._text(node, field)

    def _text(self, node: Any, field: FieldPath) -> str:
        if not node.tag.startswith(_PLAIN_TAG):
            self.problem(
                node.start_mark.line + self.first,
                field,
                "YAML takes a word that begins with ! for a tag, not for text.",
                'Put the whole text in "quotes".',
            )
        if self.has_lost_text:
            self._report_lost_text(node, field)
        if not node.style and (inner := between_curly_quotes(node.value)):
            self._report_curly_quotes(node, field, inner)
        if node.style == '"' and (control := CONTROL.search(node.value)):
            message = f"A character here cannot be printed (code {ord(control[0])})."
            line = node.start_mark.line + self.first
            self.problem(line, field, message, "Take it out, with the \\ before it.")
        return str(node.value)

    def _report_curly_quotes(self, node: Any, field: FieldPath, inner: str) -> None:
        line = node.start_mark.line + self.first
        message = "The page shows these curly quotes: only straight ones begin and end a text."
        fix = f"Write {quoted(inner)} or, to show them, put straight quotes around them."
        problem = Problem(self.path, line, dotted(field), message, fix, Level.WARNING)
        self.parsed.problems.append(problem)

    def _pairs(self, node: yaml.MappingNode, field: FieldPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(
                    line,
                    field,
                    "A list or fields stand where a field's name belongs.",
                    "Write a plain word before the colon.",
                )
                continue
            key = self._name(key_node, field, line)
            if key in seen:
                self._report_duplicate(key, seen, line, field)
                continue
            seen[key] = line
            if _is_empty(value_node):
                lost = self._report_empty(node, value_node, (*field, key), line)
                if lost:
                    self.parsed.lines[*field, key] = line
                    yield key, lost
                continue
            value = self.value(value_node, (*field, key))
            self.parsed.lines[*field, key] = line
            yield key, value

    def _name(self, node: Any, field: FieldPath, line: int) -> str:
        """Return a field's name without the signs in it that nobody sees, which are reported."""
        written = str(node.value)
        pasted = "" if written.isascii() else pasted_in_name(written)
        if not pasted:
            return written
        name, index = without_pasted(written), node.start_mark.index
        start, end = self.text.rfind("\n", 0, index) + 1, self.text.find("\n", index)
        message, fix = pasted_sign(self.text[start:end]) or (
            f"There is {pasted} in this field's name.",
            f"Delete all that stands before the colon, and type {name} again.",
        )
        self.problem(line, (*field, name), message, fix)
        return name

    def _report_empty(self, mapping: Any, node: Any, field: FieldPath, line: int) -> str:
        """Return the text that YAML takes for a comment; report a field that only a comma made."""
        name, colon, value = str(field[-1]).partition(":")
        if mapping.flow_style and colon and value:
            message = f"There is no space after the colon of {name[:_SHORT]}."
            self.problem(line, field[:-1], message, f"Write {name[:_SHORT]}: {value[:_SHORT]}")
        elif mapping.flow_style:
            self.problem(
                line,
                field[:-1],
                f"{quoted(field[-1])} has no value. Between {{ and }}, a comma begins a new field.",
                'Put text that has a comma in it in "quotes".',
            )
        return self._report_lost_text(node, field) if self.has_lost_text else ""

    def _report_duplicate(
        self, key: str, seen: dict[str, int], line: int, field: FieldPath
    ) -> None:
        """Report that a field is written twice; in a row of a list, only the first."""
        is_row = bool(field) and isinstance(field[-1], int)
        if is_row and _AGAIN in seen:
            return
        seen[_AGAIN] = line
        self.problem(
            line,
            (*field, key),
            f"{quoted(key)} is written twice, on lines {seen[key]} and {line}.",
            "Begin the second row with a hyphen and a space, or keep one of the two."
            if is_row
            else "Keep one of the two.",
        )

    def _report_lost_text(self, node: Any, field: FieldPath) -> str:
        """Return and report text that YAML takes for a comment ("Club #2", ``#14505c``)."""
        end = node.end_mark.index
        if not node.style and _LOST.match(self.text, end):
            lost = self.text[end:].split("\n", 1)[0].strip()
            self.problem(
                node.end_mark.line + self.first,
                field,
                f"YAML takes {quoted(lost)} for a comment and leaves it out.",
                'Put the whole text in "quotes".',
            )
            return lost
        return ""

    def not_yaml(self, error: yaml.YAMLError) -> Problem:
        yaml_message = str(getattr(error, "problem", "") or error).splitlines()[0]
        mark = getattr(error, "problem_mark", None)
        if _OPENED.search(str(getattr(error, "context", ""))):
            mark = error.context_mark  # type: ignore[attr-defined]  # where it was opened
        line = min(mark.line if mark else 0, max(self.text.rstrip("\n").count("\n"), 0))
        index = getattr(mark, "index", 0) or 0
        lines = self.text.split("\n")
        known = _pasted(lines, line, line - 1) or slip(yaml_message, lines, line)
        known = known or _pasted(lines, line + 1)
        character = self.text[index : index + 1]
        line, message, fix = known or (line, *explain(yaml_message, character))
        return Problem(self.path, line + self.first, "", message, fix)


def _pasted(lines: Sequence[str], *places: int) -> tuple[int, str, str] | None:
    """Return the first pasted sign on the lines at ``places``: (place, wrong, write)."""
    for place in places:
        if 0 <= place < len(lines) and (told := pasted_sign(lines[place])):
            return place, *told
    return None


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _may_be_deep(text: str) -> bool:
    """Return whether values may be nested deeper than ``MAX_DEPTH``: then events are counted."""
    steps = (1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text))
    return max(accumulate(steps), default=0) > MAX_DEPTH or _FAR_IN.search(text) is not None
