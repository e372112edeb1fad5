"""What people said is found, and after what helps at once."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search
from tests.support.comments import DONE

Indexed = Callable[[Mapping[str, Any]], Reader]

SAID = {**DONE, "you_said": "No taxi to the zorbing came.", "changed": "/guides/zorbing/"}


def yaml(record: Mapping[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in record.items())


@pytest.fixture(scope="module")
def small(indexed: Indexed) -> Reader:
    return indexed(
        {
            "guides/zorbing.md": {"title": "How to get to a club", "keywords": ["zorbing"]},
            "services/club.md": {"name": "Valley club", "summary": "Zorbing each week, for all."},
            "comments/2026-001.yaml": yaml(SAID),
            "comments/2026-002.yaml": yaml({**SAID, "you_said": "Zorbing! More zorbing."}),
        }
    )


def found(reader: Reader, text: str) -> list[str]:
    return [one.address for one in search(Choices(text=text), reader).results]


def test_a_comment_comes_after_the_guide_and_the_service_for_its_words(small: Reader) -> None:
    assert found(small, "zorbing")[:2] == ["/guides/zorbing/", "/services/club/"]


def test_a_comment_is_found_by_its_own_words_and_says_what_it_is(small: Reader) -> None:
    first = search(Choices(text="no taxi came"), small).results[0]
    assert first.address == "/you-said-we-did/2026-001/"
    assert first.kind == "You said, we did"
    assert first.checked == "Done. Said in October 2026"


def test_the_list_of_comments_and_the_ways_to_tell_are_found(example: Reader) -> None:
    """In the example council, by what people call them."""
    assert found(example, "you said we did")[0] == "/you-said-we-did/"
    assert found(example, "complain about the website")[0] == "/tell-us/"
    assert found(example, "feedback")[0] == "/tell-us/"
