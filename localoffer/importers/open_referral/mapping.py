"""The names under which versions 1 to 3, Outpost and councils' extras have the same facts.

Version 1 and 2: developers.openreferraluk.org's "Full spec"; version 3: the UK profile of
HSDS 3.0; Outpost: wearefuturegov/outpost-api-service. ``pc_`` names are one publisher's own.
"""

from collections.abc import Iterator

from localoffer.importers.open_referral.contact_mapping import contact_of
from localoffer.importers.open_referral.feed_object import FeedObject
from localoffer.importers.open_referral.feed_service import (
    FeedAttendance,
    FeedCosts,
    FeedPeople,
    FeedPrice,
    FeedProvider,
    FeedService,
)
from localoffer.importers.open_referral.location_mapping import locations_of, schedules_of
from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.text import line

_ORGANIZATION = ("organization", "organisation", "organizations", "organisations", "provider")
#: Outpost's age bands, in years; the last one is open at its end.
_BANDS = {
    "age_band_under_2": (0, 1), "age_band_2": (2, 2), "age_band_3_4": (3, 4),
    "age_band_5_7": (5, 7), "age_band_8_plus": (8, -1), "age_band_all": (0, -1),
}  # fmt: skip
_TERMS = (
    "taxonomies", "taxonomy_terms", "categories", "category", "send_needs", "suitabilities",
    "keywords", "tags",
)  # fmt: skip
_AUDIENCE, _DELIVERABLE = "pc_targetAudience", "deliverable_type"
#: Texts that have no field of their own in our record: shown below the description.
_SECTIONS = (
    ("Accreditations", ("accreditations",)),
    ("How long you may wait", ("wait_time", "waiting_time")),
    ("Interpreters", ("interpretation_services",)),
    ("More about coming", ("pc_attendingAccess_additionalInfo",)),
    ("More to know", ("additional_information",)),
)


def service_of(row: FeedObject) -> FeedService:
    """Return a row's service."""
    assured = row.row("pc_metadata").texts("date_assured")
    return FeedService(
        id=row.text("id", "service_id", "uuid"),
        name=row.text("name", "service_name", "title"),
        alternate_names=tuple(row.texts("alternate_name", "alternate_names", "alternative_name")),
        description=row.text("description", "service_description", "summary"),
        status=_status(row),
        alert=row.text("alert"),
        provider=_provider(row.row(*_ORGANIZATION)),
        contact=contact_of(row),
        people=_people(row),
        costs=_costs(row),
        attendance=FeedAttendance(
            locations_of(row), schedules_of(row), tuple(_areas(row)), tuple(_attending(row))
        ),
        languages=tuple(_languages(row)),
        assured=(*row.texts("assured_date", "last_assured", "date_assured"), *assured),
        terms=tuple(_terms(row)),
        process=tuple(row.texts("application_process", "attending_access")),
        needs_referral=row.flag("needs_referral", "referral_required"),
        documents=tuple(_documents(row)),
        training=tuple(text for topic, text in _answers(row) if _is_training(topic)),
        sections=tuple(_sections(row)),
    )


def _provider(row: FeedObject) -> FeedProvider:
    return FeedProvider(
        name=row.text("name", "title"),
        text=row.text("description"),
        url=row.text("website", "url", "uri"),
        email=row.text("email"),
    )


def _people(row: FeedObject) -> FeedPeople:
    rules = row.rows("eligibilitys", "eligibilities", "eligibility")
    return FeedPeople(
        eligibility=tuple(_rules(row, rules)),
        audience=tuple(
            FeedTerm(text, _AUDIENCE) for group in row.rows(_AUDIENCE) for text in _audience(group)
        ),
        youngest=tuple(_ages(row, rules, "minimum_age", "min_age")),
        oldest=tuple(_ages(row, rules, "maximum_age", "max_age")),
        bands=tuple(ages for name, ages in _BANDS.items() if row.flag(name)),
    )


