"""The page of what was sent, as moderators see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import Connection

from feedback.accounts.account import Account
from feedback.intake.danger import GRAVE, danger_of
from feedback.moderation import audit_history, form_fields
from feedback.moderation.actions.second_person import second_person_text
from feedback.moderation.actions.sign_off import (
    TOGETHER,
    Ticks,
    details_to_check,
    is_as_typed,
    names_to_check,
)
from feedback.moderation.actions.table import ACTION_BY_NAME, offered_actions
from feedback.moderation.answer import Answer
from feedback.moderation.assignment_status import assignment_status
from feedback.moderation.comment_form import SubmittedForm
from feedback.moderation.comment_record import ModeratedComment, typed_text
from feedback.moderation.context_parts import (
    Danger,
    FieldOption,
    FormField,
    SubmissionFact,
    Tick,
    TypedWords,
    safety_of,
)
from feedback.moderation.contexts import ModeratedCommentPage, OtherSubmissionPage
from feedback.moderation.highlight import dangers, pieces
from feedback.moderation.labels import (
    FLASHES,
    KIND,
    PASSED_ON,
    QUESTIONS,
    REASONS,
    STATES,
    WHY_NOT_PUBLISHED,
)
from feedback.moderation.put_in import standard_answer_choice
from feedback.moderation.queue import cursor_of
from feedback.moderation.rare_combinations import PUBLISHED_FIELDS, rare_together
from feedback.moderation.record_to_change import record_to_change
from feedback.moderation.reply_status import reply_status
from feedback.moderation.similar_comments import merged_links, similar_options
from feedback.moderation.submission_facts import submission_facts
from feedback.submission import PUBLISHED_KINDS
from localoffer.form_error import FormError
from localoffer.offer import Offer
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Link
from localoffer.serving.site_context import SiteContext

QUEUE: Final = Link("/feedback/desk/", "Moderation")


@dataclass(frozen=True, slots=True)
class PageState:
    """What a page shows besides the comment: what was just typed, and what to mend.

    ``now`` is seconds since 1970. ``saved_by`` is who has saved a newer version while ``form`` was
    written. ``put_in`` is the name of the standard answer that was just put into a box.
    """

    account: Account
    now: int
    form: SubmittedForm = field(default_factory=SubmittedForm)
    errors: tuple[FormError, ...] = ()
    flash: str = ""
    saved_by: str = ""
    put_in: str = ""


def page_of(
    connection: Connection,
    comment: ModeratedComment,
    page_state: PageState,
    site_context: SiteContext,
) -> ModeratedCommentPage | OtherSubmissionPage:
    """Return the page of what was sent, of whatever kind."""
    shared = _shared_fields(connection, comment, page_state, site_context)
    if comment.kind in PUBLISHED_KINDS:
        return _comment_page(connection, comment, page_state, site_context, shared)
    answer = page_state.form.answer or comment.answer
    return OtherSubmissionPage(
        **shared,
        record=record_to_change(comment, site_context),
        fields=tuple(_other_fields(comment, answer, site_context)),
    )


def _comment_page(
    connection: Connection,
    comment: ModeratedComment,
    page_state: PageState,
    site_context: SiteContext,
    shared: Mapping[str, Any],
) -> ModeratedCommentPage:
    form, offer = page_state.form, site_context.offer
    answer = form.answer or comment.answer
    second_person, may_sign = second_person_text(
        connection, comment, page_state.account, site_context
    )
    if not may_sign:
        shared["actions"].pop("sign-off", None)
    saved_meanwhile = comment.answer if page_state.saved_by else None
    return ModeratedCommentPage(
        **shared,
        **_merge_fields(connection, comment, form, may_merge="merge" in shared["actions"]),
        saved_by=page_state.saved_by,
        rare_details=rare_together(typed_text(comment.words), offer),
        groups=form_fields.field_groups(answer, offer, saved_meanwhile, kind=comment.kind),
        written=tuple(_written_facts(answer, offer, comment.kind)),
        why_not_published=WHY_NOT_PUBLISHED[comment.publish],
        second_person=second_person,
        ticks=tuple(_ticks(comment, answer, form.ticks, site_context)),
        reasons=_reasons(form.reason),
    )


def _merge_fields(
    connection: Connection, comment: ModeratedComment, form: SubmittedForm, *, may_merge: bool
) -> Mapping[str, Any]:
    similar = similar_options(connection, comment, form.into) if may_merge else ()
    is_one_of_these = any(option.chosen for option in similar)
    return {
        "similar": similar,
        "into": "" if is_one_of_these else form.into,
        "merged": merged_links(connection, comment),
    }


def flash_of(name: str) -> str:
    """Return what a page says after an action, by the name in its address; empty for no action."""
    action = ACTION_BY_NAME.get(name)
    return action.flash if action else FLASHES.get(name, "")


def _shared_fields(
    connection: Connection,
    comment: ModeratedComment,
    page_state: PageState,
    site_context: SiteContext,
) -> Mapping[str, Any]:
    account, form = page_state.account, page_state.form
    return {
        **_head_fields(comment, page_state),
        "version": comment.version,
        "state": STATES[comment.state],
        "errors": tuple(_errors(comment, page_state)),
        "facts": tuple(submission_facts(comment, site_context)),
        "safety": safety_of(site_context),
        "danger": _danger(comment, connection, form.passed_to),
        "typed": tuple(_typed_words(comment, site_context.offer)),
        "actions": offered_actions(comment, account),
        "next_address": f"/feedback/desk/next?kind={comment.kind}&after={cursor_of(comment)}",
        "history": audit_history.comment_history(connection, comment.id),
        "reply_status": reply_status(connection, comment),
        "standard_answers": standard_answer_choice(
            connection, comment.kind, form.standard_answer, page_state.put_in
        ),
        "assignment": assignment_status(
            connection, comment, account, form.assignee, page_state.now
        ),
    }


def _head_fields(comment: ModeratedComment, page_state: PageState) -> Mapping[str, Any]:
    heading = f"{KIND[comment.kind]}: {comment.number or comment.reference}"
    has_errors = page_state.errors or page_state.saved_by
    return {
        "address": f"/feedback/desk/comment/{comment.id}",
        "title": f"Error: {heading}" if has_errors else heading,
        "heading": heading,
        "description": "What was sent, and what is made of it.",
        "crumbs": (HOME, QUEUE),
        "listed": False,
        "account": page_state.account,
        "flash": page_state.flash,
    }


def _errors(comment: ModeratedComment, page_state: PageState) -> Iterator[FormError]:
    """Yield what to mend. A comment's page shows elsewhere what was saved meanwhile."""
    yield from page_state.errors
    if page_state.saved_by and comment.kind not in PUBLISHED_KINDS:
        message = f"{page_state.saved_by} has changed it meanwhile. Look at it, then go on."
        yield FormError("", message)


