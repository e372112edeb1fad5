"""Limits on the length of what someone writes."""

from collections.abc import Mapping

#: Letters in one box: some six pages.
MAX_FIELD_LENGTH = 10_000

#: Letters in all boxes of a form.
MAX_FORM_LENGTH = 30_000

#: Bytes of a whole request, and parts of a form: a letter takes up to 12 bytes on its way here.
MAX_BYTES = 12 * MAX_FORM_LENGTH + 40_000
MAX_PARTS = 200


def length_error(words: Mapping[str, str]) -> str:
    """Return a sentence on what to do about words that are too long; nothing where they fit."""
    longest = max(map(len, words.values()), default=0)
    if longest > MAX_FIELD_LENGTH:
        room = f"It holds {MAX_FIELD_LENGTH:,}. Send it in two parts."
        return f"You wrote {longest:,} letters in one box. {room}"
    total = sum(map(len, words.values()))
    if total > MAX_FORM_LENGTH:
        return (
            f"You wrote {total:,} letters. A form holds {MAX_FORM_LENGTH:,}. Send it in two parts."
        )
    return ""
