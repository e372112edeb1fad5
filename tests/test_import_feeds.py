"""Whole feeds: every version and publisher, dirty ones, what is no feed at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.command_line import run_in
from tests.support.example_facts import lay_example_facts

DATA = Path(__file__).parents[2] / "shared/data"
REAL = (
    "services/north-lincolnshire-open-referral-v2.json",
    "services/bfis_services_20.json",
    "services/bfis_service_1.json",
    "services/bristol_oruk_v3_page_3services_2026.json",
    "services/bristol_oruk_v3_full_service_2026.json",
    "services/bucks_live_outpost_page_2services_2026-07.json",
    "open-referral/uk-profile-3.0/examples/service_full.json",
    "open-referral/uk-profile-3.0/examples/service_list.json",
    "open-referral/uk-profile-3.0/examples/service_at_location_list.json",
    "open-referral/validator-mocks/V3.0-UK-Fail/service_full.json",
    "open-referral/hsds-3.0/examples__service_full.json",
)


@pytest.fixture
def council(tmp_path: Path) -> Path:
    return _council(tmp_path)


def _council(folder: Path) -> Path:
    content = folder / "content"
    lay_example_facts(content)
    return content


def _import(council: Path, source: str | Path) -> int:
    words = ["import", "open-referral", str(source), "--content", str(council)]
    return run_in(
        council.parent,
        [*words, "--report", str(council.parent / "report.md")],
    )


def _errors(council: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The errors that `check` finds in services: the rest of this small council is not whole."""
    capsys.readouterr()
    run_in(
        council.parent,
        ["check", "--content", str(council), "--format", "json"],
    )
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["problems"]
    return [
        problem
        for problem in found
        if problem["level"] == "error" and problem["path"].startswith("services/")
    ]


