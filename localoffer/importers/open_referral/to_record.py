"""A feed's service as the header and the text of one file here, with notes on what was cleaned.

Values are as the reader of the content gives them: text, lists and mappings of text.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from localoffer.importers.html.to_markdown import as_heading, markdown_without_notes, to_markdown
from localoffer.importers.open_referral.access_phrases import unmapped_phrases
from localoffer.importers.open_referral.ages_and_times import ages_of, assured_day
from localoffer.importers.open_referral.contact import email_of, phones_of, url_of
from localoffer.importers.open_referral.contacts_in_text import with_contacts_of_texts
from localoffer.importers.open_referral.costs import costs_of
from localoffer.importers.open_referral.feed_service import FeedService
from localoffer.importers.open_referral.languages import languages_of
from localoffer.importers.open_referral.locations import locations_of
from localoffer.importers.open_referral.provider_section import provider_section
from localoffer.importers.open_referral.session_values import session_values
from localoffer.importers.open_referral.terms import MappedTerms, areas_of, mapped_terms
from localoffer.importers.open_referral.worked_out import with_inferred, with_terms
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.summary_text import summary_of
from localoffer.importers.shared.text import cut, line, lines

Values = dict[str, Any]

_LINE = 200
_ATTENDING = {
    "venue": "venue", "in person": "venue", "in-person": "venue", "at a venue": "venue",
    "home": "home", "home visit": "home", "home visits": "home", "at home": "home",
    "school": "school", "at school": "school", "online": "online", "virtual": "online",
    "phone": "phone", "telephone": "phone", "by phone": "phone",
}  # fmt: skip
_STATUS = {"active": "active", "open": "active", "temporarily closed": "temporarily closed"}
_ENDED = {
    "inactive": "inactive", "suspended": "inactive", "hidden by its publisher": "inactive",
    "unpublished": "inactive", "pending": "inactive", "draft": "inactive", "archived": "inactive",
    "defunct": "defunct", "closed": "defunct", "deleted": "defunct", "withdrawn": "defunct",
    "expired": "defunct",
}  # fmt: skip
_SELF = ("self referral", "self-referral", "drop-in", "drop in")


@dataclass(frozen=True, slots=True)
class Origin:
    """A feed: its name for people, and the key from which ids are made, which never changes.

    A file has no name for people, only one for the machine that holds it: ``name`` is empty then.
    """

    name: str
    key: str


def to_record(
    feed: FeedService, source: Origin, council: CouncilLists, today: date, notes: Notes
) -> ImportRecord | None:
    """Return a feed's service as a record, or None if it has neither name nor description."""
    name = _name(feed, notes)
    if not name and not feed.description.strip():
        return None
    id_ = _id(feed, source.key, name, notes)
    areas, unknown_areas = areas_of(feed.attendance.areas, council, notes)
    mapped = mapped_terms(
        (*feed.terms, *feed.people.audience), feed.people.eligibility, council, notes
    )
    values = {
        "name": name,
        "alternate_names": _alternate_names(feed, name),
        "organization": cut(line(feed.provider.name), _LINE),
        **with_terms(_facts(feed, council, today, notes), mapped),
        "service_areas": list(dict.fromkeys((*areas, *mapped.areas))),
        "owner": council.owner,
        "source": _source(feed, source),
        "id": id_,
    }
    filled = {field: value for field, value in values.items() if value not in ("", [], {}, None)}
    filled = with_inferred(filled, feed, mapped, council, notes)
    filled = with_contacts_of_texts(filled, feed, notes)
    body = _body(feed, str(filled.get("url", "")), notes)
    record = ImportRecord(id_, feed.id, name, filled, body, notes)
    unmapped = _unmapped(feed, mapped, unknown_areas, council)
    return replace(record, unmapped=unmapped, qualifier=str(filled.get("organization", "")))


def _unmapped(
    feed: FeedService, mapped: MappedTerms, unknown_areas: Iterable[str], council: CouncilLists
) -> tuple[FeedTerm, ...]:
    """Return each word that means nothing here once, from where it stands first."""
    terms = (
        *mapped.unmapped,
        *(FeedTerm(name, "service_areas") for name in unknown_areas),
        *unmapped_phrases(feed.attendance.locations, council),
    )
    by_word: dict[str, FeedTerm] = {}
    for term in terms:
        by_word.setdefault(term.word, term)
    return tuple(by_word.values())


def _alternate_names(feed: FeedService, name: str) -> list[str]:
    names = (cut(line(text), _LINE) for text in feed.alternate_names)
    return [other for other in names if other not in ("", name)]


def _source(feed: FeedService, source: Origin) -> str:
    """Return where a record comes from, as its page says it: the feed, else who runs it."""
    return cut(source.name or line(feed.provider.name) or "A public list of services", _LINE)


def _facts(feed: FeedService, council: CouncilLists, today: date, notes: Notes) -> Values:
    """Return the fields whose values are the feed's own."""
    return {
        "summary": _summary(feed, notes),
        **_status(feed, notes),
        **_eligibility(feed, notes),
        **_application(feed, notes),
        **costs_of(feed.costs, today, notes),
        **_attendance(feed, council, today, notes),
        **_contact(feed, notes),
        "staff_training": "\n".join(filter(None, map(lines, feed.training))),
        "languages": languages_of(feed.languages, notes),
        "social_links": _social(feed, notes),
        "assured_date": assured_day(feed.assured, today, notes),
    }


