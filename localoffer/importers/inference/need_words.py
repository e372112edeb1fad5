"""The needs of those whom a service is for, from its name and sentences that say so."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from localoffer.importers.inference.need_phrases import PATTERNS
from localoffer.importers.inference.record_texts import RecordTexts, is_about_another
from localoffer.importers.inference.sentence_words import (
    is_elsewhere,
    plain_words,
    sentences_of,
)
from localoffer.importers.shared.notes import Notes

_PEOPLE: Final = (
    r"(?:children|child|bab(?:y|ies)|toddlers|young (?:people|person|adults)|people|persons?"
    r"|adults?|teens|teenagers|pupils|students|learners|boys|girls|men|women|females|males"
    r"|families|anyone"
    r"|those|year[- ]olds|dancers|players|actors|swimmers|riders|members|individuals|kids"
    r"|youngsters"
    r"|parents|carers|someone)"
)
#: "children with autism or ADHD": what follows, to the end of the phrase, names their needs.
_PEOPLE_WITH: Final = re.compile(
    rf"\b{_PEOPLE}(?:,? (?:and|or|/|&) (?:their )?{_PEOPLE})?"
    r"(?:,? (?:over|under|aged?|of|the|from|and|above|plus|to|between"
    r"|up|years|months|old|\d{1,2}\+?(?:-\d{1,2})?)){0,8}(?: who)?"
    r"(?: (?:with|have|has|are|living with|affected by|experiencing|struggling with|suffering from"
    r"|diagnosed with|on|with a diagnosis of|recovering from"
    r"|coping with))\b(?P<needs>[^.;:()!?]{1,120})"
)
#: "young people who stammer", "for wheelchair users".
_PEOPLE_WHO: Final = re.compile(
    rf"\b{_PEOPLE} who(?! (?:work|teach|support|help|want|like|enjoy|live))\b"
    r"(?P<needs>[^.;:()!?]{1,120})|\b(?:for|with) (?P<users>wheelchair users)\b"
)
_ADJECTIVE: Final = (
    r"(?:autistic|dyslexic|dyspraxic|deaf|hard of hearing|blind|deafblind|disabled"
    r"|partially sighted|adhd"
    r"|(?:visually|hearing|sight|vision)[- ]impaired|learning disabled|physically disabled"
    r"|special educational needs)"
)
#: "autistic children", "deaf and hearing impaired young people".
_NEED_PEOPLE: Final = re.compile(
    rf"\b(?P<needs>{_ADJECTIVE}(?:(?:,|/| and| or| &) ?(?:{_ADJECTIVE}|non-disabled)){{0,8}})"
    rf" (?:(?:young|older|local|school[- ]aged?|pre-?school) )?{_PEOPLE}\b"
)
_SEND: Final = re.compile(
    r"(?<=with )SEN(?:D|/D)?\b|\bSEN(?:D|/D)?\b(?! (?:us|US|an?|AN?|me|ME|your|YOUR|to|TO|email"
    r"|EMAIL)\b)"
)
#: "hearing or visual impairment": the noun belongs to both.
_SHARED_NOUN: Final = re.compile(
    r"\b(physical|learning|hearing|visual|sight)( and | or | and/or |/)"
    r"(physical|learning|hearing|visual|sight) (disabilit(?:y|ies)|impairments?|loss)\b"
)
_BRACKETS: Final = re.compile(r" ?\([^()]*\)")
_CUE: Final = re.compile(
    r"^(?:families|children|young people|adults|people)\b|\b(?:for|open to|suit\w*|aimed"
    r"|offer\w*|provid\w+|support\w*|work(?:s|ing)? with|help\w*"
    r"|cater\w*|see|visit|teach\w*|care|we are|design\w+|allows?|enabl\w+|empower\w*|bring\w*"
    r"|charity|groups? of"
    r"|if you)\b"
)
_NOT: Final = re.compile(
    r"\b(?:not|no|never|except|excluding|unless|cannot|without|unable|unsuitable|regardless|whether"
    r"|must|or not|also|including|include[sd]?|even|all abilities|accessible|welcom\w+|volunteer\w*"
    r"|staff|fundrais\w*|rais(?:e|es|ed|ing)|research|study|was|were|killer|statistics|\d+%"
    r"|1 in \d+|risk of|prevent\w*|reduc\w+|can cause|symptoms|sign up|dogs?|employers?"
    r"|businesses|professionals|training in|awareness|for example|such as|may have|might have"
    r"|often|assessments?|diagnosis(?! of)|may|our (?:manager|teams?|tutors?|teachers?|leaders?)"
    r"|ha(?:s|ve) worked|experience|discounts?|tickets?|toilets?(?! training)|facilities|access"
    r"|lift|run by"
    r"|led by|teachers? of|(?:for|our) teachers|about|(?:siblings?|brothers?|sisters?) of"
    r"|to the needs|owned by|shops?"
    r"|ramps?|parking"
    r"|spaces|loop|large print|bsl|interpreters?|concessions?|reduced|half price|free for|love of"
    r"|studied|i have|tell us|must|should|let us know|groups of up to)\b"
)
_NAME_NOT: Final = re.compile(
    r"\b(?:awareness|training|not|no|non|fund|fundrais\w*|charity shop|research|dogs?|hire|alley"
    r"|prevention|badge|facilities|grants?|allowance|parking|tax)\b"
)


def needs_from_words(texts: RecordTexts, known: AbstractSet[str], notes: Notes) -> list[str]:
    """Return the ids of needs, of those ``known`` to the council, that words plainly name."""
    found: dict[str, str] = {}
    for label in texts.labels[:1]:
        words = _words(label)
        if not _NAME_NOT.search(words):
            found |= dict.fromkeys(_needs_in(words), label)
    for sentence, is_label in _sentences(texts):
        for need in _needs_of_users(_words(sentence), is_label=is_label):
            found.setdefault(need, sentence)
    needs = [need for need in found if need in known]
    for sentence in dict.fromkeys(found[need] for need in needs):
        notes.cleaned("needs", "needs taken out of words", sentence)
    return needs


def _sentences(texts: RecordTexts) -> Iterator[tuple[str, bool]]:
    """Yield sentences on who may come, and whether they are about nothing else."""
    for rule in texts.labels[1:]:
        yield from ((sentence, True) for sentence in sentences_of(rule))
    for sentence in sentences_of(texts.description):
        if not is_about_another(sentence, texts):
            yield sentence, False


def _words(sentence: str) -> str:
    """Return a sentence in small letters, with SEND written out: "send" is a verb too."""
    words = plain_words(_SEND.sub("special educational needs", sentence))
    return _SHARED_NOUN.sub(r"\1 \4\2\3 \4", words)


def _needs_in(words: str) -> Iterator[str]:
    """Yield the needs that words name; "any" only where what is left names it too."""
    rest = words
    for need, pattern in PATTERNS.items():
        if pattern.search(rest):
            yield need
            rest = pattern.sub(" ", rest)


def _needs_of_users(words: str, *, is_label: bool) -> Iterator[str]:
    words = _BRACKETS.sub("", words)
    if _NOT.search(words) or is_elsewhere(words) or not (is_label or _CUE.search(words)):
        return
    for match in _PEOPLE_WITH.finditer(words):
        yield from _needs_in(match["needs"])
    for match in _PEOPLE_WHO.finditer(words):
        yield from _needs_in(match["needs"] or match["users"])
    for match in _NEED_PEOPLE.finditer(words):
        yield from _needs_in(match["needs"])
