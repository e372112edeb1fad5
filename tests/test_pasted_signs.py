"""What Word or a telephone writes in a header in place of the signs that YAML knows."""

import time

import pytest

from localoffer.problems import Level, Problem
from localoffer.read.front_matter import split
from localoffer.read.pasted_signs import between_curly_quotes, pasted_sign
from localoffer.read.yaml_parser import parse
from localoffer.write.quoting import inline

HEADER = "name: A club\nfree: no\nplaces:\n  - name: A hall\n    city: Little Marsh\nowner: team\n"


def told(old: str, new: str) -> tuple[Problem, ...]:
    """Return what is told of the header when ``old`` is written as ``new``."""
    assert old in HEADER
    return tuple(parse(HEADER.replace(old, new, 1), "services/a.md", 2).problems)


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "fix"),
    [
        ("    city", "\u00a0\u00a0\u00a0\u00a0city", 6, "A no-break space stands at the", "city:"),
        ("    city", "\u2003\u2003city", 6, "An em space stands at the beginning", "city:"),
        ("    city", "\tcity", 6, "A tab stands where spaces belong", "two spaces"),
        ("  - name", "\u00a0\u00a0- name", 5, "A no-break space stands at the beginning", "-"),
        ("  - name", "  -\u00a0name", 5, "behind the hyphen", "Write - name: A hall"),
        ("  - name", "  \u2013 name", 5, "The sign \u2013 begins this row", "Write - name: A hall"),
        ("  - name", "  \u2022 name", 5, "The sign \u2022 begins this row", "Write - name: A hall"),
        ("free: no", "free:\u00a0no", 3, "behind the colon of free", "Write free: no"),
        ("free: no", "free:\u3000no", 3, "An ideographic space stands behind", "Write free: no"),
        ("free: no", "free\uff1a no", 3, "The sign \uff1a stands behind free", "Write free: no"),
        ("free: no", "free; no", 3, "The sign ; stands behind free", "Write free: no"),
        ("free: no", "free = no", 3, "There is no colon after free", "Write free: no"),
        ("free: no", "free \u2013 no", 3, "There is no colon after free", "Write free: no"),
        ("free: no", "free:no", 3, "no space after the colon of free", "Write free: no"),
        ("free: no", "\u00a0free: no", 3, "A no-break space stands at the", "before free:"),
        ("free: no", "\u200bfree: no", 3, "A zero width space stands at the", "before free:"),
        ("free: no", "fr\u00adee: no", 3, "a soft hyphen in this field", "type free again"),
        ("A club", "\u201cA club\u201d", 2, "shows these curly quotes", 'Write "A club"'),
        ("A club", "\u2018A club\u2019", 2, "shows these curly quotes", 'Write "A club"'),
        ("A club", '\u201cA club"', 2, "shows these curly quotes", 'Write "A club"'),
        ("A club", "\u201cPlay: club\u201d", 2, "a second colon", 'Write name: "Play: club"'),
        ("A club", "**A club**", 2, "cannot begin with & or *", 'in "quotes"'),
        ("A club", "[A] club", 2, "behind the closing bracket of name", 'Write name: "[A] club"'),
        ("A club", '"A" club', 2, "behind the closing quote of name", "Write name: '\"A\" club'"),
    ],
)
def test_a_pasted_sign_is_told_at_its_line_with_what_to_write(
    old: str, new: str, line: int, message: str, fix: str
) -> None:
    (problem,) = told(old, new)
    assert (problem.line, message in problem.message, fix in problem.fix) == (line, True, True), (
        problem
    )


def test_a_field_behind_an_unseen_space_counts_as_that_field() -> None:
    parsed = parse("\u00a0free: no\n", "services/a.md")
    assert parsed.values == {"free": "no"}


@pytest.mark.parametrize(
    "written",
    [
        "Children\u2019s club",
        "\u201cStay\u201d and \u201cPlay\u201d",
        '"\u201cStay and play\u201d"',
        "the \u201cSaturday\u201d club",
        "\u2019Til late",
    ],
)
def test_quotes_in_a_text_are_its_own(written: str) -> None:
    assert told("A club", written) == ()


def test_a_text_between_curly_quotes_is_a_warning_and_is_written_with_straight_ones_around() -> (
    None
):
    (problem,) = told("A club", "\u201cA club\u201d")
    assert problem.level is Level.WARNING
    assert inline("\u201cA club\u201d") == '"\u201cA club\u201d"'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\u2014\nname: a\n---\nText\n", 1, "begins no header"),
        ("\u2013\u2013\u2013\nname: a\n---\nText\n", 1, "begins no header"),
        ("----\nname: a\n---\nText\n", 1, "begins no header"),
        (" ---\nname: a\n---\nText\n", 1, "begins no header"),
        ("---\nname: a\n\u2014\nText\n", 3, 'This line is "\u2014"'),
        ("---\nname: a\n\nText goes here.\n", 4, "never ends"),
        ("---\nname: a\n", 1, "never ends"),
        ("\n---\nname: a\n---\nText\n", 1, "below an empty line"),
        ("---\n---\nname: a\n---\nText\n", 2, "closed before its first field"),
        ("```yaml\n---\nname: a\n---\nText\n", 1, "begins with a line of ```"),
    ],
)
def test_a_fence_that_is_none_is_told_at_its_line(text: str, line: int, words: str) -> None:
    problem = split(text, "services/a.md")
    assert isinstance(problem, Problem)
    assert problem.line == line
    assert words in problem.message


def test_spaces_behind_a_fence_are_left_alone() -> None:
    assert split("---\u00a0\nname: a\n--- \nText\n", "a.md") == ("name: a\n", "Text\n", 4)


@pytest.mark.parametrize("part", ["\u00a0", "- ", "\u2013 ", "a", "\u201c", "[]", '"" '])
def test_a_hostile_line_takes_no_longer_than_its_length(part: str) -> None:
    line = part * (200_000 // len(part))
    begun = time.process_time()
    for text in (line, f"{line}: x", f"name: {line}", f"name:{line}"):
        pasted_sign(text)
        between_curly_quotes(text)
        parse(text, "a.yaml")
        split(f"---\n{text}\nname", "a.md")
    assert time.process_time() - begun < 5
