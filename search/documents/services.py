"""Services as search knows them."""

from collections.abc import Iterator
from datetime import date

from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.pages.assurance_dates import assurance_of
from localoffer.pages.index import is_outside
from localoffer.pages.service_phrases import ages_text, is_closed, notice, place_text
from localoffer.pages.session_phrases import sessions_to_come
from search.documents.body_text import body_of, checked_text, headings_of, labels_of, postcodes_of
from search.documents.document import PageStatus, ResultText, SearchDocument
from search.documents.urgent_help import help_of_service


def services(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every service."""
    for entry in offer.services:
        yield _document(entry, offer)


def _document(entry: Entry[Service], offer: Offer) -> SearchDocument:
    service = entry.record
    status = _status(service, offer)
    low, high = service.minimum_age, service.maximum_age
    return SearchDocument(
        address=entry.address,
        title=service.name,
        summary=service.summary,
        family="service",
        result_text=_result_text(service, offer),
        names=service.alternate_names,
        keywords=(*service.keywords, *(phone.number for phone in service.phones)),
        headings=headings_of(entry.text),
        labels=_labels(service, offer),
        body=body_of(
            entry.text,
            service.eligibility_description,
            service.application_process,
            service.fees_description,
            *(place.name for place in service.locations),
        ),
        ages=(low, high) if low is not None and high is not None else None,
        postcodes=postcodes_of(service.locations),
        facets=_facets(service, offer.today),
        status=status,
        urgent_help=help_of_service(service, is_open=status not in ("past", "closed")),
    )


def _labels(service: Service, offer: Offer) -> tuple[str, ...]:
    topics = {topic.slug: topic.record.title for topic in offer.topics}
    return (
        *labels_of((service.kind,), offer.lists.kinds),
        *labels_of(service.needs, offer.lists.needs),
        *(topics[topic] for topic in service.topics if topic in topics),
        *dict.fromkeys(place.city for place in service.locations if place.city),
        service.organization,
    )


def _result_text(service: Service, offer: Offer) -> ResultText:
    kind = labels_of((service.kind,), offer.lists.kinds)
    return ResultText(
        kind=kind[0] if kind else "Service",
        ages=ages_text(service),
        place=place_text(service),
        checked=checked_text(service.assured_date),
        notice=notice(service, offer.today, outside=is_outside(service, offer)) or "",
    )


def _status(service: Service, offer: Offer) -> PageStatus:
    if service.status in ("inactive", "defunct"):
        return "past"
    if is_closed(service, offer.today):
        return "closed"
    if service.publish_with_gaps:
        return "with gaps"
    return "overdue" if assurance_of(service, offer).overdue else "current"


def _facets(service: Service, today: date) -> dict[str, tuple[str, ...]]:
    features = [
        feature
        for place in service.locations
        for feature, answer in place.access.items()
        if answer == "yes"
    ]
    is_online = {"online", "phone", "anywhere"} & {*service.attending_type}
    return {
        "need": service.needs,
        "help": (service.kind,),
        "place": service.service_areas,
        "day": tuple(dict.fromkeys(row.byday for row in sessions_to_come(service, today))),
        "access": tuple(dict.fromkeys(features)),
        "free": ("yes",) * bool(service.free),
        "no-referral": ("yes",) * ("self" in service.referral),
        "no-diagnosis": ("yes",) * (service.diagnosis_needed in ("no", "never")),
        "online": ("yes",) * bool(is_online),
    }
