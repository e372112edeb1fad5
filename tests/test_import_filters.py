"""Rows of importing.yaml choose which records of a feed come in, and each is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from localoffer.importers.shared.record_filters import record_filters
from localoffer.model.import_rule import ImportRule
from tests.support.command_line import run_in

OTTERS = {
    "id": "11111111-2222-3333-4444-555555555555",
    "name": "Otter Club",
    "description": "<p>We look for <b>otters</b> at Sandmere&nbsp;Hall.</p>",
    "organization": {"name": "Otter Trust"},
}
PARTY = {
    "id": "99999999-2222-3333-4444-555555555555",
    "name": "CHRISTMAS  party 2019",
    "description": "Come and dance with the otters.",
    "taxonomies": [{"name": "Events"}, {"name": "Grown-ups"}],
}


def _import(
    council: Path,
    rules: str,
    *rows: dict[str, Any],
    name: str = "feed.json",
    words: tuple[str, ...] = (),
) -> str:
    """Import the feed, with more words of the command if there are any; return the report."""
    feed, report = council.parent / name, council.parent / "report.md"
    feed.write_text(json.dumps(rows or [OTTERS, PARTY]), encoding="utf-8")
    (council / "importing.yaml").write_text(rules, encoding="utf-8")
    command = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*command, "--report", str(report), *words]) == 0
    return report.read_text(encoding="utf-8")


def _names(council: Path) -> list[str]:
    return sorted(file.stem for file in (council / "services").glob("*.md"))


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        ("leave_out: christmas party", ["otter-club"]),
        ("leave_out: party christmas", ["christmas-party-2019", "otter-club"]),
        ("leave_out: part", ["christmas-party-2019", "otter-club"]),
        ("leave_out: sandmere hall", ["christmas-party-2019"]),
        ("leave_out: otters", []),
        ("leave_out: otters, field: name", ["christmas-party-2019", "otter-club"]),
        ("leave_out: OTTER, field: organization.name", ["christmas-party-2019"]),
        ("leave_out: grown ups, field: taxonomies", ["otter-club"]),
        ("leave_out: b", ["christmas-party-2019", "otter-club"]),
        ("only: otter trust", ["otter-club"]),
        ("only: events, field: taxonomies.name", ["christmas-party-2019"]),
        ("leave_out: party, feed: other", ["christmas-party-2019", "otter-club"]),
        ("leave_out: party, feed: feed", ["otter-club"]),
    ],
)
def test_a_row_matches_whole_words_in_any_field_or_in_one(
    council: Path, rule: str, names: list[str]
) -> None:
    _import(council, f"- {{{rule}}}\n")
    assert _names(council) == names


def test_one_of_several_rows_with_only_is_enough_and_leave_out_comes_first(council: Path) -> None:
    _import(council, "- only: otter trust\n- only: party\n- leave_out: '2019'\n")
    assert _names(council) == ["otter-club"]


def test_each_row_is_counted_also_one_that_matches_nothing(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = "- leave_out: party\n- leave_out: reiki\n- {leave_out: dementia, field: audience}\n"
    report = _import(council, rules)
    printed = capsys.readouterr().out
    assert "| 1 | leave_out: party |\n" in report
    assert "| 0 | leave_out: reiki: this row matched nothing |\n" in report
    nowhere = "leave_out: dementia, field: audience: this row matched nothing, since no record has"
    assert f"| 0 | {nowhere} this field |\n" in report
    assert "| 1 | kept out by rows of importing.yaml |" in report
    assert "importing.yaml leaves it out (leave_out: party)." in report
    assert "      1  leave_out: party\n" in printed
    assert "      0  leave_out: reiki: this row matched nothing\n" in printed


def test_a_file_whose_record_is_kept_out_now_stays_and_is_named(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, "")
    before = (council / "services/christmas-party-2019.md").read_bytes()
    report = _import(council, "- leave_out: party\n")
    assert (council / "services/christmas-party-2019.md").read_bytes() == before
    assert "| CHRISTMAS party 2019 | services/christmas-party-2019.md |" in report
    assert (
        "Its file stays: if families should not see it, import again with --delete-kept-out"
        in report
    )
    assert "Gone from the feed" not in report
    stays = "kept out now, and have a file here that stays: services/christmas-party-2019.md"
    said = capsys.readouterr().out
    assert f"      1  {stays}\n" in said
    assert (
        "Delete those that nobody changed: the same import with --delete-kept-out --redirect\n"
        in said
    )


def test_files_that_nobody_changed_are_deleted_on_request_and_named(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, "")
    report = _import(council, "- leave_out: party\n", words=("--delete-kept-out",))
    assert _names(council) == ["otter-club"]
    assert "## Kept out by rows of importing.yaml, and their files deleted\n" in report
    assert "| CHRISTMAS party 2019 | services/christmas-party-2019.md |" in report
    gone = "kept out now, and their files were deleted: services/christmas-party-2019.md"
    assert f"      1  {gone}\n" in capsys.readouterr().out
    again = _import(council, "- leave_out: party\n", words=("--delete-kept-out",))
    assert "their files deleted" not in again
    _import(council, "")
    assert _names(council) == ["christmas-party-2019", "otter-club"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Come and dance", "Come and sing"),
        ("name:", "# Ask Sam.\nname:"),
        ("---\nCome", "minimum_age: 4\n---\nCome"),
        ("owner: help-line", "owner: send-team"),
        ("name: ", "name: [["),
    ],
)
def test_a_file_that_somebody_changed_is_deleted_only_by_its_name(
    council: Path, old: str, new: str
) -> None:
    _import(council, "", words=("--owner", "help-line"))
    file = council / "services/christmas-party-2019.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    rules = "- leave_out: otters\n"
    report = _import(council, rules, words=("--delete-kept-out",))
    if "[[" in new:
        assert _names(council) == ["christmas-party-2019"]
        return
    assert _names(council) == ["christmas-party-2019"]
    assert "To delete it all the same: --delete-kept-out christmas-party-2019." in report
    report = _import(council, rules, words=("--delete-kept-out", "christmas-party-2019.md", "kite"))
    assert _names(council) == []
    assert "--delete-kept-out kite: no row of importing.yaml keeps the record" in report


def test_names_delete_only_the_files_of_these_names(council: Path) -> None:
    _import(council, "")
    _import(council, "- leave_out: otters\n", words=("--delete-kept-out", "otter-club"))
    assert _names(council) == ["christmas-party-2019"]


def test_a_name_with_an_ampersand_is_shown_as_it_is(council: Path) -> None:
    report = _import(council, "- leave_out: trust\n", {**OTTERS, "name": "Otters & Owls"})
    assert "| Otters &amp; Owls |  | importing.yaml leaves it out" in report
    assert "### Otters &amp; Owls\n" in report


def test_a_record_comes_in_again_when_its_row_is_gone(council: Path) -> None:
    _import(council, "- leave_out: party\n")
    assert _names(council) == ["otter-club"]
    _import(council, "")
    assert _names(council) == ["christmas-party-2019", "otter-club"]


def test_a_file_deleted_here_is_not_written_again_after_its_row_is_gone(council: Path) -> None:
    _import(council, "")
    (council / "services/christmas-party-2019.md").unlink()
    _import(council, "- leave_out: party\n")
    assert "Its file was deleted here" in _import(council, "")
    assert _names(council) == ["otter-club"]


def test_what_is_kept_out_is_not_counted_among_what_was_cleaned(council: Path) -> None:
    odd = {**PARTY, "email": "nobody@noemail.invalid", "taxonomies": [{"name": "Zzz"}]}
    report = _import(council, "- leave_out: party\n", OTTERS, odd)
    assert "Zzz" not in report
    assert "e-mail address that nobody reads" not in report


def test_a_page_names_the_feeds_publisher_as_a_row_names_it(council: Path) -> None:
    _import(council, "- {feed: My Export, name: Brackenshire Hub}\n", name="My Export.json")
    text = (council / "services/otter-club.md").read_text(encoding="utf-8")
    assert "source: Brackenshire Hub\n" in text


def test_a_row_may_name_this_months_file_or_the_first_one(council: Path) -> None:
    _import(council, "", name="export-1.json")
    for name in ("export-1", "export-2"):
        report = _import(council, f"- {{leave_out: party, feed: {name}}}\n", name="export-2.json")
        assert "| 1 | leave_out: party |" in report


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{leave_out: '***'}", "*** holds no word. Write the words that a record has."),
        ("{feed: a, field: name, publish: with-gaps}", "The field name is about no words."),
        ("{only: a, kind: childcare}", "kind is about no term. Enter term beside it."),
        ("{leave_out: a, name: A Hub}", "name is about a feed alone. Write a row of its own"),
        ("{only: a, leave_out: b}", "A row is about one thing"),
        ("{term: Teens, minimum_age: 19, maximum_age: 13}", "Swap the two ages."),
        ("{term: Teens}", "Enter kind, topics, needs, areas, access or ages beside it; or"),
    ],
)
def test_a_row_that_would_have_no_effect_is_an_error(
    council: Path, row: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (council / "importing.yaml").write_text(f"- {row}\n", encoding="utf-8")
    assert run_in(council.parent, ["check", "--content", str(council)]) != 0
    assert message in capsys.readouterr().out


def test_a_very_long_text_is_matched_in_time() -> None:
    filters = record_filters([ImportRule(leave_out="a " * 90 + "b")], "feed")
    assert filters.reason({"description": "a " * 200_000}) == ""
    deep: dict[str, Any] = {}
    for _ in range(500):
        deep = {"inner": deep}
    assert filters.reason(deep) == ""