def _costs(row: FeedObject) -> FeedCosts:
    fees = tuple(row.texts("fees", "fees_description"))
    return FeedCosts(fees, row.flag("free"), tuple(_prices(row)))


def _status(row: FeedObject) -> str:
    if row.flag("temporarily_closed"):
        return "temporarily closed"
    if row.flag("visible") is False:
        return "hidden by its publisher"
    return row.text("status")


def _rules(row: FeedObject, rules: list[FeedObject]) -> Iterator[str]:
    yield from row.texts("eligibility_description", "pc_eligibility")
    for rule in rules:
        yield from rule.texts("eligibility", "eligibility_description", "name", "description")


def _audience(row: FeedObject) -> Iterator[str]:
    for text in row.texts("audienceType", "name"):
        yield text.rsplit(">", 1)[-1].strip()


def _ages(row: FeedObject, rules: list[FeedObject], *names: str) -> Iterator[str]:
    for source in (row, *rules):
        yield from source.texts(*names)


def _prices(row: FeedObject) -> Iterator[FeedPrice]:
    for price in row.rows("cost_options", "costs", "cost_option"):
        yield FeedPrice(
            price.text("option", "name", "description"),
            price.text("amount", "cost"),
            price.text("amount_description", "cost_type"),
            price.text("valid_to"),
        )


def _areas(row: FeedObject) -> Iterator[str]:
    for area in row.rows("service_areas", "service_area"):
        name = area.text("name", "service_area")
        if name:
            yield name


def _languages(row: FeedObject) -> Iterator[str]:
    for language in row.rows("languages", "language"):
        text = language.text("name", "language", "code")
        if text:
            yield text


def _terms(row: FeedObject) -> Iterator[FeedTerm]:
    """Yield the terms of taxonomies, the most specific sources first."""
    for link in row.rows(
        "link_taxonomies", "service_taxonomys", "service_taxonomies", "attributes"
    ):
        term = link.row("taxonomy", "taxonomy_term") or link
        words = term.texts("name", "label", "term") or term.texts("taxonomy_term", "value")
        yield from (FeedTerm(word, _vocabulary(term)) for word in words)
    for name in _TERMS:
        for term in row.rows(name):
            words = term.texts("name", "label")
            yield from (FeedTerm(word, _vocabulary(term) or name) for word in words)
    yield from (FeedTerm(word, _DELIVERABLE) for word in row.texts(_DELIVERABLE))


def _vocabulary(term: FeedObject) -> str:
    """Return what the vocabulary of a term is called (versions 2 and 3); empty if not said."""
    detail = term.row("taxonomy_detail").text("name")
    return line(term.text("vocabulary") or detail or term.text("taxonomy"))


def _attending(row: FeedObject) -> Iterator[str]:
    yield from row.texts("attending_type", "attending_types", "attendance_type")
    for session in row.rows("schedules"):
        yield from session.texts("attending_type")


def _documents(row: FeedObject) -> Iterator[str]:
    for document in row.rows("required_documents", "required_document"):
        yield from document.texts("document", "name")


def _answers(row: FeedObject) -> Iterator[tuple[str, str]]:
    for answer in row.row("local_offer").rows("survey_answers"):
        text = answer.text("answer")
        if text:
            yield answer.text("question") or "More about SEND", text


def _is_training(question: str) -> bool:
    return "training" in question.lower()


def _sections(row: FeedObject) -> Iterator[tuple[str, str]]:
    if row.text("alert") and "closed" not in row.text("status").lower():
        yield "Notice", row.text("alert")
    offer = row.row("local_offer")
    if offer.has("description"):
        yield "For children and young people with SEND", offer.text("description")
    for question, text in _answers(row):
        if not _is_training(question):
            yield question, text
    for title, names in _SECTIONS:
        if row.has(*names):
            yield title, row.text(*names)
