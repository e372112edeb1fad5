"""The needs of those whom a service is for, in its name and in sentences that say whom it is for."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from localoffer.importers.inference.need_phrases import PATTERNS
from localoffer.importers.inference.record_texts import RecordTexts, is_about_another
from localoffer.importers.inference.sentence_words import plain_words, sentences_of
from localoffer.importers.shared.notes import Notes

_PEOPLE: Final = (
    r"(?:children|child|bab(?:y|ies)|toddlers|young (?:people|person|adults)|people|persons?|adults?"
    r"|teens|teenagers|pupils|students|learners|boys|girls|men|women|females|males|families|anyone"
    r"|those|individuals|kids|youngsters|parents|carers|someone)"
)
#: "children with autism or ADHD": what follows, to the end of the phrase, names their needs.
_PEOPLE_WITH: Final = re.compile(
    rf"\b{_PEOPLE}(?:,? (?:and|or|/|&) (?:their )?{_PEOPLE})?(?:,? (?:over|under|aged?|of|the|from|and|above|plus|to|between"
    rf"|up|years|old|\d{{1,2}}\+?(?:-\d{{1,2}})?)){{0,8}}(?: who)?"
    r"(?: (?:with|have|has|are|living with|affected by|experiencing|struggling with|suffering from"
    r"|diagnosed with|on))\b(?P<needs>[^.;:()!?]{1,120})"
)
#: "autistic children", "deaf and hearing impaired young people".
_NEED_PEOPLE: Final = re.compile(rf"(?P<needs>(?:[\w/&-]+,? ){{1,6}}?){_PEOPLE}\b")
_ADJECTIVES: Final = re.compile(
    r"\b(?:autistic|dyslexic|dyspraxic|deaf|blind|deafblind|disabled|partially sighted"
    r"|(?:visually|hearing|sight|vision)[- ]impaired|learning disabled|physically disabled|adhd"
    r"|special educational needs)\b"
)
_SEND: Final = re.compile(r"\bSEN(?:D|/D)?\b(?! (?:us|US|an?|AN?|me|ME|your|YOUR|to|TO|email|EMAIL)\b)")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_CUE: Final = re.compile(
    r"\b(?:for|open to|suit\w*|aimed|offer\w*|provid\w+|support\w*|work(?:s|ing)? with|help\w*"
    r"|cater\w*|design\w+|allows?|enabl\w+|empower\w*|bring\w*|run by|led by|charity|groups? of|if you)\b"
)
_NOT: Final = re.compile(
    r"\b(?:not|no|never|except|excluding|unless|cannot|without|unable|unsuitable|regardless|whether"
    r"|or not|also|including|include[sd]?|even|all abilities|accessible|welcom\w+|volunteer\w*|staff"
    r"|fundrais\w*|raise|research|was|were|killer|statistics|\d+%|1 in \d+|risk of|prevent\w*"
    r"|reduc\w+|can cause|symptoms|sign up|dogs?|employers?|businesses|professionals|training in"
    r"|awareness|for example|such as|may have|might have|often|assessments?|diagnosis|may)\b"
)
_NAME_NOT: Final = re.compile(
    r"\b(?:awareness|training|not|no|non|fund|fundrais\w*|charity shop|research|dogs?|hire|alley|prevention"
    r"|badge|facilities|grants?|allowance|parking|tax)\b"
)


def needs_from_words(texts: RecordTexts, known: AbstractSet[str], notes: Notes) -> list[str]:
    """Return the ids of needs, of those ``known`` to the council, that words plainly name."""
    found: dict[str, str] = {}
    for label in texts.labels[:1]:
        words = _words(label)
        if not _NAME_NOT.search(words):
            found |= dict.fromkeys(_needs_in(words), label)
    for sentence in (*texts.labels[1:], *sentences_of(texts.description)):
        if not is_about_another(sentence, texts):
            for need in _needs_of_users(_words(sentence)):
                found.setdefault(need, sentence)
    needs = [need for need in found if need in known]
    for sentence in dict.fromkeys(found[need] for need in needs):
        notes.cleaned("needs", "needs taken out of words", sentence)
    return needs


def _words(sentence: str) -> str:
    """Return a sentence in small letters, with SEND written out: "send" is a verb too."""
    return plain_words(_SEND.sub("special educational needs", sentence))


def _needs_in(words: str) -> Iterator[str]:
    """Yield the needs that words name; "any" only where what is left names it too."""
    rest = words
    for need, pattern in PATTERNS.items():
        if pattern.search(rest):
            yield need
            rest = pattern.sub(" ", rest)


def _needs_of_users(words: str) -> Iterator[str]:
    words = _BRACKETS.sub(" ", words)
    if _NOT.search(words) or not _CUE.search(words):
        return
    for match in _PEOPLE_WITH.finditer(words):
        yield from _needs_in(match["needs"])
    for match in _NEED_PEOPLE.finditer(words):
        adjectives = " ".join(_ADJECTIVES.findall(match["needs"]))
        yield from _needs_in(adjectives)
