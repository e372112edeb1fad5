"""Text into stems: folded, without small words, with one word for every negation, endings off.

Pages and queries pass through the same chain, which is Whoosh's; its own Porter stemmer leaves
"planning" at "plann", so the stems are Snowball's. A test holds this and
``templates/scripts/search/words.js`` together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import snowballstemmer
from whoosh.analysis import Filter, RegexTokenizer, StemFilter, StopFilter

from localoffer.unicode_normalisation import normalise
from search.engine.normal_forms import normal_form

#: A word of a folded text: letters and digits of any script.
WORD = r"[^\W_]+"

#: Every way to say no is one word, so that "he isn't talking" and "won't talk" meet.
NOT = "not"
_NEGATIONS = (
    "no not never cannot cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt "
    "couldnt wouldnt shouldnt aint nt non unable"
)
NEGATIONS = frozenset(_NEGATIONS.split())

#: Words that say nothing of the subject, wherever they stand.
_SMALL = (
    "a an the of to in on at by from with for and or but if so as is am are was were be been being "
    "do does did done has have had having can could would will shall may might must "
    "i im ive id me my mine myself we us our ours you your yours he hes him his she shes her hers "
    "it its they them their theirs this that these those there here what whats who whos whom whose "
    "which when where wheres why how hows son daughter sons daughters boy girl lad just really "
    "very still even always keeps keep also about any some please now then than too ie eg etc s t "
    "ds dd dh gets getting got get like want wants wanting let lets because"
)
SMALL = frozenset(_SMALL.split())

#: Words that may stand between others and count only if there is nothing else.
_SOFT = (
    "child children childs childrens kid kids help helps need needs support advice information "
    "find finding look looking service services thing things way ways people someone person "
    "family families year years old age ages aged month months near nearest around local area "
    "best good give should make new know tell ask asking today little one ones some take "
    "taking takes every other others found bit lot lots big"
)
SOFT = frozenset(_SOFT.split())

_porter = snowballstemmer.stemmer("porter")
# Implementations of Porter's stemmer differ in these endings: both sides do as these patterns say.
_BLY, _LAST = re.compile("bl(?:y|ies)$"), re.compile(r"(log)i$|([chjkqvwx])\2$")
_APOSTROPHES = dict.fromkeys((0x2019, 0x2018, 0x2BC, 0x60, 0xB4), "'")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")
#: Accents, and letters that nobody sees: soft hyphens, joiners, marks of direction.
_UNSEEN = ("Mn", "Cf")
_SHORT = 4


def fold(text: str) -> str:
    """Return text in small letters, "+" and "&" as words, without accents and unseen letters."""
    plain = text.translate(_APOSTROPHES)
    if not plain.isascii():
        marked = normalise("NFKD", _FRACTION.sub(r" \g<0>", plain))
        plain = "".join(one for one in marked if unicodedata.category(one) not in _UNSEEN)
    return plain.lower().replace("'", "").replace("+", " plus ").replace("&", " and ")


@cache
def stem(word: str) -> str:
    """Return a folded word without its ending (Porter 1980, with his later "bli" and "logi")."""
    if len(word) < _SHORT or not (word.isascii() and word.isalpha()):
        return word
    short = _porter.stemWord(_BLY.sub("ble", word))
    return _LAST.sub(r"\1\2", short)


class _OneNot(Filter):  # type: ignore[misc]  # Whoosh has no types
    """Writes every negation as one word."""

    def __call__(self, tokens: Iterator[Any]) -> Iterator[Any]:
        for token in tokens:
            if token.text in NEGATIONS:
                token.text = NOT
            yield token


_words = RegexTokenizer(WORD)
_chain = _words | _OneNot() | StopFilter(stoplist=SMALL, minsize=1) | StemFilter(stemfn=stem)
_every_word = re.compile(WORD).findall

SOFT_STEMS = frozenset(map(stem, SOFT))


def words(text: str) -> list[str]:
    """Return the words of a text, folded and in their normal form, in order."""
    return _every_word(normal_form(fold(text)))


def stems(text: str) -> list[str]:
    """Return the stems of a text in order, without small words."""
    return stems_of(words(text))


def stems_of(folded: Iterable[str]) -> list[str]:
    """Return the stems of folded words in order, without small words."""
    return [short for word in folded if (short := _stem_of(word))]


@cache
def _stem_of(word: str) -> str:
    """Return what the chain makes of one word: "" for a small one."""
    return next((str(token.text) for token in _chain(word)), "")
