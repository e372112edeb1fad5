"""The two lists that an editor may read and change: words to avoid, and acronyms."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class Avoided:
    """One form of a word to change, what to write instead, and why."""

    form: str
    pattern: re.Pattern[str]
    instead: str
    why: str
    part: str

    @property
    def retired(self) -> bool:
        """Whether it names something that no longer exists."""
        return self.part == "retired"

    @property
    def is_staff_jargon(self) -> bool:
        """Whether it is hard for families only, so that text for staff may contain it."""
        return self.part == "plain"


@dataclass(frozen=True, slots=True)
class Letters:
    """What is known of acronyms: which are everyday words, and what the others stand for.

    ``first_use`` is how to write some of them in full; ``words_too`` are also plain words.
    """

    everyday: frozenset[str]
    stands_for: dict[str, str]
    first_use: dict[str, str]
    words_too: frozenset[str]


@cache
def avoided() -> dict[str, tuple[Avoided, ...]]:
    """Return the forms to change, longest first, by their first word in lower case."""
    forms_by_word: dict[str, list[Avoided]] = {}
    for part, rows in _read("avoided_words.yaml").items():
        for row in rows:
            for form in row["avoid"].split(","):
                avoided_form = _avoided(form.strip(), row, part)
                word = avoided_form.form.lower().split()[0]
                forms_by_word.setdefault(word, []).append(avoided_form)
    return {
        word: tuple(sorted(forms, key=lambda form: -len(form.form)))
        for word, forms in forms_by_word.items()
    }


@cache
def letters() -> Letters:
    """Return what ``acronyms.yaml`` says about acronyms."""
    rows = _read("acronyms.yaml")
    return Letters(
        frozenset(row["letters"] for row in rows["everyday"]),
        {row["letters"]: row["stands_for"] for row in rows["letters"]},
        {row["letters"]: row["write"] for row in rows["letters"] if "write" in row},
        frozenset(row["letters"] for row in rows["letters"] if "a_word_too" in row),
    )


def _avoided(form: str, row: dict[str, str], part: str) -> Avoided:
    """Return one form of a word to avoid.

    A form with capitals is found only with them, except that it may begin a sentence.
    """
    first, rest = re.escape(form[0]), re.escape(form[1:])
    first = f"[{form[0].upper()}{form[0]}]" if form[0].islower() else first
    flags = re.IGNORECASE if form.islower() else re.NOFLAG
    pattern = re.compile(rf"(?<![\w-]){first}{rest}(?![\w-])", flags)
    return Avoided(form, pattern, row["instead"], row["why"], part)


def _read(name: str) -> dict[str, Any]:
    values: dict[str, Any] = read_register(__file__, name)
    return values
