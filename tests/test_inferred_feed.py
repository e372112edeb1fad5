"""A made-up feed in the manner of several councils: a record gets what its words say, no more."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.mapping import service_of
from localoffer.importers.open_referral.to_record import Origin, to_record
from localoffer.importers.shared.council_lists import read_council_lists
from localoffer.importers.shared.notes import Notes
from tests.support.example_facts import ROOT

#: By what the record is called: its fields in the feed, and all that rules work out of them.
RECORDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "Puddle Ducks Playgroup": (
        {
            "description": "<p>A friendly playgroup for children aged 2 to 4.</p>"
            "<p>£2 per child. Parents stay with their children.</p>"
        },
        {
            "minimum_age": "2", "maximum_age": "4", "free": "no",
            "fees_description": "£2 per child.",
            "cost_options": [{"option": "Per child", "amount": "2"}],
        },
    ),
    "Lantern Youth Club": (
        {
            "description": "We are open to young people with additional needs aged 11 to 18 (up to "
            "25 with SEND). Volunteers must be over 21. Free to attend.",
            "eligibilitys": [{"eligibility": "Young people with SEND"}],
        },
        {
            "minimum_age": "11", "maximum_age": "25", "free": "yes", "needs": ["any"],
            "fees_description": "Free to attend.",
            "age_note": "11 to 18; up to 25 with special educational needs or a disability",
        },
    ),
    "Harbour Soft Play": (
        {
            "description": "Soft play for the whole family. There is a corner for under 3s. "
            "Adults are free to watch. Free parking. Under 1s go free. "
            "Parties for 8 to 10 children.",
            "fees": "Ask at the desk",
        },
        {},
    ),
    "Quiet Hour Swim": (
        {
            "description": "A swim for autistic children and their families. Not suitable for "
            "children under 4 or for people with epilepsy.",
            "fees": "Children £3, adults £4.50",
            "send_needs": [{"name": "Autism"}],
        },
        {
            "needs": ["autism"], "free": "no",
            "cost_options": [
                {"option": "Children", "amount": "3"}, {"option": "Adults", "amount": "4.50"},
            ],
        },
    ),
    "Steps Therapy": (
        {
            "description": "Our therapists have over 20 years of experience. You may wait 8 to 12 "
            "weeks. Feel free to ring us. We raised £5,000 for deaf children last year.",
            "service_taxonomys": [{"taxonomy": {"name": "Therapy"}}],
        },
        {"kind": "therapy"},
    ),
    "Seaview Childminding": (
        {
            "description": "I look after children from 6 months to 11 years. 15 hours of free "
            "childcare for two year olds. I have been a childminder for 10 to 12 years.",
            "age_band_under_2": True, "age_band_2": True, "age_band_3_4": True,
            "cost_options": [{"option": "An hour", "amount": "6.50"}],
        },
        {"free": "no"},
    ),
    "Homework Hub (KS3)": (
        {
            "description": "Help with homework after school. There is no charge.",
            "attributes": [{"taxonomy_term": {"name": "Cognition and learning"}}],
        },
        {
            "minimum_age": "11", "maximum_age": "14", "needs": ["learning-difficulties"],
            "free": "yes", "fees_description": "There is no charge.",
        },
    ),
    "Grannies' Garden": (
        {
            "description": "Gardening for nans and grandads and adults over 65. Sibling "
            "groups for 5-11s are held elsewhere, not here.",
            "pc_targetAudience": [{"audienceType": "Everyone"}],
        },
        {},
    ),
    "Signing Singers": (
        {
            "description": "A choir for deaf and hearing people. Seal Choir is for 5 to 8 year "
            "olds. "
            "Members pay a donation of £1 if they can.",
            "keywords": "singing",
        },
        {"fees_description": "Members pay a donation of £1 if they can."},
    ),
    "Moorland Rangers": (
        {
            "description": "Juniors are aged 8 to 11. Rangers are aged 12 to 16. We meet from 6 "
            "to 8 pm. Some sessions are free, others cost £2.",
        },
        {"fees_description": "Some sessions are free, others cost £2."},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_gets_what_its_words_say_and_no_more(council: Path, name: str) -> None:
    fields, expected = RECORDS[name]
    row = {"id": "1", "name": name, **fields}
    lists = read_council_lists(council, ROOT, None)
    feed = service_of(FeedObject(row, Notes()))
    record = to_record(feed, Origin("", "feed"), lists, date(2026, 11, 30), Notes())
    assert record
    inferred = {field: record.values[field] for field in record.values.get("inferred_fields", ())}
    assert inferred == expected
