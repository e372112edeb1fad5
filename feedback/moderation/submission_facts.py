"""What is known of something that was sent, besides its words."""

from collections.abc import Iterator, Mapping
from typing import Final

from feedback.intake.spam_signs import SIGNS
from feedback.local_time import day_of
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import SubmissionFact
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, WAYS, WITHHELD
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_ABOUT: Final[Mapping[str, str]] = {str(matter): name for matter, name in MATTERS.items()}
_WAYS: Final[Mapping[str, str]] = {str(way): name for way, name in WAYS.items()}
_WHO: Final[Mapping[str, str]] = {str(role): one for role, (_, _, one, _) in ROLES.items()}


def facts_of(old: ModeratedComment, around: SiteContext) -> Iterator[SubmissionFact]:
    """Yield what is known of it; what nobody said is left out."""
    yield SubmissionFact("Reference", old.reference)
    if old.number:
        yield SubmissionFact("Public number", old.number)
    yield SubmissionFact("Received", f"{day(day_of(old.received))}, {_WAYS.get(old.way, old.way)}")
    yield SubmissionFact("Answer due by", day(day_of(old.due)))
    if old.page in around.titles:
        yield SubmissionFact("Sent from the page", around.titles[old.page], old.page)
    elif old.page:
        yield SubmissionFact("Sent from a page that is not there", old.page)
    yield from _of_sender(old, around)
    if old.kind in ("comment", "useful"):
        yield SubmissionFact("May we publish it?", "Yes" if old.may_publish else "No")
    for flag in old.flags:
        yield SubmissionFact("Why it was put apart", SIGNS.get(flag, flag))
    if old.standing.withheld:
        yield SubmissionFact("Why it is withheld", WITHHELD[old.standing.withheld])


def _of_sender(old: ModeratedComment, around: SiteContext) -> Iterator[SubmissionFact]:
    area = around.offer.lists.areas.get(old.area)
    told = {
        "About": _ABOUT.get(old.about, old.about),
        "From": _WHO.get(old.role, old.role),
        "Age": old.age,
        "Area": area.name if area else old.area,
    }
    for name, value in told.items():
        if value:
            yield SubmissionFact(name, value)
