"""What a word of a feed is about, by the field or the vocabulary of the feed that it is from."""

import re
from typing import Final

#: What names of fields and vocabularies say, the plainest first: Outpost's ``send_needs`` and
#: ``suitabilities``, ``pc_targetAudience``, the lists of esd.org.uk (esdNeeds, esdCircumstances,
#: esdServiceTypes), and what councils call their own.
_PATTERNS: Final = {
    "areas": r"\bareas?\b|\bwards?\b|\bdistricts?\b|\blocalit(?:y|ies)\b|geograph",
    "ages": r"\bages?\b|\bkey stages?\b|\bschool years?\b",
    "access": r"\baccessib|\baccess (?:features?|needs)|\bbuildings?\b|\bfacilit",
    "needs": r"\bneeds?\b|\bsend\b|disabilit|\bcircumstances?\b|\bconditions?\b|suitab|audience"
    r"|impairment|diagnos",
    "kind": r"\bservice types?\b|\bkinds?\b|\btypes? of (?:service|support|provision)",
    "topics": r"categor|\btopics?\b|\bthemes?\b|\bsubjects?\b|\bfunctions?\b|\btaxonom",
}
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-./: ]+")


def subject_of(source: str) -> str:
    """Return what words are about that are from a field or vocabulary of this name.

    That is a field of a row of importing.yaml, or ``ages``; empty where the name says nothing.
    """
    words = " ".join(_NEW_WORD.sub(" ", source).lower().split())
    found = (about for about, pattern in _PATTERNS.items() if re.search(pattern, words))
    return next(found, "")
