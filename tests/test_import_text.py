"""A feed's texts as Markdown and YAML: every word stays, and nothing is read as a mark or a tag."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.importers.html.to_markdown import to_markdown, to_plain_text
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import tidy
from localoffer.markdown import to_html
from localoffer.read.yaml_parser import parse
from localoffer.write import field_order
from localoffer.write.header import header_of

_MARKS = st.sampled_from(
    [*"*_`#>-+|[]()!\\&<~=:{}.1 ", "ab", "\n", "](", "![", "1. ", "- ", "word "]
)


def _shown(markdown: str) -> str:
    """The words that a reader of the page sees, without white space."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]+>", "", to_html(markdown))))


def test_html_of_editors_becomes_markdown_of_people() -> None:
    notes = Notes()
    markdown = to_markdown(
        '<h1 data-cke-saved="1">About us</h1><p style="x">We <b>paint</b>&nbsp;otters.<br>Come!</p>'
        "<ul><li>Brushes<ul><li>Big ones</li></ul></li><li></li><li>Paint</li></ul><h4>More</h4>"
        '<p><a href="https://example.org/a (b)" target="_blank">our <i>page</i></a> or '
        '<a href="/near">near</a> or <a href="javascript:alert(1)">bad</a></p>'
        "<script>alert(1)</script><img src='otter.png'>",
        notes,
    )
    assert markdown == (
        "## About us\n\nWe **paint** otters.\n\nCome!\n\n- Brushes\n    - Big ones\n- Paint\n\n"
        "### More\n\n[our page](https://example.org/a%20%28b%29) or near or bad"
    )
    assert [(note.kind, note.original) for note in notes if note.lost] == [
        ("picture", "otter.png"),
        ("script", ""),
        ("link that leads nowhere", "/near"),
    ]


def test_headings_begin_at_two_and_skip_no_level() -> None:
    text = "<h3>A</h3><h6>B</h6><h2>C</h2><h2> </h2><h5>D</h5><h6>E</h6>"
    marks = [row.split()[0] for row in to_markdown(text, Notes()).split("\n") if row]
    assert marks == ["##", "###", "##", "###", "####"]


@pytest.mark.parametrize(
    "text",
    [
        "&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;",
        "&amp;lt;p&amp;gt;Fish &amp;amp;amp; chips&amp;lt;/p&amp;gt;",
        "<p>Fish &amp;amp; chips</p>",
        "Fish &amp; chips",
    ],
)
def test_text_that_was_escaped_twice_is_read_as_it_was_meant(text: str) -> None:
    assert to_markdown(text, Notes()) == "Fish & chips"


def test_text_read_in_the_wrong_alphabet_is_mended() -> None:
    assert tidy("CafÃ© â€œOtterâ€\x9d, Â£3") == "Café “Otter”, £3"


def test_what_no_reader_can_see_is_taken_out() -> None:
    assert tidy("\ufeffA\x00 b\u200b\u202ec\ud800 d\x07 👩‍👧") == "A bc\ufffd d 👩‍👧"


def test_plain_lines_become_paragraphs_and_lists() -> None:
    text = "We meet weekly\nin the hall.\n\nBring:\n• wellies\n• a coat\nAges <18 & over 3"
    assert to_markdown(text, Notes()) == (
        "We meet weekly in the hall.\n\nBring:\n\n- wellies\n- a coat\n\nAges <18 & over 3"
    )


def test_a_page_laid_out_as_a_table_is_read_row_by_row() -> None:
    layout = "<table><tr><td><h2>Times</h2><p>Noon</p></td></tr></table>"
    table = "<table><tr><th>Day</th><th>Time</th></tr><tr><td>Monday</td><td>1|2</td></tr></table>"
    assert to_markdown(layout, Notes()) == "## Times\n\nNoon"
    assert to_markdown(table, Notes()) == "| Day | Time |\n| --- | --- |\n| Monday | 1\\|2 |"


def test_tags_inside_tags_without_end_keep_their_words() -> None:
    assert _shown(to_markdown("<ul><li>" * 4000 + "deep", Notes())) == "deep"
    assert _shown(to_markdown("<b><i>" * 4000 + "deep", Notes())) == "deep"


