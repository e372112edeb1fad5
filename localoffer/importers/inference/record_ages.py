"""The ages of a record from its words; where these contradict each other, none."""

import re
from collections.abc import Iterator, Mapping

from localoffer.importers.inference.age_range import AgeRange, joined
from localoffer.importers.inference.age_words import ages_in
from localoffer.importers.inference.record_texts import RecordTexts, is_about_another
from localoffer.importers.inference.sentence_words import plain_words, sentences_of
from localoffer.importers.shared.notes import Notes

_CHILD = 18
_EVERYBODY = re.compile(
    r"\b(?:(?:all|any|every) ages?|(?:whole|all the|entire) family|adults (?:and|&) children"
    r"|children (?:and|&) adults|for adults|adult (?:class(?:es)?|sessions?|groups?|youth)"
    r"|adults (?:class(?:es)?|sessions?|groups?))\b"
)
_GROWN_UP = re.compile(
    r"\b(?:ladies|womens?|mens?|adults?|seniors?|older|pregnan\w+|antenatal|grandparents?)\b"
)
_TEENAGER = 16
#: "seniors (13-19)": ages in brackets are always those of somebody.
_IN_BRACKETS = re.compile(r"\((?:aged? |ages )?(\d{1,2}) ?(?:-|to) ?(\d{1,2})\b(?![.:]\d| ?[ap]m)")
_SESSION = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\d ?[ap]\.?m\b|(?<![£\d.])\d{1,2}[.:]\d\d\b",
    re.IGNORECASE,
)


def ages_from_words(texts: RecordTexts, known: Mapping[str, str], notes: Notes) -> dict[str, str]:
    """Return ``minimum_age``, ``maximum_age`` and ``age_note`` that words give and fields do not.

    ``known`` are the ages of the feed's own fields. They stand: words may only add the end that
    they leave open, and only where they agree on the other.
    """
    if "minimum_age" in known and "maximum_age" in known:
        return {}
    groups = [group for group in _groups(texts) if group]
    others = [group for group in _groups(texts, about_others=True) if group]
    if not groups:
        return {}
    ages = _agreed([*groups, *others])
    all_ages = [found for group in (*groups, *others) for found in group]
    words = " / ".join(dict.fromkeys(found.words for found in all_ages))
    if ages is None:
        notes.lost("minimum_age", "ages in words that contradict each other", words)
        return {}
    if _is_for_everybody(ages, texts) or _is_one_session(texts) or _is_one_group(ages, texts):
        notes.lost("minimum_age", "ages in words of one group among several", words)
        return {}
    values = _values(ages)
    if any(values.get(name, value) != value for name, value in known.items()):
        notes.lost("minimum_age", "ages in words that contradict the feed's own", words)
        return {}
    new = {name: value for name, value in values.items() if name not in known}
    if new:
        notes.cleaned("minimum_age", "ages taken out of words", words)
    return new


def _groups(texts: RecordTexts, *, about_others: bool = False) -> Iterator[list[AgeRange]]:
    """Yield the ages of each sentence, of those first that say nothing but who comes.

    ``about_others`` chooses the sentences about something else that is named: their ages are
    nobody's here, but may contradict.
    """
    for label in texts.labels if not about_others else ():
        for sentence in sentences_of(label):
            yield ages_in(sentence, is_label=True)
    for sentence in sentences_of(texts.description):
        if is_about_another(sentence, texts) is about_others:
            yield ages_in(sentence, is_label=False)


def _agreed(groups: list[list[AgeRange]]) -> AgeRange | None:
    """Return the first ages, if all others are the same, lie within them or add an end to them."""
    whole = joined(groups[0])
    for group in groups[1:]:
        for ages in group:
            if whole is None:
                return None
            if whole.holds(ages) and not (
                whole.low is None and ages.low is not None and ages.high == whole.high
            ):
                continue
            whole = _completed(whole, ages)
    return whole


def _completed(whole: AgeRange, ages: AgeRange) -> AgeRange | None:
    """Return ages with the end that the other ones add, if they agree on the rest."""
    same_high = whole.high == ages.high and whole.low is None
    same_low = whole.low == ages.low and whole.high is None
    if same_high or same_low:
        note = whole.note or ages.note
        return AgeRange(ages.low, ages.high, f"{whole.words}, {ages.words}", note)
    return None


def _is_for_everybody(ages: AgeRange, texts: RecordTexts) -> bool:
    if _GROWN_UP.search(plain_words(texts.name)) and (ages.low or 0) < _TEENAGER:
        return True
    if ages.high is None or ages.high >= _CHILD:
        return False
    return bool(_EVERYBODY.search(plain_words(texts.description)))


def _is_one_group(ages: AgeRange, texts: RecordTexts) -> bool:
    """Return whether the description has ages in brackets that lie outside these."""
    found = _IN_BRACKETS.finditer(plain_words(texts.description))
    ranges = [AgeRange(int(one[1]), int(one[2]), one[0]) for one in found]
    return any(one.makes_sense and not ages.holds(one) for one in ranges)


def _is_one_session(texts: RecordTexts) -> bool:
    """Return whether ages stand only beside the time of one session, and others have none."""
    if any(ages_in(label, is_label=True) for label in texts.labels):
        return False
    sentences = list(sentences_of(texts.description))
    aged = [sentence for sentence in sentences if ages_in(sentence, is_label=False)]
    timed = [sentence for sentence in sentences if _SESSION.search(sentence)]
    return all(sentence in timed for sentence in aged) and len(timed) > len(aged)


def _values(ages: AgeRange) -> dict[str, str]:
    values = {"minimum_age": ages.low, "maximum_age": ages.high}
    note = {"age_note": ages.note} if ages.note else {}
    return {name: str(age) for name, age in values.items() if age is not None} | note
