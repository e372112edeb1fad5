"""Numbers and times that stand only in a service's words are pointed to on the work list."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
KITES = "services/kites.md"


def _todo(
    council: Path, capsys: pytest.CaptureFixture[str], text: str, fields: str = "", *words: str
) -> str:
    """Return the list for a service with gaps that has a text and more fields."""
    (council / "services").mkdir(exist_ok=True)
    header = f"name: Kite Club\nurl: https://kites.org.uk/\npublish_with_gaps: yes\n{fields}"
    (council / KITES).write_text(f"---\n{header}---\n{text}\n", encoding="utf-8")
    capsys.readouterr()
    command = ["todo", "--content", str(council), "--kind", "services", *words]
    assert run_in(ROOT, command) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring 01632 960301 or 01632 960302.", "in its words: 2 phone numbers (choose one)"),
        ("Ring Sam.\n\n- 01632 960301\n- 01632 960302", "2 phone numbers (choose one)"),
        ("Ring 01632 960301, yes 01632 960301.", "1 phone number (is it theirs?)"),
        ("We meet on Mondays from 10am to noon.", "days and times (write them as schedules)"),
        (
            "Mondays at 10am. Ring 01632 960301/960302.",
            "in its words: 2 phone numbers (choose one); days and times (write them as schedules)",
        ),
    ],
)
def test_what_stands_only_in_the_words_is_pointed_to(
    text: str, told: str, council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _todo(council, capsys, text)
    assert told in said
    assert "1 has it in its words alone" in said


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("We fly kites.", ""),
        ("Ring 01632 960301.", "phones: [{number: 01632 960301}]\n"),
        ("Mondays at 10am.", "schedules: [{byday: MO, opens_at: '10:00', closes_at: '12:00'}]\n"),
        ("We are 10 to 12 on Mondays.", "schedules: [{byday: MO, opens_at: '10:00'}]\n"),
        ("It costs £10 a day.", ""),
    ],
)
def test_what_is_a_field_already_is_not(
    text: str, fields: str, council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "in its words" not in _todo(council, capsys, text, fields)


def test_the_list_can_be_narrowed_to_it_and_taken_along(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Mondays at 10am. Ring 01632 960301 or 01632 960302."
    said = _todo(council, capsys, text, "", "--field", "schedules")
    assert "Kite Club: in its words: days and times (write them as schedules). In `" in said
    assert "phone numbers" not in said
    rows = [*csv.reader(io.StringIO(_todo(council, capsys, text, "", "--csv").lstrip("\ufeff")))]
    taken = {row[6]: row[9] for row in rows if row[8] == "take from the text"}
    assert taken == {
        "contact": "2 phone numbers (choose one)",
        "schedules": "days and times (write them as schedules)",
    }
    found: dict[str, Any] = json.loads(_todo(council, capsys, text, "", "--json"))
    (record,) = found["records"]
    assert [one["fact"] for one in record["in_text"]] == ["contact", "schedules"]
    page = council.parent / "list.html"
    _todo(council, capsys, text, "", "--page", str(page))
    assert "In the record’s words alone" in page.read_text(encoding="utf-8")
