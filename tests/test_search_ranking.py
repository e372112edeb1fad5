"""What stands first: the ranking as a reader sees it, and nobody can pay for a place."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from localoffer.offer import Offer
from localoffer.pages.search_contexts import Choices
from search import documents
from search.documents.document import ResultText, SearchDocument
from search.engine.find import find
from search.engine.reader import Reader
from search.engine.results import search
from search.explain import explain, labelled_points
from search.weights import FAMILIES

Indexed = Callable[[Mapping[str, Any]], Reader]

FILLING = "amber birch cedar dune ember fern glade heath iris jade kelp larch moss nettle opal "


def page(where: str) -> dict[str, Any]:
    """A guide of usual length that has the word "zorbing" in one place only."""
    word = {place: "zorbing" if place == where else "quarry" for place in PLACES}
    return {
        "title": "Zorbing" if where == "name" else f"Seven {word['title']}",
        "keywords": [word["keyword"], FILLING],
        "text": f"## Why {word['heading']}\n\n{word['body']}\n\n## {FILLING * 2}\n\n{FILLING * 9}",
    }


PLACES = ("name", "title", "keyword", "heading", "body")
CHAIN: dict[str, Any] = {
    f"guides/{letter}-{place}.md": page(place)
    for letter, place in zip("edcba", PLACES, strict=True)
} | {
    "guides/synonym.md": {**page(""), "title": "Seven globes"},
    "vocabulary/synonyms.yaml": "- {words: [orbing], means: [globes], match: equivalent}",
}

#: Services that have both words, side by side or apart, in the same field.
PHRASE = {
    "services/t-together.md": {"name": "Copper kettle house"},
    "services/t-apart.md": {"name": "Kettle house copper"},
    "services/k-together.md": {"name": "Brook One", "keywords": ["copper kettle", "house"]},
    "services/k-apart.md": {"name": "Brook Two", "keywords": ["kettle", "copper", "house"]},
    "services/h-together.md": {"name": "Brook Three", "text": "## A copper kettle house\n\nYes."},
    "services/h-apart.md": {"name": "Brook Four", "text": "## A kettle house copper\n\nYes."},
    "services/s-together.md": {"name": "Brook Five", "summary": "Tea from a copper kettle daily."},
    "services/s-apart.md": {"name": "Brook Six", "summary": "Tea from a kettle, copper daily."},
}

OTHERS = {
    "guides/dyslexia.md": {"title": "Dyslexia", "needs": ["dyslexia"]},
    "services/dyslexia.md": {"name": "Dyslexia", "needs": ["dyslexia"]},
    "services/zz-current.md": {"name": "Cartwheel club"},
    "services/c-overdue.md": {"name": "Cartwheel club", "assured_date": "2021-10-01"},
    "services/b-shut.md": {
        "name": "Cartwheel club",
        "status": "temporarily closed",
        "closure": {"begins": "2026-11-01", "ends": "2027-01-04", "reason": "We are painting."},
    },
    "services/a-past.md": {"name": "Cartwheel club", "status": "defunct"},
    "services/rich.md": {"name": "Puppet theatre", "organization": "Acme Holdings"},
    "services/poor.md": {"name": "Puppet theatre", "organization": "Village Players"},
    "services/school.md": {"name": "Foxglove Primary School", "kind": "school"},
    "guides/school.md": {"title": "Choosing a primary school", "text": "Foxglove is one."},
    "services/harp.md": {"name": "Harp lessons"},
    "services/lyre.md": {"name": "Lyre lessons", "keywords": ["plucked strings"]},
    "vocabulary/best-bets.yaml": """
- words: [harps, the harp]
  pages: [/services/lyre/, /guides/dyslexia/]
  reason: The harp is mended in spring.
