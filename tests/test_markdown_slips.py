"""Lines and links of a text that look right in the file and are something else on the page."""

import time
from itertools import chain
from pathlib import Path

import pytest

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.read.markdown_body import not_rendered
from localoffer.read.markdown_lines import line_slips


def told(body: str) -> list[Problem]:
    """Return what is told of a text that begins on line 10 of its file."""
    path = "services/a.md"
    return sorted(chain(line_slips(body, path, 10), not_rendered(body, path, 10)))


@pytest.mark.parametrize(
    ("body", "line", "message", "fix"),
    [
        ("Bring:\n• a coat\n• lunch", 11, "The sign • makes no list", "Write - a coat"),
        ("Bring:\n\n· a coat\n· lunch", 12, "The sign · makes no list", "Write - a coat"),
        ("Bring:\n\n– a coat\n– lunch", 12, "The sign – makes no list", "Write - a coat"),
        ("Bring:\n\no a coat\no lunch", 12, "The letter o makes no list", "Write - a coat"),
        ("Bring:\n\n*a coat\n*lunch", 12, "no space behind *", "Write - a coat"),
        ("Bring:\n\n-a coat\n-lunch", 12, "no space behind -", "Write - a coat"),
        ("Steps:\n\n1.Ring us\n2.Come", 12, "no space behind 1.", "Write 1. Ring us"),
        ("a) Ring us\nb) Come", 10, "Letters such as a) make no list", "Write 1. Ring us"),
        ("- [ ] a coat", 10, "no boxes to tick", "Write - a coat"),
        ("##Where\n\nHere.", 10, "no space behind ##", "Write ## Where"),
        ("##\u00a0Where\n\nHere.", 10, "no space behind ##", "Write ## Where"),
        ("Hello all.\n\n    From a letter.", 12, "Four spaces make", "left edge"),
        ("\tWe meet.", 10, "A tab makes", "left edge"),
        ("Hi.\n\n```\nWe meet\n```", 12, "Three backticks", "Take the lines"),
        (
            "Day\tPrice\nMonday\t£4",
            10,
            "pasted with tabs",
            "Write | Day | Price | and, below it, | --- | --- |",
        ),
        ("| Day | Price |\n| Mon | £4 |", 10, "no line below its headings", "| --- | --- |"),
        ("Marsh Hall\n1 Green Lane\nLM1 1AB", 10, "run together", "Marsh Hall\\"),
        ("We meet weekly.\n---\nHere.", 11, "makes a heading", "Leave an empty line"),
        ("Gone: ~~the club~~.", 10, "does not strike words out", "Delete the words"),
        ("We meet[^1] here.", 10, "no footnotes", "in the text"),
        ("This is ** very ** good.", 10, "Spaces stand inside these stars", "Write **the words**"),
        ("[a] (https://example.org/)", 10, "A space stands between", "[a](https://example.org/)"),
        ("(a)[https://example.org/]", 10, "the wrong way round", "[a](https://example.org/)"),
        ("[a](https://example.org/ “b”)", 10, "Curly quotes stand in", "[a](https://example.org/)"),
        ("[a](https://example.org/b c)", 10, "A space stands in the address", "%20"),
        ("[a](https://example.org/b today.", 10, "never closed", "[a](https://example.org/b)"),
        ("[a](“https://example.org/”)", 10, "is not an address", "out: https://example.org/"),
        ("[a](example.org/club)", 10, "is not an address", "Write https://example.org/club"),
        ("[a](www.example.org)", 10, "is not an address", "Write https://www.example.org"),
        ("[a](htp://example.org)", 10, "is not an address", "Write https://example.org"),
        ("[a](malto:hi@example.org)", 10, "is not an address", "Write mailto:hi@example.org"),
        ("[a](hi@example.org)", 10, "is not an address", "Write mailto:hi@example.org"),
        ("[a](../guides/b-c.md)", 10, "is not an address", "Write /guides/b-c/"),
        ("[a](content/guides/b-c.md)", 10, "is not an address", "Write /guides/b-c/"),
        ("[a](C:\\Users\\form.pdf)", 10, "is not an address", "on your own machine"),
        ("[a](file:///C:/form.pdf)", 10, "is not an address", "on your own machine"),
        ('<p class="MsoNormal">Hi</p>', 10, "pasted from Word", "as plain text"),
    ],
)
def test_it_is_told_at_its_line_with_what_to_write(
    body: str, line: int, message: str, fix: str
) -> None:
    (problem,) = told(body)
    assert problem.line == line, problem
    assert message in problem.message, problem
    assert fix in problem.fix, problem


@pytest.mark.parametrize(
    "body",
    [
        "Bring:\n- a coat\n  - warm\n- lunch",
        "1. Ring us\n\n   We answer.\n\n    And more.\n2. Come",
        "It costs\n– at most –\n£4.",
        "*Always* bring a coat.\n*Never* forget lunch.",
        "We meet on Mondays and on Fridays in the hall\nand on each second Saturday in a park",
        "1 Green Lane\\\nLittle Marsh\\\nLM1 1AB",
        "| Day | Price |\n| --- | --- |\n| Mon | £4 |",
        "# 1 in Brackets (https://example.org) [or not]",
        "We meet.\n\n---\n\nHere.",
        "[a](https://example.org/b 'title') and [b](/c/#d) and <https://example.org>",
        "Ring 01632 960123 (press 1) or write to [us](mailto:hi@example.org).",
    ],
)
def test_what_is_shown_as_it_looks_is_left_alone(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    "link",
    [
        "[us](https://example.org/a b)", "[us](https://example.org/a “us”)",
        "[us](https://example.org/a", "[us] (https://example.org/a)", "(us)[https://example.org/a]",
        "[us](https://www.exam ple.org/)",
    ],
)  # fmt: skip
def test_a_slip_in_a_link_is_told_once(link: str) -> None:
    good = Path(__file__).parent / "examples/good/services/saturday-club.md"
    text = good.read_text(encoding="utf-8") + f"\nRead what they say: {link}\n"
    file = ContentFile("services/saturday-club.md", good, text.encode())
    (problem,) = check_file(file, CheckSettings(is_fictional=True)).problems
    assert "this link" in problem.message


def test_a_part_of_a_page_may_be_the_further_rows_of_a_table() -> None:
    rows = "| Mon | £4 |\n| Tue | £5 |"
    assert [*line_slips(rows, "slots/a.md", 10, is_part=True)] == []
    assert len(told(rows)) == 1


@pytest.mark.parametrize(
    "part",
    ["* a\n", "a\n- b\n", "~~a", "**  ", "[a](/b ", "[a] (/", "(a)[/b", "<div>\n", "    a\n\n",
     "|a|b|\n", "\t", "• ", "##", "[^a", "a\tb\n", "[a](http://x “"],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_its_length(part: str) -> None:
    begun = time.process_time()
    told(part * (100_000 // len(part)))
    assert time.process_time() - begun < 3
