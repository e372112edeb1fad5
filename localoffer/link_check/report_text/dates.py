"""The date that a report seems to have.

A day beside a word such as "reviewed" ranks first, then days near the start or the end, where
reports give theirs, then any. Of several the latest counts. Left out are days in the future, days
before there were such reports (1 September 2014, when Part 3 of the Children and Families Act
2014 came into force), days of laws and guidance, and days of the next review. A PDF's own date is
not used: it is the day on which someone last saved the file.
"""

import re
from collections.abc import Iterator
from datetime import date

from localoffer.link_check.report_text.text_document import TextDocument

FIRST = date(2014, 9, 1)

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w£/.-]){pattern}(?![\w/])", re.IGNORECASE)
    for pattern in (
        rf"(?:{_DAY}\s+(?:of\s+)?)?{_MONTH},?\s*+(?:[-–/]\s*+)?{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        r"(?P<day>[0-3]?\d)[/.-](?P<month>[01]?\d)[/.-](?P<year>(?:20)?\d\d)",
        rf"{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
        rf"(?P<season>autumn|spring|summer)(?:\s+term)?(?:\s+\d)?,?\s+{_YEAR}",
        r"(?P<from>20\d\d)\s*[-–—/]\s*(?P<to>(?:20)?\d\d)(?![-–\d])",
    )
)
#: The month in which each term begins.
_TERMS = {"autumn": 9, "spring": 1, "summer": 4}

_BEFORE = 60
_OF_LAW = re.compile(
    r"\b(?:act|regulations?|code of practice|order|statutory guidance|dfe)\b"
    r"(?:[^\w.;]+[\w-]+){0,5}\W*$",
    re.IGNORECASE,
)
_NEXT_REVIEW = re.compile(
    r"\b(?:next (?:\w+ ){0,2}(?:review|update)|reviews? (?:date|due)|due (?:for|to be|date)"
    r"|to be (?:reviewed|updated)|renewal|valid until|expir\w+|until)\b\W*(?:\w+\W+){0,3}$"
    r"|(?<!last )(?<!of )(?<!annual )\breview\W+$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:reviewed|updated|revised|agreed|approved|adopted|ratified|published|written|amended"
    r"|last (?:review|update)\w*|date(?:d)?|version|report|offer|created|issued|academic year"
    r"|policy)\b[^.;]*$",
    re.IGNORECASE,
)
#: Within so many letters of its start or end a report usually gives its date.
_EDGE = 1200


def latest_day(document: TextDocument, today: date) -> date | None:
    """Return the latest day that seems to be written in a report, or None."""
    text = "\n".join((document.title, *(run.text for run in document.runs)))
    ranked = [(_rank(text, start), day) for start, day in _days(text) if FIRST <= day <= today]
    ranked = [(rank, day) for rank, day in ranked if rank]
    return max(ranked)[1] if ranked else None


def _rank(text: str, start: int) -> int:
    """Return how much a day counts: 3 beside a label, 2 near an edge, 1 elsewhere, 0 not at all."""
    before = text[max(start - _BEFORE, 0) : start].rpartition("\n")
    this_line, line_above = before[2], before[0][-_BEFORE:]
    near = this_line or line_above
    label, law = _LABEL.search(near), _OF_LAW.search(near)
    if _NEXT_REVIEW.search(near) or (law and not (label and label.start() > law.start())):
        return 0
    if label:
        return 3
    return 2 if start < _EDGE or start > len(text) - _EDGE else 1


def _days(text: str) -> Iterator[tuple[int, date]]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            try:
                day = _day(match.groupdict())
            except ValueError:
                continue
            if day:
                yield match.start(), day


def _day(groups: dict[str, str | None]) -> date | None:
    if groups.get("season"):
        return date(int(groups["year"] or 0), _TERMS[str(groups["season"]).lower()], 1)
    if groups.get("from"):
        first, last = int(str(groups["from"])), int(str(groups["to"])[-2:])
        return date(first, 9, 1) if (first + 1) % 100 == last else None
    year = int(str(groups["year"]))
    return date(year % 100 + 2000, _month(str(groups["month"])), int(groups.get("day") or 1))


def _month(name: str) -> int:
    if name.isdecimal():
        return int(name)
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))
