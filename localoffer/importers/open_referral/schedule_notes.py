"""The notes of a feed's schedule: what they say of days and times, and remarks beside it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.importers.session_words.merge_phrases import merged
from localoffer.importers.session_words.read_phrase import session_phrase
from localoffer.importers.session_words.session_phrase import SessionPhrase
from localoffer.importers.shared.text import line, lines
from localoffer.importers.shared.text_sentences import sentences

#: Words that make a session less than weekly; where they are not understood, it is not one.
_LESS_OFTEN = re.compile(
    r"\b(?:every other|alternat|fortnight|bi-?weekly|month|every \w{1,9} weeks?|odd weeks?"
    r"|even weeks?|weeks? (?:[ab12]|one|two)\b|holidays only|one[ -]off|except|excluding|closed"
    r"|cancel|not (?:every|on|weekly)|(?:first|1st|second|2nd|third|3rd|fourth|4th|last) "
    r"(?:mon|tue|wed|thu|fri|sat|sun))",
    re.IGNORECASE,
)
#: Words of days and times; a sentence with one, if not understood, may change the others.
_DAY_OR_TIME = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|rs|nes|ur)?(?:day)?s?\b|\bweek|\bda(?:y|ily)|\bterms?\b"
    r"|\bholidays?\b|\b(?:from|until|till)\b|\d\s?[ap]\.?m\b|\d[:.]\d\d|\bnoon|\bmidnight|o'clock",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ScheduleNotes:
    """What all notes together say, and their other sentences."""

    phrase: SessionPhrase
    remarks: tuple[str, ...]


def schedule_notes(
    notes: Iterable[str], known: SessionPhrase, *, has_days: bool
) -> ScheduleNotes | None:
    """Return what notes add to what is ``known``, or None where that may be less than is said.

    ``has_days`` is whether days and times are fields of their own: then a sentence that is not
    understood is shown beside them, unless it says that there are fewer sessions.
    """
    doubtful = _LESS_OFTEN if has_days else _DAY_OR_TIME
    remarks = []
    for sentence in _sentences(notes):
        phrase = session_phrase(sentence)
        both = merged(known, phrase) if phrase else None
        if both:
            known = both
        elif _narrows(phrase) or not has_days if phrase else _is_doubtful(doubtful, sentence):
            return None
        else:
            remarks.append(sentence)
    return ScheduleNotes(known, tuple(dict.fromkeys(remarks)))


def _sentences(notes: Iterable[str]) -> Iterable[str]:
    """Yield each note whole where it is understood so, else its sentences."""
    for note in notes:
        if session_phrase(line(note)):
            yield line(note)
        else:
            for row in lines(note).split("\n"):
                yield from sentences(row)


def _narrows(phrase: SessionPhrase) -> bool:
    weeks = any(rule.week or rule.only_day for rule in phrase.days)
    return weeks or phrase.interval > 1 or bool(phrase.first_day or phrase.last_day)


def _is_doubtful(words: re.Pattern[str], sentence: str) -> bool:
    return bool(words.search(sentence)) or bool(_LESS_OFTEN.search(sentence))
