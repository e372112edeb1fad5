"""Signs that Word or a telephone writes in place of those YAML knows, at the line they are on.

They look right and mean nothing to YAML, so that its own message is about something else.
"""

import re
import unicodedata

#: Spaces and unseen letters that YAML takes for text.
_ODD = r"[^\S \t\r\n]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
_ODD_SPACE = re.compile(_ODD)

_BEGINNING = re.compile(rf"(?:[ \t]|{_ODD}){{0,200}}")
_NAME = r"[A-Za-z][\w-]{0,60}"
_ROW = r"(?:[ \t]*+-[ ]++)?[ \t]*+"
_ODD_BEHIND = re.compile(rf"{_ROW}({_NAME}:|-)((?:[ \t]|{_ODD}){{1,200}})(.*)")
_ODD_COLON = re.compile(rf"{_ROW}({_NAME})[ ]?([\uff1a\ufe55\u2236\ufe13;])[ ]*+(.*)")
_ODD_ROW = re.compile(r"[ \t]*([–—\u2012\u2011\u2010\u2212•·▪●◦‣\u2043]|\*(?=[ \t]))[ \t]*(\S.*)")

#: Quotes that a text may stand between, as a pair.
_CURLY_PAIRS = {"“": "”", "‘": "’", "„": "“”", "«": "»", "\u201a": "‘’", "”": "”"}

#: A longer text is not repeated in the message.
_SHORT = 70


def pasted_sign(line: str) -> tuple[str, str] | None:
    """Return (what is wrong, what to write) with the first pasted sign of a line of YAML, or None.

    What ends with a line to copy has no full stop: an editor would copy it too.
    """
    return _odd_beginning(line) or _odd_behind(line) or _odd_colon(line) or _odd_row(line)


def pasted_in_name(name: str) -> str:
    """Return what a field's name holds that nobody sees, such as "a no-break space", or ""."""
    match = _ODD_SPACE.search(name)
    return _called(match[0]) if match else ""


def without_pasted(name: str) -> str:
    """Return the name of a field without what nobody sees."""
    return _ODD_SPACE.sub("", name).strip()


def between_curly_quotes(text: str) -> str:
    """Return what stands between curly quotes where they stand around a whole text, else ""."""
    inner = text[1:-1]
    closing = _CURLY_PAIRS.get(text[:1], "")
    ends = text[-1:] in (*closing, '"') if closing and inner.strip() else False
    return inner.strip() if ends and not (set(inner) & {text[0], text[-1]}) else ""


def _odd_beginning(line: str) -> tuple[str, str] | None:
    match = _BEGINNING.match(line)
    begins, rest = (match[0], line[match.end() :]) if match else ("", line)
    odd = _ODD_SPACE.search(begins)
    if odd is None or not rest.strip():
        return None
    word = rest.split(maxsplit=1)[0][:_SHORT]
    return (
        f"{_called(odd[0]).capitalize()} stands at the beginning of this line.",
        f"Delete all that stands before {word}, and type spaces until it lines up again.",
    )


def _odd_behind(line: str) -> tuple[str, str] | None:
    match = _ODD_BEHIND.fullmatch(line)
    odd = _ODD_SPACE.search(match[2]) if match else None
    if match is None or odd is None:
        return None
    what = "the hyphen" if match[1] == "-" else f"the colon of {match[1][:-1]}"
    message = f"{_called(odd[0]).capitalize()} stands behind {what}."
    return message, _written(match[1], match[3])


def _odd_colon(line: str) -> tuple[str, str] | None:
    match = _ODD_COLON.fullmatch(line)
    if match is None:
        return None
    message = f"The sign {match[2]} stands behind {match[1]}, where a colon belongs."
    return message, _written(f"{match[1]}:", match[3])


def _odd_row(line: str) -> tuple[str, str] | None:
    match = _ODD_ROW.fullmatch(line)
    if match is None:
        return None
    message = f"The sign {match[1]} begins this row, and a hyphen belongs there."
    return message, _written("-", match[2])


def _written(begins: str, rest: str) -> str:
    short = f"{begins} {rest.strip()}".strip()
    if len(short) <= _SHORT:
        return f"Write {short}"
    return f"Write {begins} and a space, then its text."


def _called(sign: str) -> str:
    """Return what a sign is called, with its article: "a no-break space"."""
    name = unicodedata.name(sign, "sign that nobody sees").lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
