"""Made-up feeds, and what a person read in them: most is found, and nothing is invented."""

from pathlib import Path

import pytest

from benchmarks.accept_import import import_feeds
from benchmarks.import_truth import judge, read_truth

SETS = Path(__file__).parent.parent / "benchmarks" / "import_acceptance"


@pytest.mark.parametrize("name", ["first", "second"])
def test_most_of_what_records_say_is_found_and_nothing_invented(name: str, tmp_path: Path) -> None:
    """The targets: 90% published of what can be, 60% of each kind of fact, nothing invented."""
    truth = read_truth(SETS / name / "truth.csv")
    records = import_feeds(SETS / name, tmp_path / name)
    assert len(records) == len(truth)
    usable = [row["name"] for row in truth if row["usable"] == "yes"]
    published = [one for one in usable if one in records and "draft" not in records[one]]
    assert len(published) / len(usable) >= 0.9
    verdicts = {row["name"]: judge(row, records.get(row["name"], {})) for row in truth}
    assert [(one, told.invented) for one, told in verdicts.items() if told.invented] == []
    assert [one for one, told in verdicts.items() if told.days == "wrong"] == []
    for fact in ("needs", "ages", "costs"):
        stated = [told for told in verdicts.values() if fact in told.stated]
        assert sum(fact in told.found for told in stated) / len(stated) >= 0.6, fact


def test_a_fact_that_nobody_stated_is_invented() -> None:
    row = dict.fromkeys(("needs", "allowed", "minimum_age", "maximum_age"), "")
    row |= {"free": "", "price": "", "days": "TU 10:00-12:00", "allowed": "any"}
    fields = {
        "needs": ["any", "autism"], "minimum_age": "5", "free": "no", "fees_description": "£3",
        "schedules": [{"byday": "WE", "opens_at": "10:00", "closes_at": "12:00"}],
    }  # fmt: skip
    verdict = judge(row, fields)
    assert verdict.invented == ["needs: autism", "minimum_age: 5", "free: no", "price: £3"]
    assert verdict.days == "wrong"
    assert not verdict.stated
