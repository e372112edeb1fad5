"""Ways to get in touch that stand only in a text, and what a feed says of an organisation."""

import shutil
from pathlib import Path

import pytest

from tests.support.one_import import import_one

TEXT = "We look for otters by the river with children who like to be outside."


@pytest.mark.parametrize(
    "words",
    [
        "Please ring us on {}.", "Call {} to book.", "Tel: {}", "You can phone our team on {}.",
        "Contact Otter Club on {}.", "Contact Otter Trust on {}", "Our helpline: {}",
        "Telephone number: {}",
    ],
)  # fmt: skip
def test_a_number_that_is_clearly_theirs_becomes_a_field_and_is_marked(
    council: Path, words: str
) -> None:
    description = f"{TEXT}\n\n{words.format('01632 960123')}"
    values, text, report = import_one(
        council, description=description, organization={"name": "Otter Trust"}
    )
    assert values["phones"] == [{"number": "01632 960123"}]
    assert values["inferred_fields"] == ["phones"]
    assert "01632 960123" in text
    assert "cleaned: phones: phone number taken from a text" in report


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Ring the River Charity on 01632 960123.", "phone number in a text only: is it theirs?"),
        ("Call Sam on 01632 960123.", "phone number in a text only: is it theirs?"),
        ("The River Charity’s helpline is on 01632 960123.",
         "phone number in a text only: is it theirs?"),
        ("We go to the Owl Café, 2 Mill Lane, SC1 4AB. Tel: 01632 960123",
         "phone number in a text only: is it theirs?"),
        ("Fax: 01632 960123", "phone number in a text only: is it theirs?"),
        ("Ring us on 07700 900123.", "mobile number in a text only: is it theirs?"),
        ("Ring us on 01632 960123 or 01632 960124.",
         "several phone numbers in a text only: is one theirs?"),
    ],
)  # fmt: skip
def test_a_number_that_may_be_somebody_elses_is_pointed_to(
    council: Path, words: str, told: str
) -> None:
    values, text, report = import_one(council, description=f"{TEXT}\n\n{words}")
    assert "phones" not in values
    assert "inferred_fields" not in values
    assert words.rsplit(" ", 2)[-1] in text
    assert f"- look at: phones: {told}" in report
    counted = told.partition(":")[0]
    assert f"## To look at\n\n| records | what |\n| --- | --- |\n| 1 | {counted} |" in report


def test_a_number_in_a_text_is_not_looked_at_where_there_is_one_already(council: Path) -> None:
    values, _, report = import_one(
        council, description=f"{TEXT} Ring us on 01632 960123.", phone="01632 960555"
    )
    assert values["phones"] == [{"number": "01632 960555"}]
    assert "in a text" not in report
    assert "taken from a text" not in report


def test_the_organisations_text_is_looked_at_after_the_services(council: Path) -> None:
    provider = {"name": "Otter Trust", "description": "Ring us on 01632 960555. Be well, all."}
    values, _, _ = import_one(council, description=TEXT, organization=provider)
    assert values["phones"] == [{"number": "01632 960555"}]


@pytest.mark.parametrize(
    ("words", "email"),
    [
        ("E-mail us at club@otters.example.org.", "club@otters.example.org"),
        ("Email: club@otters.example.org", "club@otters.example.org"),
        ("Sam (club@river.example.org) knows more.", "club@river.example.org"),
        ("Sam (sam@otters.example.org) knows more.", None),
        ("E-mail us at otterclub@gmail.com", None),
        ("E-mail us at a@otters.example.org or b@otters.example.org", None),
    ],
)
def test_an_address_becomes_a_field_only_where_it_is_clearly_theirs(
    council: Path, words: str, email: str | None
) -> None:
    values, _, report = import_one(
        council, description=f"{TEXT} {words}", url="https://www.river.example.org/club"
    )
    assert values.get("email") == email
    assert ("in a text only" in report) is (email is None)


PROVIDER = {
    "name": "Otter Trust",
    "description": "<p>Otter Trust is a charity founded by neighbours in 1999. It runs the hall, "
    "gives grants to families and looks after footpaths.</p>",
}


def test_what_is_said_of_the_organisation_stands_below_the_services_own_text(
    council: Path,
) -> None:
    _, text, _ = import_one(
        council, description=TEXT, additional_information="Bring wellies.", organization=PROVIDER
    )
    assert text.startswith(
        f"{TEXT}\n\n## More to know\n\nBring wellies.\n\n## About Otter Trust\n\n"
    )
    assert text.endswith("and looks after footpaths.")


def test_what_says_no_more_than_the_service_is_left_out_and_told(council: Path) -> None:
    provider = {"name": "Otter Trust", "description": "Children look for otters by the river."}
    _, text, report = import_one(council, description=TEXT, organization=provider)
    assert text == TEXT
    kind = "organisation's description that says no more than the service's"
    assert f"left out: organization.description: {kind} — “Children look" in report


def test_an_organisations_own_website_stands_in_its_part_or_is_told(council: Path) -> None:
    site = "https://trust.example.org/a(b)"
    own = {"url": "https://club.example.org", "description": TEXT}
    _, text, _ = import_one(council, **own, organization={**PROVIDER, "url": site})
    assert text.endswith(
        "footpaths.\n\n[The website of Otter Trust](https://trust.example.org/a%28b%29)"
    )
    shutil.rmtree(council / "services")
    _, text, report = import_one(council, **own, organization={"name": "Otter Trust", "url": site})
    assert text == TEXT
    told = "left out: organization.url: organisation's website, beside the service's"
    assert f"{told} — “{site}”" in report


def test_an_organisations_website_is_not_told_twice(council: Path) -> None:
    same = {"name": "Otter Trust", "url": "www.club.example.org/"}
    _, _, report = import_one(
        council, url="https://www.club.example.org", description=TEXT, organization=same
    )
    assert "organization.url" not in report
