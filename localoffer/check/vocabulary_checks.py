"""Rows of the vocabulary against each other: words in two rows, or words that mean themselves."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from localoffer.model.vocabulary import BestBet, Synonym
from localoffer.problems import Level, Problem, quoted
from localoffer.unicode_normalisation import normalise

#: A row: its path, the line on which it begins, and its record.
SynonymRow = tuple[str, int, Synonym]
BetRow = tuple[str, int, BestBet]

_KEEP_EITHER = "Leave it in one of the two rows."
_APOSTROPHES = re.compile("['’‘`\u00b4]")


def vocabulary_problems(
    synonyms: Iterable[SynonymRow], best_bets: Iterable[BetRow]
) -> Iterator[Problem]:
    """Yield the problems of parents' words and of best bets, row against row."""
    rows = tuple(synonyms)
    yield from _twice(rows)
    yield from _same_as_meant(rows)
    yield from _bets_twice(best_bets)


def _twice(rows: Iterable[SynonymRow]) -> Iterator[Problem]:
    rows_of: dict[str, list[tuple[str, SynonymRow]]] = defaultdict(list)
    for row in rows:
        for words in dict.fromkeys(row[2].words):
            rows_of[folded(words)].append((words, row))
    for places in rows_of.values():
        ambiguous = next((row for _, row in places if row[2].match == "ambiguous"), None)
        first = ambiguous or places[0][1]
        for words, row in places:
            if row is not first:
                yield _clash(words, first, row)


def _clash(words: str, first: SynonymRow, row: SynonymRow) -> Problem:
    """Return the problem of words that stand in a row, and in the ``first`` row too."""
    path, line, here = row
    if here.match == first[2].match:
        message = f"{quoted(words)} is also on line {first[1]}."
        return Problem(path, line, "words", message, _KEEP_EITHER, Level.WARNING)
    if first[2].match == "ambiguous":
        message = (
            f"{quoted(words)} is ambiguous on line {first[1]}: it is never followed by itself."
        )
        return Problem(path, line, "words", message, f"Take it out of line {line}.")
    message = f"{quoted(words)} is {here.match} here, but {first[2].match} on line {first[1]}."
    return Problem(path, line, "words", message, _KEEP_EITHER)


def _same_as_meant(rows: Iterable[SynonymRow]) -> Iterator[Problem]:
    for path, line, row in rows:
        for words in row.words if row.match == "misspelling" else ():
            if folded(words) == folded(row.means[0]):
                message = f"{quoted(words)} is the same as what it is put right to."
                fix = "Write it as people misspell it, or take it out."
                yield Problem(path, line, "words", message, fix)


def _bets_twice(rows: Iterable[BetRow]) -> Iterator[Problem]:
    first: dict[str, tuple[int, BestBet]] = {}
    for path, line, row in rows:
        for words in row.words:
            above, other = first.setdefault(folded(words), (line, row))
            if other is not row:
                message = (
                    f"{quoted(words)} is also on line {above}: only one row can put pages first."
                )
                yield Problem(path, line, "words", message, _KEEP_EITHER)


def folded(words: str) -> str:
    """Return words as the search compares them: small letters, no accents, no apostrophes."""
    spelt = _APOSTROPHES.sub("", words.lower()).replace("+", " plus ").replace("&", " and ")
    plain = normalise("NFKD", spelt)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))
