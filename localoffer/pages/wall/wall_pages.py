"""The wall as pages: notes in two groups, newest first, and the sheet for paper."""

from collections.abc import Iterator, Mapping
from typing import Final

from localoffer.model.comment_terms import Status, WallQuestion
from localoffer.model.wall_note import WallNote
from localoffer.offer import Entry
from localoffer.pages.index import Index
from localoffer.pages.navigation import HOME, WALL, YOU_SAID_WE_DID
from localoffer.pages.page import Link
from localoffer.pages.wall.contexts import WallCard, WallGroup, WallPage, WallSheetPage
from localoffer.pages.you_said_we_did.labels import SIGNS, STATUSES, month_text

#: Notes on one part of the wall: what an old phone can load.
PER_PART: Final = 60

SHEET: Final = Link(f"{WALL.address}sheet/", "A sheet for the wall, to print")

#: The heading of the notes that answer each question.
WALL_QUESTIONS: Final[Mapping[WallQuestion, str]] = {
    "good": "What is good?",
    "change": "What would you change?",
}
#: What stands above an answer, by how far it is.
_ANSWER_HEADINGS: Final[Mapping[Status, str]] = {
    "listening": "What we say",
    "planned": "What we will do",
    "doing": "What we are doing",
    "done": "What was done",
    "cannot": "Why we cannot do it",
}


def wall_pages(index: Index) -> Iterator[WallPage | WallSheetPage]:
    """Yield the wall in parts of ``PER_PART`` notes, the newest first, and the sheet."""
    entries = sorted(index.offer.wall_notes, key=_when, reverse=True)
    chunks = [entries[start : start + PER_PART] for start in range(0, len(entries), PER_PART)]
    rest = (Link(f"{WALL.address}part-{n}/", str(n)) for n in range(2, len(chunks) + 1))
    parts = (Link(WALL.address, "1"), *rest)
    for number, (link, chunk) in enumerate(zip(parts, chunks or [[]], strict=True), 1):
        suffix = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        yield WallPage(
            address=link.address,
            title=f"{WALL.label}{suffix}",
            description=f"{WALL.sentence[:-1]}{suffix}.",
            crumbs=(HOME,),
            groups=tuple(_groups(chunk, index)),
            total=len(entries),
            part=number,
            parts=parts,
            said=index.links.get(YOU_SAID_WE_DID.address),
        )
    yield _sheet_page(index)


def _sheet_page(index: Index) -> WallSheetPage:
    site = index.offer.site
    return WallSheetPage(
        address=SHEET.address,
        title=SHEET.label,
        description="Two big boxes: what is good, and what would you change?",
        crumbs=(HOME, WALL),
        safety=index.offer.lists.contacts.get(site.feedback.safety or ""),
        crisis=index.links.get(f"/guides/{site.crisis}/") if site.crisis else None,
    )


def _when(entry: Entry[WallNote]) -> tuple[str, int, str]:
    return entry.record.said, len(entry.slug), entry.slug


def _groups(entries: list[Entry[WallNote]], index: Index) -> Iterator[WallGroup]:
    for question, heading in WALL_QUESTIONS.items():
        cards = tuple(_card(one, index) for one in entries if one.record.question == question)
        if cards:
            yield WallGroup(question, heading, cards)


def _card(entry: Entry[WallNote], index: Index) -> WallCard:
    note = entry.record
    waits = note.question == "change" and not note.answer
    return WallCard(
        entry,
        month_text(note.said),
        _people_text(note, index.offer.site.feedback.least_shown),
        _ANSWER_HEADINGS[note.status] if note.answer else "",
        STATUSES[note.status] if waits else "",
        SIGNS[note.status],
        index.link(note.changed) if note.changed else None,
    )


def _people_text(note: WallNote, least_shown: int) -> str:
    """Return how many said the like; of fewer than ``least_shown`` only that they were a few."""
    if note.people == 1:
        return ""
    number = f"{note.people:,}" if note.people >= least_shown else "A few"
    return f"{number} of you said this"
