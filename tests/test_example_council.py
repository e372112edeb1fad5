"""The example council is whole: every duty has a guide, every page is there, all is fictional."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from localoffer.duties import duties
from localoffer.offer import Offer
from localoffer.pipeline import Checked, Task, check

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"

#: Ofcom's numbers for drama, and the short numbers that must be the real ones.
DRAMA = re.compile(
    r"01632960\d{3}|02079460\d{3}|07700900\d{3}|0808157\d{4}|03069990\d{3}|999|111|119|101|116123|85258"
)
PHONE = re.compile(r"(?<![\w/.-])0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?![\w-])")

#: The pages that the research found on the best sites, and the slug of ours.
WANTED = {
    "preparing for adulthood": "preparing-for-adulthood",
    "short breaks": "short-breaks",
    "transport": "travel-to-school",
    "personal budgets": "personal-budgets",
    "mediation": "disagreements-and-mediation",
    "appeal": "appeals",
    "SENDIASS": "sendiass",
    "waiting times": "waiting-times",
    "not attending school": "not-going-to-school",
    "autism": "autism",
    "ADHD": "adhd",
    "speech": "speech-and-language",
    "easy read": "easy-read-local-offer",
    "find your coordinator": "find-your-ehc-coordinator",
    "SEND reform watch": "the-law-has-not-changed",
    "the 20 weeks": "the-20-weeks",
    "annual review": "annual-review",
    "not in our area": "not-in-our-area",
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check(Task(CONTENT, ROOT, None, date(2026, 11, 21)))


@pytest.fixture(scope="module")
def offer(checked: Checked) -> Offer:
    assert checked.offer
    return checked.offer


def test_it_has_no_error_and_no_warning(checked: Checked) -> None:
    """Past events are the one exception: they are there to show that they are left out."""
    told = [problem for problem in checked.problems if not problem.message.endswith("is over.")]
    assert [problem for problem in told if problem.field != "dates"] == []


def test_it_is_as_large_as_a_real_one(offer: Offer) -> None:
    assert len(offer.services) >= 80
    assert len(offer.guides) >= 45
    assert len(offer.glossary) >= 60
    assert len(offer.events) >= 10
    assert sum(guide.record.kind == "easy-read" for guide in offer.guides) >= 5
    assert sum(guide.record.audience == "young people" for guide in offer.guides) >= 5


@pytest.mark.parametrize("duty", sorted(duties()))
def test_a_duty_has_a_page_that_is_evidence_for_it(duty: str, offer: Offer) -> None:
    """The accessibility statement is a page of its own; every other duty is claimed by a record."""
    claimed = {one for guide in offer.guides for one in guide.record.duties}
    claimed |= {one for service in offer.services for one in service.record.duties}
    assert duty in claimed or duty == "lo.accessibility-statement"


@pytest.mark.parametrize(
    "duty", [duty.id for duty in duties().values() if "Sch 2" in duty.citation]
)
def test_a_duty_of_schedule_2_has_a_guide(duty: str, offer: Offer) -> None:
    assert duty in {one for guide in offer.guides for one in guide.record.duties}


@pytest.mark.parametrize("page", sorted(WANTED))
def test_a_page_that_the_best_sites_have_is_here(page: str, offer: Offer) -> None:
    assert WANTED[page] in {guide.slug for guide in offer.guides}


def test_services_span_every_part_of_life(offer: Offer) -> None:
    kinds = Counter(service.record.kind for service in offer.services)
    wanted = {"school-support", "health", "care", "short-break", "activity", "advice", "childcare"}
    assert wanted | {"money", "transport", "training"} <= kinds.keys()


def test_awkward_cases_are_there_on_purpose(offer: Offer) -> None:
    services = [service.record for service in offer.services]
    languages = {words.language for service in services for words in service.translations}
    languages |= {words.language for guide in offer.guides for words in guide.record.translations}
    assert {"cy", "ur"} <= languages
    assert any(len(service.name) > 100 for service in services)
    assert any("'" in service.name or "’" in service.name for service in services)
    assert any(not service.phones for service in services)
    assert any(service.attending_type == ("online",) for service in services)
    assert any(place.hide_address for service in services for place in service.locations)
    assert any(len(service.locations) == 2 for service in services)
    assert any(service.status == "temporarily closed" for service in services)
    assert any(service.minimum_age == 0 for service in services)
    assert any(not service.in_area for service in services)


def test_every_phone_number_is_one_of_ofcoms_for_drama() -> None:
    texts = ((file, file.read_text(encoding="utf-8")) for file in CONTENT.rglob("*.*"))
    found = [(file.name, number) for file, text in texts for number in PHONE.findall(text)]
    assert found
    assert [row for row in found if not DRAMA.fullmatch(re.sub(r"\D", "", row[1]))] == []


def test_every_address_of_mail_is_fictional() -> None:
    texts = (file.read_text(encoding="utf-8") for file in CONTENT.rglob("*.*"))
    hosts = {host for text in texts for host in re.findall(r"[\w.+-]+@([\w.-]+\w)", text)}
    assert {host for host in hosts if not host.endswith("example.org")} == set()
