"""Values are run through the content's own checks before they are written, and made to pass."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.publishing import Publishing
from localoffer.importers.shared.text_sentences import without_sentences
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.problems import Problem, errors
from localoffer.read.content_files import ContentFile
from localoffer.write.header import header_of

_ROUNDS = 40
_ABBREVIATIONS = {"TBC": "to be confirmed", "TBA": "to be announced", "TBD": "to be decided"}
_NO_TEXT = "There is no text that can be shown yet."
_ABBREVIATED = re.compile(r"(?<![\w-])(?:TBC|TBA|TBD|tbc|tbd)(?![\w-])")


def fitted(
    path: str, values: Mapping[str, Any], body: str, notes: Notes, settings: CheckSettings
) -> tuple[dict[str, Any], str]:
    """Return values and body without an error in the checks; what had to be left out is noted.

    ``settings`` are those by which the council's folder is checked.
    """
    protected = layout_of(path).protected
    checked, text = _without_placeholders(values, protected, notes), _expanded(body)
    for _ in range(_ROUNDS):
        problems = check_errors(path, file_text(path, checked, text), settings)
        if not problems:
            return checked, text
        header = file_text(path, checked, "").count("\n")
        text = _without_problem(problems[0], checked, text, header, notes)
    notes.lost("", "fields that the checks refuse, whatever is left out", ", ".join(checked))
    return {
        name: checked[name] for name in protected if name in checked
    }, "Nothing of this record can be shown yet."


def file_text(
    path: str, values: Mapping[str, Any], body: str, publishing: Publishing | None = None
) -> str:
    """Return the text of a new file.

    One that lacks anything that a page requires is a draft, if ``publishing`` says nothing else.
    """
    layout = layout_of(path)
    state = (publishing or Publishing()).state_of(values, body, layout)
    text = f"{body}\n" if body else ""
    return f"---\n{header_of({**values, **state}, layout.order)}---\n{text}"


def check_errors(path: str, text: str, settings: CheckSettings) -> tuple[Problem, ...]:
    """Return the errors in a file's text, as ``check`` finds them in that council's folder."""
    return errors(check_file(ContentFile(path, Path(path), text.encode()), settings).problems)


def _without_problem(
    problem: Problem, values: dict[str, Any], body: str, header: int, notes: Notes
) -> str:
    """Take the value with the problem out of ``values``, or return the body without its cause."""
    path = problem.field.split(".") if problem.field else []
    protected = layout_of(problem.path).protected
    if path and path[0] in values:
        notes.lost(
            path[0], f"value that the checks refuse: {problem.message}", _value_at(values, path)
        )
        _set_value(values, path, None)
        return body
    if problem.line >= header or not values.keys() - set(protected):
        return _shorter_body(body, problem, header, notes) or _NO_TEXT
    for name in [name for name in reversed(values) if name not in protected][:1]:
        notes.lost(name, f"value that the checks refuse: {problem.message}", values.pop(name))
    return body


def _shorter_body(body: str, problem: Problem, first_line: int, notes: Notes) -> str:
    """Return the body without its placeholder sentences, else without the line of the problem."""
    shorter, removed = without_sentences(body, is_placeholder)
    for sentence in removed:
        notes.lost("description", "sentence that somebody meant to replace", sentence)
    if removed:
        return shorter
    rows = body.split("\n")
    number = min(max(problem.line - first_line, 0), len(rows) - 1)
    notes.lost("description", f"line that the checks refuse: {problem.message}", rows.pop(number))
    return "\n".join(rows).strip()


def _value_at(values: Any, path: list[str]) -> Any:
    for step in path:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and step.isdecimal() and 0 < int(step) <= len(values):
            values = values[int(step) - 1]
        else:
            return values
    return values


def _set_value(values: dict[str, Any], path: list[str], value: Any) -> None:
    """Set the value at a path, or (None) take it out, along with a list or mapping left empty."""
    inside = _value_at(values, path[:-1]) if len(path) > 1 else values
    last = path[-1]
    if isinstance(inside, dict) and last in inside:
        if value is None:
            del inside[last]
        else:
            inside[last] = value
    elif isinstance(inside, list) and last.isdecimal() and 0 < int(last) <= len(inside):
        inside[int(last) - 1 : int(last)] = [] if value is None else [value]
    elif len(path) > 1:
        _set_value(values, path[:-1], value)
        return
    if len(path) > 1 and not inside:
        _set_value(values, path[:-1], None)


def is_placeholder(text: str) -> bool:
    """Return whether a text is a placeholder, once TBC and the like are written out."""
    text = _expanded(text)
    return any(True for _ in placeholders([Passage("", 1, "", text)]))


def _without_placeholders(
    values: Mapping[str, Any], protected: tuple[str, ...], notes: Notes
) -> dict[str, Any]:
    """Return values with TBC and the like written out, and without placeholders."""
    cleaned = {
        name: _without_placeholder(value, name, protected, notes) for name, value in values.items()
    }
    return {name: value for name, value in cleaned.items() if value not in ("", [], {})}


def _without_placeholder(value: Any, name: str, protected: tuple[str, ...], notes: Notes) -> Any:
    if isinstance(value, Mapping):
        inner = {
            key: _without_placeholder(item, name, protected, notes) for key, item in value.items()
        }
        return {key: item for key, item in inner.items() if item not in ("", [], {})}
    if isinstance(value, list):
        parts = (_without_placeholder(item, name, protected, notes) for item in value)
        return [part for part in parts if part not in ("", [], {})]
    text = _expanded(str(value))
    if text != value:
        notes.cleaned(name, "TBC, TBA or TBD written out", value)
    if name in protected[1:] or not is_placeholder(text):
        return text
    notes.lost(name, "text that somebody meant to replace", text)
    return without_sentences(text, is_placeholder)[0]


def _expanded(text: str) -> str:
    return _ABBREVIATED.sub(lambda match: _ABBREVIATIONS[match[0].upper()], text)
