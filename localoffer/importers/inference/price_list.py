"""Prices in words as rows: "Adults £6, children £4" is two. All is understood, or nothing."""

import re
from typing import Final

Price = dict[str, str]

_LONGEST: Final = 300
_MOST: Final = 8
_AMOUNT: Final = r"£ ?(?P<amount>\d{1,4}(?:\.\d{2})?)"
_UNIT: Final = r"(?P<unit>(?:per|each|an?|for|every|includ(?:es|ing))\b[^£\d]{0,50}|pp|pw)"
_SHORT_UNITS: Final = {"pp": "per person", "pw": "per week"}
_LONGEST_LABEL: Final = 4
#: Words with which no name of a price begins or ends.
_NO_LABEL: Final = frozenset({
    "then", "there", "attend", "just", "only", "for", "of", "is", "are", "a", "the", "this",
    "and", "pay", "bring", "i", "charge", "it", "its", "it's", "it’s", "they", "we", "cost",
    "costs", "price", "prices",
    "fee", "fees",
})  # fmt: skip
_LABEL: Final = r"(?P<label>[A-Za-z][A-Za-z '’()&/-]{0,50}?)"
_LABEL_FIRST: Final = re.compile(
    rf"{_LABEL}(?: ?[:=–-])? ?(?:(?:is|are|costs?|pay) )?(?:only |just )?{_AMOUNT}(?: ?{_UNIT})?"
)
_AMOUNT_FIRST: Final = re.compile(
    rf"(?:only |just )?{_AMOUNT}(?: ?{_UNIT}| (?P<label>[A-Za-z][A-Za-z '’()-]{{0,30}}))?"
)
_BETWEEN: Final = re.compile(r";|,(?!\d)|\band\b(?=[^£]{0,40}£)|&(?=[^£]{0,40}£)|\+")
#: Words that make an amount anything but the price.
_UNSURE: Final = re.compile(
    r"\b(?:from|up to|about|around|approx\w*|over|suggested|donations?|deposit|plus|extra|or"
    r"|between|half|sav\w+|optional|minimum|maximum|starting|starts?|voluntary|contribution"
    r"|refund\w*|if"
    r"|may|normally|usually|was|were|free|not|no|discount\w*|off|hire|raffle|photo|until|grant\w*"
    r"|worth|concession rate)\b|\?|%|£ ?\d+(?:\.\d+)? ?(?:-|–|to|/) ?£?\d",
    re.IGNORECASE,
)


def prices_of(text: str) -> list[Price]:
    """Return the prices that a text is a list of; empty where any of its words is not understood.

    An empty ``option`` is never returned: a bare "£5" is "Price".
    """
    words = " ".join(text.replace("\n", "; ").split()).strip(" .;!")
    if not words or len(words) > _LONGEST or "£" not in words or _UNSURE.search(words):
        return []
    parts = [part.strip(" .") for part in _BETWEEN.split(words) if part.strip(" .")]
    prices = [_price(part) for part in parts]
    options = [price["option"].lower() for price in prices if price]
    if None in prices or len(prices) > _MOST or len(set(options)) < len(options):
        return []
    return [price for price in prices if price]


def _price(part: str) -> Price | None:
    match = _LABEL_FIRST.fullmatch(part) or _AMOUNT_FIRST.fullmatch(part)
    if not match or not float(match["amount"]):
        return None
    unit = " ".join((match["unit"] or "").split())
    unit = _SHORT_UNITS.get(unit.lower(), unit)
    words = (match["label"] or "").strip(" :-–").split()
    if len(words) > _LONGEST_LABEL or (words and {words[0].lower(), words[-1].lower()} & _NO_LABEL):
        return None
    label = " ".join(words)
    option = label or unit or "Price"
    price = {
        "option": option[0].upper() + option[1:],
        "amount": match["amount"].removesuffix(".00"),
    }
    return price | ({"amount_description": unit} if unit and label else {})
