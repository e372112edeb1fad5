"""One way of writing for what is written in several: "S.E.N." is "sen", "0-5" is "0 to 5".

Pages and queries pass through the same rows, in this order, once they are folded
(``search.engine.words``). The browser gets the rows through ``search/index/shared_tables.py``.
"""

import re
from functools import partial

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
#: Numbers in words, each in the place of its number.
NUMBERS = _NUMBERS.split()

#: Where a word begins and ends. Nothing looks behind: older telephones cannot.
_START, _END = "(^|[^a-z0-9])", "(?![a-z0-9])"
_NUMBER = f"({'|'.join(NUMBERS)})"
_DASH = "[-/\u2010-\u2015\u2212]"
_NO_YEARS = "(?! ?(?:weeks?|days?|hours?|minutes?|months?|miles?|per|percent)(?![a-z]))"

#: What may stand between the digits of a telephone number; the "+" in front is "plus" by now.
_GAP = "[ .()\u2010-\u2015\u2212-]{0,3}"
_ABROAD = f"(?:plus |00)44{_GAP}(?:0{_GAP})?"

#: Patterns, and what is written instead: "$1" is what the first group caught, "~1" its letters and
#: digits alone, and "#1" the number that it says in words.
FORMS: tuple[tuple[str, str], ...] = (
    # A telephone number is one word, however it is written.
    (f"{_START}(?:{_ABROAD}|[(]?0)([1-9](?:{_GAP}[0-9]){{8,9}})(?![0-9])", "$10~2"),
    (f"{_START}(0800{_GAP}1111){_END}", "$1~2"),
    # "S.E.N.C.O.", "S. E. N.", "s e n": of spaces alone, two and more, as "a" and "i" are words.
    (f"{_START}([a-z](?:[.][a-z])+)[.]?{_END}", "$1~2"),
    (f"{_START}([a-z](?:[.] [a-z]){{2,}})[.]?{_END}", "$1~2"),
    (f"{_START}([a-z](?: [a-z]){{2,}}){_END}", "$1~2"),
    (f"{_START}ks ?([1-5]){_END}", "$1key stage $2"),
    (f"{_START}(?:yr ?|y)([0-9]{{1,2}}){_END}", "$1year $2"),
    # Numbers in words where they are ages or years of school: "under fives", "three year old".
    (f"{_START}(under|over)[ -]{_NUMBER}(?:e?s)?{_END}", "$1$2 #3"),
    (f"{_START}(aged?|year|key stage) {_NUMBER}{_END}", "$1$2 #3"),
    (
        f"{_START}{_NUMBER}(?=(?: and a half)?[ -](?:years?|yrs?|months?|weeks?)[ -]olds?{_END})",
        "$1#2",
    ),
    # A child of three and a half is three.
    (f"{_START}([0-9]{{1,2}}) (?:[1-7]\u2044[2-8]|[13]/[24]|and a half){_END}", "$1$2"),
    (f"{_START}[1-7]\u2044[2-8]{_END}", "$10"),
    (f"{_START}[13]/[24](?= (?:a )?year)", "$10"),
    (r"(^|[^a-z0-9.\u00a3])([0-9]{1,2})\.[0-9](?![0-9.])", "$1$2"),
    (f"{_START}([0-9]):([0-9]){_END}", "$1$2 to $3"),
    # A range: no date, no time, no telephone number.
    (
        f"(^|[^a-z0-9.,:/\u00a3-])([0-9]{{1,2}}) ?{_DASH} ?([0-9]{{1,2}})(?![0-9.:]|{_DASH}[0-9])",
        "$1$2 to $3",
    ),
    (f"{_START}(under|over)[ -]([0-9]{{1,2}})s?{_END}{_NO_YEARS}", "$1$2 $3s"),
    (f"{_START}pre[ -]school", "$1preschool"),
    (f"{_START}(pre|co|multi|neuro)-(?=[a-z]{{3}})", "$1$2"),
)
_FORMS = [(re.compile(pattern), instead) for pattern, instead in FORMS]
_PART = re.compile("([$~#])([0-9])")
_BETWEEN = re.compile("[^a-z0-9]")


def normal_form(folded: str) -> str:
    """Return a folded text with each of its parts in the one way of writing that is searched."""
    for pattern, instead in _FORMS:
        folded = pattern.sub(partial(_written, instead), folded)
    return folded


def _written(instead: str, match: re.Match[str]) -> str:
    return _PART.sub(lambda part: _part(part[1], match[int(part[2])]), instead)


def _part(sign: str, caught: str) -> str:
    if sign == "~":
        return _BETWEEN.sub("", caught)
    return caught if sign == "$" else str(NUMBERS.index(caught))