def test_a_very_long_description_keeps_every_word_in_paragraphs_one_can_read() -> None:
    text = "<p>" + "Otters swim in the river. " * 6000 + "</p>"
    markdown = to_markdown(text, Notes())
    assert max(map(len, markdown.split("\n"))) <= 2_100
    assert _shown(markdown) == "Ottersswimintheriver." * 6000


@settings(max_examples=300, deadline=None)
@given(st.lists(_MARKS, max_size=25).map("".join))
def test_every_plain_word_is_shown_as_it_was_typed(text: str) -> None:
    plain = re.sub(r"<[^>]*>", "", text)
    shown = _shown(to_markdown(f"Start {plain}", Notes()))
    assert shown.replace("•", "") == re.sub(r"\s", "", _without_bullets(f"Start {plain}"))


def _without_bullets(text: str) -> str:
    """Plain text without the marks that begin a list's rows: a page shows them in its own way."""
    mark = re.compile(r"^(?:[*–—-]|\d{1,2}[.)])\s+")
    return "\n".join(mark.sub("", row.strip()) for row in text.split("\n"))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_turns_into_markdown_without_tags(text: str) -> None:
    markdown = to_markdown(text, Notes())
    assert not re.search(r"<(?!/?\d)[a-z]+[ >]", markdown)
    assert "<script" not in to_html(markdown)


_TEXT = st.text(max_size=40).map(tidy).filter(bool)
_VALUE = st.one_of(
    _TEXT,
    st.lists(_TEXT, min_size=1, max_size=3),
    st.lists(
        st.dictionaries(st.sampled_from(["name", "city", "note"]), _TEXT, min_size=1),
        min_size=1,
        max_size=3,
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["name", "topics", "source", "locations"]), _VALUE))
def test_what_is_written_as_yaml_reads_back_as_the_same_text(values: dict[str, Any]) -> None:
    parsed = parse(header_of(values, ()), "a.md")
    assert parsed.problems == []
    assert (parsed.values or {}) == values


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "null", "~", "- a", "a: b", "a #b", "[a]", "{a}", "&a", "*a", "!a", "%a", "@a",
     "9:30", "2025-01-01", "'a'", '"a"', "a\nb", "a\n\nb", "| a", "> a", "a:", "# a", "?", "1e3"],
)  # fmt: skip
def test_text_that_yaml_would_take_for_something_else_is_quoted(text: str) -> None:
    values = {"name": text, "topics": [text], "phones": [{"number": text, "description": text}]}
    assert parse(header_of(values, ()), "a.md").values == values


def test_the_header_is_one_that_people_like_to_read() -> None:
    header = header_of(
        {
            "draft": "yes",
            "phones": [{"number": "01632 960123", "description": "Desk, mornings"}],
            "topics": ["short-breaks", "autism"],
            "eligibility_description": "Ages 5 to 11.\nBring a grown-up.",
            "name": "Otters: a club",
        },
        field_order.SERVICE,
    )
    assert header == (
        'name: "Otters: a club"\n'
        "topics: [short-breaks, autism]\n"
        "eligibility_description: |-\n  Ages 5 to 11.\n  Bring a grown-up.\n"
        'phones:\n  - {number: 01632 960123, description: "Desk, mornings"}\n'
        "draft: yes\n"
    )


def test_words_for_a_summary_have_no_marks_in_them() -> None:
    markdown = (
        "## About\n\nWe **paint** [big \\[otters\\]](https://example.org) \\*daily\\*.\n\n- Brush"
    )
    assert to_plain_text(markdown) == "We paint big [otters] *daily*.\nBrush"


def test_real_descriptions_keep_every_word(real_feed: list[dict[str, Any]]) -> None:
    for number, service in enumerate(real_feed):
        markdown = to_markdown(service["description"], Notes())
        words = re.sub(r"<[^>]+>", "", html.unescape(html.unescape(service["description"])))
        expected = re.sub(r"[^A-Za-z0-9]", "", words)
        assert re.sub(r"[^A-Za-z0-9]", "", _shown(markdown)) == expected, f"record {number}"


@pytest.fixture
def real_feed() -> list[dict[str, Any]]:
    file = (
        Path(__file__).parents[2] / "shared/data/services/north-lincolnshire-open-referral-v2.json"
    )
    if not file.is_file():
        pytest.skip("../shared/data is not here: it is only where the project is developed")
    feed: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return feed
