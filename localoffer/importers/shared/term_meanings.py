"""What a feed's term means here, and how two terms are compared."""

import re
from dataclasses import dataclass

from localoffer.model.import_rule import ImportRule

#: Short forms such as HI (hearing impairment) are words too, so their capitals count.
_SHORT = 3
_IRREGULAR = {"people": "person", "children": "child"}


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """Ids of the council's lists, and ages in years. ``by_rule`` is whether a person said so.

    A meaning that no person gave (``by_rule`` is False) was found by a name that is the same.
    ``is_nothing`` is whether a person said that the term tells families nothing.
    """

    kind: str = ""
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    by_rule: bool = False
    is_nothing: bool = False

    def __or__(self, other: "TermMeaning") -> "TermMeaning":
        """Return both meanings as one; where both name one thing, this one counts."""
        ages = self if self.minimum_age is not None or self.maximum_age is not None else other
        return TermMeaning(
            self.kind or other.kind,
            tuple(dict.fromkeys((*self.topics, *other.topics))),
            tuple(dict.fromkeys((*self.needs, *other.needs))),
            tuple(dict.fromkeys((*self.areas, *other.areas))),
            tuple(dict.fromkeys((*self.access, *other.access))),
            ages.minimum_age,
            ages.maximum_age,
            self.by_rule,
        )


def meaning_of(rule: ImportRule) -> TermMeaning:
    """Return what a row of importing.yaml says that its term means."""
    return TermMeaning(
        rule.kind or "",
        rule.topics,
        rule.needs,
        rule.areas,
        rule.access,
        rule.minimum_age,
        rule.maximum_age,
        by_rule=True,
        is_nothing=rule.means == "nothing",
    )


def term_key(term: str) -> str:
    """Return a term as it is compared: capitals, hyphens, apostrophes and plurals do not count."""
    words = re.sub(r"\((?!not?\b)\w{2,6}\)", " ", term, flags=re.IGNORECASE)
    words = re.sub(r"[’']", "", words.replace("&", " and "))
    words = re.sub(r"[^\w/]+", " ", words).strip()
    if len(words) <= _SHORT and words.isupper():
        return words
    singular = " ".join(_singular(word) for word in words.lower().split())
    return f"{singular} " if len(singular) <= _SHORT else singular


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^sui]s$", word) and len(word) > _SHORT else word