""",
}


@pytest.fixture(scope="module")
def chain(indexed: Indexed) -> Reader:
    return indexed(CHAIN)


@pytest.fixture(scope="module")
def phrase(indexed: Indexed) -> Reader:
    return indexed(PHRASE)


@pytest.fixture(scope="module")
def others(indexed: Indexed) -> Reader:
    return indexed(OTHERS)


def addresses_of(reader: Reader, text: str) -> list[str]:
    return [one.address for one in search(Choices(text=text), reader).results]


def scores(reader: Reader, text: str) -> dict[str, int]:
    """The score of everything that the words find, by address."""
    scored = find(Choices(text=text), reader).scored.scores
    return {reader.result_fields(number)[0]: value for number, value in scored.items()}


def test_a_name_beats_a_title_a_keyword_a_heading_and_the_body(chain: Reader) -> None:
    """None are tied: if they were, their order would be that of their addresses, the other way."""
    in_order = [f"/guides/{letter}-{place}/" for letter, place in zip("edcba", PLACES, strict=True)]
    assert addresses_of(chain, "zorbing") == in_order


def test_a_synonym_of_a_title_is_found_as_the_title_is(chain: Reader) -> None:
    assert addresses_of(chain, "orbing") == addresses_of(chain, "globes") == ["/guides/synonym/"]


@pytest.mark.parametrize("field", ["t", "k", "h", "s"])
def test_a_phrase_beats_scattered_words(phrase: Reader, field: str) -> None:
    """In a title, keywords, headings and the summary."""
    rows = scores(phrase, "copper kettle")
    assert rows[f"/services/{field}-together/"] > rows[f"/services/{field}-apart/"]


def test_a_page_about_all_that_was_typed_comes_before_one_about_half_of_it(
    phrase: Reader,
) -> None:
    rows = scores(phrase, "copper kettle brook")
    assert rows["/services/k-apart/"] > rows["/services/t-together/"] * 0.5
    assert scores(phrase, "kettle five")["/services/s-apart/"] < max(
        scores(phrase, "kettle five").values()
    )


def test_a_guide_comes_before_a_service_when_the_words_are_a_need(others: Reader) -> None:
    rows = scores(others, "dyslexia")
    assert addresses_of(others, "dyslexia")[0] == "/guides/dyslexia/"
    assert rows["/guides/dyslexia/"] > rows["/services/dyslexia/"]
    number = find(Choices(text="dyslexia"), others).numbers[0]
    factors = dict(find(Choices(text="dyslexia"), others).scored.factors[number])
    assert factors["guide of a need"] > 100
    assert "guide of a need" not in dict(
        find(Choices(text="dyslexia cartwheel"), others).scored.factors[number]
    )


def test_a_school_comes_first_when_the_words_are_its_name(others: Reader) -> None:
    assert addresses_of(others, "foxglove primary school")[0] == "/services/school/"
    assert addresses_of(others, "Foxglove Primary")[0] == "/services/school/"
    assert addresses_of(others, "primary school")[0] == "/guides/school/"


@pytest.mark.parametrize("text", ["harp", "the harps", "Harp!"])
def test_an_editors_best_bet_comes_first_for_exactly_its_words(others: Reader, text: str) -> None:
    assert addresses_of(others, text)[:3] == [
        "/services/lyre/",
        "/guides/dyslexia/",
        "/services/harp/",
    ]


def test_a_best_bet_does_nothing_for_more_words_than_its_own(others: Reader) -> None:
    assert addresses_of(others, "harp lessons")[0] == "/services/harp/"
    assert "/guides/dyslexia/" not in addresses_of(others, "harp lessons")


def test_a_late_check_costs_a_little_a_closure_more_and_the_end_of_a_service_most(
    others: Reader,
) -> None:
    assert addresses_of(others, "cartwheel club")[:4] == [
        "/services/zz-current/",
        "/services/c-overdue/",
        "/services/b-shut/",
        "/services/a-past/",
    ]
    rows = scores(others, "cartwheel club")
    current = rows["/services/zz-current/"]
    assert rows["/services/c-overdue/"] > current * 0.8
    assert current * 0.5 < rows["/services/b-shut/"] < rows["/services/c-overdue/"]
    assert rows["/services/a-past/"] < current * 0.2


def test_nobody_can_pay_who_runs_a_service_changes_nothing(
    others: Reader, indexed: Indexed
) -> None:
    rows = scores(others, "puppet theatre")
    assert rows["/services/rich/"] == rows["/services/poor/"]
    swapped = indexed(
        {
            **OTHERS,
            "services/rich.md": {"name": "Puppet theatre", "organization": "Village Players"},
            "services/poor.md": {"name": "Puppet theatre", "organization": "Acme Holdings"},
        }
    )
    assert addresses_of(swapped, "puppet theatre") == addresses_of(others, "puppet theatre")
    assert scores(swapped, "puppet theatre") == rows


def test_every_kind_of_page_has_a_weight_and_every_result_names_its_kind(others: Reader) -> None:
    assert all(1 <= weight <= 200 for weight in FAMILIES.values())
    every = search(Choices(), others, per_page=1_000).results
    assert [one.address for one in every if not one.kind] == []


def test_a_score_is_explained_by_parts_that_add_up(others: Reader) -> None:
    query = find(Choices(text="cartwheel club for dyslexia"), others)
    for number in query.numbers:
        parts = labelled_points(number, query)
        factors = dict(query.scored.factors[number])
        value = sum(points for label, points in parts if label not in factors)
        for factor in factors.values():
            value = value * factor // 100
        assert value == query.scored.scores[number]
        assert explain(number, query)[0] == f"Score {value:,}"


def test_a_new_kind_of_record_joins_by_yielding_documents_and_by_nothing_else(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lighthouses(_: Offer) -> Iterator[SearchDocument]:
        yield SearchDocument(
            address="/lighthouses/#eddystone",
            title="Eddystone",
            summary="A lighthouse whose keeper signs.",
            family="service",
            result_text=ResultText(kind="Lighthouse", place="Plymouth", notice="Closed in fog"),
            keywords=("foghorn",),
            ages=(7, 9),
            postcodes=("PL1 1AA",),
            facets={"need": ("hearing",), "free": ("yes",)},
        )

    monkeypatch.setattr(documents, "YIELDERS", (*documents.YIELDERS, lighthouses))
    reader = indexed({"services/other.md": {"name": "Harbour wall", "keywords": ["foghorn"]}})
    everything = Choices(
        text="foghorn", near="PL1", age=8, filters={"need": ("hearing",), "free": ("yes",)}
    )
    (result,) = search(everything, reader).results
    assert (result.title, result.kind, result.notice) == (
        "Eddystone",
        "Lighthouse",
        "Closed in fog",
    )
    assert result.away == "0.0 miles from PL1"
    assert addresses_of(reader, "eddistone")[0] == "/lighthouses/#eddystone"
