"""How long what someone writes may be."""

from collections.abc import Mapping

#: Letters in one box: some six pages.
LONGEST = 10_000

#: Letters in all boxes of a form.
MOST = 30_000

#: Bytes of a whole request, and parts of a form: a letter takes up to 12 bytes on its way here.
MOST_BYTES = 12 * MOST + 40_000
MOST_PARTS = 200


def too_long(words: Mapping[str, str]) -> str:
    """Return a sentence on what to do about words that are too long; nothing where they fit."""
    longest = max(map(len, words.values()), default=0)
    if longest > LONGEST:
        return (
            f"You wrote {longest:,} letters in one box. It holds {LONGEST:,}. Send it in two parts."
        )
    total = sum(map(len, words.values()))
    if total > MOST:
        return f"You wrote {total:,} letters. A form holds {MOST:,}. Send it in two parts."
    return ""