def _summary(feed: FeedService, notes: Notes) -> str:
    return summary_of(markdown_without_notes(feed.description), line(feed.name), notes)


def _id(feed: FeedService, key: str, name: str, notes: Notes) -> str:
    """Return the feed's UUID, or one that is always the same for this record of this feed."""
    try:
        return str(uuid.UUID(feed.id))
    except ValueError:
        pass
    if not feed.id:
        notes.cleaned("id", "record without an id: found again by its name")
    seed = feed.id or f"{name} / {line(feed.provider.name)} / {'' if name else feed.description}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{key} {seed}"))


def _name(feed: FeedService, notes: Notes) -> str:
    name = line(feed.name)
    short = cut(name, _LINE)
    if short != name:
        notes.cleaned("name", "name cut", name)
    elif name != feed.name:
        notes.cleaned("name", "name cleaned", feed.name)
    if not name:
        notes.lost("name", "record without a name")
    return short


def _body(feed: FeedService, url: str, notes: Notes) -> str:
    parts = [to_markdown(feed.description, notes)]
    for title, text in feed.sections:
        words = to_markdown(text, notes, top=3)
        if words:
            parts.append(f"## {as_heading(line(title))}\n\n{words}")
    parts.append(provider_section(feed.provider, parts[0], url, notes))
    body = "\n\n".join(filter(None, parts))
    return body or "There is no description of this service yet."


def _status(feed: FeedService, notes: Notes) -> Values:
    text = " ".join(line(feed.status).lower().split())
    status = _STATUS.get(text) or _ENDED.get(text) or ""
    if text and not status:
        notes.lost("status", "status that is not known here", feed.status)
    if status != "temporarily closed":
        return {"status": status}
    reason = lines(feed.alert) or "It is closed for now. We have not been told why."
    return {"status": status, "closure": {"reason": reason}}


def _eligibility(feed: FeedService, notes: Notes) -> Values:
    rules = [rule for text in feed.people.eligibility if (rule := lines(text))]
    audience = ", ".join(
        dict.fromkeys(filter(None, (line(one.word) for one in feed.people.audience)))
    )
    description = "\n".join(dict.fromkeys([*rules, *([f"For: {audience}."] if audience else [])]))
    return {
        "eligibility_description": description,
        **ages_of(feed.people.youngest, feed.people.oldest, feed.people.bands, notes),
    }


def _application(feed: FeedService, notes: Notes) -> Values:
    process = [step for text in feed.process if (step := lines(text))]
    self_referral = feed.needs_referral is False or any(text.lower() in _SELF for text in process)
    description = ". ".join(text.rstrip(".") for text in process) + "." if process else ""
    if feed.needs_referral and not description:
        description = "You need a referral."
    documents = [cut(name, _LINE) for text in feed.documents if (name := line(text))]
    if feed.needs_referral and self_referral:
        notes.lost("referral", "referral both needed and not needed")
        self_referral = False
    return {
        "application_process": description,
        "referral": ["self"] if self_referral else [],
        "required_documents": documents,
    }


def _attendance(feed: FeedService, council: CouncilLists, today: date, notes: Notes) -> Values:
    locations = locations_of(feed.attendance.locations, council, notes)
    kinds = [_ATTENDING.get(line(text).lower(), "") for text in feed.attendance.attending]
    for text, kind in zip(feed.attendance.attending, kinds, strict=True):
        if not kind:
            notes.lost("attending_type", "way of attending that is not known here", text)
        elif kind == "venue" and not locations:
            notes.lost("attending_type", "venue without a place", text)
    attending = ["venue"] if locations else []
    attending += [kind for kind in kinds if kind and kind != "venue"]
    attending += (
        ["online"] if any(location.virtual for location in feed.attendance.locations) else []
    )
    return {
        "attending_type": list(dict.fromkeys(attending)),
        "locations": locations,
        **session_values(feed, len(locations), today, notes),
    }


def _contact(feed: FeedService, notes: Notes) -> Values:
    phones = phones_of(feed.contact.phones, notes)
    email = email_of(feed.contact.emails, notes)
    url = url_of(feed.contact.urls, "url", notes)
    if phones or email or url:
        if feed.provider.email.strip() not in ("", email):
            kind = "organisation's e-mail address, beside the service's"
            notes.lost("organization.email", kind, feed.provider.email)
        return {"phones": phones, "email": email, "url": url}
    email = email_of(filter(None, [feed.provider.email]), notes)
    url = url_of(filter(None, [feed.provider.url]), "url", notes)
    if email or url:
        kind = "way to get in touch taken from the organisation"
        notes.cleaned("url" if url else "email", kind, url or email)
    return {"email": email, "url": url}


def _social(feed: FeedService, notes: Notes) -> list[str]:
    return list(
        dict.fromkeys(
            filter(None, (url_of([text], "social_links", notes) for text in feed.contact.social))
        )
    )
