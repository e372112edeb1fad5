"""What is marked in a text as something that could name somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.personal_data import find_personal_data, is_nhs_number


def marked(text: str) -> list[tuple[str, str]]:
    """What is marked, as it was typed, with what it seems to be."""
    return [(text[one.start : one.end], one.kind) for one in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Ring me on 07700 900123 after six.", "07700 900123", "phone number"),
        ("(01632) 960 100", "(01632) 960 100", "phone number"),
        ("call +44 7700 900 123.", "+44 7700 900 123", "phone number"),
        ("my number is 7700900123", "7700900123", "phone number"),
        ("Write to jo.b+x@example.org, will you?", "jo.b+x@example.org", "e-mail address"),
        ("jo (at) example (dot) org", "jo (at) example (dot) org", "e-mail address"),
        ("We live near LM1 1AB.", "LM1 1AB", "postcode"),
        ("sc27qf", "sc27qf", "postcode"),
        ("NHS 943 476 5919", "943 476 5919", "NHS number"),
        ("his EHCP number is 123456.", "EHCP number is 123456", "plan number"),
        ("plan no. AB-12345", "plan no. AB-12345", "plan number"),
        ("UPN A123456789012", "UPN A123456789012", "plan number"),
        ("She was born on 3 May 2015.", "born on 3 May 2015", "date of birth"),
        ("DOB: 03/05/15", "DOB: 03/05/15", "date of birth"),
        ("His birthday is May 3rd, 2014.", "birthday is May 3rd, 2014", "date of birth"),
        ("see www.example.org/jo", "www.example.org/jo", "web address"),
        ("it is on jo-blogs.example.co.uk", "jo-blogs.example.co.uk", "web address"),
        ("I am @jo_smith there", "@jo_smith", "social media name"),
    ],
)
def test_what_leads_to_a_person_is_marked(text: str, words: str, kind: str) -> None:
    assert marked(text) == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "It took 20 weeks, and 412 of 2,000 people answered in 2025-26.",
        "The plan 2026-27 is out. Our plan from 2026-09-01 holds.",
        "Call 999 or 111. Childline is on 0800 1111.",
        "See regulation 56(4) of SI 2014/1530, and section 19.",
        "The meeting was on 12/10/2026 at 9.30am in room A12.",
        "He is in Year 7 and we waited 3 hours, e.g. for the bus X5.",
        "The number 943 476 5918 fails the check of an NHS number.",
    ],
)
def test_ordinary_numbers_are_left_alone(text: str) -> None:
    assert marked(text) == []


def test_several_are_told_in_the_order_of_the_text() -> None:
    kinds = [kind for _, kind in marked("LM1 1AB, a@example.org, 01632 960100")]
    assert kinds == ["postcode", "e-mail address", "phone number"]


def test_the_tenth_digit_checks_an_nhs_number() -> None:
    assert [number for number in range(10) if is_nhs_number(f"943476591{number}")] == [9]
    assert not is_nhs_number("94347659190")


PIECES = st.sampled_from(
    [
        "07700 900123",
        "a@b.example",
        "LM1 1AA",
        "@jo",
        "born 1/2/15",
        "9434765919",
        " ",
        "plan 12345",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20)).map("".join))
def test_marks_of_any_text_lie_in_it_in_order_and_never_overlap(text: str) -> None:
    marks = find_personal_data(text)
    edges = [edge for mark in marks for edge in (mark.start, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
