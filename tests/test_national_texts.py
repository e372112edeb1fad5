"""The national texts themselves: right in any council, with or without its words in their slots."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer import problems
from localoffer.check.checked_file import CheckSettings
from localoffer.check.council_words import slots_in
from localoffer.check.gather import gather
from localoffer.check.site_facts import placeholder_values, read_site_facts
from localoffer.offer import Entry, Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.read.layers import ContentLayers

ROOT = Path(__file__).parent.parent
NATIONAL = ROOT / "national"
FILES = sorted(file for file in NATIONAL.rglob("*") if file.suffix in (".md", ".yaml"))

#: What only the example council has: its name, its places, and numbers that nobody has.
EXAMPLE = (
    "Brackenshire",
    "Parent Voice",
    "Fairway",
    "01632",
    "07700 900",
    "0808 157",
    "example.org",
)

SITE = """
title: Thornshire Local Offer
base_url: https://localoffer.thornshire.gov.uk
council:
  name: Thornshire County Council
colours:
  brand: "#1d5c63"
  accent: "#f4b942"
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a council that has written nothing but its name."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def result(bare: Path) -> CheckResult:
    """What a check of that council says."""
    return check(Task(bare, ROOT, None, date(2026, 11, 30)))


@pytest.fixture(scope="module")
def offer(result: CheckResult) -> Offer:
    """The offer of that council."""
    assert result.offer
    return result.offer


def test_no_national_text_names_the_example_council() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in FILES
        for word in EXAMPLE
        if re.search(rf"\b{re.escape(word)}\b", file.read_text("utf-8"))
    ]
    assert found == []


def test_a_council_with_nothing_but_its_name_has_no_error(result: CheckResult) -> None:
    assert problems.errors(result.problems) == ()
    assert len(result.pages) >= 100


def test_no_national_text_has_a_problem_of_its_own(bare: Path) -> None:
    """A council does not see the warnings of national texts: here they are looked for."""
    layers = ContentLayers(bare, NATIONAL)
    facts = read_site_facts(layers)
    settings = CheckSettings(placeholders=placeholder_values(facts), site_defaults=facts.defaults)
    found = [
        problem
        for file in gather(layers, None, settings).files
        for problem in file.problems
        if problem.path.startswith("national/")
    ]
    assert problems.as_text(found) == "0 errors, 0 warnings.\n"


def test_no_placeholder_is_left_in_a_text(offer: Offer) -> None:
    texts = {
        entry.path: f"{entry.record.model_dump()} {entry.text.html}"
        for entries in (offer.guides, offer.topics, offer.statements)
        for entry in entries
    }
    left = [
        (path, match[0])
        for path, text in texts.items()
        for match in re.finditer(r"\{ ?[a-z ]+(?::[^{}']*)?\}", text)
    ]
    assert left == []


def _texts(offer: Offer) -> tuple[Entry[Any], ...]:
    return (*offer.guides, *offer.topics)


def test_no_heading_stands_above_nothing(offer: Offer) -> None:
    """A heading that only makes sense with the council's words belongs into their slot."""
    empty = [
        f"{entry.path}: {heading[1]}"
        for entry in _texts(offer)
        for heading in re.finditer(
            r"<h([2-6])[^>]*>[^<]*</h\1>\s*(?=<h(?:2|\1)\b|\Z)", str(entry.text.html)
        )
    ]
    assert empty == []
    assert not [entry.path for entry in _texts(offer) if "<li></li>" in str(entry.text.html)]


def test_every_slot_of_a_guide_has_a_name_of_its_own() -> None:
    for file in FILES:
        names = re.findall(r"\{slot: ?([^}]*)\}", file.read_text("utf-8"))
        assert len(names) == len(set(names)), file
        assert set(names) == set(slots_in(file.read_text("utf-8")))


def test_a_national_text_says_when_it_was_checked_and_by_whom(offer: Offer) -> None:
    checkers = {guide.record.assured_by for guide in offer.guides}
    assert checkers == {"Local Offer project"}
    assert all(guide.record.assured_date for guide in offer.guides)


def test_a_crisis_page_leads_to_a_number_where_the_council_has_given_none(offer: Offer) -> None:
    """At night nobody should be sent to a contact page that has no number yet."""
    (crisis,) = [guide for guide in offer.guides if guide.path.endswith("help-in-a-crisis.md")]
    for address in ("report-child-abuse-to-local-council", "find-local-council"):
        assert f"https://www.gov.uk/{address}" in str(crisis.text.html)
