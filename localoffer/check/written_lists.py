"""Lists that were written as one text: with commas, "and", or the dots of Word between the rows."""

import re

#: What stands before, or between, the rows of a list that is written as one text.
_BETWEEN = re.compile(r"\s{0,9}[,;\n]\s{0,9}|(?:^|\s)[-–—•·*]\s{0,9}|\s(?:and|&)\s")
_BETWEEN_IDS = re.compile(r"\s{0,9}[,;/]\s{0,9}|\s(?:and|or|&)\s")
_BRACKETS = " \t()[]{}\"'“”‘’"
_LONGEST = 300


def begins_as_row(text: str) -> bool:
    """Return whether a text begins with the sign of a row: a hyphen, a dash or a dot."""
    match = _BETWEEN.match(text)
    return bool(match and match[0].strip() not in (",", ";", ""))


def rows_in(text: str) -> list[str]:
    """Return the rows of a list that is written as one text."""
    rows = (row.strip(_BRACKETS) for row in _BETWEEN.split(text[:_LONGEST]))
    return [row for row in rows if row]


def ids_in(text: str) -> list[str]:
    """Return the ids in a text that holds several; none where it holds one, or other words."""
    rows = _BETWEEN_IDS.split(text.strip().lower()[:_LONGEST])
    ids = ["-".join(re.findall("[a-z0-9]+", row)) for row in rows]
    return ids if len(ids) > 1 and all(ids) else []


def is_ids(text: str) -> bool:
    """Return whether a text is several ids with nothing but spaces between, one with a hyphen."""
    words = text[:_LONGEST].split()
    is_id = all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", word) for word in words)
    return len(words) > 1 and is_id and any("-" in word for word in words)
