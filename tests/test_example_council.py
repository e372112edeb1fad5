"""The example council is whole: every duty has a guide, every page is there, all is fictional."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from localoffer.duties import duties
from localoffer.model.guide import PageType
from localoffer.model.provision import Facet
from localoffer.model.school import Opening, Phase, SchoolKind
from localoffer.offer import Offer
from localoffer.pipeline import CheckResult, Task, check
from localoffer.schools.facts import coordinator_of
from localoffer.schools.report_status import State, report_status_of

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
def checked() -> CheckResult:
    return check(Task(CONTENT, ROOT, None, date(2026, 11, 21)))


@pytest.fixture(scope="module")
def offer(checked: CheckResult) -> Offer:
    assert checked.offer
    return checked.offer


def test_it_has_no_error_and_no_warning(checked: CheckResult) -> None:
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


def test_its_schools_are_of_every_kind_in_every_state_and_each_has_a_coordinator(
    offer: Offer,
) -> None:
    schools = {entry.slug: entry.record for entry in offer.schools}
    checks = {row.address: row for row in offer.link_checks}
    own = {entry.record.school: entry for entry in offer.reports}
    states = {
        report_status_of(school, own.get(slug), checks, offer.today).state
        for slug, school in schools.items()
    }
    assert len(schools) >= 60
    assert states == set(get_args(State))
    assert {school.kind for school in schools.values()} == set(get_args(SchoolKind))
    assert {school.status for school in schools.values()} == set(get_args(Opening))
    assert any(school.hospital for school in schools.values())
    assert {school.in_area for school in schools.values()} == {True, False}
    assert sum(bool(school.bases) for school in schools.values()) >= 10
    names = Counter(school.name for school in schools.values())
    assert names.most_common(1)[0][1] > 1, "names repeat in every county"
    assert len(offer.reports) >= 3
    alone = [one for one in schools if not coordinator_of(one, schools[one], offer.coordinators)]
    assert alone == []


def test_its_statements_leave_no_cell_of_the_grid_empty(offer: Offer) -> None:
    statements = [entry.record for entry in offer.statements]
    cells = Counter(
        (facet, phase) for one in statements for facet in one.facets for phase in one.phases
    )
    assert len(statements) >= 120
    assert cells.keys() == {(f, p) for f in get_args(Facet) for p in get_args(Phase)}
    assert {one.area for one in statements} == set(offer.lists.need_areas)
    assert any(one.history for one in statements)
    plain = [area for area in offer.lists.need_areas.values() if not area.easy_read]
    assert [area.id for area in plain] == ["everyone"]


def test_the_journey_is_whole_and_pages_whose_readers_ask_the_same_are_there(offer: Offer) -> None:
    journeys = {guide.slug for guide in offer.guides if guide.record.kind == "journey"}
    assert journeys >= {
        "ask-for-an-ehc-assessment", "the-20-weeks", "check-your-draft-plan", "if-the-answer-is-no",
        "annual-review", "phase-transfer", "moving-area", "ending-a-plan",
    }  # fmt: skip
    types = {guide.record.page_type for guide in offer.guides} - {None}
    assert types == set(get_args(PageType))
    assert {figure.id for figure in offer.figures} >= {"plans-in-20-weeks", "appeals"}


def test_every_phone_number_is_one_of_ofcoms_for_drama() -> None:
    texts = ((file, file.read_text(encoding="utf-8")) for file in CONTENT.rglob("*.*"))
    found = [(file.name, number) for file, text in texts for number in PHONE.findall(text)]
    assert found
    assert [row for row in found if not DRAMA.fullmatch(re.sub(r"\D", "", row[1]))] == []


def test_every_address_of_mail_is_fictional() -> None:
    texts = (file.read_text(encoding="utf-8") for file in CONTENT.rglob("*.*"))
    hosts = {host for text in texts for host in re.findall(r"[\w.+-]+@([\w.-]+\w)", text)}
    assert {host for host in hosts if not host.endswith("example.org")} == set()
