"""What is worked out from a record's words beside the feed's own fields, and marked so."""

from typing import Any

from localoffer.importers.html.to_markdown import markdown_without_notes, to_plain_text
from localoffer.importers.inference.inferred import inferred, marked
from localoffer.importers.inference.record_texts import RecordTexts
from localoffer.importers.open_referral.feed_service import FeedService
from localoffer.importers.open_referral.terms import MappedTerms
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import line, lines

Values = dict[str, Any]

_AGES = ("minimum_age", "maximum_age")


def with_terms(facts: Values, mapped: MappedTerms) -> Values:
    """Return the fields that terms give, with the feed's own; ages only where it has no own."""
    has_ages = any(facts.get(name) for name in _AGES)
    values = {
        name: value for name, value in mapped.values.items() if not (has_ages and name in _AGES)
    }
    return {**values, **facts}


def with_inferred(
    values: Values, feed: FeedService, mapped: MappedTerms, council: CouncilLists, notes: Notes
) -> Values:
    """Return values with what words say beside them, and the names of fields worked out.

    ``values`` hold what the feed's own fields and its terms say; these stand.
    """
    found = inferred(_texts(feed), values, council.needs, notes)
    from_terms = {
        "service_areas" if name == "areas" else "locations" if name == "access" else name
        for name in mapped.inferred
        if name not in _AGES or mapped.values.get(name) == values.get(name)
    }
    free = {"free"} if values.get("free") and feed.costs.free is None else set()
    new = {name for name, value in found.items() if values.get(name) != value}
    return marked({**values, **found}, {*new, *from_terms, *free})


def _texts(feed: FeedService) -> RecordTexts:
    return RecordTexts(
        labels=(line(feed.name), *map(lines, feed.people.eligibility)),
        fees="\n".join(text for fee in feed.costs.fees if (text := lines(fee))),
        description=to_plain_text(markdown_without_notes(feed.description)),
        provider=line(feed.provider.name),
    )
