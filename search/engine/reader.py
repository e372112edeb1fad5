"""The index as it lies in a folder, read piece by piece: the files that the browser fetches."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from search.engine.danger_rules import DangerRules
from search.engine.pieces import EntryParts, Postings, Word, holder_of, kind_of, piece_of
from search.engine.postcodes import area_of
from search.engine.spelling import plain_forms, shelves
from search.engine.words import NOT, SOFT_STEMS, stem
from search.places.point import GridPoint


class Reader:
    """Reads an index. Every file is read once, so a new build needs a new reader."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Any] = {}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What is known of every document, and the tables that both sides share.

        Raises:
            UsageError: there is no index in the folder.
        """
        if not (self._folder / "facts.json").is_file():
            message = f"There is no search index in {self._folder}. Run: {PROGRAM} build"
            raise UsageError(message)
        facts: dict[str, Any] = self.file("facts.json")
        return facts

    @cached_property
    def danger_rules(self) -> DangerRules:
        """The rules that tell whether a search speaks of danger."""
        return DangerRules(self.file("danger.json"))

    def file(self, path: str) -> Any:
        """Return a file of the index, or None where there is none."""
        if path not in self._read:
            file = self._folder / path
            self._read[path] = json.loads(file.read_bytes()) if file.is_file() else None
        return self._read[path]

    def word(self, stem_: str) -> Word:
        """Return the documents of a stem, and the pairs that are kept with it."""
        return self._piece("words", stem_).get(stem_) or Word()

    def pair(self, one: str, other: str) -> Postings | None:
        """Return the documents in which two stems stand side by side, in this order."""
        holder = holder_of(one, other)
        if holder in SOFT_STEMS or holder == NOT:
            return None
        return self.word(holder).get("pairs", {}).get(f"{one} {other}")

    def known(self, first: str) -> EntryParts:
        """Return the phrases, names and spellings that begin with a stem."""
        return self._piece(kind_of(first), first).get(first) or EntryParts()

    def meaning(self, key: str) -> tuple[Postings, str, bool, str]:
        """Return a meaning's postings, how it matches, whether it is a need, and its note."""
        postings, match, is_need, note = self._piece("meanings", key)[key]
        return postings, match, bool(is_need), note

    def knows(self, word: str) -> bool:
        """Return whether a word is right: one of the offer's, in some form, or everyday English."""
        plain = plain_forms(word)
        forms = self.known(stem(word)).get("forms", "").split()
        if any(plain & plain_forms(form) for form in forms):
            return True
        return word in self._piece("everyday", word[:2]).get(word[:2], "").split()

    def candidates(self, word: str) -> dict[str, int]:
        """Return the words that a misspelt one may be, with how common each is (1 to 9)."""
        listed = (self._piece("spelling", shelf).get(shelf, "") for shelf in shelves(word))
        return {entry[:-1]: int(entry[-1]) for text in listed for entry in text.split()}

    def middle_of(self, outward: str) -> GridPoint | None:
        """Return the middle of an outward code; None where there is no such code."""
        area = area_of(outward)
        if area not in self.facts["areas"]:
            return None
        middle = self.file(f"areas/{area.lower()}.json").get(outward)
        return GridPoint(*middle) if middle else None

    def is_place(self, outward: str) -> bool:
        """Return whether an outward code among other words says where to look.

        Some are words of the vocabulary as well ("S41" is section 41): in a query these are places
        only where the council has postcodes in them.
        """
        if outward in self.facts["codes"]:
            return True
        is_word = "" in self.known(outward.lower()).get("phrases", {})
        return not is_word and self.middle_of(outward) is not None

    def result_fields(self, number: int) -> list[str]:
        """Return what a result shows of a document, in the order of ``document_facts``."""
        together = self.facts["shown_together"]
        fields: list[str] = self.file(f"shown/{number // together}.json")[number % together]
        return fields

    def _piece(self, kind: str, key: str) -> dict[str, Any]:
        number = piece_of(key, self.facts["pieces"][kind])
        piece: dict[str, Any] = self.file(f"{kind}/{number}.json")
        return piece
