"""Small numbers are hidden, and nothing that is shown gives one away."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.annual_report.reporting_year import due_after, warned_from
from localoffer.annual_report.suppression import Suppressed, display_count, suppress

LEAST = 5


def possible(shown: Suppressed, total: int) -> list[tuple[int, ...]]:
    """Every way in which the hidden numbers could add up with the shown ones to the total."""
    rest = total - sum(number or 0 for number in shown.numbers)
    hidden = sum(number is None for number in shown.numbers)
    highest = LEAST - 1 if shown.are_small else rest
    return [ways for ways in product(range(1, highest + 1), repeat=hidden) if sum(ways) == rest]


@given(numbers=st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_small_number_can_be_worked_out_from_the_others_and_the_total(
    numbers: list[int],
) -> None:
    shown = suppress(numbers, LEAST, sum(numbers))
    if shown.is_disclosive or sum(numbers) < LEAST:
        return
    assert not [n for n in shown.numbers if n is not None and 0 < n < LEAST]
    small = [n for n in numbers if 0 < n < LEAST]
    ways = possible(shown, sum(numbers))
    hidden = [n for n, told in zip(numbers, shown.numbers, strict=True) if told is None]
    for place, number in enumerate(hidden):
        if number in small:
            assert len({one[place] for one in ways}) > 1


def test_one_small_number_takes_the_smallest_of_the_others_with_it() -> None:
    shown = suppress([80, 37, 3], LEAST, 120)
    assert shown == Suppressed((80, None, None), are_small=False)
    assert display_count(shown.numbers[1], LEAST, are_small=shown.are_small) == "not shown"


def test_two_small_numbers_hide_each_other_and_are_called_small() -> None:
    assert suppress([45, 3, 2], LEAST, 50) == Suppressed((45, None, None))
    assert display_count(None, LEAST) == "fewer than 5"


def test_two_small_numbers_that_can_only_be_one_each_take_another_with_them() -> None:
    assert suppress([45, 1, 1, 9], LEAST, 56) == Suppressed((45, None, None, None), are_small=False)


def test_where_nothing_adds_up_only_small_numbers_are_hidden() -> None:
    assert suppress([90, 70, 4], LEAST) == Suppressed((90, 70, None))


def test_nothing_left_to_hide_is_said_so_that_the_table_is_left_out() -> None:
    assert suppress([4, 4], LEAST, 8).is_disclosive


def test_a_number_that_came_hidden_is_not_called_small_when_the_rest_is_too_large() -> None:
    assert suppress([10, None, None], LEAST, 40) == Suppressed((10, None, None), are_small=False)


def test_nought_is_shown_and_a_larger_least_hides_more() -> None:
    assert suppress([0, 20, 30], LEAST, 50).numbers == (0, 20, 30)
    assert display_count(0, LEAST) == "0"
    assert display_count(7, 10) == "fewer than 10"
    assert display_count(1204, LEAST) == "1,204"


@pytest.mark.parametrize(
    ("published", "warned", "due"),
    [
        (date(2025, 10, 19), date(2026, 9, 19), date(2026, 10, 19)),
        (date(2024, 2, 29), date(2025, 1, 29), date(2025, 2, 28)),
        (date(2025, 3, 31), date(2026, 2, 28), date(2026, 3, 31)),
    ],
)
def test_a_report_is_asked_for_after_eleven_months_and_due_after_twelve(
    published: date, warned: date, due: date
) -> None:
    assert warned_from(published) == warned
    assert due_after(published) == due
