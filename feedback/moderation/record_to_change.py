"""The record that somebody says is wrong: where it is changed, what it says now, whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedback.forms.contexts import RecordFact
from feedback.forms.record_facts import all_facts_of, is_named
from feedback.moderation.comment_record import ModeratedComment, typed_text
from feedback.moderation.labels import QUESTIONS
from feedback.way_to_ask import way_to_ask
from localoffer.editor.page_files import PageFile, entry_at, page_files
from localoffer.model.reference import Contact
from localoffer.serving.site_context import SiteContext

#: The box that asks "How do you know?": what is typed there is about the sender.
_ABOUT_THE_SENDER: Final = "how"


@dataclass(frozen=True, slots=True)
class RecordToChange:
    """A page that a submission is about, and what is needed to put it right.

    ``files`` are the council's own, with where each is changed; ``national_file`` is that of the
    words that came with the program. ``named_facts`` are what the page says now of the details that
    the submission speaks of, ``other_facts`` the rest. ``owner`` answers for the record.
    ``for_owner`` are lines to pass on to whoever that is: they hold no address and no reference of
    the sender.
    """

    title: str
    address: str
    files: tuple[PageFile, ...]
    national_file: str
    named_facts: tuple[RecordFact, ...]
    other_facts: tuple[RecordFact, ...]
    owner: Contact | None
    for_owner: tuple[str, ...]


def record_to_change(comment: ModeratedComment, site_context: SiteContext) -> RecordToChange | None:
    """Return the record that a submission is about; None where its page is none of the site's."""
    offer, address = site_context.offer, comment.page
    if address not in site_context.titles:
        return None
    facts, text = all_facts_of(address, offer), typed_text(comment.words)
    named = tuple(fact for fact in facts if is_named(fact, text))
    entry = entry_at(offer, address)
    owner = offer.lists.contacts.get(getattr(entry.record, "owner", None) or "") if entry else None
    files = page_files(offer, address)
    return RecordToChange(
        title=site_context.titles[address],
        address=address,
        files=files,
        national_file=entry.path if entry and entry.is_national else "",
        named_facts=named,
        other_facts=tuple(fact for fact in facts if fact not in named),
        owner=owner,
        for_owner=tuple(_for_owner(comment, site_context, owner, files, named or facts)),
    )


def _for_owner(
    comment: ModeratedComment,
    site_context: SiteContext,
    owner: Contact | None,
    files: tuple[PageFile, ...],
    facts: tuple[RecordFact, ...],
) -> Iterator[str]:
    if owner:
        yield f"To: {owner.role}, {owner.organization}"
    yield f"Page: {site_context.titles[comment.page]}, {site_context.base.absolute(comment.page)}"
    if files:
        yield f"File: {', '.join(file.path for file in files)}"
    yield "Somebody told us that this is wrong:"
    for name, text in (comment.words or {}).items():
        if name != _ABOUT_THE_SENDER and text.strip():
            yield QUESTIONS.get(name, name)
            yield from filter(str.strip, text.splitlines())
    if facts:
        yield "The page says now:"
        yield from (f"{fact.name}: {fact.value}" for fact in facts)
    way = way_to_ask(site_context.offer.site)
    yield f"Please change it, or tell us that it is right as it is: {way}."
