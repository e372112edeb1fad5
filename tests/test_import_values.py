"""What a feed's values become: cleaned where that is safe, left out and told of where it is not."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.one_import import ID, import_one


def test_what_the_feed_does_not_say_is_absent_and_the_record_is_a_draft(council: Path) -> None:
    values, text, _ = import_one(council, description="We meet by the river to look for otters.")
    assert values == {
        "name": "Otter Club",
        "summary": "We meet by the river to look for otters.",
        "owner": "help-line",
        "source": "A public list of services",
        "id": ID,
        "draft": "yes",
    }
    assert text == "We meet by the river to look for otters."


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ({"minimum_age": 0, "maximum_age": 4}, ("0", "4")),
        ({"minimum_age": -1, "maximum_age": 999}, (None, None)),
        ({"minimum_age": "5 years", "maximum_age": "11.0"}, ("5", "11")),
        ({"min_age": "18 months", "max_age": None}, ("1", None)),
        ({"minimum_age": 12, "maximum_age": 3}, (None, None)),
        ({"minimum_age": 0, "maximum_age": 0}, (None, None)),
        ({"eligibilitys": [{"minimum_age": 3, "maximum_age": 25}]}, ("3", "25")),
        ({"age_band_under_2": True, "age_band_2": True, "age_band_3_4": True}, ("0", "4")),
        ({"age_band_all": True, "min_age": None}, ("0", None)),
        ({"minimum_age": {"years": 3}, "maximum_age": [True]}, (None, None)),
    ],
)
def test_zero_is_an_age_and_minus_one_is_none(
    council: Path, ages: dict[str, Any], expected: tuple[str | None, str | None]
) -> None:
    values, _, _ = import_one(council, description="Otters.", **ages)
    assert (values.get("minimum_age"), values.get("maximum_age")) == expected


def test_numbers_are_found_in_the_words_around_them(council: Path) -> None:
    values, _, report = import_one(
        council,
        phones=[{"number": "Otter desk: 01632 960123 (mornings) or 07700900123 ext 4"}],
        contacts=[{"title": "Bookings", "phones": [{"number": "+44 (0)1632 960 555"}]}],
        phone="1632960777",
        telephone="ask at the hall",
    )
    assert values["phones"] == [
        {"number": "01632 960123", "description": "Otter desk, mornings"},
        {"number": "07700 900123", "description": "extension 4"},
        {"number": "01632 960777"},
        {"number": "01632 960555", "description": "Bookings"},
    ]
    assert "phone field without a UK number — “ask at the hall”" in report


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("01632\u2011960123", ["01632 960123"]),
        ("01632\u2013960123", ["01632 960123"]),
        ("01632\u2009960\u202f123", ["01632 960123"]),
        ("18001 01632 960123", ["18001 01632 960123"]),
        ("01632 960123/960124", ["01632 960123", "01632 960124"]),
        ("01632 960123 / 01632 960124", ["01632 960123", "01632 960124"]),
    ],
)
def test_every_dash_relay_uk_and_a_second_number_are_understood(
    council: Path, text: str, numbers: list[str]
) -> None:
    values, _, _ = import_one(council, phone=text)
    assert values["phones"] == [{"number": number} for number in numbers]


def test_a_number_that_cannot_be_one_is_no_description(council: Path) -> None:
    values, _, report = import_one(council, phone="01632 960123 (mornings) or 01632 9601")
    assert values["phones"] == [{"number": "01632 960123", "description": "mornings"}]
    assert "number that cannot be a UK phone number — “01632 9601”" in report


def test_addresses_that_nobody_reads_are_left_out_and_told_of(council: Path) -> None:
    values, _, report = import_one(
        council,
        email="Unknown-1777@noemail.invalid",
        url="http://www.example.com",
        contacts=[{"email": "mailto:otters@example.org; second@example.org"}],
    )
    assert values["email"] == "otters@example.org"
    assert "url" not in values
    assert "e-mail address that nobody reads — “Unknown-1777@noemail.invalid”" in report
    assert "web address that leads nowhere — “http://www.example.com”" in report
    assert "second e-mail address — “second@example.org”" in report


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("www.otters.example.org/club", "https://www.otters.example.org/club"),
        ("http://https://otters.example.org", "https://otters.example.org"),
        ("https://otters.example.org/?fbclid=abc&page=2", "https://otters.example.org/?page=2"),
        ("https://otters.example.org/a[0]", "https://otters.example.org/a%5B0%5D"),
        ("mailto:otters@example.org", None),
        ("javascript:alert(1)", None),
        ("coming soon", None),
    ],
)
def test_a_web_address_is_mended_or_left_out(
    council: Path, value: str, expected: str | None
) -> None:
    values, _, _ = import_one(council, url=value)
    assert values.get("url") == expected


@pytest.mark.parametrize(
    ("costs", "free", "fees"),
    [
        ({"fees": ""}, None, None),
        ({"fees": "Free of charge."}, "yes", "Free of charge."),
        ({"fees": "Free for carers, £4 for others"}, None, "Free for carers, £4 for others"),
        ({"free": True}, "yes", None),
        ({"cost_options": [{"option": "A session", "amount": "£4.50"}]}, "no", None),
        ({"costOptions": {"option": "Free", "amount": 0}}, "yes", None),
        ({"cost_options": [{"option": "A session", "amount": 0}]}, None, None),
    ],
)
def test_it_is_free_only_where_the_feed_says_so(
    council: Path, costs: dict[str, Any], free: str | None, fees: str | None
) -> None:
    values, _, _ = import_one(council, **costs)
    assert (values.get("free"), values.get("fees_description")) == (free, fees)


def test_prices_keep_their_words(council: Path) -> None:
    values, _, report = import_one(
        council,
        cost_options=[
            {"option": "A session", "amount": "8.00", "cost_type": "per hour"},
            {"option": "A session", "amount": 8, "cost_type": "per hour"},
            {"option": "A year", "amount": "ask us"},
            {"option": "Before", "amount": 3, "valid_to": "2001-01-01"},
        ],
    )
    assert values["cost_options"] == [
        {"option": "A session", "amount": "8", "amount_description": "per hour"},
        {"option": "A year", "amount_description": "ask us"},
    ]
    assert "price that is over — “Before 3 until 2001-01-01”" in report


def test_sessions_are_listed_once_and_what_is_not_understood_stays_in_words(council: Path) -> None:
    monday = {"weekday": "Monday", "opens_at": "10:00", "closes_at": "12:30"}
    values, _, report = import_one(
        council,
        regular_schedules=[
            {**monday, "ey_funded": False, "description": "Monday from 10:00 to 12:30"},
            {**monday, "ey_funded": True, "description": "Monday from 10:00 to 12:30"},
            {"byday": "2TU,-1TH", "freq": "MONTHLY", "opens_at": "9am", "closes_at": "13:00:00Z"},
            {"byday": "FR", "opens_at": "22:00", "closes_at": "02:00"},
            {"description": "Whenever the river is high"},
        ],
    )
    assert values["schedules"] == [
        {"byday": "MO", "opens_at": "10:00", "closes_at": "12:30"},
        {"byday": "TU", "opens_at": "09:00", "closes_at": "13:00", "week_of_month": "second"},
        {"byday": "TH", "opens_at": "09:00", "closes_at": "13:00", "week_of_month": "last"},
        {"byday": "FR", "opens_at": "22:00", "closes_at": "02:00"},
    ]
    assert values["schedule_note"] == "Whenever the river is high"
    assert "session listed twice — “1 of 5”" in report


def test_partial_wheelchair_access_claims_nothing(council: Path) -> None:
    place = {
        "name": "Otter House",
        "physical_addresses": [
            {"address_1": "2 Mill Lane", "city": "Sandmere", "postal_code": "sc1 4ab"}
        ],
        "accessibility_for_disabilities": [
            {"accessibility": "Partial wheelchair access"},
            {"accessibility": "Bus stop"},
            {"accessibility": "Hearing loop"},
        ],
    }
    values, _, _ = import_one(council, service_at_locations=[{"location": place}])
    assert values["attending_type"] == ["venue"]
    assert values["locations"] == [
        {
            "name": "Otter House",
            "address_1": "2 Mill Lane",
            "city": "Sandmere",
            "postal_code": "SC1 4AB",
            "access": {"hearing-loop": "yes"},
            "access_note": "Partial wheelchair access, Bus stop, Hearing loop.",
        }
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"address_1": "2 Mill Lane, Sandmere, SC1 4AB"},
         {"name": "2 Mill Lane", "address_1": "2 Mill Lane", "city": "Sandmere",
          "postal_code": "SC1 4AB"}),
        ({"name": "Hall", "address_1": "2 Mill Lane", "postal_code": "SCI OAB"},
         {"name": "Hall", "address_1": "2 Mill Lane", "postal_code": "SC1 0AB"}),
        ({"name": "Hall", "address_1": "2 Mill Lane", "city": "Sandmere", "postal_code": "12345"},
         {"name": "Hall", "address_1": "2 Mill Lane", "city": "Sandmere", "hide_address": "yes"}),
    ],
)  # fmt: skip
def test_addresses_are_taken_apart_and_postcodes_mended(
    council: Path, address: dict[str, str], expected: dict[str, str]
) -> None:
    values, _, _ = import_one(council, locations=[address])
    assert values["locations"] == [expected]


def test_an_address_that_is_masked_is_written_nowhere(council: Path) -> None:
    place = {
        "name": "9 Secret House",
        "address_1": "9 Secret House",
        "city": "Sandmere",
        "postal_code": "SC1 4AB",
        "mask_exact_address": True,
        "transportation": "Past Secret House",
        "phones": [{"number": "01632 960123"}],
    }
    values, _, _ = import_one(
        council, locations=[place], service_at_locations=[{"location": {**place, "id": 4}}]
    )
    assert values["locations"] == [{"name": "Sandmere", "city": "Sandmere", "hide_address": "yes"}]
    (service,) = (council / "services").iterdir()
    (stored,) = (council / ".imported").iterdir()
    for file in (service, stored, council.parent / "report.md"):
        text = file.read_text(encoding="utf-8")
        assert "Secret" not in text
        assert "SC1 4AB" not in text


def test_a_venue_without_a_place_is_left_out_since_the_checks_would_refuse_it(
    council: Path,
) -> None:
    values, _, report = import_one(council, attending_type=["Venue", "Online", "By balloon"])
    assert values["attending_type"] == ["online"]
    assert "venue without a place" in report
    assert "way of attending that is not known here — “By balloon”" in report


def test_only_areas_whose_names_fit_are_taken(council: Path) -> None:
    values, _, report = import_one(
        council, service_areas=[{"name": "Sandmere "}, {"service_area": "Atlantis"}]
    )
    assert values["service_areas"] == ["sandmere"]
    assert "area that is not in lists/areas.yaml — “Atlantis”" in report


def test_the_feeds_words_mean_what_the_council_says(council: Path) -> None:
    (council / "importing.yaml").write_text(
        "- {term: Childminders, kind: childcare, needs: [any]}\n"
        "- {term: Autism, needs: [autism]}\n"
        "- {term: The seaside, areas: [sandmere]}\n",
        encoding="utf-8",
    )
    values, _, report = import_one(
        council,
        taxonomies=[{"name": "childminders "}, {"name": "Otters"}],
        send_needs=[{"name": "Autism"}],
        service_areas=[{"name": "The Seaside"}],
    )
    assert (values["kind"], values["needs"], values["service_areas"]) == (
        "childcare", ["any", "autism"], ["sandmere"],
    )  # fmt: skip
    assert "| 1 | Otters |" in report


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-09-02", "2025-09-02"),
        ("02/09/2025", "2025-09-02"),
        ("2025-09-02T12:06:15.654", "2025-09-02"),
        ("2nd September 2025", "2025-09-02"),
        ("2999-01-01", None),
        ("0001-01-01", None),
        ("soon", None),
    ],
)
def test_the_day_of_the_last_check_is_read_as_people_write_it(
    council: Path, value: str, expected: str | None
) -> None:
    values, _, _ = import_one(council, assured_date=value)
    assert values.get("assured_date") == expected


def test_a_service_that_is_closed_for_now_says_why_or_that_the_feed_does_not(
    council: Path,
) -> None:
    values, _, _ = import_one(council, status=" Temporarily Closed", alert="The roof is off.")
    assert values["status"] == "temporarily closed"
    assert values["closure"] == {"reason": "The roof is off."}


def test_an_id_that_is_no_uuid_becomes_the_same_one_each_time(council: Path) -> None:
    first, _, _ = import_one(council, id=17)
    shutil.rmtree(council / "services")
    shutil.rmtree(council / ".imported")
    second, _, _ = import_one(council, id="17")
    assert first["id"] == second["id"] != ID


def test_languages_become_codes(council: Path) -> None:
    values, _, report = import_one(
        council, languages=[{"language": "English, Welsh"}, {"code": "ur"}, {"name": "Otterish"}]
    )
    assert values["languages"] == ["en", "cy", "ur"]
    assert "language without a code here — “Otterish”" in report


def test_fields_that_have_no_place_here_are_named(council: Path) -> None:
    _, _, report = import_one(council, funding=[{"source": "The river board"}], wheelchairs=2)
    assert "- fields without a place here: funding, wheelchairs" in report


def test_a_council_gets_nothing_from_a_feed_that_belongs_in_an_example_alone(council: Path) -> None:
    site = council / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("fictional: yes", ""), encoding="utf-8")
    values, text, report = import_one(
        council,
        description="<p>We meet by the river.</p><p>Ring 07700 900322.</p>",
        contacts=[
            {"name": "Kim", "email": "kim@example.org", "phones": [{"number": "01632 960123"}]}
        ],
    )
    assert "email" not in values
    assert "phones" not in values
    assert text == "We meet by the river."
    for refused in ("07700 900322", "example.org", "01632 960123"):
        assert f'"{refused}" is' in report


def test_days_in_words_and_limits_to_come_reach_the_file_and_the_report(council: Path) -> None:
    times = {"opens_at": "09:00", "closes_at": "17:00"}
    values, _, report = import_one(
        council,
        schedules=[
            {"weekday": "Thursday–Friday", **times},
            {"weekday": "Every other Saturday", **times},
            {"weekday": "Some Sundays", **times},
            {"freq": "WEEKLY", "byday": "TU", "valid_from": "2088-04-06", **times},
            {"freq": "WEEKLY", "byday": "WE", "until": "2001-12-19", **times},
        ],
    )
    assert values["schedules"] == [
        {"byday": "TH", **times},
        {"byday": "FR", **times},
        {"byday": "SA", **times, "interval": "2"},
        {"byday": "TU", **times, "valid_from": "2088-04-06"},
    ]
    assert values["schedule_note"] == "Some Sundays, 09:00 to 17:00"
    assert "days or times kept in the feed's words — “Some Sundays, 09:00 to 17:00”" in report
    assert "session that is over — “Wednesday, 09:00 to 17:00, until 19 December 2001”" in report
