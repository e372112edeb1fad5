"""Guides do not push every service off the page, and two pages on one place say which is which."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import PER_PAGE, search

SCHOOL = """---
name: Heron School
kind: maintained school
phases: [primary]
city: Truro
owner: help-line
---
"""
FILES: dict[str, Any] = {
    f"guides/swift-{number}.md": {"title": f"Swift {number}", "keywords": ["swift"]}
    for number in range(PER_PAGE + 2)
}
FILES |= {
    "services/long.md": {
        "name": "Brook club",
        "text": "A swift may be seen. "
        + "We meet by the river and walk along it in the sun. " * 60,
    },
    "services/heron-school.md": {"name": "Heron School"},
    "schools/heron-school.md": SCHOOL,
}


@pytest.fixture(scope="module")
def reader(indexed: Callable[[Mapping[str, Any]], Reader]) -> Reader:
    return indexed(FILES)


def test_the_best_service_is_on_a_page_that_guides_would_fill(reader: Reader) -> None:
    """Its score is too small beside the guides', and the best of its kind."""
    answer = search(Choices("swift"), reader)
    found = {one.address: one.score for one in answer.results}
    assert found["/services/long/"] * 10 < max(found.values())
    assert len(found) == PER_PAGE
    assert answer.total == PER_PAGE + 3


def test_no_result_is_lost_or_comes_twice_on_later_pages(reader: Reader) -> None:
    pages = [search(Choices("swift"), reader, page=page).results for page in (1, 2)]
    addresses = [one.address for page in pages for one in page]
    assert len(addresses) == len({*addresses}) == PER_PAGE + 3


def test_the_bus_to_a_special_school_is_among_the_results(example: Reader) -> None:
    answer = search(Choices("bus to special school"), example, per_page=100)
    assert "/services/school-transport/" in [one.address for one in answer.results]


def test_a_service_and_a_school_of_one_name_have_titles_that_tell_them_apart(
    reader: Reader, example: Reader
) -> None:
    found = {one.address: one.title for one in search(Choices("heron school"), reader).results}
    assert found["/services/heron-school/"] == "Heron School: what they offer"
    assert found["/schools/heron-school/"] == "Heron School: contacts and facts"
    titles = [one.title for one in search(Choices("larkmoor school"), example).results]
    assert len(titles) == len({*titles})
