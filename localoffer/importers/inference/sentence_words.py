"""Sentences made plain for rules: small letters, one kind of dash, numbers in digits."""

import re
from collections.abc import Iterator

from localoffer.importers.shared.text_sentences import sentences

#: Letters of a sentence that are looked at, so that no rule takes long on hostile text.
LONGEST = 600
#: Words of a sentence on what was, may come, or is done by others: it says nothing of the record.
_ELSEWHERE = re.compile(
    r"\b(?:used to|until \d{4}|will (?:start|be (?:free|for|open))|hope to|hoping to|plan(?:s"
    r"|ning)? to"
    r"|sister (?:club|group)|another (?:team|service|club|group|place)|elsewhere|previously"
    r"|formerly"
    r"|last year|no longer|looking for|law|legally|by law|have to|must stay|can last|decide)\b"
    r"|^(?:for|if)\b.*\b(?:see|contact|ring|call|ask) (?:the|our|your)\b"
)
_UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS, 1)} | {
    "twenty-one": "21", "twenty-five": "25", "twenty one": "21", "twenty five": "25",
}  # fmt: skip
_NUMBER = re.compile(
    r"\b(?:twenty[ -](?:one|five)|" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")(?=s?\b)"
)
_HALF = re.compile(r"(?<=\d)(?:½|[ -]and[ -]a[ -]half\b)")
_DASH = re.compile("[\u2010-\u2014\u2212]")


def sentences_of(text: str) -> Iterator[str]:
    """Yield the sentences of a plain text of several lines, none longer than ``LONGEST``."""
    for row in text.split("\n"):
        for sentence in sentences(row.strip()):
            yield sentence[:LONGEST]


def plain_words(sentence: str) -> str:
    """Return a sentence in small letters, without apostrophes, its number words as digits."""
    small = _DASH.sub("-", sentence.lower()).replace("’", "'").replace("'re ", " are ")
    small = small.replace("'", "")
    digits = _NUMBER.sub(lambda match: _NUMBERS[match[0]], small)
    return " ".join(_HALF.sub("", digits).split())


def is_elsewhere(words: str) -> bool:
    """Return whether a sentence, as ``plain_words``, is on the past, the future or other places."""
    return bool(_ELSEWHERE.search(words))


def clause_at(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause around a match begins and ends; a bracket is a clause of its own."""
    before = max(sentence.rfind(sign, 0, start) for sign in (";", "(", ")", "[", "]", " but "))
    after = [sentence.find(sign, end) for sign in (";", "(", ")", "[", "]", " but ")]
    return before + 1, min((place for place in after if place >= 0), default=len(sentence))
