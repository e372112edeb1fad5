"""Normalising text: as Unicode says, and in linear time whatever the text."""

import ast
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.unicode_normalisation import Form, normalise

ROOT = Path(__file__).parent.parent
FORMS: tuple[Form, ...] = ("NFC", "NFKC", "NFD", "NFKD")


@given(st.text(max_size=30))
def test_a_text_is_normalised_as_unicode_says(text: str) -> None:
    for form in FORMS:
        assert normalise(form, text) == unicodedata.normalize(form, text)


@pytest.mark.parametrize(
    "marks",
    ["\u0315\u0300", "\u0f73", "\u0344", "\u0fb2\u0f81", "\uff9e\u0f72"],
    ids=ascii,
)
def test_no_run_of_marks_that_is_put_in_order_is_longer_than_unicode_allows(
    marks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work grows with the square of a run, so the run is what has to stay short."""
    longest = 0
    real = unicodedata.normalize

    def look(form: Form, text: str) -> str:
        nonlocal longest
        run = 0
        for letter in real("NFKD", text):
            run = run + 1 if unicodedata.combining(letter) else 0
            longest = max(longest, run)
        return real(form, text)

    text = "a" + "".join(mark * 200 for mark in marks) + marks * 200 + "b"
    monkeypatch.setattr(unicodedata, "normalize", look)
    for form in FORMS:
        kept = normalise(form, text)
        assert real("NFD", kept).startswith("a")
        assert kept.endswith("b")
    assert longest <= 2 * 30


def test_nothing_else_normalises_text() -> None:
    """``unicodedata.normalize`` takes a minute for one letter with a hundred thousand marks."""
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for name in ("feedback", "host", "localoffer", "search")
        for file in sorted((ROOT / name).rglob("*.py"))
        if file.name != "unicode_normalisation.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in ("unicodedata.normalize", "unicodedata.is_normalized")
    ]
    assert wrong == []
