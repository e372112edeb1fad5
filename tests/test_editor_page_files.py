"""From a page to the files that it is made of, and to the place where each is changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from localoffer.editor.page_files import page_files
from localoffer.model.editor import Editor
from localoffer.offer import Offer
from localoffer.pipeline import Task, check

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
CLUB = "/services/sunflower-saturday-club/"
REPOSITORY = "https://github.com/brackenshire/local-offer/edit/main/content/"


@pytest.fixture(scope="module")
def offer() -> Offer:
    """The example council, with an editor and without a repository."""
    made = check(Task(ROOT / "content", ROOT, ROOT / ".localoffer", TODAY)).offer
    assert made
    return with_site(made, editor=Editor(backend="github", repo="a/b"), repository=None)


def with_site(offer: Offer, **changed: object) -> Offer:
    return replace(offer, site=offer.site.model_copy(update=changed))


def addresses(offer: Offer, page: str) -> Mapping[str, str]:
    return {file.path: file.address for file in page_files(offer, page)}


def test_a_record_a_list_and_a_school_lead_into_the_editor(offer: Offer) -> None:
    assert addresses(offer, CLUB)["services/sunflower-saturday-club.md"] == (
        "/edit/#/collections/service/entries/sunflower-saturday-club"
    )
    assert addresses(offer, "/events/") == {"events.yaml": "/edit/#/collections/rows/entries/event"}
    contacts = {"contacts.yaml": "/edit/#/collections/rows/entries/contact"}
    assert addresses(offer, "/contact/") == contacts
    school = offer.schools[0]
    assert addresses(offer, school.address)[school.path] == (
        f"/edit/#/collections/school/entries/{school.slug}"
    )


def test_a_national_guide_leads_to_the_councils_own_words_and_not_to_the_national(
    offer: Offer,
) -> None:
    (guide,) = (entry for entry in offer.guides if entry.slug == "ask-for-an-ehc-assessment")
    files = page_files(offer, guide.address)
    assert guide.is_national
    own = {slot.path: slot for slot in offer.slots if slot.record.guide == guide.slug}
    assert own
    assert {file.path for file in files} - {"contacts.yaml"} == set(own)
    for file in files:
        if file.path in own:
            assert file.address == f"/edit/#/collections/slot/entries/{own[file.path].slug}"
            assert own[file.path].record.slot in file.holds


def test_who_to_contact_is_a_file_of_its_own(offer: Offer) -> None:
    service = next(entry for entry in offer.services if entry.record.contact)
    contact = offer.lists.contacts[service.record.contact or ""]
    held = {file.path: file.holds for file in page_files(offer, service.address)}
    assert held == {service.path: "", "contacts.yaml": f"who to contact, {contact.role}"}


@pytest.mark.parametrize("repository", [REPOSITORY, REPOSITORY.rstrip("/")])
def test_without_an_editor_the_repository_is_where_files_are_changed(
    offer: Offer, repository: str
) -> None:
    other = with_site(offer, editor=None, repository=repository)
    path = "services/sunflower-saturday-club.md"
    assert addresses(other, CLUB)[path] == f"{REPOSITORY}{path}"
    both = with_site(offer, repository=repository)
    assert addresses(both, CLUB)[path].startswith("/edit/#/")


def test_without_either_the_files_are_named_and_nothing_is_linked(offer: Offer) -> None:
    other = with_site(offer, editor=None)
    assert set(addresses(other, CLUB).values()) == {""}
    assert page_files(other, "/search/") == page_files(other, "/nowhere/") == ()
