"""What a record costs, from the feed's words on costs, else from plain sentences."""

import re
from typing import Any

from localoffer.importers.inference.cost_words import (
    is_charged,
    is_nothing,
    mentions_payment,
    says_free,
    says_price,
)
from localoffer.importers.inference.price_list import prices_of
from localoffer.importers.inference.record_texts import RecordTexts, is_about_another
from localoffer.importers.inference.sentence_words import sentences_of
from localoffer.importers.shared.notes import Notes

Values = dict[str, Any]

_MOST = 4
#: Where a room can be hired, or joining has a fee, prices may be those.
_HIRE = re.compile(
    r"\b(?:rooms?|halls?|spaces?|venues?)\b[^.]{0,60}\bhir(?:e|ed|ing)\b"
    r"|\bjoining fees?\b|\bhir(?:e|ing)\b[^.]{0,30}\b(?:rooms?|halls?|spaces?|venues?)\b",
    re.IGNORECASE,
)


def costs_from_words(texts: RecordTexts, known: Values, notes: Notes) -> Values:
    """Return ``free``, ``fees_description`` and ``cost_options`` that words give and fields do not.

    ``known`` are those of the feed's own fields. They stand: what words say otherwise is told.
    """
    if texts.fees:
        return _from_fees(texts, known)
    if not known:
        return _from_sentences(texts, notes)
    if known != {"free": "no"}:
        return {}
    found = _from_sentences(texts, notes)
    return {} if found.get("free") == "yes" else {**found, **known}


def _from_fees(texts: RecordTexts, known: Values) -> Values:
    """Return what the words of the fees themselves say as fields."""
    if known.get("free") or known.get("cost_options"):
        return {}
    if is_nothing(texts.fees):
        return {"free": "yes"}
    sentences = list(sentences_of(texts.fees))
    prices = prices_of(texts.fees)
    if prices or _are_charged(sentences, is_fee=True):
        return {"free": "no"} | ({"cost_options": prices} if prices else {})
    paid = any(map(mentions_payment, sentences))
    return {"free": "yes"} if not paid and any(map(says_free, sentences)) else {}


def _are_charged(sentences: list[str], *, is_fee: bool) -> bool:
    charged = any(is_charged(sentence, is_fee=is_fee) for sentence in sentences)
    return charged and not any(re.search(r"\bfree\b", one.lower()) for one in sentences)


def _from_sentences(texts: RecordTexts, notes: Notes) -> Values:
    sentences = [texts.name, *sentences_of(texts.description)]
    free = [one for one in sentences if says_free(one) and not is_about_another(one, texts)]
    priced = [sentence for sentence in sentences if says_price(sentence)]
    if free and any(map(mentions_payment, sentences)):
        notes.lost("free", "costs in words that contradict each other", " / ".join(free + priced))
        return {}
    if free:
        notes.cleaned("free", "costs taken out of words", free[0])
        return {"free": "yes", "fees_description": free[0]}
    is_hire = any(_HIRE.search(sentence) for sentence in sentences)
    if not priced or is_hire or len(priced) > _MOST:
        return {}
    notes.cleaned("fees_description", "costs taken out of words", " / ".join(priced))
    prices = prices_of("\n".join(priced))
    charged = {"free": "no"} if prices or _are_charged(priced, is_fee=False) else {}
    options = {"cost_options": prices} if prices else {}
    return {**charged, "fees_description": "\n".join(priced), **options}
