"""The name of an area, out of its council's name."""

import pytest

from localoffer.area_name import area_name


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("Brackenshire County Council", "Brackenshire"),
        ("Thornshire Council", "Thornshire"),
        ("London Borough of Camden", "Camden"),
        ("Borough of Wexmoor Council", "Wexmoor"),
        ("The Borough of Wexmoor", "Wexmoor"),
        ("Metropolitan Borough of Wexmoor", "Wexmoor"),
        ("City of Bradmoor Metropolitan District Council", "Bradmoor"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("Council", ""),
    ],
)
def test_an_area_is_what_is_left_of_its_councils_name(council: str, area: str) -> None:
    assert area_name(council) == area
