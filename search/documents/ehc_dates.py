"""What people can work out days for, each with its place on the page of dates, for search."""

from collections.abc import Iterator, Mapping

from localoffer.ehc_journey.clocks import clocks
from localoffer.offer import Offer
from localoffer.pages.navigation import DATES
from search.documents.document import ResultText, SearchDocument

#: Words that people type, by the id of the clock.
_TYPED: Mapping[str, tuple[str, ...]] = {
    "request": ("when will they decide", "date of the decision", "EHC 20 weeks calculator"),
    "review": ("date of the annual review decision", "four weeks after the review"),
    "appeal": (
        "last day to appeal",
        "appeal deadline",
        "until when can I appeal",
        "letter says no",
    ),
    "transfer": ("15 February", "31 March", "date the new school is named", "phase transfer date"),
}


def ehc_dates(_: Offer) -> Iterator[SearchDocument]:
    """Yield each form of the calculator: every site has them, for the law is the same for all."""
    for clock in clocks().values():
        yield SearchDocument(
            address=f"{DATES.address}#{clock.id}",
            title=clock.name,
            summary=f"Enter {clock.needs} and get the last day for each step.",
            family="page",
            result_text=ResultText(kind="Date calculator"),
            keywords=_TYPED.get(clock.id, ()),
            body="\n".join(stage.should for stage in clock.stages),
        )
