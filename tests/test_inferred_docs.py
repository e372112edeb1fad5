"""What docs/importing.md says that rules work out, and what not, is what they do."""

import re

import pytest

from localoffer.importers.inference.inferred import inferred
from localoffer.importers.inference.need_phrases import PATTERNS
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes
from tests.support.example_facts import ROOT

PAGE = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
PART = PAGE.partition("\n## What rules work out\n")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (\".+\") \| (.+) \|$", PART, re.MULTILINE)
NOTHING = re.search(
    r"^- \*\*What is not plain is left out\.\*\*((?:.+\n)+?)(?=- )", PART, re.MULTILINE
)


def _found(words: str, *, is_name: bool = False) -> set[str]:
    name, text = (words, "") if is_name else ("Otter Club", words)
    return set(inferred(RecordTexts((name,), "", text), {}, frozenset(PATTERNS), Notes()))


@pytest.mark.parametrize(
    ("words", "fields"),
    [(words, fields) for cell, fields in ROWS for words in re.findall(r"\"([^\"]+)\"", cell)],
)
def test_words_of_the_table_become_the_fields_beside_them(words: str, fields: str) -> None:
    named = set(re.findall(r"`([a-z_]+)", fields))
    found = _found(words) | _found(words, is_name=True)
    assert found & named


def test_words_that_the_page_calls_not_plain_give_nothing() -> None:
    assert NOTHING
    phrases = re.findall(r"\"([^\"]+)\"", NOTHING[1].replace("\n", " "))
    assert len(phrases) > 5
    assert [phrase for phrase in phrases if _found(" ".join(phrase.split()))] == []
