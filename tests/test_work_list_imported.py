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
    feed = [_service(1) | {"taxonomies": ["Kite flying", "Pets: [big]"]}]
    _import(council, [*feed, _service(2) | {"taxonomies": ["Kite flying"]}])
    kites, pets = _words(council, capsys)
    assert kites == {
        "feed": "feed",
        "word": "Kite flying",
        "records": 2,
        "source": "taxonomies",
        "about": "topics",
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


@pytest.mark.parametrize(
    ("fields", "source", "about", "meaning"),
    [
        ({"send_needs": [{"name": "Wobbles"}]}, "send_needs", "needs", ", needs: [WHICH]"),
        ({"suitabilities": ["Wobbles"]}, "suitabilities", "needs", ", needs: [WHICH]"),
        (
            {"pc_targetAudience": [{"audienceType": "Families > Wobbles"}]},
            "pc_targetAudience", "needs", ", needs: [WHICH]",
        ),
        ({"categories": ["Wobbles"]}, "categories", "topics", ", topics: [WHICH]"),
        ({"service_areas": ["Wobbles"]}, "service_areas", "areas", ", areas: [WHICH]"),
        ({"keywords": ["Wobbles"]}, "keywords", "", ""),
        (
            {"service_taxonomys": [{"taxonomy": {"name": "Wobbles", "vocabulary": "Age groups"}}]},
            "Age groups", "ages", ", minimum_age: WHICH, maximum_age: WHICH",
        ),
        (
            {"service_taxonomys": [{"taxonomy": {"name": "Wobbles", "vocabulary": "esdNeeds"}}]},
            "esdNeeds", "needs", ", needs: [WHICH]",
        ),
        (
            {"attributes": [{"taxonomy_term": {
                "name": "Wobbles", "taxonomy_detail": {"name": "Accessibility of the building"}}}]},
            "Accessibility of the building", "access", ", access: [WHICH]",
        ),
        (
            {"attributes": [{"taxonomy_term": {"name": "Wobbles", "taxonomy": "serviceTypes"}}]},
            "serviceTypes", "kind", ", kind: WHICH",
        ),
        ({"service_taxonomys": [{"taxonomy": {"name": "Wobbles"}}]}, "", "", ""),
    ],
)  # fmt: skip
def test_the_row_asks_for_what_the_words_field_or_vocabulary_is_about(
    council: Path,
    capsys: pytest.CaptureFixture[str],
    fields: dict[str, Any],
    source: str,
    about: str,
    meaning: str,
) -> None:
    _import(council, [_service(1) | fields])
    assert _words(council, capsys) == [
        {
            "feed": "feed", "word": "Wobbles", "records": 1, "source": source, "about": about,
            "row": f"- {{term: Wobbles{meaning}}}",
        }
    ]  # fmt: skip
    capsys.readouterr()
    assert run_in(ROOT, ["todo", "--content", str(council), "--kind", "words-of-feeds"]) == 0
    row = next(one for one in capsys.readouterr().out.splitlines() if "Wobbles" in one)
    assert ("nothing says what it is about" in row) is (not about)
    assert f"1 record of feed{f', in {source}' if source else ''}" in row


def test_a_name_of_what_a_word_is_about_is_proposed_before_one_of_another_list(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (council / "lists" / "areas.yaml").open("a", encoding="utf-8") as file:
        file.write("- {id: autismo, name: Autismo}\n")
    _import(council, [_service(1) | {"service_areas": ["Autism o"]}])
    assert _words(council, capsys)[0]["row"] == "- {term: Autism o, areas: [autismo]}"


def test_an_import_of_an_earlier_version_tells_no_source(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (council / ".imported").mkdir()
    store = {"records": {}, "unmapped": {"Kites": 3}}
    (council / ".imported" / "feed.json").write_text(json.dumps(store), encoding="utf-8")
    (kites,) = _words(council, capsys)
    assert (kites["row"], kites["source"], kites["about"]) == ("- {term: Kites}", "", "")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"categories": ["Kite flying"]}, "WHICH stands for an id, and none is chosen yet."),
        (
            {"service_taxonomys": [{"taxonomy": {"name": "Kites", "vocabulary": "Age groups"}}]},
            "WHICH stands for a number, and none is chosen yet.",
        ),
        ({"keywords": ["Kites"]}, '"Kites" means nothing yet. Enter kind, topics, needs, areas'),
    ],
)
def test_a_row_in_which_nothing_is_chosen_yet_is_told_of_in_plain_words(
    council: Path, capsys: pytest.CaptureFixture[str], fields: dict[str, Any], told: str
) -> None:
    _import(council, [_service(1) | fields])
    assert "What 1 word of the feed means: " in capsys.readouterr().out
    row = _words(council, capsys)[0]["row"]
    (council / "importing.yaml").write_text(f"{row}\n", encoding="utf-8")
    run_in(council.parent, ["check", "--content", str(council)])
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
