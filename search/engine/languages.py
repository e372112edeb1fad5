"""Whether words are in a language that search does not know: then no spelling is put right.

"dla" is Polish for "for" and not a benefit, and "terapia mowy" is no slip for "therapy money".
"""

import unicodedata
from collections.abc import Sequence

from localoffer.unicode_normalisation import normalise
from search.engine.reader import Reader
from search.engine.spelling import limit

#: Small and common words of languages that many families in England speak, without accents; none
#: is an English word. Polish, Romanian, Portuguese, Spanish, French, Italian, Turkish, Somali,
#: Lithuanian, Welsh, Albanian, Hungarian, Slovak, German, Urdu and Panjabi in Latin letters.
_SMALL = (
    "jest nie pomoc pomocy moj mojego moje moja corka dziecka dziecko dzieci szkola gdzie przy "
    "oraz pentru copilul copii copil copilului sunt este ajutor scoala unde "
    "hijo hija hijos ayuda nino nina escuela como donde filho filha ajuda crianca escola meu "
    "minha nao pour enfant avec ecole fils fille figlio figlia aiuto bambino bambini scuola "
    "sono della icin cocuk cocugum cocuklar yardim okul nasil ilmaha ilmo caruurta iyo caawimaad "
    "iskuul dugsi mano vaikas vaiko vaikui vaikams pagalba mokykla plentyn ysgol cymorth gyda "
    "femije femija ndihme shkolla gyerek gyermek segitseg iskola hogy dieta dite skola ako "
    "mein meine nicht und hilfe schule mera meri bacha bache bachay beti madad nahi liye"
)
SMALL = frozenset(_SMALL.split())


def is_foreign(text: str, typed: Sequence[str], reader: Reader) -> bool:
    """Return whether what was typed seems to be in a language that search does not know.

    It is if a word that nobody knows has letters that English does not have, or if there is a
    common word of another language and at least half of all words are unknown or such words.
    """
    strange = [word for word in typed if _is_strange(word, reader)]
    if not strange:
        return False
    marked = any(unicodedata.category(one) == "Mn" for one in normalise("NFD", text))
    if marked or not all(map(str.isascii, strange)):
        return True
    return not SMALL.isdisjoint(strange) and 2 * len(strange) >= len(typed)


def _is_strange(word: str, reader: Reader) -> bool:
    return word in SMALL or (bool(limit(word)) and not reader.knows(word))
