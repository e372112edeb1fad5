"""Words of links and the order of headings."""

import pytest

from localoffer.plain_language.check_words import LanguageLimits, check_words
from localoffer.plain_language.passage import Passage
from localoffer.problems import Problem


def problems(text: str, field: str = "") -> list[Problem]:
    return check_words([Passage("guides/a.md", 20, field, text)], LanguageLimits(reading_age=11))


@pytest.mark.parametrize(
    "link",
    ["[Click here](/guides/a/)",
     "[here](/guides/a/)", "[Read more…](/guides/a/)", "[this link](/a/)",
     "[**here**](/a/)", "[More][a]\n\n[a]: /guides/a/", "[click here to apply](/a/)"],
)  # fmt: skip
def test_a_link_that_does_not_say_where_it_leads_is_told(link: str) -> None:
    (problem,) = problems(f"We help.\n\nTo apply, {link}.")
    assert problem.line == 22
    assert "does not say where it leads" in problem.message
    assert problem.fix == (
        'Use the name of the page it leads to, such as "Apply for a short break".'
    )


@pytest.mark.parametrize(
    "text",
    ["See https://www.example.org/a(b) today.", "See <https://www.example.org/a>.",
     "See www.example.org.",
     "See [www.example.org](https://www.example.org).", "[https://example.org](https://example.org)"],
)  # fmt: skip
def test_a_bare_address_is_told_once(text: str) -> None:
    (problem,) = problems(text)
    assert problem.message.startswith("An address stands as a link: ")
    assert "[the name of the page](" in problem.fix


def test_the_same_words_for_two_places_are_told_at_the_second() -> None:
    text = "[Short breaks](/guides/short-breaks/) help.\n\nSee [short breaks](/topics/breaks/)."
    (problem,) = problems(text)
    assert problem.line == 22
    assert problem.message == (
        'Two links say "short breaks" and lead to different places (the first is on line 20).'
    )


@pytest.mark.parametrize(
    "text",
    [
        "[Short breaks](/guides/a/) and [short breaks](/guides/a).",
        "[Apply for a short break](/guides/a/) here.",
        "Write to team@example.org or [team@example.org](mailto:team@example.org).",
        "![click here](/picture.png)",
        "`[here](/a/)`",
        "A form [here] (and there).",
        "[St. Mary's (Sandmere)](https://www.example.org/st_mary_(school))",
    ],
)
def test_good_links_are_let_be(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("# Help\n\nWe help.", 20, "Begin it with ##."),
        ("Help\n====\n\nWe help.", 20, "Begin it with ##."),
        ("### Help\n\nWe help.", 20, "Begin it with ##."),
        ("## Help\n\nWe help.\n\n#### More help", 24, "Begin it with ###."),
        ("## Help\n\n##\n", 22, "Write some, or delete it."),
    ],
)
def test_a_heading_that_skips_a_level_is_told(text: str, line: int, fix: str) -> None:
    assert [(p.line, p.fix) for p in problems(text)] == [(line, fix)]


@pytest.mark.parametrize(
    "text",
    ["## One\n\n### Two\n\n#### Three\n\n## Four", "One\n---\n\nWe help.", "```\n# a\n```",
     "Rooms:\n\n---\n\nWe help.", "Ring 1 # 2."],
)  # fmt: skip
def test_headings_in_order_are_let_be(text: str) -> None:
    assert problems(text) == []


def test_a_field_of_a_header_is_plain_text_in_which_no_address_can_be_a_link() -> None:
    text = "Look at www.example.org/bus for the times."
    assert problems(text, field="answer") == []
    assert len(problems(text)) == 1


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("See www.example.org/club today.", "[the name of the page](https://www.example.org/club)"),
        ("See https://example.org/ today.", "[the name of the page](https://example.org/)"),
        (f"See https://example.org/{'a' * 90} today.", "[the name of the page](its address)"),
    ],
)
def test_the_link_that_is_proposed_has_a_whole_address(text: str, fix: str) -> None:
    (problem,) = problems(text)
    assert fix in problem.fix
