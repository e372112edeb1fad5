"""Where a postcode or a town lies, from tables of our own: nobody is asked where a family lives."""

import json
import math
import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.model.fields import read_postcode
from localoffer.model.service import Service
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError
from search.places.known_places import Places, name_key
from search.places.place_files import place_files
from search.places.point import UNIT, GridPoint, distance2
from search.places.read_places import great_britain, read_places

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
WHOLE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}\b")

AROUND: dict[GridPoint, list[str]] = {}
for _outcode, _point in great_britain().items():
    AROUND.setdefault(_point, []).append(_outcode)


@pytest.fixture(scope="module")
def offer() -> Offer:
    """The example council's offer."""
    checked = check(Task(CONTENT, ROOT, None, date(2026, 11, 21))).offer
    assert checked
    return checked


@pytest.fixture(scope="module")
def places(offer: Offer) -> Places:
    """The example council's places."""
    return read_places(CONTENT, offer)


def _miles(one: GridPoint, other: GridPoint) -> float:
    """How far two points lie apart, in miles of 1,609.344 m."""
    return math.sqrt(distance2(one, other)) * UNIT / 1609.344


def _known(places: Places, text: str) -> GridPoint:
    point = places.point_of_postcode(text)
    assert point, text
    return point


def test_every_postcode_of_the_example_council_has_a_place_of_its_own(places: Places) -> None:
    used = {
        found
        for file in [*CONTENT.rglob("*.md"), *CONTENT.rglob("*.yaml")]
        for found in WHOLE.findall(file.read_text(encoding="utf-8"))
        if read_postcode(found) == found
    }
    assert len(used) > 60
    unknown = [one for one in sorted(used) if one[-3:] not in places.codes.get(one[:-4], {})]
    assert unknown == []


def test_a_postcode_is_found_however_it_is_typed(places: Places) -> None:
    exact = _known(places, "SC1 4AB")
    for text in ("sc14ab", " sc1  4ab ", "SC1-4AB", "Sc1\u00a04aB", "s c 1 4 a b"):
        assert places.point_of_postcode(text) == exact, text
    middle = _known(places, "SC1")
    for text in ("sc1", "SC1 4", "sc1 4a", "SC1 9ZZ"):
        assert places.point_of_postcode(text) == middle, text
    assert _known(places, "dn14") != _known(places, "DN1 4") == _known(places, "DN1")
    assert _known(places, "SW1A 1AA") == _known(places, "sw1a")
    for text in ("", "SC", "Sandmere", "BT1 1AA", "ZZ99 9ZZ", "1234", "'; --", "SC1 4AB and more"):
        assert places.point_of_postcode(text) is None, text


@given(st.text(max_size=40) | st.from_regex(WHOLE))
def test_any_text_is_a_place_or_none(text: str) -> None:
    places = Places(great_britain(), {}, {"": GridPoint(0, 0)})
    point = places.point_of_postcode(text)
    letters = re.sub("[^A-Z0-9]", "", text.upper())
    assert not point or any(letters.startswith(code) for code in AROUND[point])
    assert " ".join(name_key(text).split()) == name_key(text)


def test_outward_codes_cover_great_britain_and_lie_where_they_should() -> None:
    table = great_britain()
    assert len(table) == 2863
    assert {"BT1", "GY1", "JE2", "IM1"}.isdisjoint(table)
    assert all(0 < point.e < 7000 and 0 < point.n < 13000 for point in table.values())
    # Land's End to Wick is 587 miles, London to Edinburgh 332.
    assert 580 < _miles(table["TR19"], table["KW1"]) < 595
    assert 325 < _miles(table["WC1A"], table["EH1"]) < 340


def test_the_councils_own_table_wins_over_that_of_great_britain(places: Places) -> None:
    """The example's city of Carrow has a real town's outward code and lies beside its council."""
    assert _miles(_known(places, "CW1"), _known(places, "SC3")) < 15
    assert _miles(_known(places, "CW1"), great_britain()["CW1"]) > 100
    assert _known(places, "CW2") == great_britain()["CW2"]
    assert "SC1" not in great_britain()


