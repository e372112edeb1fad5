"""Which year of the review a month or a day belongs to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.annual_report.reporting_year import (
    Period,
    period_before,
    period_named,
    period_of,
    period_on,
)

SEPTEMBER, JANUARY = 9, 1


@pytest.mark.parametrize(
    ("month", "slug"),
    [
        ("2025-08", "2024-25"),
        ("2025-09", "2025-26"),
        ("2026-08", "2025-26"),
        ("1999-09", "1999-00"),
    ],
)
def test_a_month_belongs_to_the_year_that_had_begun(month: str, slug: str) -> None:
    assert period_of(month, SEPTEMBER).slug == slug


def test_a_year_that_begins_in_september_ends_with_august() -> None:
    assert period_on(date(2026, 8, 31), SEPTEMBER) == Period(
        date(2025, 9, 1), date(2026, 8, 31), "2025-26"
    )


def test_a_year_that_begins_in_january_is_the_calendars_and_is_called_so() -> None:
    assert period_of("2026-12", JANUARY) == Period(date(2026, 1, 1), date(2026, 12, 31), "2026")


def test_a_year_that_begins_in_march_ends_on_the_last_day_of_february() -> None:
    assert period_on(date(2027, 3, 1), 3).ends == date(2028, 2, 29)


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), begins_month=st.integers(1, 12))
def test_every_day_is_in_its_year_and_the_next_year_begins_the_day_after(
    day: date, begins_month: int
) -> None:
    period = period_on(day, begins_month)
    assert period.begins <= day <= period.ends
    assert period == period_of(f"{day:%Y-%m}", begins_month)
    assert period_named(period.slug, begins_month) == period
    assert (period.begins - period_before(period).ends).days == 1


@pytest.mark.parametrize(
    "slug", ["2026", "2025-27", "2025-2026", "0000-01", "9999-00", "last-year"]
)
def test_no_year_from_september_has_such_a_name(slug: str) -> None:
    assert period_named(slug, SEPTEMBER) is None
