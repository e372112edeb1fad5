"""What is still to do: from whom families can call to the council's own words in national texts."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from localoffer.coverage import Coverage, coverage
from localoffer.duties import Duty
from localoffer.model.provision import Facet
from localoffer.model.reference import Contact
from localoffer.model.site import Site
from localoffer.model.slot import Slot
from localoffer.offer import Entry, Offer
from localoffer.program import PROGRAM

#: The groups in the order of the list.
Group = Literal["people", "law", "facts", "pages", "words"]


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: what, and the file of the content in which it is done."""

    group: Group
    what: str
    file: str


#: How evidence for a duty comes about where no guide is enough, by how its id begins.
_SCHOOLS = f"The schools of your area ({PROGRAM} import schools)", "schools/"
_STATEMENTS = "Agree with schools and parents what every setting should do", "agreements.yaml"
_ANY_PAGE = "", ""
_BY_DUTY = {
    "lo.in-area.commissioned": ("The services that you pay for", "services/"),
    "lo.in-area.": _SCHOOLS,
    "lo.out-of-area": ("Schools outside your area that your children go to", "schools/"),
    "lo.special-settings": _SCHOOLS,
    "lo.council-secured": ("The bases that you pay for, in the files of their schools", "schools/"),
    "lo.sen-reports": _SCHOOLS,
    "lo.offline": ("Ways to get this without the internet, as offline_routes", "site.yaml"),
    "lo.accessibility-statement": (
        "The facts of the accessibility statement, as accessibility",
        "site.yaml",
    ),
    "lo.consulted": ("Each time that you asked families and others", "consultation/"),
    "lo.comments": ("What families said, and your answers, once a year", "comments/"),
}

#: Facts of ``site.yaml`` that a site can begin without, in the order in which they help families.
_FACTS = {
    "base_url": "the web address of the site",
    "privacy": "the facts of the privacy notice, which says until then that nobody has checked it",
    "making": "who makes the site, and who may be listed",
}
_COUNCIL_FACTS = {
    "address": "where people write to",
    "url": "the council's own website",
}


def to_do_list(offer: Offer) -> tuple[ToDo, ...]:
    """Return all that is still to do, the most useful for families first."""
    return (*_people(offer), *_law(offer), *_facts(offer), *_pages(offer), *_words(offer))


def _people(offer: Offer) -> Iterator[ToDo]:
    """Yield the numbers that families need and the site does not have."""
    site, contacts = offer.site, offer.lists.contacts
    if not site.phone:
        yield ToDo("people", "The phone number of the Local Offer: phone, phone_hours", "site.yaml")
    elif not site.phone_hours:
        yield ToDo("people", "When someone answers the phone: phone_hours", "site.yaml")
    if not site.email:
        yield ToDo("people", "The mailbox of the Local Offer: email", "site.yaml")
    first = [name for name in (site.help, site.advice_service, site.feedback.safety) if name]
    for name in dict.fromkeys([*first, *contacts]):
        if name in contacts and not contacts[name].is_reachable:
            yield _number_of(contacts[name], site)
    if not site.forum:
        what = "The parent carer forum: a row in contacts.yaml, and its id as forum"
        yield ToDo("people", what, "site.yaml")


def _number_of(contact: Contact, site: Site) -> ToDo:
    if contact.id == site.help:
        return ToDo(
            "people", "How to reach the Local Offer team: the row help-line", "contacts.yaml"
        )
    what = f"{contact.role}: a number, mailbox or web page in the row {contact.id}"
    return ToDo("people", what, "contacts.yaml")


def _law(offer: Offer) -> Iterator[ToDo]:
    """Yield what would be evidence for the duties that nothing of the council's own speaks of."""
    rows = [row for row in coverage(offer) if not row.evidence or row.rests_on_national_text]
    named: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for row in rows:
        named[_named_evidence(row.duty.id)].append(row.duty)
    others = named.pop(_ANY_PAGE, ())
    for (what, file), duties in named.items():
        yield ToDo("law", f"{what}: {'; '.join(map(_cited, duties))}", file)
    yield from (_any_page(row) for row in rows if row.duty in others)


def _cited(duty: Duty) -> str:
    unsure = "" if duty.citation_verified else ", number not verified"
    return f"{duty.title} ({duty.citation}{unsure})"


def _named_evidence(duty: str) -> tuple[str, str]:
    """Return what would be evidence for a duty and where it is written, or ``_ANY_PAGE``."""
    if duty == "lo.ordinarily-available" or duty.removeprefix("lo.") in get_args(Facet):
        return _STATEMENTS
    found = (evidence for start, evidence in _BY_DUTY.items() if duty.startswith(start))
    return next(found, _ANY_PAGE)


def _any_page(row: Coverage) -> ToDo:
    """Return what to do for a duty that any page can be evidence for, if it names the duty."""
    own = f"a service or a guide with duties: [{row.duty.id}]"
    if not row.evidence:
        return ToDo("law", f"{_cited(row.duty)}: {own}", "services/")
    page = row.evidence[0].address
    words = f"{_cited(row.duty)}: so far {page} and the like; your own words in it, or {own}"
    return ToDo("law", words, "slots/")


def _facts(offer: Offer) -> Iterator[ToDo]:
    site = offer.site
    for name, what in _FACTS.items():
        if name not in site.model_fields_set:
            yield ToDo("facts", f"{what[0].upper()}{what[1:]}: {name}", "site.yaml")
    if not site.feedback.answer_days:
        what = "How soon someone reads and answers a comment: feedback, triage_days, answer_days"
        yield ToDo("facts", what, "site.yaml")
    for name, what in _COUNCIL_FACTS.items():
        if not getattr(site.council, name):
            yield ToDo("facts", f"{what[0].upper()}{what[1:]}: council, {name}", "site.yaml")


def _pages(offer: Offer) -> Iterator[ToDo]:
    """Yield the directories in which nothing is listed yet."""
    if not offer.services:
        what = f"The first services that families ask for ({PROGRAM} new service NAME)"
        yield ToDo("pages", what, "services/")
    if not offer.schools:
        what = f"Your schools, nurseries and colleges ({PROGRAM} import schools)"
        yield ToDo("pages", what, "schools/")
    if not offer.events:
        yield ToDo("pages", "What is on for families", "events.yaml")
    if not offer.coordinators and offer.schools:
        yield ToDo("pages", "Who coordinates plans at which school", "coordinators.yaml")


def _words(offer: Offer) -> Iterator[ToDo]:
    """Yield each national text that has places for the council's own words, all still empty."""
    filled = {(slot.record.guide or slot.record.topic, slot.record.slot) for slot in _slots(offer)}
    texts: tuple[Entry[Any], ...] = (*offer.guides, *offer.topics)
    for entry in texts:
        empty = [name for name in entry.slots if (entry.slug, name) not in filled]
        if entry.is_national and empty:
            yield ToDo("words", f"{entry.record.title}: {', '.join(empty)}", _file_of(entry, empty))


def _slots(offer: Offer) -> tuple[Entry[Slot], ...]:
    return offer.entries(Slot)


def _file_of(entry: Entry[Any], empty: list[str]) -> str:
    """Return the file that would fill the first empty slot of a text."""
    return f"slots/{entry.slug}-{empty[0]}.md"
