"""A journey guide: its limits come from one file, its stages have their parts, letters to copy."""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page, expect

from checks.server import serving
from localoffer.ehc_journey.legal_limits import limits
from localoffer.pipeline import Task, build, check

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
GOOD = ROOT / "tests" / "examples" / "good"
Lay = Callable[[Path, Mapping[str, Any]], None]
Told = Callable[[str], list[tuple[int, str, str]]]

LETTER = "the letter, each line with > before it"

STAGE = """\
Anyone can ask. You have {limit:appeal.letter}.

## You ask (day 0)

### What happens

Your letter comes in.

### Who does what

We write back.

### What you can do

Keep a copy.

## We decide (limit ehc.decide)

### What happens

We say yes or no.

### Who does what

A panel meets.

### What you can do

- Ask when it meets.

### A letter you can copy

> You had {limit:ehc.decide} to decide.
>
> What is the answer?

### If it is late

Send the letter.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small council that has nothing to mend."""
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


@pytest.fixture
def problems(content: Path, lay: Lay) -> Told:
    """What is said of a journey with this text, with lines as its text counts them."""

    def said(text: str) -> list[tuple[int, str, str]]:
        lay(content, {"guides/steps.md": {"kind": "journey", "text": text}})
        written = (content / "guides" / "steps.md").read_text(encoding="utf-8")
        above = written[: written.index("\n---\n", 4)].count("\n") + 2
        found = check(Task(content, ROOT, None, TODAY)).problems
        own = [one for one in found if one.path == "guides/steps.md"]
        return [(one.line - above, one.message, one.fix) for one in own]

    return said


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_whole_journey_has_nothing_to_mend(problems: Told) -> None:
    assert problems(STAGE) == []


def test_a_journey_without_stages_is_told_how_one_begins(
    problems: Told,
) -> None:
    assert [one[1:] for one in problems("Words alone.")] == [
        (
            "This journey has no stage.",
            "Begin each stage with ## and its name, such as: ## You ask (day 0).",
        )
    ]


@pytest.mark.parametrize(
    ("part", "fix"),
    [
        ("What happens", "Write below it: ### What happens."),
        ("Who does what", "Write below it: ### Who does what."),
        ("What you can do", "Write below it: ### What you can do."),
    ],
)
def test_every_stage_has_its_three_parts(part: str, fix: str, problems: Told) -> None:
    text = re.sub(rf"### {part}\n\n.*\n\n", "", STAGE, count=1)
    message = f'The stage "You ask" has no part "{part}".'
    assert problems(text) == [(line_of(text, "## You ask"), message, fix)]


def test_a_stage_with_a_limit_has_a_letter_and_says_what_to_do_when_it_is_late(
    problems: Told,
) -> None:
    text = STAGE[: STAGE.index("### A letter")]
    line = line_of(text, "## We decide")
    assert problems(text) == [
        (
            line,
            'The stage "We decide" has no part "A letter you can copy". It has a limit in law.',
            f"Write below it: ### A letter you can copy, and below it {LETTER}.",
        ),
        (
            line,
            'The stage "We decide" has no part "If it is late". It has a limit in law.',
            "Write below it: ### If it is late.",
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "at", "message", "fix"),
    [
        (
            "### Who does what\n\nWe write",
            "### Who does it\n\nWe write",
            "### Who does it",
            '"Who does it" is not a part of a stage.',
            'Did you mean "Who does what"? For a heading inside a part write ####.',
        ),
        (
            "Keep a copy.",
            "Keep a copy.\n\n### What happens\n\nMore.",
            "### What happens\n\nMore",
            'The part "What happens" is also on line ',
            "Put the two together, or begin a new stage with ##.",
        ),
        (
            "Keep a copy.\n",
            "",
            "### What you can do\n\n\n",
            'The part "What you can do" is empty.',
            "Write it, in plain words.",
        ),
        (
            "> ",
            "",
            "### A letter",
            "The letter is not set apart from the rest.",
            "Begin each line of the letter with > so that people can copy it.",
        ),
        (
            "(limit ehc.decide)",
            "(limit ehc.decid)",
            "## We decide",
            (
                'There is no limit "ehc.decid" '
                "(they stand in localoffer/ehc_journey/legal_limits.yaml)."
            ),
            'Did you mean "ehc.decide"?',
        ),
        (
            "{limit:appeal.letter}",
            "{limit: appeal.leter }",
            "Anyone",
            (
                'There is no limit "appeal.leter" '
                "(they stand in localoffer/ehc_journey/legal_limits.yaml)."
            ),
            'Did you mean "appeal.letter"?',
        ),
    ],
)
def test_a_slip_is_told_on_its_line_with_what_to_write(
    old: str, new: str, at: str, message: str, fix: str, problems: Told
) -> None:
    text = STAGE.replace(old, new)
    told = [one for one in problems(text) if one[2] == fix]
    assert [(line, said[: len(message)]) for line, said, _ in told] == [
        (line_of(text, at), message)
    ]


