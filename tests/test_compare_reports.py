"""Reports of a comparison: whoever proposed the words, they are shown and do nothing else."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from localoffer.compare.block_changes import TextChange, text_changes
from localoffer.compare.comparison import Comparison
from localoffer.compare.duty_changes import DutyChange
from localoffer.compare.html_report import as_html
from localoffer.compare.json_report import as_json
from localoffer.compare.markdown_report import MOST_BYTES, as_markdown, escaped
from localoffer.compare.page_blocks import PageBlock, page_words
from localoffer.compare.page_changes import (
    ChangedPage,
    GonePage,
    NewPage,
    PageChanges,
    PageTitle,
    SharedChange,
)
from localoffer.compare.problem_changes import ProblemChanges
from localoffer.compare.reading_ages import ReadingAges
from localoffer.compare.report import report_of
from localoffer.compare.report_outline import LONG, SHORT
from localoffer.compare.search_changes import SearchChanges
from localoffer.compare.text_report import as_plain_text
from localoffer.compare.word_changes import Span, shortened, word_changes
from localoffer.extension import FirstResult, FirstResultChange
from localoffer.problems import Level, Problem
from tests.support.pages import STICKS_OUT

AXE = Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"

HOSTILE = (
    "@octocat <img src=x onerror=alert(1)> ![x](https://evil.example/x.png) [y](javascript:z) "
    "</ins><script>alert(2)</script> `code` www.evil.example https://evil.example #12 !34 $x$ "
    "**bold** ~~gone~~ | cell | \u202eback\u200bwards \x1b[31mred \x07"
)
COMMAND = "::error file=a::b\n::set-output name=x::y ##[add-path]/tmp ##vso[task.x]"


def _with_words(words: str) -> Comparison:
    """A comparison in which every word is one that somebody else has written."""
    page = PageTitle("/services/x/", words)
    change = TextChange(words, words, f"{words} more")
    gone = GonePage(PageTitle("/services/y/", words), words, is_lost=False)
    problem = Problem("services/x.md", 3, words, words, words, Level.ERROR)
    result = FirstResult("/services/x/", words)
    return Comparison(
        words,
        words,
        (words,),
        ProblemChanges((problem,), (problem,), 1, 12),
        PageChanges(
            (NewPage(page, words),),
            (gone,),
            (ChangedPage(page, words, (change,), 3),),
            (SharedChange(change, (page, page)),),
            (change,),
            4,
            (page,),
        ),
        {"/services/x/": ReadingAges(9, 12)},
        (DutyChange("lo.x", "A duty", "evidence", "missing", (), (words,)),),
        SearchChanges((FirstResultChange(words, result, None),), 1, 9),
        (),
        (words,),
    )


@pytest.mark.parametrize("words", [HOSTILE, COMMAND])
def test_markdown_has_no_mention_link_picture_html_or_command_of_a_stranger(words: str) -> None:
    told = as_markdown(report_of(_with_words(words), SHORT))
    without_ours = re.sub(r"</?(?:ins|del|code)>|&#8203;", "\0", told)
    assert "<" not in without_ours
    for live in ("@octocat", "https://", "www.evil", "](", "\x1b", "\u202e", "##["):
        assert live not in without_ours.replace("\\[", "").replace("\\]", ""), live
    assert not re.search(r"(?<!\\)[`~|\[\]$]", without_ours)
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]


@given(st.text())
def test_no_text_escapes_from_its_place_in_markdown(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert "<" not in shown
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|~]", shown)
    assert not re.match(r"\s*(?:[-+>#]|\d+[.)])(?:\s|$)", shown)


def test_plain_text_moves_no_cursor_and_runs_no_command() -> None:
    for words in (HOSTILE, COMMAND):
        told = as_plain_text(report_of(_with_words(words), SHORT))
        assert all(letter.isprintable() or letter == "\n" for letter in told)
        assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]
        assert "##[" not in told
        assert "##vso[" not in told


def test_the_page_to_open_shows_hostile_words_and_loads_nothing() -> None:
    page = as_html(report_of(_with_words(HOSTILE), LONG), "main", HOSTILE)
    assert "<script" not in page
    assert "<img" not in page
    assert html.escape("<script>alert(2)</script>") in page
    assert not re.search(r"<[^>]*(?:src|href)=|url\(|@import", page)
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_open_can_be_read_on_every_screen(
    browser: Browser, width: int, scheme: str
) -> None:
    window = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = window.new_page()
    long = f"{'https://www.example.org/' * 9} {HOSTILE}"
    page.set_content(as_html(report_of(_with_words(long), LONG), "main", "HEAD"))
    assert page.evaluate(STICKS_OUT) == []
    page.add_script_tag(path=AXE)
    found = page.evaluate("() => axe.run().then(({violations}) => violations.map(v => v.id))")
    assert found == []
    window.close()


def test_a_huge_change_fits_a_summary_and_says_what_it_leaves_out() -> None:
    words = "🙂 long words " * 400
    page = PageTitle("/services/x/", words)
    change = TextChange("What it is like", words, f"{words}now")
    changed = ChangedPage(page, "", tuple(replace(change, label=str(n)) for n in range(100)), 0)
    problem = Problem("services/x.md", 3, "name", words, words)
    pages = PageChanges(
        (NewPage(page, words),) * 900, (), (changed,) * 900, (SharedChange(change, (page,)),) * 900
    )
    huge = replace(
        _with_words("x"), pages=pages, problems=ProblemChanges((), (problem,) * 900, 0, 0)
    )
    told = as_markdown(report_of(huge, SHORT))
    assert len(told.encode()) < MOST_BYTES + 100
    assert "- and 875 more\n" in told
    assert "and 88 more changes on this page" in told
    assert json.loads(as_json(huge))["pages"]["new"][899]["title"] == words
    assert len(as_html(report_of(huge, LONG), "a", "b")) > len(told)


def test_what_does_not_fit_at_all_is_cut_with_a_word_on_it() -> None:
    report = report_of(_with_words("x"), SHORT)
    [part, *_] = report.parts
    row = replace(part.rows[0], spans=(Span("word " * 500_000),))
    told = as_markdown(replace(report, parts=(replace(part, rows=(row, row)),)))
    assert len(told.encode()) < MOST_BYTES + 100
    assert "This is too long to show whole" in told


def test_changed_words_stand_out_in_both_texts() -> None:
    before, now = word_changes("You get five hours each week.", "You get six long hours each week.")
    assert before == (Span("You get "), Span("five", "gone"), Span(" hours each week."))
    assert now == (Span("You get "), Span("six long", "new"), Span(" hours each week."))


def test_a_long_text_keeps_what_changed_and_the_words_beside_it() -> None:
    same = "the same words " * 100
    _, now = word_changes(f"{same}old {same}", f"{same}new {same}")
    short = shortened(now, 300)
    assert Span("new", "new") in short
    assert sum(len(span.text) for span in short) <= 310


def test_texts_of_any_length_are_compared_within_a_moment() -> None:
    old = [PageBlock("", f"{number} a b c d") for number in range(5000)]
    new = [PageBlock("", f"{number} e f g h") for number in range(5000)]
    assert len(text_changes(old, new)) == 10_000 // 2
    before, _ = word_changes("a b " * 5000, "b c " * 5000)
    assert before[0].style == "gone"


def test_the_words_of_a_page_are_those_that_are_seen() -> None:
    words = page_words(
        "<title>Not this</title><header><p>Around</p></header><main><h1>Club</h1>"
        "<p class=lead>It is fun.</p><h2>Contact</h2><ul><li><svg><title>no</title></svg>"
        "<a href='tel:01632960300'>01632 960300</a><br>Ask for Sam</li></ul>"
        "<div hidden><p>Unseen <b>too</b></p></div><script>no()</script>"
        "<dl><dt>Price</dt><dd><strong>£4</strong> a day</dd></dl>"
        "<nav><h2>On this page</h2><a href='#x'>Here</a></nav>"
        "<table><tr><th>Day</th><th>Time</th></tr><tr><td>Monday</td><td>9am</td></tr></table>"
        "<p>Ring <a href='tel:999'>999</a> or <a href='/guides/x/'>read more</a>.</p></main>"
    )
    assert words.around == (PageBlock("", "Not this"), PageBlock("", "Around"))
    assert words.own == (
        PageBlock("Title", "Club"),
        PageBlock("Summary", "It is fun."),
        PageBlock("Heading", "Contact"),
        PageBlock("Phone", "01632 960300"),
        PageBlock("Contact", "Ask for Sam"),
        PageBlock("Contact", "Price"),
        PageBlock("Price", "£4 a day"),
        PageBlock("Heading", "On this page"),
        PageBlock("On this page", "Here"),
        PageBlock("Contact", "Day · Time"),
        PageBlock("Contact", "Monday · 9am"),
        PageBlock("Contact", "Ring 999 or read more.", (("read more", "/guides/x/"),)),
    )