def test_towns_lie_in_the_middle_of_their_services_and_areas_go_by_their_towns(
    places: Places,
) -> None:
    town = places.names.get(name_key("sandmere"))
    assert town
    assert _miles(town, _known(places, "SC1")) < 1
    assert places.names.get(name_key("  SANDMERE ")) == town
    assert places.names.get(name_key("Aldercombe and the moor")) == places.names.get(
        name_key("Aldercombe")
    )
    assert places.names.get(name_key("Fenwick Borough")) == _known(places, "SC9 3EB")
    assert places.names.get(name_key("England")) is None


def test_a_town_does_not_give_a_hidden_address_away(offer: Offer, places: Places) -> None:
    entry = next(one for one in offer.services if any(at.city for at in one.record.locations))
    place = entry.record.locations[0].model_copy(
        update={"city": "Little Hiding", "postal_code": "SC2 4DA", "hide_address": True}
    )
    for hide, known in ((True, False), (False, True)):
        shown = place.model_copy(update={"hide_address": hide})
        record = entry.record.model_copy(update={"locations": (shown,)})
        changed = offer.with_entries(Service, (replace(entry, record=record),))
        found = read_places(CONTENT, changed).names.get("little hiding")
        assert (found == _known(places, "SC2 4DA")) is known


def test_distances_are_whole_so_that_both_sides_order_alike() -> None:
    here, there = GridPoint(1680, 920), GridPoint(1684, 923)
    assert distance2(here, there) == distance2(there, here) == 25
    assert distance2(here, here) == 0


def test_the_browsers_pieces_say_no_more_than_an_outward_code_asks_for(places: Places) -> None:
    pieces = place_files(places)
    areas = [path for path in pieces if path.startswith("areas/")]
    assert len(areas) == 121  # 120 of Great Britain, and the example council's own
    assert sum(len(pieces[path]) for path in areas) < 60_000
    assert json.loads(pieces["areas/sc.json"])["SC1"] == [
        _known(places, "SC1").e,
        _known(places, "SC1").n,
    ]
    assert sorted(path for path in pieces if path.startswith("codes/")) == [
        *(f"codes/{one}.json" for one in ("cw1", "sc1", "sc2", "sc3", "sc4", "sc9"))
    ]
    exact = _known(places, "SC1 4AB")
    assert json.loads(pieces["codes/sc1.json"])["4AB"] == [exact.e, exact.n]
    assert max(map(len, pieces.values())) < 2_000
    assert place_files(places) == pieces


def test_without_a_table_of_its_own_a_council_has_the_outward_codes(
    council: Path, offer: Offer
) -> None:
    places = read_places(council, offer)
    assert places.codes == {}
    assert _known(places, "DN1 1AB") == _known(places, "DN1")
    assert not [path for path in place_files(places) if path.startswith("codes/")]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, 'It begins with "", not with postcode,easting,northing.'),
        ("%PDF-1.7\n\0\0", 1, 'It begins with "%PDF-1.7", not with postcode,easting,northing.'),
        ("postcode,easting,northing\nSC1 4AB,1\n", 2, '"SC1 4AB,1" is not a postcode and its'),
        ("postcode,easting,northing\nSC1 4AB,1,2\nX,1,2\n", 3, '"X,1,2" is not a postcode and'),
        ("postcode,easting,northing\nSC1 4AB,51.5,-2\n", 2, "is not a postcode and its place."),
    ],
)
def test_a_table_that_was_changed_by_hand_gets_a_sentence(
    council: Path, offer: Offer, text: str, line: int, sentence: str
) -> None:
    (council / "postcodes.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as told:
        read_places(council, offer)
    problem = told.value.problems[0]
    assert (problem.path, problem.line) == ("postcodes.csv", line)
    assert sentence in problem.message
    assert problem.fix.startswith("Write the file anew: python build.py import postcodes")


def test_the_table_in_the_content_folder_is_no_page_and_no_problem(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    before = check(Task(folder, ROOT, None, date(2026, 11, 21)))
    (folder / "postcodes.csv").unlink()
    after = check(Task(folder, ROOT, None, date(2026, 11, 21)))
    assert before.problems == after.problems
    assert [page.address for page in before.pages] == [page.address for page in after.pages]
