"""The facts that a record of each kind should have, those that help most families first.

The order stands for figures of use, which no site of ours keeps (docs/work-list.md): whom to call,
then what the search filters by, in the order of its page, then what the other pages say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from localoffer.model.annual_report import Consultation
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.reference import Contact
from localoffer.model.school import School
from localoffer.model.service import Service
from localoffer.model.wall_note import WallNote
from localoffer.offer import Entry, Offer
from localoffer.schools.facts import report_expected

#: What families do with a fact.
Use = Literal["call", "filter", "browse", "read"]

#: The fact that a finished draft lacks: somebody's decision to publish it.
PUBLISHED = "published"

#: The fact that a record whose words are hard lacks.
WORDS = "words"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact: its name, the fields that hold it, and what families do with it.

    Where ``in_any`` is true, one of the fields is enough. ``what`` is what people call it.
    """

    name: str
    fields: tuple[str, ...]
    what: str
    use: Use
    in_any: bool = False


def _one(field: str, what: str, use: Use) -> KnownFact:
    return KnownFact(field, (field,), what, use)


_SERVICE = (
    _one("name", "what it is called", "call"),
    KnownFact(
        "contact", ("phones", "email", "url", "contact"), "how to get in touch", "call", in_any=True
    ),
    _one("needs", "which needs it is for", "filter"),
    KnownFact("ages", ("minimum_age", "maximum_age"), "for which ages it is", "filter"),
    _one("kind", "what kind of help it is", "filter"),
    _one("service_areas", "which areas it covers", "filter"),
    _one("free", "whether it is free", "filter"),
    _one("referral", "who can ask for it", "filter"),
    _one("diagnosis_needed", "whether a diagnosis is needed", "filter"),
    _one("attending_type", "where it happens: at a venue, at home, online", "filter"),
    _one("topics", "under which topics it stands", "browse"),
    _one("summary", "what it does, in a sentence or two", "read"),
    _one("application_process", "how to get it", "read"),
    _one("fees_description", "what it costs", "read"),
    _one("eligibility_description", "who can use it", "read"),
    _one("schedules", "when it runs, day by day", "read"),
    _one("ehc_plan_needed", "whether an EHC plan is needed", "read"),
    _one("organization", "who runs it", "read"),
    KnownFact("checked", ("assured_date", "assured_by"), "when it was checked, by whom", "read"),
    _one("owner", "who is responsible for the page", "read"),
)
_SCHOOL = (
    KnownFact("contact", ("phone", "email", "url"), "how to reach the school", "call", in_any=True),
    _one("senco", "how to reach the SENCO", "call"),
    _one("area", "in which area it lies", "filter"),
    _one("report", "where its SEN information report is", "read"),
    _one("accessibility_plan", "where its accessibility plan is", "read"),
    _one("owner", "who is responsible for the page", "read"),
)
_BY_MODEL: Mapping[type[Record], tuple[KnownFact, ...]] = {
    Contact: (
        KnownFact("contact", ("phones", "email", "url"), "how to reach them", "call", in_any=True),
        _one("hours", "when someone answers the phone", "call"),
    ),
    Service: _SERVICE,
    School: _SCHOOL,
    Comment: (_one("answer", "what you answer", "read"),),
    WallNote: (_one("answer", "what you answer", "read"),),
    Consultation: (
        _one("said", "what people said", "read"),
        _one("changed", "what changed because of it", "read"),
    ),
}

#: What any record may lack besides the facts of its kind.
_ANY = (
    KnownFact(PUBLISHED, ("draft",), "your decision to publish it", "read"),
    KnownFact(WORDS, (), "plainer words", "read"),
)


def facts_of(model: type[Record]) -> tuple[KnownFact, ...]:
    """Return the facts that a record with this model should have, the most useful first."""
    return (*_BY_MODEL.get(model, ()), *_ANY)


def facts_with(model: type[Record], fields: Sequence[str]) -> tuple[KnownFact, ...]:
    """Return the facts that these fields are parts of, in the order of ``facts_of``."""
    return tuple(fact for fact in facts_of(model) if set(fact.fields) & set(fields))


def lacking(entry: Entry[Any] | Contact, offer: Offer) -> tuple[KnownFact, ...]:
    """Return the facts that a record lacks; of a service those that its page cannot do without."""
    record = entry.record if isinstance(entry, Entry) else entry
    if isinstance(entry, Entry) and isinstance(record, Service):
        return facts_with(Service, entry.missing)
    return tuple(
        fact
        for fact in _BY_MODEL.get(type(record), ())
        if not any(getattr(record, field) for field in fact.fields)
        and _is_asked(fact, entry, offer)
    )


def _is_asked(fact: KnownFact, entry: Entry[Any] | Contact, offer: Offer) -> bool:
    """Return whether a fact makes sense for this record."""
    if isinstance(entry, Contact):
        return fact.name != "hours" or bool(entry.phones)
    if not isinstance(entry.record, School):
        return True
    if entry.record.status == "closed":
        return False
    if fact.name == "report":
        written_here = any(report.record.school == entry.slug for report in offer.reports)
        return report_expected(entry.record) and not written_here
    return fact.name != "area" or bool(offer.lists.areas)
