"""Days and times in a service's description, for a service whose feed has no schedule."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from localoffer.importers.open_referral.feed_service import FeedSchedule
from localoffer.importers.session_words.read_phrase import session_phrase
from localoffer.importers.session_words.session_phrase import SessionPhrase
from localoffer.importers.session_words.session_tokens import session_tokens, token_runs
from localoffer.importers.shared.text_sentences import sentences

_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:mon|tues?|wed|thurs?|fri|sat|sun)\b"
    r"|\bweek ?days\b|\bweekends?\b|\bdaily\b|\bevery day\b|\b7 days\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d{1,2}\s?(?:[ap]\.?m\b|(?:-|–|to)\s?\d)|\b\d{1,2}[:.]\d\d\b|\bnoon\b", re.IGNORECASE
)
#: Words that may limit what another sentence says of days and times.
_LIMIT = re.compile(
    r"\bterms?\b|holiday|\bsummer\b|\bwinter\b|christmas|easter|half[ -]term|\bclosed\b|fortnight"
    r"|\bevery other\b|alternat|\bmonth|\bappointment|\bweeks\b"
    r"|\bweek[ -](?:course|programme|block)\b|\bexcept\b|\*"
    r"|\bspring\b|\bautumn\b"
    r"|(?:\b(?:from|to|until|till|between|during|in)\s|[-–]\s?)"
    r"(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november"
    r"|december)\b",
    re.IGNORECASE,
)
#: Words that make the times of a sentence those of something else, or not of every week.
_DOUBTFUL = re.compile(
    r"\b(?:call|ring|phone|telephone|tel|text|lines?|helpline|hotline|office|reception|advis\w{2,4}"
    r"|contact|e-?mail|chat|book\w{0,5}|tickets?|orders?|donat\w{1,4}|collect\w{0,4}|deliver\w{0,4}"
    r"|computers?|speak|enquir\w{1,4}|food|kitchen|bar|caf[eé]|shop|never|not|no longer|used to"
    r"|was|were|had|may|might|usually|normally|sometimes|often|if|unless|although|but|some"
    r"|either|until|last (?:week|month|year|term)|cancel\w{0,6}|next|this)\b",
    re.IGNORECASE,
)
_EMPTY = {"filler", "stop", "dash", "and", "to"}
_HEADING, _LONGEST = 60, 600


@dataclass(frozen=True, slots=True)
class TimesInText:
    """Schedules where all that a text says of its times is understood; else its sentences."""

    schedules: tuple[FeedSchedule, ...] = ()
    words: str = ""


def names_times(text: str) -> bool:
    """Return whether a text names both a day and a time."""
    return bool(_DAY.search(text) and _TIME.search(text))


def times_in_text(text: str) -> TimesInText:
    """Return what a text says of days and times.

    It becomes schedules only where each sentence with a day and a time is understood, no two name
    the same day, none stands below a heading of its own ("Helpline:"), and no other sentence limits
    them in words that are not understood.
    """
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    parts = [(row, sentence) for row in rows for sentence in sentences(row)]
    timed = [sentence for _, sentence in parts if names_times(sentence)]
    others = [sentence for _, sentence in parts if not names_times(sentence)]
    limits = [sentence for sentence in others if _LIMIT.search(sentence)]
    texts = [_phrase_text(sentence) for sentence in timed]
    if (
        not all(texts)
        or not all(map(session_phrase, limits))
        or _names_a_day_twice(texts)
        or any(_has_heading(rows, sentence) for sentence in timed)
    ):
        words = "\n".join(dict.fromkeys(timed))
        return TimesInText(words=words if len(words) <= _LONGEST else "")
    return TimesInText(tuple(FeedSchedule(notes=(phrase, *limits)) for phrase in texts))


def _phrase_text(sentence: str) -> str:
    """Return the part of a sentence that says days and times whole; empty where none does.

    The rest of the sentence may say nothing of days, times or limits, and nothing that makes them
    those of something else, such as a telephone line.
    """
    if _is_whole(session_phrase(sentence)):
        return sentence
    if _DOUBTFUL.search(sentence):
        return ""
    runs = [run for run in token_runs(sentence) if {token.kind for token in run.tokens} - _EMPTY]
    if len(runs) != 1 or not _is_whole(session_phrase(runs[0].text)):
        return ""
    rest = sentence.replace(runs[0].text, " ")
    return "" if _LIMIT.search(rest) else runs[0].text


def _is_whole(phrase: SessionPhrase | None) -> bool:
    groups = phrase.groups if phrase else ()
    return bool(groups) and all(group.days and group.openings for group in groups)


def _names_a_day_twice(texts: Sequence[str]) -> bool:
    phrases = filter(None, map(session_phrase, texts))
    days = [byday for phrase in phrases for byday in {rule.byday for rule in phrase.days}]
    return len(days) > len({*days})


def _has_heading(rows: Sequence[str], sentence: str) -> bool:
    """Return whether a heading stands above the list that a sentence is in: "Helpline:"."""
    number = next(number for number, row in enumerate(rows) if sentence in row)
    above = next(_above(rows, number), "")
    is_heading = above.endswith(":") or (len(above) <= _HEADING and not above.endswith((".", "!")))
    return bool(above) and is_heading and session_tokens(above.rstrip(":")) != []


def _above(rows: Sequence[str], number: int) -> Iterator[str]:
    """Yield the rows above one, without those of the same list of times."""
    for row in reversed(rows[:number]):
        if not names_times(row):
            yield row
