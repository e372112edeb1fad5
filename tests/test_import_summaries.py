"""A summary says what a service is: no question, no welcome, no address, no half of a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.importers.html.to_markdown import to_markdown
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.summary_text import summary_of

NAME = "Otter Club"
GOOD = "We look for otters by the river with children who like to be outside."


@pytest.mark.parametrize(
    ("text", "expected", "fault"),
    [
        (GOOD, GOOD, None),
        (f"Do you like otters? {GOOD}", GOOD, "a question"),
        (f"Is your child shy? They are welcome. {GOOD}", GOOD, "a question"),
        (f"Welcome to Otter Club! {GOOD}", GOOD, "a welcome"),
        (f"Otter Club\n\n{GOOD}", GOOD, "the name alone"),
        (f"OTTER CLUB – {GOOD}", GOOD, None),
        (f"The Otter Club – {GOOD}", GOOD, None),
        (f"Otter Club {GOOD}", GOOD, None),
        (f"We feed {'otters, ' * 40}etc. We also walk by the river with children who like it.",
         "We also walk by the river with children who like it.", "a very long sentence"),
        (f"Otter Club Otter Club: {GOOD}", GOOD, None),
        (f"Otter Club: {GOOD[0].lower()}{GOOD[1:]}", GOOD, None),
        (f"River Hall, 2 Mill Lane, Sandmere SC1 4AB.\n\n{GOOD}", GOOD,
         "an address, a number or times"),
        (f"Please ring Sam on 01632 960123. {GOOD}", GOOD, "an address, a number or times"),
        (f"Monday to Friday, 9am to 5pm\n\n{GOOD}", GOOD, "an address, a number or times"),
        (f"Please note that we are closed in May. {GOOD}", GOOD, "a notice"),
        (f"What we do\n\n{GOOD}", GOOD, "words that are no sentence"),
        (f"A club for all who like the\n\n{GOOD}", GOOD, "words that are no sentence"),
        (f"{'We swim and swim and swim ' * 13}in it. {GOOD}", GOOD, "a very long sentence"),
        ("we look for otters by the river with children",
         "We look for otters by the river with children.", None),
        ("We help with:\n\n- finding otters\n- feeding the otters we have found\n\nRing us.",
         "We help with: finding otters, feeding the otters we have found.", None),
        (f"Otters live here. {GOOD}", f"Otters live here. {GOOD}", None),
    ],
)  # fmt: skip
def test_a_summary_is_made_of_the_first_good_sentences(
    text: str, expected: str, fault: str | None
) -> None:
    notes = Notes()
    assert summary_of(text, NAME, notes) == expected
    assert [note.kind for note in notes] == ([f"summary made without {fault}"] if fault else [])


def test_a_sentence_with_the_name_in_it_stays_whole() -> None:
    for start in ("Otter Club is a group", "The Otter Club is a group", "Otter Clubs are groups"):
        text = f"{start} for children who like to be outside."
        assert summary_of(text, NAME, Notes()) == text


def test_a_long_summary_is_cut_at_the_end_of_a_sentence() -> None:
    assert summary_of("We paint otters. " * 20, NAME, Notes()) == ("We paint otters. " * 9).strip()


@pytest.mark.parametrize(
    ("text", "summary", "kind"),
    [
        ("Are you somebody who likes to look for otters?",
         "Are you somebody who likes to look for otters?",
         "summary to write anew: there is only a question"),
        ("Full care, open all year.", "Full care, open all year.",
         "summary to write anew: it is short"),
        ("Talking about the past", "Talking about the past",
         "summary to write anew: there is only words that are no sentence"),
        ("Art.", "", "summary to write: there is only one short sentence"),
        ("Ring Sam on 07700 900123 or see https://www.example.org/club for more.", "",
         "summary to write: there is only an address, a number or times"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_better_is_told_of(text: str, summary: str, kind: str) -> None:
    notes = Notes()
    assert summary_of(text, NAME, notes) == summary
    assert [note.kind for note in notes] == [kind]


def test_only_a_sentence_that_is_too_long_is_cut_at_a_word_and_told_of() -> None:
    notes = Notes()
    summary = summary_of("otter " * 100, NAME, notes)
    assert 290 < len(summary) <= 300
    assert summary.endswith(" otter…")
    assert [note.kind for note in notes] == [
        "summary to write anew: it is cut from a long sentence"
    ]


def test_no_description_has_no_summary_and_nothing_to_tell() -> None:
    notes = Notes()
    assert summary_of("", NAME, notes) == ""
    assert list(notes) == []


def test_a_hostile_text_is_read_in_time() -> None:
    for text in (
        "A. " * 60_000,
        "a " * 50_000,
        "? " * 50_000,
        "- a\n" * 20_000,
        "x:\n" * 20_000,
        "1 " * 50_000,
    ):
        assert len(summary_of(text, NAME, Notes())) <= 300


_PIECES = st.sampled_from(
    [
        "Otter Club", "welcome", "Do you like it?", "We paint.", "- row", "1. row", ":", "\n",
        "\n\n", " ", "SC1 4AB", "01632 960123", "club@example.org", "https://example.org", "and",
        "Please note", "…", "“Yes.”", "(", ")", "We look for otters with children.", "## About",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=30)), max_size=25).map("".join))
def test_any_text_gives_a_summary_that_fits_or_none(text: str) -> None:
    summary = summary_of(to_markdown(text, Notes()), NAME, Notes())
    assert summary == "" or 20 <= len(summary) <= 300
    assert "\n" not in summary
