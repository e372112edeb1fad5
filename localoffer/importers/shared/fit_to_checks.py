"""Making sure that the checks let through what is written, by the same checks, before."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text_sentences import without
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.placeholders import placeholders
from localoffer.problems import Problem, errors
from localoffer.read.content_files import ContentFile
from localoffer.write.header import header_of

_ROUNDS = 40
_SHORT = {"TBC": "to be confirmed", "TBA": "to be announced", "TBD": "to be decided"}
_NO_TEXT = "There is no text that can be shown yet."
_TO_BE = re.compile(r"(?<![\w-])(?:TBC|TBA|TBD|tbc|tbd)(?![\w-])")


def fitted(
    path: str, values: Mapping[str, Any], body: str, notes: Notes
) -> tuple[dict[str, Any], str]:
    """Return values and body that the checks find no error in; what had to go is noted."""
    kept = layout_of(path).kept
    fits, text = _replaced(values, kept, notes), _to_be(body)
    for _ in range(_ROUNDS):
        wrong = faults(path, composed(path, fits, text))
        if not wrong:
            return fits, text
        header = composed(path, fits, "").count("\n")
        text = _taken_out(wrong[0], fits, text, header, notes)
    notes.lost("", "fields that the checks refuse, whatever is left out", ", ".join(fits))
    return {
        name: fits[name] for name in kept if name in fits
    }, "Nothing of this record can be shown yet."


def composed(path: str, values: Mapping[str, Any], body: str) -> str:
    """Return a new file: a draft, if it lacks anything that we require."""
    layout = layout_of(path)
    draft = {"draft": "yes"} if layout.lacking(values) else {}
    text = f"{body}\n" if body else ""
    return f"---\n{header_of({**values, **draft}, layout.order)}---\n{text}"


def faults(path: str, text: str) -> tuple[Problem, ...]:
    """Return the errors in a file's text."""
    return errors(
        check_file(ContentFile(path, Path(path), text.encode()), CheckSettings()).problems
    )


def _taken_out(
    problem: Problem, values: dict[str, Any], body: str, header: int, notes: Notes
) -> str:
    """Take what a problem is about out of the values, or return the body without it."""
    place = problem.field.split(".") if problem.field else []
    kept = layout_of(problem.path).kept
    if place and place[0] in values:
        notes.lost(
            place[0], f"value that the checks refuse: {problem.message}", _leaf(values, place)
        )
        _put(values, place, None)
        return body
    if problem.line >= header or not values.keys() - set(kept):
        return _shorter(body, problem, header, notes) or _NO_TEXT
    for name in [name for name in reversed(values) if name not in kept][:1]:
        notes.lost(name, f"value that the checks refuse: {problem.message}", values.pop(name))
    return body


def _shorter(body: str, problem: Problem, first_line: int, notes: Notes) -> str:
    """Return the body without the sentences to replace, else without the line of the problem."""
    shorter, gone = without(body, is_placeholder)
    for sentence in gone:
        notes.lost("description", "sentence that somebody meant to replace", sentence)
    if gone:
        return shorter
    rows = body.split("\n")
    number = min(max(problem.line - first_line, 0), len(rows) - 1)
    notes.lost("description", f"line that the checks refuse: {problem.message}", rows.pop(number))
    return "\n".join(rows).strip()


def _leaf(values: Any, place: list[str]) -> Any:
    for step in place:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and step.isdecimal() and 0 < int(step) <= len(values):
            values = values[int(step) - 1]
        else:
            return values
    return values


def _put(values: dict[str, Any], place: list[str], value: Any) -> None:
    """Put a value where a problem points, or take it out, with what is empty then."""
    inside = _leaf(values, place[:-1]) if len(place) > 1 else values
    last = place[-1]
    if isinstance(inside, dict) and last in inside:
        if value is None:
            del inside[last]
        else:
            inside[last] = value
    elif isinstance(inside, list) and last.isdecimal() and 0 < int(last) <= len(inside):
        inside[int(last) - 1 : int(last)] = [] if value is None else [value]
    elif len(place) > 1:
        _put(values, place[:-1], value)
        return
    if len(place) > 1 and not inside:
        _put(values, place[:-1], None)


def is_placeholder(text: str) -> bool:
    """Return whether somebody meant to replace this text, once TBC and its kin are written out."""
    text = _to_be(text)
    return any(True for _ in placeholders([Passage("", 1, "", text)]))


def _replaced(values: Mapping[str, Any], kept: tuple[str, ...], notes: Notes) -> dict[str, Any]:
    """Return values with TBC and its kin written out, and without what was meant to be replaced."""
    found = {name: _meant(value, name, kept, notes) for name, value in values.items()}
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _meant(value: Any, name: str, kept: tuple[str, ...], notes: Notes) -> Any:
    if isinstance(value, Mapping):
        inner = {key: _meant(one, name, kept, notes) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one not in ("", [], {})}
    if isinstance(value, list):
        parts = (_meant(one, name, kept, notes) for one in value)
        return [part for part in parts if part not in ("", [], {})]
    text = _to_be(str(value))
    if text != value:
        notes.cleaned(name, "TBC, TBA or TBD written out", value)
    if name in kept[1:] or not is_placeholder(text):
        return text
    notes.lost(name, "text that somebody meant to replace", text)
    return without(text, is_placeholder)[0]


def _to_be(text: str) -> str:
    return _TO_BE.sub(lambda match: _SHORT[match[0].upper()], text)
