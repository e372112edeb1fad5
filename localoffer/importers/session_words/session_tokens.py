"""The words of days and times, one by one; a text with any other word has none."""

import re
from dataclasses import dataclass
from datetime import date

from localoffer.importers.open_referral.ages_and_times import day_of
from localoffer.importers.session_words.clock_times import TIME, ClockTime, read_clock
from localoffer.importers.session_words.day_rules import DAYS, WEEKS

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY_NAMES = (
    "mon(?:day)?s?|tue(?:s(?:day)?)?s?|wed(?:s|nesdays?)?|thu(?:rs?)?(?:days?)?|fri(?:day)?s?"
    "|sat(?:urday)?s?|sun(?:day)?s?"
)
_HOLIDAYS = r"(?:the\s)?(?:school\s)?holidays"
#: What a word or phrase is, and its pattern. The first that fits counts.
_KINDS = {
    "date": (
        r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s(?:{_MONTHS})\.?,?\s\d{{4}}"
        rf"|(?:{_MONTHS})\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    ),
    "term_and_holidays": (
        rf"(?:(?:in|during)\s)?(?:the\s)?(?:school\s)?term[\s-]?time\sand\s(?:in\s)?{_HOLIDAYS}"
        rf"|including\s{_HOLIDAYS}|all\syear(?:[\s-]round)?|throughout\sthe\syear|year[\s-]round"
        r"|52\sweeks\s(?:a|of\sthe|per)\syear"
    ),
    "term_only": (
        r"(?:only\s)?(?:(?:in|during)\s)?(?:the\s)?(?:school\s)?term[\s-]?times?(?:\sonly)?"
        r"|(?:school\s)?terms?\sonly"
    ),
    "bank_holidays": r"(?:on\s)?(?:bank|public)(?:\sand\s(?:bank|public))?\sholidays?",
    "of_month": (
        r"(?:of|in)\s(?:(?:the|each|every)\s)?(?:calendar\s)?month|(?:each|every)\smonth|monthly"
    ),
    "fortnight": (
        r"(?:every|once\sa|each)\sfortnight|fortnightly"
        r"|(?:on\s)?(?:every\sother|every\ssecond|alternat(?:e|ing))\sweeks?|(?:once\s)?every\s(?:2|two)\sweeks"
    ),
    "every_weeks": r"every\s(?:3|three|4|four|5|five|6|six|third|fourth|fifth|sixth)\sweeks?",
    "every_other": r"every\sother|alternat(?:e|ing)",
    "always": r"24\s?/\s?7",
    "all_day": (
        r"24\s?h(?:ou)?rs?(?:\s(?:a|per)\sday)?|round\sthe\sclock|all\sday\sand\s(?:all\s)?night"
    ),
    "weekdays": r"week\s?days?",
    "weekends": r"week[\s-]?ends?",
    "every_day": (
        r"every\s?day(?:\sof\sthe\sweek)?|each\sday|daily|all\sweek"
        r"|(?:7|seven)\sdays(?:\s(?:a|per)\sweek)?"
    ),
    "day": rf"(?:{_DAY_NAMES})(?:'s)?|(?-i:MO|TU|WE|TH|FR|SA|SU)",
    "week": r"first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th",
    "part": r"mornings?|afternoons?|evenings?",
    "time": TIME,
    "not_on": (
        r"except(?:\s(?:for|on))?|excluding|excl|but\snot(?:\son)?|apart\sfrom|other\sthan"
        r"|not(?:\son)?"
    ),
    "closed": r"closed(?:\son)?",
    "also_on": r"including|incl",
    "from": (
        r"from|start(?:s|ing)(?:\son|\sfrom)?|begin(?:s|ning)(?:\son)?"
        r"|commenc(?:es|ing)(?:\son)?"
    ),
    "between": "between",
    "until": r"until|till?|end(?:s|ing)(?:\son)?|finish(?:es|ing)(?:\son)?|up\sto",
    "to": r"to|through",
    "dash": "-",
    "and": r"and|&|\+|/",
    "stop": "[,;:|.]",
    "filler": (
        r"we(?:'re|\sare)?\s(?:open|meet|run)(?:\severy)?|open(?:ing)?(?:\shours|\stimes)?|hours"
        r"|times|meets?|runs?|held|sessions?(?:\s(?:are|is|runs?))?|(?:every|each)\sweek|weekly"
        r"|once\sa\sweek|on\sa|on|at|every|each|the|in|only"
    ),
}
_TOKEN = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})" if kind in ("dash", "and", "stop")
        else rf"(?P<{kind}>(?<![a-zA-Z0-9])(?:{pattern})(?![a-zA-Z0-9]))"
        for kind, pattern in _KINDS.items()
    ),
    re.IGNORECASE,
)  # fmt: skip
_REPLACED = (
    (re.compile("[\u2010-\u2015\u2212]"), "-"),
    (re.compile("[\u2018\u2019]"), "'"),
    (re.compile(r"(?<![a-z])([ap])\.\s?m\b\.?", re.IGNORECASE), r"\1m"),
    (re.compile(r"\b(mon|tues?|wed|thu|thurs?|fri|sat|sun)\.", re.IGNORECASE), r"\1 "),
    (re.compile(r"(?<=[:.]\d\d)\s?hrs?\b", re.IGNORECASE), ""),
    (re.compile(r"\b(incl|excl)\.", re.IGNORECASE), r"\1"),
    (re.compile(r"[()\[\]\u2022]"), " , "),
)
#: What is stepped over to come to the next word.
_NEXT = re.compile(r"[a-zA-Z0-9']+\s?|(?s:.)\s?")
_NUMBERS = {"three": 3, "third": 3, "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6,
            "sixth": 6}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase. Which field has its value depends on the kind."""

    kind: str
    byday: str = ""
    week: str = ""
    part: str = ""
    weeks: int = 0
    time: ClockTime | None = None
    day: date | None = None


def session_tokens(text: str) -> list[Token] | None:
    """Return the tokens of a text, without its fillers; None where any word is another one."""
    words = tidied(text)
    tokens: list[Token] = []
    position = 0
    while position < len(words):
        match = _TOKEN.match(words, position)
        token = match and _token(str(match.lastgroup), match[0].lower())
        if not match or not token:
            return None
        if token.kind != "filler":
            tokens.append(token)
        position = match.end() + (words[match.end() : match.end() + 1] == " ")
    return tokens


@dataclass(frozen=True, slots=True)
class TokenRun:
    """A part of a text that is all words of days and times, and its tokens."""

    text: str
    tokens: tuple[Token, ...]


def token_runs(text: str) -> list[TokenRun]:
    """Return the parts of a text that are words of days and times, with other words between."""
    words = tidied(text)
    runs: list[TokenRun] = []
    start, position = 0, 0
    tokens: list[Token] = []
    while position < len(words):
        match = _TOKEN.match(words, position)
        token = match and _token(str(match.lastgroup), match[0].lower())
        if match and token:
            tokens.append(token)
            position = match.end() + (words[match.end() : match.end() + 1] == " ")
            continue
        runs.append(TokenRun(words[start:position].strip(" ,;:.-"), tuple(tokens)))
        tokens, position = [], _NEXT.match(words, position).end()  # type: ignore[union-attr]
        start = position
    runs.append(TokenRun(words[start:].strip(" ,;:.-"), tuple(tokens)))
    return [run for run in runs if run.tokens]


def tidied(text: str) -> str:
    """Return a text with one kind of dash, and without the points of "a.m." and "Mon."."""
    for pattern, instead in _REPLACED:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def _token(kind: str, words: str) -> Token | None:
    """Return the token of some words, or None where they look like a date or time and are none."""
    match kind:
        case "date":
            day = _full_date(words)
            return Token(kind, day=day) if day else None
        case "time":
            time = read_clock(words)
            return Token(kind, time=time) if time else None
        case "day":
            token = Token(kind, byday=next(day for day in DAYS if words.startswith(day.lower())))
        case "week":
            number = int(words[0]) if words[0].isdigit() else 0
            token = Token(kind, week=WEEKS.get(number, words))
        case "part":
            token = Token(kind, part="am" if words.startswith("morning") else "pm")
        case "every_weeks":
            word = words.split()[1]
            token = Token(kind, weeks=_NUMBERS.get(word) or int(word))
        case _:
            token = Token(kind)
    return token


def _full_date(words: str) -> date | None:
    plain = words.replace(" of ", " ").replace(",", "").replace(".", "")
    plain = re.sub(r"\bsept\b", "sep", plain)
    month_first = re.fullmatch(r"([a-z]+) (\S+) (\d{4})", plain)
    return day_of(f"{month_first[2]} {month_first[1]} {month_first[3]}" if month_first else plain)
