"""How pages of schools say things, where the words follow a rule."""

import pytest

from localoffer.schools.facts import age_in_words


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (0, "less than a month"),
        (1, "a month"),
        (11, "11 months"),
        (12, "over a year"),
        (17, "over a year"),
        (18, "about a year and a half"),
        (23, "about a year and a half"),
        (24, "over two years"),
        (29, "over two years"),
        (30, "about two and a half years"),
        (32, "about two and a half years"),
        (33, "nearly three years"),
        (35, "nearly three years"),
        (36, "over three years"),
        (119, "nearly ten years"),
        (120, "over ten years"),
        (400, "over ten years"),
    ],
)
def test_the_age_of_a_report_is_said_as_a_family_would_say_it(months: int, said: str) -> None:
    assert age_in_words(months) == said
