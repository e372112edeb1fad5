"""A CSV file in the columns of Outpost's import comes in as a feed does."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.command_line import run_in

TEMPLATE = Path(__file__).parents[2] / "shared/data/services"
TEMPLATE /= "outpost_services_import_template_with_sample.csv"

KITES = {
    "import_id": "1", "name": "Kite Club", "organisation": "Kite Trust", "approved": "TRUE",
    "description": "We make kites together and fly them on the hill when the wind is right.",
    "visible": "TRUE", "needs_referral": "FALSE", "min_age": "5", "max_age": "11", "free": "FALSE",
    "service_taxonomies": "Clubs; Outdoors", "send_needs_support": "Autism;Mobility",
    "suitabilities": "Small groups, Quiet", "contact_name": "Robin Vale",
    "contact_title": "Club lead", "contact_email": "kites@kitetrust.org.uk",
    "contact_phone": "01632 960123", "location_name": "Hill Barn",
    "location_address_1": "1 Hill Lane",
    "location_city": "Sandmere", "location_postcode": "SC1 4AB",
    "location_accessibilities": "Hearing loop; Hoist", "cost_option": "A day", "cost_amount": "4",
    "schedules_opens_at": "09:00:00", "schedules_closes_at": "12:00:00",
    "scheduled_weekday": "saturday",
    "support_description": "Each child has a helper.", "outcomes": "They make friends.",
    "recent_send_training": "All helpers have learned to sign.",
    "parental_involvement": "Stay and help.",
    "information_sharing": "We write in a book.", "environment_accessibility": "The path is flat.",
    "how_to_start": "Come once and see.", "future_plans": "A second day.",
    "notes": "Ring Robin at home.",
}  # fmt: skip
SECOND_PLACE = {
    "import_id": "2", "import_id_reference": "1", "location_name": "Lake Hut",
    "location_address_1": "2 Lake Road", "location_city": "Thornbeck",
    "location_postcode": "SC2 1AA",
    "cost_option": "A week", "cost_amount": "15", "schedules_opens_at": "13:00:00",
    "schedules_closes_at": "15:00:00", "scheduled_weekday": "sunday",
}  # fmt: skip
PRIVATE = {
    "import_id": "3", "import_id_reference": "1", "contact_phone": "01632 960999",
    "contact_visible": "FALSE",
}  # fmt: skip


def _write(file: Path, rows: Sequence[Mapping[str, str]], encoding: str = "utf-8") -> Path:
    titles = list(dict.fromkeys(["import_id_reference", *(name for row in rows for name in row)]))
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, titles)
        writer.writeheader()
        writer.writerows(rows)
    return file


def _import(council: Path, file: Path) -> str:
    report = council.parent / "report.md"
    words = ["import", "open-referral", str(file), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    return report.read_text(encoding="utf-8")


def test_rows_that_refer_to_a_service_are_a_part_of_it(council: Path) -> None:
    report = _import(council, _write(council.parent / "o.csv", [KITES, SECOND_PLACE, PRIVATE]))
    text = (council / "services/kite-club.md").read_text(encoding="utf-8")
    assert len(list((council / "services").glob("*.md"))) == 1
    for said in (
        "name: Kite Club\n", "organization: Kite Trust\n", "minimum_age: 5\n", "maximum_age: 11\n",
        "free: no\n", "email: kites@kitetrust.org.uk\n",
        "  - {number: 01632 960123, description: Club lead}\n",
        "name: Hill Barn\n", "name: Lake Hut", "postal_code: SC2 1AA", "byday: SA", "byday: SU",
        "hearing-loop: yes", "staff_training: All helpers have learned to sign.\n",
        "## For children and young people with SEND\n\nEach child has a helper.\n",
        "## What children and young people get from it\n\nThey make friends.\n",
        "## How parents take part\n\nStay and help.\n", "## How to start\n\nCome once and see.\n",
        "## How they share information with you\n\nWe write in a book.\n",
        "## Getting in and around\n\nThe path is flat.\n", "## What is planned\n\nA second day.\n",
    ):  # fmt: skip
        assert said in text, text
    assert "960999" not in text
    assert "Robin" not in text
    assert "| 1 | Outdoors |" in report
    assert "| 1 | notes |" in report


def test_importing_it_again_changes_nothing_and_a_change_comes_in(council: Path) -> None:
    file = council.parent / "o.csv"
    _import(council, _write(file, [KITES, SECOND_PLACE]))
    assert "| 1 | unchanged |" in _import(council, _write(file, [KITES, SECOND_PLACE]))
    _import(council, _write(file, [{**KITES, "max_age": "18"}, SECOND_PLACE], "utf-8-sig"))
    assert "maximum_age: 18\n" in (council / "services/kite-club.md").read_text(encoding="utf-8")


def test_what_its_publisher_hides_stays_hidden(council: Path) -> None:
    hidden = [{**KITES, "visible": "FALSE"}, {**KITES, "import_id": "9", "approved": "FALSE"}]
    report = _import(council, _write(council.parent / "o.csv", hidden))
    assert "| 2 | left out |" in report
    assert not (council / "services").exists()


def test_another_csv_file_gets_a_sentence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = council.parent / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run_in(council.parent, ["import", "open-referral", str(file), "--content", str(council)])
    assert "has no columns of Outpost's import (import_id, name" in capsys.readouterr().err


def test_the_import_of_spreadsheets_names_the_command(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _write(council.parent / "o.csv", [KITES])
    assert run_in(council.parent, ["import", "spreadsheet", str(file), "--content", str(council)])
    assert f"import open-referral {file}\n" in capsys.readouterr().err


@pytest.mark.skipif(not TEMPLATE.is_file(), reason=f"there is no {TEMPLATE}")
def test_the_template_itself_is_read(council: Path) -> None:
    report = _import(council, TEMPLATE)
    assert "| 1 | new |\n| 1 | left out |" in report
