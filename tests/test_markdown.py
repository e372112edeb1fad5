"""An author's Markdown as the page shows it: safe, in sections, with links on their lines."""

import re
import time

import pytest

from localoffer.markdown import to_text


def test_each_heading_has_an_id_that_links_reach_and_begins_a_section() -> None:
    text = to_text(
        "Hello.\n\n## Who is it for?\n\nYou.\n\n### Further\n\nAll.\n\n## Cost & time\n\nFree."
    )
    assert [(one.level, one.text, one.id) for one in text.headings] == [
        (2, "Who is it for?", "who-is-it-for"),
        (3, "Further", "further"),
        (2, "Cost & time", "cost-time"),
    ]
    headings = [section.heading.text if section.heading else None for section in text.sections]
    assert headings == [None, "Who is it for?", "Cost & time"]
    assert "<h3" in text.sections[1].html
    assert text.sections[2].html == "<p>Free.</p>"


def test_two_headings_with_the_same_words_have_two_ids() -> None:
    assert [one.id for one in to_text("## Our day\n\n## Our day\n").headings] == [
        "our-day",
        "our-day_1",
    ]


def test_links_within_the_site_are_told_with_their_lines_and_others_are_not() -> None:
    text = to_text(
        "[a](/guides/a/)\n[b](#part) and [c](https://example.org/)\n\n"
        '![d](/d.jpg) [e](/e/ "E")\n[f][f]\n\n[f]: /f/',
        first_line=10,
    )
    assert text.links == (("/guides/a/", 10), ("#part", 11), ("/e/", 13), ("/f/", 16))


def test_links_within_the_site_lead_below_the_path_it_is_published_at() -> None:
    html = to_text("[a](/a/) [b](https://example.org/b/) [c](#c)", base="/offer").html
    assert 'href="/offer/a/"' in html
    assert 'href="https://example.org/b/"' in html
    assert 'href="#c"' in html


def test_a_wide_table_scrolls_in_a_frame_that_keyboards_reach() -> None:
    """Each frame is named: after the heading above it, and with a number if that has several."""
    table = "| Age | Cost |\n|---|---|\n| 5 | Free |\n\n"
    html = to_text(f'{table}## The *"new"* fees\n\n{table}Then:\n\n{table}').html
    frames = re.findall(
        r'class="table-frame" role="region" aria-label="([^"]*)" tabindex="0"', html
    )
    named = "The &quot;new&quot; fees"
    assert frames == ["Table", named, f"{named}, table 2"]
    assert html.count('<th scope="col">Age</th>') == 3


def test_only_plain_markup_is_left_of_html() -> None:
    html = to_text(
        '<span lang="cy" style="color:red" onclick="x()">Croeso</span> <b>bold</b>\n\n'
        "<script>alert(1)</script>\n\n[a](javascript:alert(1))"
    ).html
    assert '<span lang="cy">Croeso</span>' in html
    assert "alert" not in html.replace("javascript:alert(1)", "")
    assert "href" not in html


def test_html_headings_in_a_text_do_no_harm_to_its_sections() -> None:
    text = to_text(
        'A\n\n<h2 id="x" lang="cy">Un</h2>\n\nB\n\n<h3 id="a"><em><h2 id="b">c</h2></em></h3>'
    )
    assert [one.text for one in text.headings][:1] == ["Un"]
    assert "".join(section.html for section in text.sections).count("<p>") == 2


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Bring:\n- a coat\n- lunch", "<p>Bring:</p><ul><li>a coat</li><li>lunch</li></ul>"),
        ("Steps:\n1. Ring\n2. Come", "<p>Steps:</p><ol><li>Ring</li><li>Come</li></ol>"),
        ("1) Ring\n2) Come", "<ol><li>Ring</li><li>Come</li></ol>"),
        (
            "- a coat\n  - warm\n  - dry\n- lunch",
            "<ul><li>a coat<ul><li>warm</li><li>dry</li></ul></li><li>lunch</li></ul>",
        ),
        ("- a coat\n    - warm", "<ul><li>a coat<ul><li>warm</li></ul></li></ul>"),
        ("+ a\n+ b", "<ul><li>a</li><li>b</li></ul>"),
        ("1 Green Lane\\\nLittle Marsh", "<p>1 Green Lane<br>Little Marsh</p>"),
        ("a form_of_ours_2026 here", "<p>a form_of_ours_2026 here</p>"),
    ],
)
def test_lists_are_those_of_the_preview_on_github(markdown: str, html: str) -> None:
    assert re.sub(r"\n", "", to_text(markdown).html) == html


@pytest.mark.parametrize(
    "block",
    ["## a\n\n", "##\n\n", "## a\n\n|a|\n|-|\n|b|\n\n", "- a\n", "> a\n", "[a](/b/) ", "[a]: /b/\n",
     "](/a/) ", "*a ", "*a **b ", "`", "<!--", "[", "![a](", "a  \n"],
    ids=ascii,
)  # fmt: skip
def test_a_text_of_eight_times_the_length_takes_some_eight_times_as_long(block: str) -> None:
    """With its square it would be 64 times: processor time of this thread, a ratio alone."""
    for letters in (2_000, 8_000, 20_000):
        short, long = (
            to_text_time(block * (size // len(block))) for size in (letters, 8 * letters)
        )
        if long < 24 * short:
            return
    pytest.fail(f"{long / short:.0f} times as long")


def to_text_time(markdown: str) -> float:
    times = []
    for _ in range(2):
        began = time.thread_time()
        to_text(markdown)
        times.append(time.thread_time() - began)
    return min(times)
