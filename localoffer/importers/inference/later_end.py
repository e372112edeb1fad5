"""A later end of the ages for some: "11 to 19, or up to 25 with SEND"."""

import re
from dataclasses import dataclass
from typing import Final

_NEAR: Final = 120
#: A Local Offer is for people from birth to 25 (Children and Families Act 2014, section 30).
_OLDEST: Final = 25
#: For whom a later end is, by the group of ``_LATER`` that names them.
_LATER_FOR: Final = {
    "send": "with special educational needs or a disability",
    "school": "at a special school",
    "disability": "with a disability",
    "plan": "with an EHC plan",
    "learning": "with a learning difficulty or disability",
}
_ALSO_SEND: Final = re.compile(r"[^.;()]{0,40}\b(?:sen|send|special educational|additional)\b")
_LATER: Final = re.compile(
    r"[\s,(-]*(?:(?:or|and|to|up|until|extended|age|aged|the|of|for|young|people|children|those)"
    r"[\s,]+)*(?P<high>\d{2})\)?(?:[ ,-]+(?:years?|yrs?|old|of|age|if|with|for|those|people"
    r"|children|young|and|who|have|has|a|an|they|you|the|your|child|is|are|goes|go|to"
    r"|attends?|at))*[ (]+"
    r"(?:(?P<school>special schools?\b)|(?P<send>sen\b|send\b|special|additional)"
    r"|(?P<disability>disab)|(?P<plan>ehc)|(?P<learning>learning))"
)


@dataclass(frozen=True, slots=True)
class LaterEnd:
    """The oldest age of some, in words too, and how many letters of the text name it."""

    high: int
    words: str
    length: int


def later_end(words: str, high: int) -> LaterEnd | None:
    """Return the later end that words right behind ages up to ``high`` give to some, if any.

    ``words`` are as from ``plain_words``.
    """
    near = words[:_NEAR]
    match = _LATER.match(near)
    if not match or not high < int(match["high"]) <= _OLDEST:
        return None
    whose = "send" if _ALSO_SEND.match(near[match.end() :]) else match.lastgroup or "send"
    later = int(match["high"])
    return LaterEnd(later, f"up to {later} {_LATER_FOR[whose]}", match.end("high"))