@pytest.mark.parametrize("name", REAL)
def test_real_feeds_import_and_check(
    council: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is not here: it is only where the project is developed")
    assert _import(council, DATA / name) == 0
    assert _errors(council, capsys) == []
    written = list((council / "services").glob("*.md"))
    report = (council.parent / "report.md").read_text(encoding="utf-8")
    assert report.count("\nNew.") == len(written) > 0
    for file in written:
        text = file.read_text(encoding="utf-8")
        assert "draft: yes\n" in text
        assert "<p" not in text


DIRTY: list[Any] = [
    {},
    [],
    None,
    "text",
    5,
    {"id": "a", "name": None, "description": None},
    {"id": "b", "name": "🎉", "description": "lorem ipsum. We paint. Fees TBC. Call {{name}}!"},
    {"id": "c", "name": "---", "description": "---\n---\nname: x", "url": 5, "email": ["x"]},
    {"id": "d", "name": {"en": "x"}, "description": {"a": [1]}, "locations": "12 Mill Lane"},
    {"id": "e", "name": "N" * 900, "description": "w" * 30_000, "organization": "O" * 900},
    {"id": "f", "name": "test", "description": "TODO", "fees": "TBC", "status": "closed?"},
    {"id": "g", "name": "a: b #c & d", "description": "| a | b\n# c\n[d]: http://e\n![f](g) ](h"},
    {"id": "h", "name": "\u202ex\u0000", "description": "\ud800\u2028\x85 \uf0b7 bullet"},
    {"id": "i", "name": "Art Club", "description": "x"},
    {"id": "i", "name": "Art Club", "description": "another with the same id"},
    {"id": "j", "name": "art club!", "description": "x", "service_areas": {"name": "nowhere"}},
    {"id": "k", "name": "ART  CLUB", "description": "x", "schedules": [[[{"byday": "MO"}]], 5]},
    {"name": "No id", "description": "x", "cost_options": [{"amount": "1e999"}, {"option": []}]},
    {"id": "l", "name": "Deep", "description": "<ul><li>" * 3000 + "[" * 500},
    {"id": "m", "name": "Ages", "minimum_age": float("inf"), "maximum_age": 10**40},
    {"id": "n", "name": "null", "description": "N/A", "contacts": [{"phones": [None, {}]}]},
    {"id": "o", "name": "Big", "description": "<p>" + "word word. " * 40_000 + "</p>"},
    {"id": "p", "taxonomy": "x", "term_uri": "y", "name": "Only a term"},
]


def test_a_feed_as_dirty_as_can_be_imports_and_checks_and_nothing_is_lost_in_silence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = council.parent / "dirty.json"
    feed.write_text(json.dumps(DIRTY), encoding="utf-8")
    assert _import(council, feed) == 0
    assert "Read 23 records of dirty.json." in capsys.readouterr().out
    assert _errors(council, capsys) == []
    report = (council.parent / "report.md").read_text(encoding="utf-8")
    records = report[report.index("## Record by record") :].count("\n### ")
    assert records == len(DIRTY)
    assert "Row 4 of the feed is text, not a record." in report
    assert "Row 23 of the feed is a term of a taxonomy, not a service." in report
    assert "Its id was there before, for “Art Club”." in report
    assert (council / "services/art-club.md").exists()
    assert (council / "services/art-club-2.md").exists()
    before = {file: file.read_bytes() for file in council.rglob("*") if file.is_file()}
    assert _import(council, feed) == 0
    assert {file: file.read_bytes() for file in council.rglob("*") if file.is_file()} == before


_WORD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "null", "Free", "01632 960123", "<b>x</b>", "SC1 4AB", "MO,TU", "9:30",
                     "https://example.org", "a@example.org", "2025-01-01", "TBC", "---", "\ud800"]),
)  # fmt: skip
_NAMES = st.sampled_from(
    ["id", "name", "description", "status", "email", "url", "phones", "number", "contacts", "fees",
     "locations", "service_at_locations", "location", "physical_addresses", "address_1", "city",
     "postal_code", "mask_exact_address", "regular_schedules", "byday", "opens_at", "closes_at",
     "cost_options", "option", "amount", "eligibilitys", "minimum_age", "maximum_age", "languages",
     "service_areas", "taxonomies", "organization", "local_offer", "survey_answers", "question",
     "answer", "assured_date", "service", "accessibilities", "attending_type", "alert", "free"]
)  # fmt: skip
_ANY = st.recursive(
    _WORD,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=6)
    ),
    max_leaves=25,
)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.one_of(st.lists(st.dictionaries(_NAMES, _ANY, max_size=12), max_size=3), _ANY))
def test_no_json_of_any_shape_brings_a_traceback_or_a_file_with_an_error(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], rows: Any
) -> None:
    council = _council(tmp_path_factory.mktemp("council"))
    feed = council.parent / "feed.json"
    feed.write_text(json.dumps(rows), encoding="utf-8")
    assert _import(council, feed) in (0, 1)
    assert _errors(council, capsys) == []


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "is empty"),
        (b'[{"id": 1}, {"na', "breaks off on line 1"),
        (b'{"id": 1}\n{"id": 2}\n', "holds several JSON documents one after the other"),
        (b"<!DOCTYPE html><html>", "is a web page, not an Open Referral feed"),
        (b"id,name\n1,x\n", "is not JSON"),
        (b'{"error": "No such key"}', "answers with an error instead of services: “No such key”"),
        (b'{"version": "HSDS-UK-3.0", "openapi_url": "x"}', "is the feed's front page"),
        (b'{"colour": "red"}', "holds no services (it has: colour)"),
        (b"5", "not a list of services"),
        (b"[]", "holds no services. Nothing was changed."),
        (b"[" * 200_000, "too deeply"),
        (b"[" + b"9" * 5000 + b"]", "thousands of digits"),
    ],
)
def test_what_is_no_feed_is_a_sentence_and_changes_nothing(
    council: Path, raw: bytes, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = council.parent / "feed.json"
    feed.write_bytes(raw)
    assert _import(council, feed) == 1
    assert sentence in capsys.readouterr().err
    assert not (council / "services").exists()
    assert not (council / ".imported").exists()


def test_a_file_over_the_limit_is_a_sentence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = council.parent / "feed.json"
    with feed.open("wb") as stream:
        stream.truncate(100_000_001)
    assert _import(council, feed) == 1
    assert "feed.json is larger than 100 MB." in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(council: Path, encoding: str) -> None:
    feed = council.parent / "feed.json"
    row = {"id": 1, "name": "Café", "description": "A café of our own, “daily”."}
    feed.write_bytes(json.dumps([row], ensure_ascii=False).encode(encoding))
    assert _import(council, feed) == 0
    assert "name: Café\n" in (council / "services/cafe.md").read_text(encoding="utf-8")


def test_a_file_of_one_page_says_that_there_are_more(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = council.parent / "feed.json"
    page = {"content": [{"id": 1, "name": "A"}], "number": 1, "totalPages": 9, "totalElements": 9}
    feed.write_text(json.dumps(page), encoding="utf-8")
    assert _import(council, feed) == 0
    assert "The file is page 1 of 9 (1 of 9 services)." in capsys.readouterr().out


def test_rows_about_places_are_one_service_with_its_places(council: Path) -> None:
    service = {"id": 1, "name": "Otters", "description": "We look for otters."}
    places = [
        {"id": 10 + n, "service": service,
         "location": {"id": n, "name": f"Hall {n}", "addresses": [
             {"address_1": f"{n} Mill Lane", "city": "Sandmere", "postal_code": "SC1 4AB"}]}}
        for n in (1, 2)
    ]  # fmt: skip
    feed = council.parent / "feed.json"
    feed.write_text(json.dumps({"contents": places}), encoding="utf-8")
    assert _import(council, feed) == 0
    text = (council / "services/otters.md").read_text(encoding="utf-8")
    assert "address_1: 1 Mill Lane" in text
    assert "address_1: 2 Mill Lane" in text


def test_where_to_import_has_to_be_a_councils_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = tmp_path / "feed.json"
    feed.write_text("[]", encoding="utf-8")
    assert _import(tmp_path / "nowhere", feed) == 2
    assert "There is no folder" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert _import(tmp_path / "empty", feed) == 2
    assert "There is no site.yaml in" in capsys.readouterr().err


def test_a_source_that_is_not_there_is_a_sentence(
    council: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(council, "nothing.json") == 2
    assert "There is no file nothing.json." in capsys.readouterr().err
    assert _import(council, "ftp://example.org/feed") == 2
    assert "is not a web address" in capsys.readouterr().err
    assert _import(council, council) == 2
    assert "is a folder" in capsys.readouterr().err


def test_an_owner_has_to_be_a_contact(council: Path, capsys: pytest.CaptureFixture[str]) -> None:
    feed = council.parent / "feed.json"
    feed.write_text('[{"id": 1, "name": "A"}]', encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council), "--owner"]
    assert run_in(council.parent, [*words, "help-lin"]) == 2
    assert 'Did you mean "help-line"?' in capsys.readouterr().err
    assert run_in(council.parent, [*words, "sendiass"]) == 0
    assert "owner: sendiass\n" in (council / "services/a.md").read_text(encoding="utf-8")
    assert (council.parent / ".localoffer/import-report.md").is_file()