def test_a_limit_is_filled_in_wherever_a_text_or_a_summary_names_it(
    content: Path, lay: Lay, tmp_path: Path
) -> None:
    lay(
        content,
        {
            "guides/brook.md": {
                "summary": "A no can be appealed for {limit:appeal.letter}. It is free.",
                "text": "We answer in {limit:ehc.decide}.\n\n## A plan (limit ehc.final)\n\nHere.",
            },
            "services/house.md": {
                "kind": "activity",
                "service_areas": ["little-marsh"],
                "text": "A plan takes {limit:ehc.final}.",
            },
        },
    )
    site = tmp_path / "site"
    build(Task(content, ROOT, tmp_path / "state", TODAY), site)
    guide = text_of(site / "guides" / "brook" / "index.html")
    assert "A no can be appealed for 2 months." in guide
    assert "We answer in 6 weeks." in guide
    assert "A plan (by week 20)" in guide
    assert "A plan takes 20 weeks." in text_of(site / "services" / "house" / "index.html")


def text_of(file: Path) -> str:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser").get_text(" ", strip=True)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory, lay: Lay) -> Path:
    """A built site with one journey and no coordinators."""
    folder = tmp_path_factory.mktemp("journey")
    content = Path(shutil.copytree(GOOD, folder / "content"))
    lay(content, {"guides/steps.md": {"kind": "journey", "text": STAGE}})
    build(Task(content, ROOT, folder / "state", TODAY), folder / "site")
    return folder / "site"


def stages_of(site: Path) -> list[Tag]:
    page = (site / "guides" / "steps" / "index.html").read_text(encoding="utf-8")
    return BeautifulSoup(page, "html.parser").select("ol.journey > li")


def test_stages_are_shown_in_order_with_when_what_the_law_says_and_what_is_next(
    journey: Path,
) -> None:
    first, second = stages_of(journey)
    assert [part.get_text() for part in first.select("h3")] == [
        "What happens, You ask",
        "Who does what, You ask",
        "What you can do, You ask",
    ]
    assert text(first, ".when") == "Day 0"
    assert first.select("details") == []
    link = first.select_one(".journey-next a")
    assert link
    assert (link["href"], link.get_text()) == ("#we-decide", "We decide")
    assert text(second, ".when") == "By week 6"
    assert text(second, "h2") == "Step 2: We decide"
    limit = limits()["ehc.decide"]
    assert text(second, "details") == (
        "How this is counted: The council says yes or no to an assessment "
        f"6 weeks, counted from {limit.counts_from}. {limit.note} Where this comes from: "
        f"{limit.citation} (number not verified). In force since 1 September 2014."
    )


def text(around: Tag, selector: str) -> str:
    found = around.select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ", strip=True).split()).replace(" :", ":")


def test_a_stages_address_does_not_change_with_the_law(journey: Path) -> None:
    assert [stage.h2["id"] for stage in stages_of(journey) if stage.h2] == [
        "you-ask-day-0",
        "we-decide",
    ]


def test_no_two_headings_of_a_journeys_stages_sound_alike(journey: Path) -> None:
    """A screen reader lists headings without what is around them."""
    headings = [part for stage in stages_of(journey) for part in stage.select("h2, h3")]
    assert len({part.get_text() for part in headings}) == len(headings)
    assert {"what-happens", "who-does-what"} <= {str(part["id"]) for part in headings}
    seen = [str(part.find(string=True, recursive=False)) for part in headings if part.name == "h3"]
    assert seen.count("What happens") == 2


def test_only_the_foot_of_a_journey_is_headed_talk_to_someone(journey: Path) -> None:
    page = (journey / "guides" / "steps" / "index.html").read_text(encoding="utf-8")
    headings = [one.get_text() for one in BeautifulSoup(page, "html.parser").select("h2")]
    assert (headings.count("Ask about this"), headings.count("Talk to someone")) == (1, 1)


def test_where_am_i_leads_to_somebody_and_to_the_calculator(journey: Path) -> None:
    page = (journey / "guides" / "steps" / "index.html").read_text(encoding="utf-8")
    box = BeautifulSoup(page, "html.parser").select_one(".journey-here")
    assert box
    assert box.select("a[href^='tel:']")
    assert "Here is who can tell you: " in box.get_text(), "A role is no subject of a sentence."
    assert [one["href"] for one in box.select("li a")] == ["/ehc-dates/"]
    assert (journey / "ehc-dates" / "index.html").is_file()


def test_a_letter_is_copied_by_a_button_whole_and_without_the_page_around_it(
    journey: Path, window: Callable[..., Page]
) -> None:

    with serving(journey) as base:
        page = window(permissions=["clipboard-read", "clipboard-write"])
        page.goto(f"{base}/guides/steps/")
        button = page.get_by_role("button", name="Copy this letter")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Copied")).to_be_focused()
        assert page.evaluate("navigator.clipboard.readText()") == (
            "You had 6 weeks to decide.\n\nWhat is the answer?"
        )


def test_without_script_the_letter_is_there_to_read(
    journey: Path, window: Callable[..., Page]
) -> None:

    with serving(journey) as base:
        page = window(java_script_enabled=False)
        page.goto(f"{base}/guides/steps/")
        expect(page.get_by_text("You had 6 weeks to decide.")).to_be_visible()
        expect(page.get_by_role("button", name="Copy this letter")).to_have_count(0)
