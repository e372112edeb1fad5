"""The yearly reports and the surveys are found by the words that people type for them."""

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search


@pytest.mark.parametrize(
    ("words", "address", "kind"),
    [
        ("what families told us 2025", "/annual-report/2025-26/", "Yearly report"),
        ("annual report", "/annual-report/", "Page of this site"),
        ("surveys", "/surveys/", "Page of this site"),
    ],
)
def test_a_report_or_a_survey_is_among_the_first_three(
    example: Reader, words: str, address: str, kind: str
) -> None:
    first = search(Choices(text=words), example).results[:3]
    assert (address, kind) in [(one.address, one.kind) for one in first]
