"""Where the addresses of pages lead that an import deletes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
OTTERS: dict[str, Any] = {
    "id": "11111111-2222-3333-4444-555555555555",
    "name": "Otter Club",
    "description": "We look for otters by the river with children who like to be outside.",
    "email": "club@otters.org.uk",
    "taxonomies": [{"name": "Short breaks and time off"}],
}
PARTY: dict[str, Any] = {
    "id": "99999999-2222-3333-4444-555555555555",
    "name": "Winter party",
    "description": "Come and dance with us and meet other families from the town.",
    "email": "party@otters.org.uk",
}
BARE = {"id": "22222222-2222-3333-4444-555555555555", "name": "Party hall", "description": "Hall."}
RULES = "- {term: Short breaks and time off, topics: [short-breaks]}\n"
KEPT_OUT = f"{RULES}- leave_out: party\n- leave_out: otters\n"
OTTER_ROW = "- {old: /services/otter-club/, new: /topics/short-breaks/}"
PARTY_ROW = "- {old: /services/winter-party/, new: /find/}"
REDIRECTS = "# Ours.\n- {old: /clubs/, new: /contact/}  # a leaflet of 2019\n"
NAMES = ["otter-club", "party-hall", "winter-party"]

Importer = Callable[..., tuple[int, str]]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """A small council's folder without errors."""
    return Path(shutil.copytree(ROOT / "tests" / "examples" / "good", tmp_path / "content"))


@pytest.fixture
def imported(council: Path) -> Importer:
    """Two services with pages, and one that is a draft; then a function that imports again."""
    (council / "redirects.yaml").write_text(REDIRECTS, encoding="utf-8")
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    feed.write_text(json.dumps([OTTERS, PARTY, BARE]), encoding="utf-8")

    def again(rules: str, *words: str) -> tuple[int, str]:
        (council / "importing.yaml").write_text(rules, encoding="utf-8")
        command = ["import", "open-referral", str(feed), "--content", str(council)]
        status = run_in(council.parent, [*command, "--report", str(report), *words])
        return status, report.read_text(encoding="utf-8")

    assert again(RULES, "--publish-with-gaps")[0] == 0
    assert _names(council) == NAMES
    return again


def _names(council: Path) -> list[str]:
    names = {file.stem for file in (council / "services").glob("*.md")}
    return sorted(names - {"parents-advice", "saturday-club"})


def test_the_report_has_a_row_for_each_page_that_was_deleted(
    council: Path, imported: Importer, capsys: pytest.CaptureFixture[str]
) -> None:
    status, report = imported(KEPT_OUT, "--delete-kept-out")
    assert (status, _names(council)) == (0, [])
    assert "## Addresses that lead nowhere now: rows for redirects.yaml\n" in report
    assert f"```yaml\n{OTTER_ROW}\n{PARTY_ROW}\n```\n" in report
    assert (council / "redirects.yaml").read_text(encoding="utf-8") == REDIRECTS
    said = "Their addresses lead nowhere now. The report has a row for redirects.yaml for each,"
    assert said in capsys.readouterr().out


def test_rows_are_written_where_asked_and_every_promised_address_leads_on(
    council: Path, imported: Importer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(ROOT, ["accept", "--content", str(council)]) == 0
    _, report = imported(KEPT_OUT, "--delete-kept-out", "--redirect")
    rows = (council / "redirects.yaml").read_text(encoding="utf-8")
    assert rows == f"{REDIRECTS}{OTTER_ROW}\n{PARTY_ROW}\n"
    assert f"## Rows written to redirects.yaml\n\n```yaml\n{OTTER_ROW}\n" in report
    printed = capsys.readouterr().out
    assert "/services/otter-club/ leads to /topics/short-breaks/ (redirects.yaml)\n" in printed
    assert run_in(ROOT, ["check", "--content", str(council)]) == 0
    assert "was published before and is gone" not in capsys.readouterr().out
    (council / "redirects.yaml").write_text(REDIRECTS, encoding="utf-8")
    assert run_in(ROOT, ["check", "--content", str(council)]) == 1
    assert "/services/otter-club/ was published before and is gone" in capsys.readouterr().out


def test_all_may_lead_to_one_page(council: Path, imported: Importer) -> None:
    imported(KEPT_OUT, "--delete-kept-out", "--redirect", "/contact/")
    added = (council / "redirects.yaml").read_text(encoding="utf-8").removeprefix(REDIRECTS)
    assert added == (
        "- {old: /services/otter-club/, new: /contact/}\n"
        "- {old: /services/winter-party/, new: /contact/}\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("--delete-kept-out", "--redirect", "/contacts/"),
            "--redirect /contacts/: no page has this address. Did you mean /contact/? Nothing was",
        ),
        (
            ("--delete-kept-out", "--redirect", "/services/winter-party/"),
            "--redirect /services/winter-party/: this import deletes that page. Name one that",
        ),
        (
            ("--redirect",),
            "--redirect is about pages that are deleted: write --delete-kept-out before it.",
        ),
    ],
)
def test_a_page_to_which_nothing_can_lead_changes_nothing(
    council: Path,
    imported: Importer,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    assert imported(KEPT_OUT, *words)[0] == 2
    assert told in capsys.readouterr().err
    assert _names(council) == NAMES
    assert (council / "redirects.yaml").read_text(encoding="utf-8") == REDIRECTS


def test_no_row_is_added_to_a_file_with_a_mistake_and_nothing_is_deleted(
    council: Path, imported: Importer, capsys: pytest.CaptureFixture[str]
) -> None:
    (council / "redirects.yaml").write_text("- {old: \n", encoding="utf-8")
    assert imported(KEPT_OUT, "--delete-kept-out", "--redirect")[0] == 2
    assert "redirects.yaml has a mistake, so no address can be added" in capsys.readouterr().err
    assert _names(council) == NAMES
