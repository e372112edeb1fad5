"""YAML as text with line numbers: every value stays as typed, and every surprise is a problem.

PyYAML's own types are not used: they turn ``9:30`` into 570 and ``NO`` into False, and of
two equal keys keep the last. Anchors and aliases are refused, since nine lines of them can
unfold to more memory than a machine has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from localoffer.problems import Problem
from localoffer.read.source import Place

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML's wheels always hold the C loader
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

#: Deeper than any record; a limit keeps a hostile file from exhausting the stack.
MAX_DEPTH = 12


@dataclass(slots=True)
class Parsed:
    """What a piece of YAML holds: plain values, lines by place, and problems."""

    values: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def parse(text: str, path: str, first_line: int = 1) -> Parsed:
    """Return the values of a YAML text whose first line is ``first_line`` of ``path``.

    An empty value (``key:``) is left out, as if the key were not there.
    """
    parsed = Parsed()
    reader = _Reader(path, first_line, parsed)
    try:
        depth = reader.refuse_before_composing(text)
        node = None if depth else yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        parsed.problems.append(reader.not_yaml(error))
        return parsed
    if node is not None:
        parsed.values = reader.value(node, ())
    return parsed


class _Reader:
    """Walks the nodes of one text."""

    def __init__(self, path: str, first_line: int, parsed: Parsed) -> None:
        self.path, self.first, self.parsed = path, first_line, parsed

    def problem(self, line: int, place: Place, message: str, fix: str) -> None:
        name = ".".join(str(key) for key in place)
        self.parsed.problems.append(Problem(self.path, line, name, message, fix))

    def refuse_before_composing(self, text: str) -> bool:
        """Refuse aliases, anchors and great depth; True if the text is not to be composed."""
        if not (
            "&" in text
            or "*" in text
            or text.count("[") + text.count("{") > MAX_DEPTH
            or "- - -" in text
        ):
            return _indent_depth(text) > 4 * MAX_DEPTH and self._too_deep(1)
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            line = event.start_mark.line + self.first
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.problem(
                    line,
                    (),
                    "This file uses a YAML anchor or alias (& or *).",
                    'Write the value out in full. If the text itself starts with & or *, put it in "quotes".',
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

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.parsed.lines[place] = node.start_mark.line + self.first
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, number)) for number, child in enumerate(node.value)]
        return node.value

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first
            if not isinstance(key_node, yaml.ScalarNode):
                self.problem(
                    line,
                    place,
                    "A field's name is a list or a mapping.",
                    "Write a plain word before the colon.",
                )
                continue
            key = key_node.value
            if key in seen:
                self.problem(
                    line,
                    (*place, key),
                    f"{key} is written twice, on lines {seen[key]} and {line}.",
                    "Keep one of the two.",
                )
                continue
            seen[key] = line
            if _is_empty(value_node):
                if node.flow_style:
                    self.problem(
                        line,
                        place,
                        f'"{key}" has no value. Between {{ and }}, a comma begins a new field.',
                        'Put text that has a comma in it in "quotes".',
                    )
                continue
            value = self.value(value_node, (*place, key))
            self.parsed.lines[*place, key] = line
            yield key, value

    def not_yaml(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = (mark.line if mark else 0) + self.first
        said = str(getattr(error, "problem", "") or error).splitlines()[0]
        message, fix = _explain(said)
        return Problem(self.path, line, "", message, fix)


def _is_empty(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "~", "null")
    )


def _indent_depth(text: str) -> int:
    return max(
        (len(line) - len(line.lstrip(" ")) for line in text.splitlines() if line.strip()), default=0
    )


_EXPLAINED = (
    (
        "cannot start any token",
        "A tab or a special character stands where a value begins.",
        'Use spaces instead of tabs, and put text that starts with @, ` or % in "quotes".',
    ),
    (
        "mapping values are not allowed",
        "There is a second colon on this line, or the line above is not finished.",
        'Put text with a colon in it in "quotes".',
    ),
    (
        "could not find expected ':'",
        "This line has no colon after the field's name, or a quote above is not closed.",
        "Write a field as name: value.",
    ),
    (
        "did not find expected key",
        "This line does not fit the lines above it: its indent differs, or a quote is not closed.",
        "Line it up with the field above, with spaces.",
    ),
    (
        "found character that",
        "There is a character here that YAML does not allow.",
        'Use spaces instead of tabs, and put the text in "quotes".',
    ),
    (
        "did not find expected",
        "A bracket or a quote is not closed.",
        "Close it, or remove the opening one.",
    ),
    ("unexpected end of stream", "A quote is opened and never closed.", 'Add the closing ".'),
    (
        "expected a single document",
        "A line of --- splits the file in two.",
        "Keep one header at the top of the file.",
    ),
    (
        "control characters are not allowed",
        "There is a character here that cannot be printed.",
        "Delete it and type the text again.",
    ),
    (
        "special characters are not allowed",
        "There is a character here that cannot be printed.",
        "Delete it and type the text again.",
    ),
)


def _explain(said: str) -> tuple[str, str]:
    for start, message, fix in _EXPLAINED:
        if start in said:
            return message, fix
    return (
        f"This is not YAML that can be read ({said}).",
        "Compare it with a file that works, line by line.",
    )
