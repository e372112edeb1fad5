"""What changed here and in the feed is told each time, readably, until a person has decided."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.importers.shared.text_difference import text_difference
from tests.support.command_line import run_in

OTTERS = {
    "id": "11111111-2222-3333-4444-555555555555",
    "name": "Otter Club",
    "description": "We look for otters by the river. Bring wellies and a coat.",
    "application_process": "Ring Sam.",
    "email": "otters@example.org",
}
LONG = "We walk to the river with all who like otters, ducks and other birds. "
NEW = {**OTTERS, "application_process": "Ring Kim."}


def _import(council: Path, row: dict[str, Any], *more: str) -> str:
    """Import the feed; return the report."""
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    feed.write_text(json.dumps([row]), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report), *more]) == 0
    return report.read_text(encoding="utf-8")


def _edit(council: Path, old: str, new: str) -> None:
    file = council / "services/otter-club.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _text(council: Path) -> str:
    return (council / "services/otter-club.md").read_text(encoding="utf-8")


def _with_conflict(council: Path) -> str:
    _import(council, OTTERS)
    _edit(council, "Ring Sam.", "Ring the club.")
    return _import(council, NEW)


def test_a_conflict_is_told_each_time_until_the_file_says_what_the_feed_says(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "| Otter Club | application_process | Ring the club. | Ring Kim. |"
    told = "      1  field changed here and in the feed: ours was kept, see Conflicts in the report"
    assert row in _with_conflict(council)
    assert row in _import(council, NEW)
    assert f"{told} and decide\n" in capsys.readouterr().out
    _edit(council, "Ring the club.", "Ring Kim.")
    assert "Conflicts" not in _import(council, NEW)
    _import(council, {**OTTERS, "application_process": "Ring Jo."})
    assert "application_process: Ring Jo." in _text(council)


@pytest.mark.parametrize(
    "name", ["otter-club", "otter-club.md", "otter-club:application_process", "all"]
)
def test_ours_can_be_kept_until_the_feed_changes_again(council: Path, name: str) -> None:
    _with_conflict(council)
    report = _import(council, NEW, "--keep", name)
    assert "Conflicts" not in report
    assert "- decided: application_process" in report
    assert "application_process: Ring the club." in _text(council)
    assert "Conflicts" not in _import(council, NEW)
    assert "| Ring the club. | Ring Di. |" in _import(
        council, {**OTTERS, "application_process": "Ring Di."}
    )


def test_the_feeds_can_be_taken(council: Path) -> None:
    _with_conflict(council)
    report = _import(council, NEW, "--take", "otter-club")
    assert "- changed: application_process" in report
    assert "application_process: Ring Kim." in _text(council)
    assert "Conflicts" not in _import(council, NEW)


def test_a_decision_on_one_field_leaves_the_other_open(council: Path) -> None:
    _import(council, OTTERS)
    _edit(council, "Ring Sam.", "Ring the club.")
    _edit(council, "otters@example.org", "river@example.org")
    new = {**NEW, "email": "club@example.org"}
    report = _import(council, new, "--take", "otter-club:email")
    assert "email: club@example.org\n" in _text(council)
    assert "| Ring the club. | Ring Kim. |" in report
    assert "| river@example.org |" not in report


def test_a_decision_on_nothing_is_told(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _with_conflict(council)
    _import(council, NEW, "--keep", "badger-club", "otter-club:email")
    printed = capsys.readouterr().out
    assert "--keep badger-club: nothing of that name changed on both sides." in printed
    assert "--keep otter-club:email: nothing of that name changed on both sides." in printed


def test_a_long_text_is_shown_on_both_sides_with_the_difference_in_bold(council: Path) -> None:
    _import(council, {**OTTERS, "description": LONG * 3})
    _edit(council, f"---\n{LONG}", f"---\nAsk for *Sam*. {LONG}")
    report = _import(council, {**OTTERS, "description": f"{LONG * 3}Dogs may come."})
    assert "### Otter Club: the text" in report
    assert "> **Ask for \\*Sam\\*.** We walk to the river with all who like otters" in report
    assert "other birds. **Dogs may come.**\n" in report
    assert "`--keep otter-club:text`" in report


def test_a_change_that_was_refused_is_told_again(council: Path) -> None:
    ages = {**OTTERS, "minimum_age": 5, "maximum_age": 11}
    _import(council, ages)
    _edit(council, "minimum_age: 5", "minimum_age: 8")
    refused = {**ages, "maximum_age": 7}
    assert "| Otter Club | maximum_age | 11 | 7 |" in _import(council, refused)
    assert "| Otter Club | maximum_age | 11 | 7 |" in _import(council, refused)


def test_a_very_long_text_is_shown_around_its_first_difference() -> None:
    words = [f"w{number}" for number in range(5_000)]
    ours = " ".join(words)
    theirs = " ".join([*words[:3_000], "otters", *words[3_001:]])
    difference = text_difference(ours, theirs)
    assert difference.current.startswith("… (2,970 words before) w2970 w2971 ")
    assert " w2999 **w3000** w3001 " in difference.current
    assert difference.incoming.endswith(" w3119 … (1,880 words after)")
    assert " w2999 **otters** w3001 " in difference.incoming


def test_texts_that_have_nothing_in_common_are_compared_in_time() -> None:
    ours, theirs = ("a b " * 40_000), ("b c " * 40_000)
    assert "words after" in text_difference(ours, theirs).current
    assert text_difference("", "otters").incoming == "**otters**"


_WORDS = st.lists(st.sampled_from(["a", "b", "c", "*d", "<e>", "f_g"]), max_size=20)


@settings(max_examples=200, deadline=None)
@given(_WORDS, _WORDS)
def test_both_texts_are_whole_and_what_is_not_bold_stands_in_both(
    ours: list[str], theirs: list[str]
) -> None:
    both = text_difference(" ".join(ours), " ".join(theirs))
    words = [re.sub(r"\*\*", "", one) for one in both]
    for shown, said in zip(words, (ours, theirs), strict=True):
        assert html.unescape(re.sub(r"\\(.)", r"\1", shown)).split() == said
    plain = [re.sub(r"\*\*.+?\*\*", "", one).split() for one in both]
    assert plain[0] == plain[1]
