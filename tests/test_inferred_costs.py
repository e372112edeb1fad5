"""Costs written in words become costs, and "free" in other senses never means that it is free."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.importers.inference.price_list import prices_of
from localoffer.importers.inference.record_costs import costs_from_words
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.shared.notes import Notes


def _costs(*sentences: str, fees: str = "", name: str = "Otter Club") -> dict[str, Any]:
    known = {"fees_description": fees} if fees else {}
    return costs_from_words(RecordTexts((name,), fees, "\n".join(sentences)), known, Notes())


@pytest.mark.parametrize(
    "fees",
    ["Free", "FREE.", "No charge", "Free of charge", "Nil", "£0", "Fully funded",
     "It is free to attend", "There is no charge for this service.", "Free, no need to book",
     "All our sessions are completely free.", "Free - donations welcome"],
)  # fmt: skip
def test_fees_that_say_free_mean_free(fees: str) -> None:
    assert _costs(fees=fees) == {"free": "yes"}


@pytest.mark.parametrize(
    ("fees", "prices"),
    [
        ("£5 per session", [("Per session", "5", None)]),
        ("£5.00 a session.", [("A session", "5", None)]),
        ("£3.50 each, siblings £2", [("Each", "3.50", None), ("Siblings", "2", None)]),
        ("Adults £6, children £4", [("Adults", "6", None), ("Children", "4", None)]),
        ("Adults £6 and children £4", [("Adults", "6", None), ("Children", "4", None)]),
        ("Adult: £6; Child: £4.50", [("Adult", "6", None), ("Child", "4.50", None)]),
        ("Membership £20 per year", [("Membership", "20", "per year")]),
        ("£90pp", [("Per person", "90", None)]),
        ("£4", [("Price", "4", None)]),
        ("Half day £18\nWhole day £30", None),
        ("Morning £18\nWhole day £30", [("Morning", "18", None), ("Whole day", "30", None)]),
    ],
)
def test_prices_in_words_become_rows(
    fees: str, prices: list[tuple[str, str, str | None]] | None
) -> None:
    rows = [
        (row["option"], row["amount"], row.get("amount_description"))
        for row in _costs(fees=fees).get("cost_options", [])
    ]
    assert rows == (prices or [])


@pytest.mark.parametrize(
    ("fees", "free"),
    [
        ("from £10", "no"),
        ("Bring £3", "no"),
        ("I charge £32 an hour", "no"),
        ("£5 per session, first session free", None),
        ("Free for carers, £4 for others", None),
        ("Suggested donation £2", None),
        ("Donations welcome", None),
        ("Ask us", None),
        ("Some sessions are free", None),
        ("Free for under 5s", None),
        ("Funded places for two year olds", None),
        ("First session free", None),
        ("Part funded by the council", None),
    ],
)
def test_fees_that_are_not_a_list_of_prices_stay_words(fees: str, free: str | None) -> None:
    values = _costs(fees=fees)
    assert (values.get("free"), "cost_options" in values) == (free, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "The sessions are free.",
        "This service is free of charge.",
        "Ten sessions, free at the point of use.",
        "There is never a charge.",
        "Families do not pay.",
        "No deposit, nothing to pay.",
        "All our groups are completely free to attend.",
        "There is no charge.",
        "Free to attend, just turn up.",
        "It is free and you do not need to book.",
        "Sessions are fully funded, no cost involved.",
        "We are a free advice service for families.",
        "A free stay and play group for babies.",
        "Harbour Helpline is a free, confidential service.",
        "Cost: Free",
        "It costs nothing to join in.",
        "The group doesn't cost anything.",
        "No charge is made for our support.",
        "100% free.",
        "We do not charge for this service.",
        "There's no cost to families.",
    ],
)
def test_a_plain_sentence_says_that_it_is_free(sentence: str) -> None:
    values = _costs("We meet by the river.", sentence, name="Harbour Helpline")
    assert values == {"free": "yes", "fees_description": sentence}


@pytest.mark.parametrize(
    "sentence",
    [
        "Feel free to call us.",
        "There is free parking outside.",
        "Our snacks are free from nuts.",
        "All drinks are sugar free.",
        "We can tell you about free school meals.",
        "Ask for a free trial.",
        "Your first session is free.",
        "We run free taster sessions.",
        "Free tea and coffee.",
        "A smoke-free club.",
        "Do you have some free time?",
        "You may be able to get free transport to school.",
        "Register for free books.",
        "It is free for under 5s.",
        "Children under 3 go free.",
        "Carers go free.",
        "The helpline number is free to call.",
        "We also host free community events.",
        "The project is fully funded by the lottery.",
        "You are free to leave at any time.",
        "15 hours of free childcare.",
        "Live free of pain.",
        "The service is not free.",
        "Some of our activities are free.",
        "It is free if you get benefits.",
        "Membership is free.",
        "There is no charge for parking.",
        "Part-funded places.",
        "The gym has a free weights area.",
    ],
)
def test_free_in_another_sense_says_nothing_on_what_it_costs(sentence: str) -> None:
    assert "free" not in _costs(sentence)


@pytest.mark.parametrize(
    ("sentence", "free"),
    [
        ("It costs £4 per session.", "no"),
        ("£2 per child.", "no"),
        ("Entry is £3.", "no"),
        ("£3 adults, £1.50 children", "no"),
        ("There is an entry charge of £2 a family.", "no"),
        ("Tickets are £12 each.", "no"),
        ("Sessions cost from £10.", "no"),
        ("We ask for a donation of £2.", None),
        ("£85 a family; £5 off if you bring a tent.", None),
        ("Entry by donation.", None),
        ("Pay what you can.", None),
    ],
)
def test_a_sentence_on_what_families_pay_becomes_the_fees_in_its_own_words(
    sentence: str, free: str | None
) -> None:
    values = _costs("We meet by the river.", sentence)
    assert (values["fees_description"], values.get("free")) == (sentence, free)


@pytest.mark.parametrize(
    "sentence",
    [
        "We raised £5,000 last year.",
        "Car park: £2.80 for 2 hours.",
        "Schools pay £9 per pupil.",
        "The car park costs £1.",
        "The club won a grant of £500.",
        "You could get up to £200 a week.",
        "The hall can be hired for £15 an hour.",
        "Save £10 when you book early.",
        "First prize is £50.",
        "A £10 voucher for each family.",
        "Carer's Allowance is £81 per week.",
    ],
)
def test_money_that_families_do_not_pay_is_no_cost(sentence: str) -> None:
    assert _costs(sentence) == {}


def test_where_sentences_contradict_each_other_nothing_is_taken_and_it_is_told() -> None:
    notes = Notes()
    texts = RecordTexts(("Otters",), "", "The club is free.\nIt costs £4 per session.")
    assert costs_from_words(texts, {}, notes) == {}
    assert [(note.field, note.lost) for note in notes] == [("free", True)]


def test_where_a_room_can_be_hired_its_price_is_not_the_services() -> None:
    assert _costs("Our group meets in the hall, which you can hire.", "£10 per hour.") == {}
    assert _costs("When the offer ends our joining fee will be:", "Adult £20") == {}


def test_the_feeds_own_costs_stand() -> None:
    texts = RecordTexts(("Otters",), "", "The club is free.")
    assert costs_from_words(texts, {"free": "no"}, Notes()) == {}


def test_where_the_feed_says_only_that_it_costs_something_words_say_what() -> None:
    texts = RecordTexts(("Otters",), "", "£4.50 per family, pay on the day.")
    costs = costs_from_words(texts, {"free": "no"}, Notes())
    assert costs == {"free": "no", "fees_description": "£4.50 per family, pay on the day."}


@given(st.text(alphabet="£0123456789. ,;/-freeachildrnpost\n", max_size=300))
def test_prices_are_numbers_above_nothing_with_a_name(text: str) -> None:
    assert all(float(row["amount"]) > 0 and row["option"] for row in prices_of(text))


@pytest.mark.parametrize(
    "text", ["free " * 50_000, "£5 " * 50_000, "a, free, " * 30_000 + "service", "is free" * 40_000]
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    start = time.perf_counter()
    _costs(text, fees="")
    _costs(fees=text)
    assert time.perf_counter() - start < 3
