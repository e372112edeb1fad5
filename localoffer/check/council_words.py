"""The council's words in a text that does not name it: ``{council}``, ``{slot: who-decides}``.

Placeholders stand in headers and texts; slots stand in texts alone, and hold what the council has
written for that one place. A slot that nobody has filled leaves no trace.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from localoffer.check.model_introspection import texts_in
from localoffer.check.pydantic_errors import nearest
from localoffer.problems import Problem, quoted
from localoffer.read.source import Source, dotted

#: The words that replace each placeholder: as plain text, and as Markdown.
PlaceholderValues = Mapping[str, tuple[str, str]]

_PLAIN, _MARKDOWN = 0, 1

_NAMES: Final = "council|area|local offer phone|local offer email|advice service|forum"
_PLACEHOLDER: Final = re.compile(
    rf"\{{ ?({_NAMES}|(?:team|phone|email|contact): ?[a-z0-9-]{{1,80}}) ?\}}"
)
_SLOT: Final = re.compile(r"\{ ?slot: ?([a-z0-9-]{1,80}) ?\}")

#: A line that holds a slot and nothing else, but for what begins a list item or a quotation.
_SLOT_LINE: Final = re.compile(
    r"([ \t]*)((?:(?:[-*>]|[0-9]{1,2}\.) )?)\{ ?slot: ?([a-z0-9-]{1,80}) ?\}[ \t]*"
)
_SLOT_INSIDE: Final = re.compile(r" ?\{ ?slot: ?([a-z0-9-]{1,80}) ?\}")
_INSIDE: Final = re.compile(r"[\w,;][ \n]")
_HEADING: Final = re.compile(r"#{2,6} ")


def fill_placeholders(source: Source, values: PlaceholderValues) -> Source:
    """Return a file in which the council's words stand in place of every placeholder."""
    body = source.body
    if "{" in body:
        body = _filled(body, values, _MARKDOWN)
    return replace(source, values=fill_values(source.values, values), body=body)


def fill_values(value: Any, values: PlaceholderValues) -> Any:
    """Return what a YAML file holds with every placeholder replaced, however deep it stands."""
    if isinstance(value, str):
        return _filled(value, values, _PLAIN) if "{" in value else value
    if isinstance(value, Mapping):
        return {key: fill_values(inner, values) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill_values(inner, values) for inner in value]
    return value


def unknown_placeholders(
    source: Source, written: Any, values: PlaceholderValues
) -> Iterator[Problem]:
    """Yield a problem for every placeholder that names a contact which is not there.

    ``written`` is all that the file's YAML holds.
    """
    for place, text in texts_in(written, ()):
        for match in _PLACEHOLDER.finditer(text):
            if _key(match) not in values:
                yield _unknown(source.path, source.line_of(place), dotted(place), match, values)
    for match in _PLACEHOLDER.finditer(source.body):
        if _key(match) not in values:
            line = source.body_line + source.body.count("\n", 0, match.start())
            yield _unknown(source.path, line, "", match, values)


def slots_in(text: str) -> tuple[str, ...]:
    """Return the names of a text's slots, in their order."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def compose(text: str, slots: Mapping[str, str]) -> tuple[str, tuple[int, ...]]:
    """Return a text with its slots filled, and which of its headings stand above a filled slot.

    ``slots`` has Markdown by name. A heading is given by its number, from 1; 0 is the text above
    the first heading. A slot that brings its own heading is counted under that one.
    """
    lines: list[str] = []
    above: list[int] = []
    headings = 0
    for line in text.split("\n"):
        filled, names = _line_filled(line, slots)
        if filled is None:
            continue
        brought = sum(bool(_HEADING.match(one)) for one in filled.split("\n"))
        if names:
            above += range(headings + 1, headings + brought + 1) if brought else [headings]
        headings += brought
        lines.append(filled)
    return "\n".join(lines), tuple(dict.fromkeys(above))


def _line_filled(line: str, slots: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Return a line with its slots filled and their names; None where the line vanishes."""
    if "{" not in line:
        return line, []
    alone = _SLOT_LINE.fullmatch(line)
    if alone:
        text = slots.get(alone[3], "").strip()
        return (_indented(text, alone[1], alone[2]), [alone[3]]) if text else (None, [])
    names = [name for name in _SLOT.findall(line) if slots.get(name, "").strip()]
    return _SLOT_INSIDE.sub(lambda match: _inside(match, slots), line), names


def _inside(match: re.Match[str], slots: Mapping[str, str]) -> str:
    text = " ".join(slots.get(match[1], "").split())
    space = " " if match[0].startswith(" ") else ""
    return f"{space}{text}" if text else ""


def _indented(text: str, indent: str, mark: str) -> str:
    """Return a slot's text below the indent and the mark of the line on which it stands."""
    following = "> " if mark == "> " else " " * len(mark)
    first, *rest = text.split("\n")
    lines = [f"{indent}{mark}{first}", *(f"{indent}{following}{one}".rstrip() for one in rest)]
    return "\n".join(lines)


def _filled(text: str, values: PlaceholderValues, form: int) -> str:
    def filled(match: re.Match[str]) -> str:
        key = _key(match)
        if key not in values:
            return match[0]
        words = values[key][form]
        kind, _, contact = key.partition(": ")
        if kind not in ("team", "contact") or not _is_inside(match):
            return words
        role = values[f"team: {contact}"][form]
        return _inside_sentence(role) + words.removeprefix(role)

    return _PLACEHOLDER.sub(filled, text)


def _is_inside(match: re.Match[str]) -> bool:
    """Return whether a placeholder stands after other words of its sentence."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return _INSIDE.fullmatch(before) is not None


def _inside_sentence(role: str) -> str:
    """Return a role as it is written inside a sentence: "Travel team" becomes "travel team".

    A name keeps its capital: one word alone, or one of several words with capitals.
    """
    first, _, rest = role.partition(" ")
    is_name = not rest or rest != rest.lower() or first[1:] != first[1:].lower()
    return role if is_name else f"{first[:1].lower()}{first[1:]} {rest}"


def _key(match: re.Match[str]) -> str:
    """Return a placeholder as ``PlaceholderValues`` names it: one space after a colon."""
    kind, colon, name = match[1].partition(":")
    return f"{kind}: {name.strip()}" if colon else kind


def _unknown(
    path: str, line: int, field: str, match: re.Match[str], values: PlaceholderValues
) -> Problem:
    name = _key(match).partition(": ")[2]
    contacts = sorted(key.removeprefix("team: ") for key in values if key.startswith("team: "))
    message = f"There is no contact {quoted(name)} in contacts.yaml for {match[0]}."
    return Problem(path, line, field, message, nearest(name, contacts))