def _other_fields(
    comment: ModeratedComment, answer: Answer, site_context: SiteContext
) -> Iterator[FormField]:
    """Yield the fields for what is no comment; its own page is offered as the one that changed."""
    names = {"sought": ("themes",), "correction": ("changed",)}.get(comment.kind, ())
    reply = ("reply",) if comment.has_address else ()
    title = site_context.titles.get(comment.page, "")
    for one in form_fields.some_fields((*names, *reply), answer, site_context.offer):
        if one.name == "changed" and title:
            hint = f"Such as {comment.page}. Leave it empty where none did."
            yield replace(one, hint=hint, options=(FieldOption(comment.page, title),))
        else:
            yield one


def _typed_words(comment: ModeratedComment, offer: Offer) -> Iterator[TypedWords]:
    for name, text in (comment.words or {}).items():
        if text.strip():
            yield TypedWords(QUESTIONS.get(name, name), pieces(text, offer))


def _danger(comment: ModeratedComment, connection: Connection, chosen: str) -> Danger:
    text = typed_text(comment.words)
    weight = max(comment.danger, danger_of(text))
    history = audit_history.danger_history(connection, comment.id)
    passed_to = (
        FieldOption(to, label[0].upper() + label[1:], to == chosen)
        for to, label in PASSED_ON.items()
    )
    return Danger(bool(weight), weight >= GRAVE, dangers(text), history, tuple(passed_to))


def _written_facts(answer: Answer, offer: Offer, kind: str) -> Iterator[SubmissionFact]:
    """Yield what is written, for whoever cannot write here."""
    for name in Answer.__dataclass_fields__:
        text = form_fields.value_in_words(answer, name, offer, kind)
        if text:
            yield SubmissionFact(form_fields.label_of(name, kind), text)


def _reasons(chosen: str) -> tuple[FieldOption, ...]:
    return tuple(FieldOption(reason, label, reason == chosen) for reason, label in REASONS.items())


def _ticks(
    comment: ModeratedComment, answer: Answer, ticks: Ticks, site_context: SiteContext
) -> Iterator[Tick]:
    for name in PUBLISHED_FIELDS:
        names = names_to_check(answer, name, site_context.offer)
        if names:
            label = f"I have looked at these in “{form_fields.label_of(name)}”: {names}"
            yield Tick(f"looked_{name}", names, label, ticks.looked.get(name) == names)
    details = details_to_check(answer, site_context)
    if details:
        label = f"Together, these may point at one person: {details}. I have looked: they do not."
        ticked = ticks.looked.get(TOGETHER) == details
        yield Tick(f"looked_{TOGETHER}", details, label, ticked)
    if is_as_typed(comment, answer):
        label = "It is published word for word as it was typed. That is right."
        yield Tick("as_typed", "yes", label, ticks.as_typed)
    label = "I have read it for names and rare details: nobody can be known from it."
    yield Tick("nobody_known", "yes", label, ticks.nobody_known)
