"""What feeds say of buildings is quoted on the page, and listed to be mapped where nothing does."""

import json
from pathlib import Path
from typing import Any

import pytest

from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from tests.support.command_line import run_in

SERVICES = Path(__file__).parents[2] / "shared" / "data" / "services"
OUTPOST = SERVICES / "bucks_live_outpost_page_2services_2026-07.json"
VOCABULARY = SERVICES / "bfis_accessibilities.json"

NOTHING = "Words of the feed that mean nothing here yet"


def _service(number: int, accessibilities: list[Any], field: str = "accessibilities") -> Any:
    return {
        "id": f"{number:08}-2222-3333-4444-555555555555",
        "name": f"Otter Club {number}",
        "description": "We meet each week and play games with each other.",
        "locations": [
            {
                "name": "Otter Hall", "address_1": "1 Mill Lane", "city": "Sandmere",
                "postal_code": "SC1 1AA", field: accessibilities,
            }
        ],
    }  # fmt: skip


def _import(council: Path, services: list[Any]) -> str:
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    feed.write_text(json.dumps(services), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    return report.read_text(encoding="utf-8")


def _place(council: Path, name: str) -> dict[str, Any]:
    parts = split((council / "services" / name).read_text(encoding="utf-8"), name)
    assert isinstance(parts, tuple)
    place: dict[str, Any] = parse(parts[0], name).values["locations"][0]
    return place


def _words(council: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run_in(council.parent, ["todo", "--content", str(council), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["words_of_feeds"]
    return found


def test_a_phrase_that_nothing_maps_is_quoted_counted_and_mapped_by_its_row(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ramp, seats = {"name": "Ramp at the door"}, {"name": "Seats outside"}
    feed = [_service(1, [ramp, {"name": "Hoist"}, seats]), _service(2, [ramp])]
    report = _import(council, feed)
    assert "| 2 | Ramp at the door |" in report
    assert "| 1 | Seats outside |" in report
    assert "| Hoist |" not in report
    first, second = _words(council, capsys)
    assert first == {
        "feed": "feed", "word": "Ramp at the door", "records": 2, "source": "accessibilities",
        "about": "access", "row": "- {term: Ramp at the door, access: [WHICH]}",
    }  # fmt: skip
    rows = (
        first["row"].replace("WHICH", "step-free"),
        second["row"].replace("access: [WHICH]", "means: nothing"),
    )
    (council / "importing.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert _words(council, capsys) == []
    assert NOTHING not in _import(council, feed)
    place = _place(council, "otter-club-1.md")
    assert place["access"] == {"step-free": "yes", "hoist": "yes"}
    assert place["access_note"] == "Ramp at the door, Hoist, Seats outside."


def test_a_feature_that_a_row_says_means_nothing_is_claimed_no_more(council: Path) -> None:
    rule = "- {term: Lift access, means: nothing}\n"
    (council / "importing.yaml").write_text(rule, encoding="utf-8")
    assert NOTHING not in _import(council, [_service(1, [{"name": "Lift access"}])])
    place = _place(council, "otter-club-1.md")
    assert "access" not in place
    assert place["access_note"] == "Lift access."


@pytest.mark.parametrize("field", ["accessibility", "accessibility_for_disabilities"])
def test_sentences_and_details_are_quoted_and_nobody_is_asked_to_map_them(
    council: Path, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = [
        {"description": "There is a ramp at the side door.", "details": "Ring the bell"},
        {"description": "Heavy door"},
    ]
    report = _import(council, [_service(1, said, field)])
    assert [word["word"] for word in _words(council, capsys)] == ["Heavy door"]
    assert "| Ring the bell |" not in report
    assert "Ring the bell" in _place(council, "otter-club-1.md")["access_note"]


def test_a_word_that_two_fields_of_a_record_have_counts_once(council: Path) -> None:
    service = _service(1, [{"name": "Kites"}]) | {"taxonomies": ["Kites"]}
    assert "| 1 | Kites |" in _import(council, [service])


def test_a_real_page_of_outpost_lists_the_phrases_that_claim_nothing(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not OUTPOST.is_file():
        pytest.skip(f"{OUTPOST.name} is not beside this checkout")
    words = ["import", "open-referral", str(OUTPOST), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(council.parent / "r.md")]) == 0
    listed = {one["word"]: one for one in _words(council, capsys) if one["about"] == "access"}
    assert {word: one["records"] for word, one in listed.items()} == {
        "Baby changing facilities": 2,
        "Changing facilities": 2,
        "Car parking": 1,
        "Wheelchair accessible entrance": 1,
    }
    assert {one["source"] for one in listed.values()} == {"accessibilities"}


def test_of_the_phrases_of_a_real_outpost_the_plain_ones_map_themselves(council: Path) -> None:
    if not VOCABULARY.is_file():
        pytest.skip(f"{VOCABULARY.name} is not beside this checkout")
    labels = [one["label"] for one in json.loads(VOCABULARY.read_text(encoding="utf-8"))]
    _import(council, [_service(1, [{"name": label} for label in labels])])
    assert set(_place(council, "otter-club-1.md")["access"]) == {
        "accessible-toilet", "blue-badge-parking", "bsl", "hearing-loop", "hoist", "lift",
        "public-transport",
    }  # fmt: skip
