"""The texts of one record from which rules may work something out."""

import re
from dataclasses import dataclass

_SUBJECT = re.compile(
    r"(?:The )?(?P<name>[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|of|and|for|in|the|\([^()]*\)))*)"
    r",? (?:is|are|offers?|provides?|supports|welcomes|runs|caters|helps|works)\b"
)
#: First words of a sentence that name nobody: they speak of the record itself.
_NOBODY = frozenset({
    "we", "our", "this", "these", "that", "it", "they", "all", "everyone", "anyone", "any",
    "each", "every", "a", "an", "here", "there", "you", "your", "session", "sessions",
    "group", "groups", "club", "clubs", "class", "classes", "lesson", "lessons", "course",
    "courses", "children", "child", "young", "people", "babies", "toddlers", "adults",
    "service", "services", "support", "help", "team", "staff", "activity", "activities",
    "programme", "project", "scheme", "centre", "entry", "entrance", "admission",
    "membership", "places", "tickets", "cost", "costs", "price", "prices", "parents",
    "carers", "families", "who", "what", "which", "suitable", "open", "free", "the",
    "attendance", "booking", "bookings", "workshop", "workshops", "event", "events",
    "charity", "organisation", "society",
})  # fmt: skip
_JOINTS = frozenset({"the", "of", "and", "for", "in"})


@dataclass(frozen=True, slots=True)
class RecordTexts:
    """Plain texts of several lines: ``labels`` say nothing but who comes, such as a name.

    ``fees`` are the feed's own words on costs, ``description`` all it says beside these;
    ``provider`` is who runs it.
    """

    labels: tuple[str, ...]
    fees: str
    description: str
    provider: str = ""

    @property
    def name(self) -> str:
        """The record's name."""
        return self.labels[0] if self.labels else ""


def is_about_another(sentence: str, texts: RecordTexts) -> bool:
    """Return whether a sentence begins with the name of something other than the record."""
    match = _SUBJECT.match(sentence)
    if not match:
        return False
    words = [word for word in re.findall(r"\w+", match["name"].lower()) if word not in _JOINTS]
    if not words or words[0] in _NOBODY:
        return False
    own = set(re.findall(r"\w+", f"{texts.name} {texts.provider}".lower()))
    return not (own - _NOBODY).intersection(words)
