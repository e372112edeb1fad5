"""The work list after an import: the feed's words with the row to paste, and a real feed whole."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
FEED = ROOT.parent / "shared" / "data" / "services" / "north-lincolnshire-open-referral-v2.json"


def _service(number: int, *terms: str) -> dict[str, Any]:
    return {
        "id": f"{number:08}-2222-3333-4444-555555555555",
        "name": f"Club {number}",
        "description": "We meet each week and play games with each other.",
        "service_taxonomys": [{"taxonomy": {"name": term}} for term in terms],
    }


def _import(council: Path, feed: list[dict[str, Any]], name: str = "feed.json") -> None:
    file = council.parent / name
    file.write_text(json.dumps(feed), encoding="utf-8")
    words = ["import", "open-referral", str(file), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(council.parent / "report.md")]) == 0


def _words(council: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run_in(ROOT, ["todo", "--content", str(council), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["words_of_feeds"]
    return found


def test_a_word_that_means_nothing_is_counted_and_its_row_may_be_pasted(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, [_service(1, "Kite flying", "Pets: [big]"), _service(2, "Kite flying")])
    kites, pets = _words(council, capsys)
    assert kites == {
        "feed": "feed",
        "word": "Kite flying",
        "records": 2,
        "row": "- {term: Kite flying, topics: [WHICH]}",
    }
    assert pets["row"] == '- {term: "Pets: [big]", topics: [WHICH]}'
    rows = [word["row"].replace("WHICH", "short-breaks") for word in (kites, pets)]
    (council / "importing.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert _words(council, capsys) == []
    (council / "importing.yaml").write_text(f"{rows[0]}\n", encoding="utf-8")
    assert [word["word"] for word in _words(council, capsys)] == ["Pets: [big]"]
    nothing = pets["row"].replace("topics: [WHICH]", "means: nothing")
    (council / "importing.yaml").write_text(f"{rows[0]}\n{nothing}\n", encoding="utf-8")
    assert _words(council, capsys) == []


def test_a_row_in_which_nothing_is_chosen_yet_is_told_of_in_plain_words(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, [_service(1, "Kite flying")])
    assert "What 1 word of the feed means: " in capsys.readouterr().out
    row = _words(council, capsys)[0]["row"]
    (council / "importing.yaml").write_text(f"{row}\n", encoding="utf-8")
    run_in(council.parent, ["check", "--content", str(council)])
    told = "WHICH stands for an id, and none is chosen yet. Write the id that you mean, or delete"
    assert told in capsys.readouterr().out


def test_a_word_like_a_name_of_ours_is_proposed_with_its_id(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(council, [_service(1, "Learning disabilty")])
    rows = {word["word"]: word["row"] for word in _words(council, capsys)}
    row = "- {term: Learning disabilty, needs: [learning-disability]}"
    assert rows["Learning disabilty"] == row


def test_the_words_of_a_part_of_a_feed_are_added_to_those_of_the_rest(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = [_service(1, "Kites"), _service(2, "Pets"), _service(3, "Boats"), _service(4)]
    _import(council, feed)
    _import(council, [_service(2, "Cats")], "part.json")
    words = {word["word"]: word["records"] for word in _words(council, capsys)}
    assert words == {"Boats": 1, "Cats": 1, "Kites": 1, "Pets": 1}


def test_a_real_feed_becomes_a_list_that_counts_each_fact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not FEED.is_file():
        pytest.skip(f"{FEED.name} is not beside this checkout")
    assert (
        run_in(ROOT, ["new", "council", str(tmp_path / "ours"), "--name", "Nowhere Council"]) == 0
    )
    council = tmp_path / "ours" / "content"
    words = ["import", "open-referral", str(FEED), "--content", str(council)]
    assert run_in(ROOT, [*words, "--report", str(tmp_path / "report.md")]) == 0
    services = len(list((council / "services").glob("*.md")))
    capsys.readouterr()
    assert run_in(ROOT, ["todo", "--content", str(council), "--json", "--kind", "services"]) == 0
    found = json.loads(capsys.readouterr().out)
    (count,) = found["counts"]
    facts = {fact["fact"]: fact["missing"] for fact in count["facts"]}
    assert count["total"] == services > 700
    assert count["unfinished"] == len(found["records"]) > 500
    assert 0 < facts["summary"] < facts["needs"] <= services
    lacking = Counter(one["fact"] for record in found["records"] for one in record["missing"])
    lacking["words"] = sum(bool(record["hints"]) for record in found["records"])
    assert {fact: missing for fact, missing in facts.items() if missing} == lacking
    assert run_in(ROOT, ["check", "--content", str(council)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n  warning: line 1 — A draft that still lacks") == 10
    assert len(printed.splitlines()) < 60
