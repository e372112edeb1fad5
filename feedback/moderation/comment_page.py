"""What the page of one comment shows: facts about it, its words, its form and its history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection

from feedback.accounts.account import Account
from feedback.intake.danger import danger_of
from feedback.intake.spam_signs import SPAM_SIGNS
from feedback.local_time import day_of
from feedback.moderation import audit_history, form_fields
from feedback.moderation.actions.available import deeds_of
from feedback.moderation.actions.sign_off import PUBLISHED, Ticks, is_as_typed, looked_at
from feedback.moderation.actions.undo import can_undo
from feedback.moderation.answer import Answer
from feedback.moderation.comment_record import ModeratedComment, said_in
from feedback.moderation.context_parts import (
    Danger,
    FieldOption,
    SubmissionFact,
    Tick,
    TypedWords,
    safety_of,
)
from feedback.moderation.contexts import ModeratedCommentPage, WordsPage
from feedback.moderation.highlight import dangers, pieces
from feedback.moderation.labels import ASKED, ONE, REASONS, STATES
from feedback.moderation.queue import GRAVE, place_of
from feedback.moderation.rare_combinations import rare_together
from feedback.moderation.similar_comments import like_options, merged_links
from localoffer.form_error import FormError
from localoffer.offer import Entry, Offer
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link
from localoffer.pages.you_said_we_did.labels import MATTERS, ROLES, WAYS, WITHHELD
from localoffer.render.filters import day
from localoffer.serving.site_context import SiteContext

_ABOUT: Final[Mapping[str, str]] = {str(matter): name for matter, name in MATTERS.items()}
_WAYS: Final[Mapping[str, str]] = {str(way): name for way, name in WAYS.items()}
_WHO: Final[Mapping[str, str]] = {str(role): one for role, (_, _, one, _) in ROLES.items()}
QUEUE: Final = Link("/feedback/desk/", "The desk")


@dataclass(frozen=True, slots=True)
class PageState:
    """What stands in a page besides the comment: what was just typed, and what to mend.

    ``meanwhile`` says who has saved a newer version while ``answer`` was written.
    """

    account: Account
    answer: Answer | None = None
    ticks: Ticks = field(default_factory=Ticks)
    reason: str = ""
    mistakes: tuple[FormError, ...] = ()
    told: str = ""
    meanwhile: str = ""


def page_of(
    connection: Connection, old: ModeratedComment, shown: PageState, around: SiteContext
) -> ModeratedCommentPage | WordsPage:
    """Return the page of what was sent, of whatever kind."""
    common = _common(connection, old, shown, around)
    theirs = old.standing.answer
    answer = shown.answer or theirs
    if old.kind != "comment":
        found = form_fields.some(_of_others(old), answer, around.offer)
        return WordsPage(**common, file=file_of(around.offer, old.page), boxes=found)
    return ModeratedCommentPage(
        **common,
        meanwhile=shown.meanwhile,
        rare=rare_together(said_in(old.words), around.offer),
        groups=form_fields.groups(answer, around.offer, theirs if shown.meanwhile else None),
        shown=tuple(_written(answer, around.offer)),
        ticks=tuple(_ticks(old, answer, shown.ticks, around.offer)),
        reasons=tuple(FieldOption(*one, chosen=one[0] == shown.reason) for one in REASONS.items()),
        like=like_options(connection, old) if "merge" in common["can"] else (),
        merged=merged_links(connection, old),
    )


def file_of(offer: Offer, address: str) -> str:
    """Return the file of the record that has a page, below the content folder."""
    entries: tuple[Entry[Any], ...] = (*offer.services, *offer.schools, *offer.guides)
    return next((entry.path for entry in entries if entry.address == address), "")


def _common(
    connection: Connection, old: ModeratedComment, shown: PageState, around: SiteContext
) -> Mapping[str, Any]:
    undoable = can_undo(connection, old, shown.account.id)
    heading = f"{ONE[old.kind]}: {old.number or old.reference}"
    deeds = audit_history.of_comment(connection, old.id)
    return {
        "address": f"/feedback/desk/comment/{old.id}",
        "title": f"Error: {heading}" if shown.mistakes or shown.meanwhile else heading,
        "heading": heading,
        "description": "What was sent, and what is made of it.",
        "crumbs": (HOME, QUEUE),
        "listed": False,
        "account": shown.account,
        "told": shown.told,
        "version": old.version,
        "state": STATES[old.standing.state],
        "mistakes": tuple(_to_mend(old, shown)),
        "facts": tuple(facts_of(old, around)),
        "safety": safety_of(around),
        "danger": _danger(old, connection),
        "typed": tuple(_typed(old, around.offer)),
        "can": deeds_of(old, shown.account, can_undo=undoable),
        "next": f"/feedback/desk/next?kind={old.kind}&after={place_of(old)}",
        "history": deeds,
        "asks_reply": _asks_reply(old),
    }


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
        yield SubmissionFact("Why it was put apart", SPAM_SIGNS.get(flag, flag))
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


def _to_mend(old: ModeratedComment, shown: PageState) -> Iterator[FormError]:
    """Yield what to mend. On the page of a comment, what was saved meanwhile has its own place."""
    yield from shown.mistakes
    if shown.meanwhile and old.kind != "comment":
        yield FormError("", f"{shown.meanwhile} has changed it meanwhile. Look at it, then go on.")


def _of_others(old: ModeratedComment) -> Iterator[str]:
    """Yield the boxes beside what is no comment."""
    if old.kind == "sought":
        yield "themes"
    if old.has_address:
        yield "reply"


def _typed(old: ModeratedComment, offer: Offer) -> Iterator[TypedWords]:
    for name, text in (old.words or {}).items():
        if text.strip():
            yield TypedWords(ASKED.get(name, name), pieces(text, offer))


def _danger(old: ModeratedComment, connection: Connection) -> Danger | None:
    said = said_in(old.words)
    words = dangers(said)
    if not (words or old.danger):
        return None
    is_grave = max(old.danger, danger_of(said)) >= GRAVE
    return Danger(is_grave, words, audit_history.of_danger(connection, old.id))


def _written(answer: Answer, offer: Offer) -> Iterator[SubmissionFact]:
    """Yield what is written, for whoever cannot write here."""
    for box in Answer.__dataclass_fields__:
        told = form_fields.in_words(answer, box, offer)
        if told:
            yield SubmissionFact(form_fields.label_of(box), told)


def _ticks(old: ModeratedComment, answer: Answer, ticked: Ticks, offer: Offer) -> Iterator[Tick]:
    for box in PUBLISHED:
        names = looked_at(answer, box, offer)
        if names:
            label = f"I have looked at these in “{form_fields.label_of(box)}”: {names}"
            yield Tick(f"looked_{box}", names, label, ticked.looked.get(box) == names)
    if is_as_typed(old, answer):
        label = "It is published word for word as it was typed. That is right."
        yield Tick("as_typed", "yes", label, ticked.as_typed)
    label = "I have read it for names and rare details: nobody can be known from it."
    yield Tick("nobody_known", "yes", label, ticked.nobody_known)


def _asks_reply(old: ModeratedComment) -> str:
    """Return a sentence on the reply that the sender asked for, if they did."""
    if old.replied:
        return f"They were told on {day(day_of(old.replied))}."
    if old.has_address:
        return "They left an address for a reply. They have not been told yet."
    if old.wants_reply:
        return "They asked for a reply, but their address has been deleted by rule."
    return "They asked for no reply."
