"""A kind of record is registered once: every stage finds what it needs in its registration."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer.build_report import counts
from localoffer.kinds import BY_MODEL, KINDS, Kind, address_of, kind_of
from localoffer.link_check.addresses import links_to_check
from localoffer.model.annual_report import Review
from localoffer.model.comment import Comment
from localoffer.model.guide import Landing
from localoffer.offer import Entry, Offer, RenderedText
from localoffer.pages.index import make_index
from localoffer.pages.navigation import parts_of
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
FOLDERS = [kind for kind in KINDS if kind.is_folder]
REPORT = "https://council.example.org/report.pdf"


@pytest.fixture(scope="module")
def offer() -> Offer:
    checked = check(Task(ROOT / "content", ROOT, None, date(2026, 11, 21)))
    assert checked.offer
    return checked.offer


@pytest.mark.parametrize("part", ["name", "model", "place", "landing", "reference"])
def test_no_two_kinds_share_what_tells_them_apart(part: str) -> None:
    times = Counter(getattr(kind, part) for kind in KINDS)
    assert [value for value, number in times.items() if number > 1] == []


@pytest.mark.parametrize("kind", FOLDERS, ids=lambda kind: kind.name)
def test_a_file_of_a_folder_is_of_its_kind_and_has_its_address(kind: Kind) -> None:
    path = f"{kind.place}/some-name{kind.ending}"
    assert kind_of(path) is kind
    assert address_of(kind, "some-name") == f"{kind.landing}some-name/"


def test_an_offer_holds_the_records_of_every_kind_by_their_model(offer: Offer) -> None:
    assert offer.records.keys() == BY_MODEL.keys()
    for kind in KINDS:
        if kind.is_folder:
            assert all(isinstance(entry.record, kind.model) for entry in offer.entries(kind.model))
        else:
            assert all(isinstance(row, kind.model) for row in offer.rows(kind.model))
        if kind.has_ids:
            assert list(offer.lists.of(kind.model).values()) == list(offer.rows(kind.model))


def test_a_name_of_the_offer_stands_for_one_kind(offer: Offer) -> None:
    others = ("records", "releases")
    named = [getattr(offer, name) for name, value in vars(Offer).items() if name not in others
             and hasattr(value, "__get__") and isinstance(getattr(offer, name), tuple)]  # fmt: skip
    assert len(named) == len({id(records) for records in named if records})
    assert all(any(records is one for one in offer.records.values()) for records in named)


def test_a_build_counts_every_kind_that_says_so(offer: Offer) -> None:
    assert counts(offer).keys() == {kind.counted_as for kind in KINDS if kind.is_counted}
    assert counts(offer)["terms"] == len(offer.glossary)


def test_a_part_of_the_site_is_in_the_menu_where_it_has_records(offer: Offer) -> None:
    headings = [kind.heading for kind in KINDS if kind.heading]
    assert [link.label for link in parts_of(offer)] == headings
    fewer = offer.with_entries(Comment, ())
    assert "You said, we did" not in [link.label for link in parts_of(fewer)]


def test_a_page_with_a_title_is_linked_to_in_its_own_words(offer: Offer) -> None:
    links = make_index(offer).links
    for kind in FOLDERS:
        for entry in offer.entries(kind.model) if kind.has_page else ():
            record: Any = entry.record
            if "title" in kind.model.model_fields:
                assert links[entry.address].label == record.title


def _entry(record: Any, kind: Kind) -> Entry[Any]:
    return Entry(f"{kind.place}/x{kind.ending}", "x", address_of(kind, "x"), record,
                 RenderedText(), "")  # fmt: skip


def test_web_addresses_are_visited_in_every_kind_but_those_that_say_no(offer: Offer) -> None:
    review = offer.reviews[0].record.model_copy(update={"document": REPORT})
    with_report = offer.with_entries(Review, (_entry(review, BY_MODEL[Review]),))
    assert REPORT in [link.address for link in links_to_check(with_report)]
    comment = offer.comments[0].record.model_copy(update={"answer": f"See {REPORT}"})
    with_comment = offer.with_entries(Comment, (_entry(comment, BY_MODEL[Comment]),))
    assert REPORT not in [link.address for link in links_to_check(with_comment)]
    topic = offer.topics[0].record.model_copy(update={"summary": f"All is at {REPORT} now."})
    with_topic = offer.with_entries(Landing, (_entry(topic, BY_MODEL[Landing]),))
    assert REPORT in [link.address for link in links_to_check(with_topic)]
