"""The key of each kind's learned pages: it changes when what is learned could."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Final

from localoffer.kinds import Kind
from localoffer.model.annual_report import Consultation, Review, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.survey import Survey, SurveyResult
from localoffer.pages.index import Index

#: The fields by which the pages of a kind count other records.
COUNTED_BY: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Review: ("begins", "ends", "published"),
    Survey: ("opens", "closes", "questions"),
}
#: The records that these pages count and name.
_COUNTED: Final = (Comment, Consultation, YearCounts, Survey, SurveyResult, Review)


def learned_key(kind: Kind, index: Index, digest: str) -> str:
    """Return the key of a kind's learned pages.

    ``digest`` covers all that every page depends on. A sample has no other records than those that
    these keys are made of: the lists, titles of guides, statements, and for a yearly report or a
    survey what it counts, and the names of the pages that comments and promises lead to.
    """
    offer = index.offer
    lists = [
        row.model_dump_json() for rows in offer.lists.by_model.values() for row in rows.values()
    ]
    titles = [f"{guide.address} {guide.record.title}" for guide in offer.guides]
    statements = [statement.digest for statement in offer.statements]
    parts: list[Any] = [digest, lists, titles, statements, bool(offer.coordinators)]
    if kind.model in COUNTED_BY:
        parts += [[(one.path, one.digest) for one in offer.entries(model)] for model in _COUNTED]
        parts += sorted((address, link.label) for address, link in index.links.items())
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
