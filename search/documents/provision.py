"""What every setting is expected to do, statement by statement, as search knows it."""

from collections.abc import Iterator

from localoffer.model.provision import Statement
from localoffer.offer import Entry, Offer
from search.documents.body_text import labels_of
from search.documents.document import ResultText, SearchDocument

_PHASES = {
    "early years": "Nursery",
    "primary": "Primary school",
    "secondary": "Secondary school",
    "post-16": "After 16",
}
_LONGEST = 240


def statements(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every statement, in the words that parents read."""
    for entry in offer.statements:
        yield _document(entry, offer)


def _document(entry: Entry[Statement], offer: Offer) -> SearchDocument:
    statement = entry.record
    area = offer.lists.need_areas.get(statement.area)
    needs = area.needs if area else ()
    return SearchDocument(
        address=entry.address,
        title=statement.title,
        summary=_shortened(statement.withdrawn or statement.parents),
        family="expectation",
        result_text=_result_text(statement),
        keywords=statement.keywords,
        labels=(
            *([area.plain_name, area.name] if area else []),
            *labels_of(needs, offer.lists.needs),
        ),
        body="\n".join(
            (statement.parents, statement.how_you_can_tell, *statement.questions,
             statement.young_person, statement.staff)
        ),
        facets={
            "need": needs,
            "phase": tuple(phase.replace(" ", "-") for phase in statement.phases),
        },
        status="past" if statement.withdrawn else "current",
    )  # fmt: skip


def _result_text(statement: Statement) -> ResultText:
    return ResultText(
        "What every setting should do",
        place=", ".join(_PHASES[phase] for phase in statement.phases),
        notice=_notice(statement),
    )


def _notice(statement: Statement) -> str:
    if statement.withdrawn:
        return "No longer agreed"
    return "" if statement.agreed else "Not agreed here yet"


def _shortened(text: str) -> str:
    """Return whole sentences up to a length that a result can show."""
    if len(text) <= _LONGEST:
        return text
    end = text.rfind(". ", 0, _LONGEST)
    return text[: end + 1] if end > 0 else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
