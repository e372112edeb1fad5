"""How many records of real feeds get what their own words name: at least 60 in 100.

The words are looked for in a wide and simple way, so that the share is not flattered: a sentence
such as "over 50 years ago" counts as one that names an age, and lowers it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer.importers.html.to_markdown import to_markdown, to_plain_text
from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_service import FeedService
from localoffer.importers.open_referral.mapping import service_of
from localoffer.importers.open_referral.to_record import Origin, to_record
from localoffer.importers.shared.council_lists import read_council_lists
from localoffer.importers.shared.notes import Notes
from tests.support.example_facts import ROOT

DATA = ROOT.parent / "shared" / "data" / "services"
FILES = (
    "north-lincolnshire-open-referral-v2.json",
    "bfis_services_20.json",
    "bristol_oruk_v3_page_3services_2026.json",
    "bucks_live_outpost_page_2services_2026-07.json",
)
ENOUGH = 0.6
AGES = re.compile(
    r"\b(?:aged?|ages) (?:\w+ ){0,3}?\d{1,2}\b|\bunder[- ]\d{1,2}s?\b(?! \w)"
    r"|\bover (?:the age of )?\d{1,2}s?\b"
    r"(?! ?(?:years? (?:ago|of)|\w+ (?:people|groups|members)|%|,\d))"
    r"|\b\d{1,2} ?(?:-|to) ?\d{1,2} ?(?:years?|yrs?|months?)\b|\b\d{1,2}\+(?! \w)"
    r"|\bbirth to \d|\bpre-?school (?:aged|children)|\bkey stage \d|\bKS\d",
    re.IGNORECASE,
)
COSTS = re.compile(
    r"£\d|\b(?:is|are) (?:completely |totally )?free\b(?! (?:to|and) (?:call|leave))"
    r"|\bfree (?:of charge|to attend|service|sessions?|group|activity|support)\b|\bno charge\b"
    r"|\bfully funded\b|\bdonations?\b",
    re.IGNORECASE,
)
NEEDS = re.compile(
    r"\b(?:children|adults|people|pupils|person|anyone|those|families|individuals)(?: \w+){0,6}? "
    r"with (?:a |an )?(?:\w+ ){0,2}?(?:disabilit|autism|additional needs|special educational"
    r"|SEND?\b|learning d|ADHD|epilepsy|hearing|sight|visual)"
    r"|\b(?:disabled|autistic|deaf|blind|visually impaired) (?:children|adults|(?:young )?people)\b"
    r"|\bSEND (?:children|young people|team)\b",
    re.IGNORECASE,
)
AUDIENCE = re.compile(
    r"autis|asperger|disab|sensory|visual|hearing|deaf|mental health|wheelchair|long term health"
    r"|communication|cognition|learning d",
    re.IGNORECASE,
)
FIELDS = {
    "need": ("needs",),
    "age": ("minimum_age", "maximum_age"),
    "cost": ("free", "fees_description", "cost_options"),
}


def _rows() -> Iterator[dict[str, Any]]:
    for name in FILES:
        data = json.loads((DATA / name).read_text(encoding="utf-8"))
        rows = data if isinstance(data, list) else data.get("contents") or data.get("content")
        yield from rows


def _named(feed: FeedService) -> set[str]:
    """Return what a record's own words name, of need, age and cost."""
    description = to_plain_text(to_markdown(feed.description, Notes()))
    words = "\n".join((feed.name, description, *feed.people.eligibility, *feed.costs.fees))
    terms = " / ".join(term.word for term in (*feed.people.audience, *feed.terms))
    found = {
        "need": NEEDS.search(words) or AUDIENCE.search(terms),
        "age": AGES.search(words) or feed.people.youngest or feed.people.bands,
        "cost": COSTS.search(words) or feed.costs.prices,
    }
    return {subject for subject, match in found.items() if match}


@pytest.mark.skipif(
    not DATA.is_dir(),
    reason="../shared/data is not here: it is only where the project is developed",
)
def test_most_records_whose_words_name_a_need_an_age_or_a_cost_have_it_as_a_field(
    council: Path,
) -> None:
    lists = read_council_lists(council, ROOT, None)
    named: Counter[str] = Counter()
    filled: Counter[str] = Counter()
    for row in _rows():
        feed = service_of(FeedObject(row, Notes()))
        record = to_record(feed, Origin("", "feed"), lists, date(2026, 11, 30), Notes())
        assert record
        for subject in _named(feed):
            named[subject] += 1
            filled[subject] += any(record.values.get(field) for field in FIELDS[subject])
    shares = {subject: filled[subject] / named[subject] for subject in FIELDS}
    assert min(shares.values()) >= ENOUGH, (shares, named)
