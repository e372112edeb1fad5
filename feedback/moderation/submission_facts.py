"""What is known of what was sent, as the moderators' page of it shows it."""

from collections.abc import Iterator, Mapping
from typing import Final

from feedback.intake.spam_signs import SPAM_SIGNS
from feedback.local_time import day_of
from feedback.moderation.comment_record import ModeratedComment
from feedback.moderation.context_parts import SubmissionFact
from feedback.moderation.labels import MAY_PUBLISH
from feedback.submission import PUBLISHED_KINDS
from localoffer.pages.wall.wall_pages import WALL_QUESTIONS
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, WAYS, WITHHELD
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_ABOUT: Final[Mapping[str, str]] = {
    str(about): name for about, name in (*MATTERS.items(), *WALL_QUESTIONS.items())
}
_WAYS: Final[Mapping[str, str]] = {str(way): name for way, name in WAYS.items()}
_WHO: Final[Mapping[str, str]] = {str(role): one for role, (_, _, one, _) in ROLES.items()}


def submission_facts(
    comment: ModeratedComment, site_context: SiteContext
) -> Iterator[SubmissionFact]:
    """Yield what is known of it; what nobody said is left out."""
    yield SubmissionFact("Reference", comment.reference)
    if comment.number:
        yield SubmissionFact("Public number", comment.number)
    way = _WAYS.get(comment.way, comment.way)
    yield SubmissionFact("Received", f"{day(day_of(comment.received))}, {way}")
    yield SubmissionFact("Answer due by", day(day_of(comment.due)))
    if comment.page in site_context.titles:
        title = site_context.titles[comment.page]
        yield SubmissionFact("Sent from the page", title, comment.page)
    elif comment.page:
        yield SubmissionFact("Sent from a page that is not there", comment.page)
    yield from _sender_facts(comment, site_context)
    if comment.kind in {*PUBLISHED_KINDS, "useful", "correction"}:
        yield SubmissionFact("May we publish it?", MAY_PUBLISH[comment.publish])
    for flag in comment.flags:
        yield SubmissionFact("Why it was put apart", SPAM_SIGNS.get(flag, flag))
    if comment.current.withheld_reason:
        reason = WITHHELD[comment.current.withheld_reason]
        yield SubmissionFact("Why it is withheld", reason)


def _sender_facts(comment: ModeratedComment, site_context: SiteContext) -> Iterator[SubmissionFact]:
    area = site_context.offer.lists.areas.get(comment.area)
    facts = {
        "About": _ABOUT.get(comment.about, comment.about),
        "From": _WHO.get(comment.role, comment.role),
        "Age": comment.age,
        "Area": area.name if area else comment.area,
    }
    for name, value in facts.items():
        if value:
            yield SubmissionFact(name, value)
