"""Small slips that a parser notices a line too late, reported at the line they are on."""

import re
from collections.abc import Sequence

from localoffer.read.pasted_signs import between_curly_quotes

_ABOUT_COLONS = ("mapping values are not allowed", "could not find expected ':'")

#: A row of a list, or a line at the left edge: any other line may be the rest of a long text.
_START = r"(?:\s*- +)?"
_FIELD = re.compile(r"\s*(?:- +)?[A-Za-z][\w-]*:(?:\s.*)?")
_NO_SPACE = re.compile(rf"{_START}([A-Za-z]\w*):(?!//)(\S.*)")
_NO_COLON = re.compile(rf"{_START}([a-z][a-z_\d]*)((?: +\S.*)?)")
_SECOND_COLON = re.compile(r"\s*+(?:- ++)?([A-Za-z]\w*+): ++((?=.*:(?: |$))[^\"'].*)")

#: A value that closes what it opened, with text behind it.
_BEHIND = re.compile(
    r"\s*+(?:- ++)?([A-Za-z]\w*+): ++(\"[^\"]*\" *[^\s#].*|'[^']*' *[^\s#'].*"
    r"|\[[^\[\]]*\] *[^\s#].*|\{[^{}]*\} *[^\s#].*)"
)
_NAME_ALONE = re.compile(r"([A-Za-z]\w*):")
_ROW_AT_EDGE = re.compile(r"- +([A-Za-z]\w*):(?: .*)?")
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]+)\)")
_NO_KEY = "did not find expected key"

#: How a sentence ends that goes on from the line above.
_SENTENCE_END = (".", "!", "?", ",", ";", ")")

#: What may stand where the colon belongs.
_OTHER_SIGN = re.compile(r"^ +[=–—-] +")

#: A longer text is not repeated in the message.
_SHORT = 70


def slip(yaml_message: str, lines: Sequence[str], index: int) -> tuple[int, str, str] | None:
    """Return (index of the line, what is wrong, what to write), where the lines show it plainly.

    ``yaml_message`` is libyaml's, ``index`` that of the line where it stopped.
    What ends with a line to copy has no full stop: an editor would copy it too.
    """
    if index >= len(lines):
        return None
    line = lines[index].rstrip()
    if not any(part in yaml_message for part in _ABOUT_COLONS):
        told = _behind(line, index) or _row_among_fields(line, index)
        return told if _NO_KEY in yaml_message else None
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), index)
    return (
        _value_below(lines, above)
        or _second_colon(line, index)
        or _unfinished(line, index)
        or _unfinished(lines[above].rstrip(), above)
        or _no_hyphen(lines[above].rstrip(), line, index)
    )


def _second_colon(line: str, index: int) -> tuple[int, str, str] | None:
    match = _SECOND_COLON.fullmatch(line)
    if match is None or '"' in match[2] or len(match[2]) > _SHORT:
        return None
    value = between_curly_quotes(match[2]) or match[2]
    return index, "There is a second colon on this line.", f'Write {match[1]}: "{value}"'


def _value_below(lines: Sequence[str], index: int) -> tuple[int, str, str] | None:
    """Return what to write where a field's value stands at the left edge of the next line."""
    match = _NAME_ALONE.fullmatch(lines[index - 1].rstrip()) if index else None
    line = lines[index].rstrip()
    if match is None or not line or line[0] in "- \t#" or _FIELD.fullmatch(line):
        return None
    fix = f"Write {match[1]}: {line}" if len(line) <= _SHORT else "Begin that line with two spaces."
    return index, f"The value of {match[1]} stands on a line of its own.", fix


def _row_among_fields(line: str, index: int) -> tuple[int, str, str] | None:
    """Return what to write where a field begins with a hyphen as a row of a list does, or None."""
    match = _ROW_AT_EDGE.fullmatch(line)
    if match is None or len(line) > _SHORT:
        return None
    message = f"{match[1]} begins with a hyphen, as a row of a list does."
    return index, message, f"Write {line[1:].strip()} or, if it is a row, indent it by two spaces."


def _behind(line: str, index: int) -> tuple[int, str, str] | None:
    """Return what to write where a text goes on behind what YAML takes for its end, or None."""
    match = _BEHIND.fullmatch(line)
    if match is None:
        return None
    name, value = match.groups()
    if link := _LINK.fullmatch(value):
        message = f"{name} takes an address alone, without the words of a link."
        return index, message, f"Write {name}: {link[1]}"
    what = "quote" if value[0] in "\"'" else "bracket"
    if value[0] == value[-1]:
        value = value[1:-1]
    quote = "'" if '"' in value else '"'
    fix = f"Write {name}: {quote}{value}{quote}"
    if quote in value or len(value) > _SHORT:
        fix = "Put the whole text in quotes, and write no such quotes inside it."
    return index, f"Text stands behind the closing {what} of {name}.", fix


def _unfinished(line: str, index: int) -> tuple[int, str, str] | None:
    if match := _NO_SPACE.fullmatch(line):
        name, value = match.groups()
        return (
            index,
            f"There is no space after the colon of {name}.",
            f"Write {name}: {value}"
            if len(value) <= _SHORT
            else f"Write {name}: and a space, then its text.",
        )
    match = None if _FIELD.fullmatch(line) else _NO_COLON.fullmatch(line)
    if match is None:
        return None
    name, value = match.groups()
    if value.endswith(_SENTENCE_END) and "_" not in name:
        message = (
            "This line has no field's name, and nothing says that it goes on from the one above."
        )
        return index, message, "Begin it with two spaces if it does."
    written = f"{name}:{_OTHER_SIGN.sub(' ', value)}"
    short = written if len(written) <= _SHORT else f"{name}: and then its text"
    return index, f"There is no colon after {name}.", f"Write {short}"


def _no_hyphen(above: str, line: str, index: int) -> tuple[int, str, str] | None:
    """Return what to write where the first field of a row has lost its hyphen, or None."""
    indent, further = (len(text) - len(text.lstrip()) for text in (above, line))
    rows = 0 < indent < further and _FIELD.fullmatch(above) and _FIELD.fullmatch(line)
    if not rows or above.lstrip().startswith("- ") or len(above) > _SHORT:
        return None
    return (
        index,
        "This line stands further in than the one above it.",
        f"Line the two up or, to begin a row of a list, write - {above.strip()} above.",
    )
