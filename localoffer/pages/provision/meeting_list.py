"""A list for a meeting: the statements that an address names, and the page that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlencode

from localoffer.offer import Offer
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.provision.contexts import Meeting, MeetingPage, Voice
from localoffer.pages.provision.labels import MEETING, other_voice
from localoffer.pages.provision.statement_pages import area_link, select_statements, statement_view

#: More statements than one meeting can talk about. The script reads it from the page.
MOST = 40

#: The most ids of an address that are read, so that a made-up address costs next to nothing.
_MOST_IDS = 1_000


def meeting_page(offer: Offer) -> MeetingPage:
    """Return the page as a file: how to choose, and what to do where nothing can make a list."""
    areas = {entry.record.area: area_link(entry.record, offer) for entry in offer.statements}
    return MeetingPage(
        address=MEETING.address,
        title=MEETING.label,
        description="Choose what matters to your child, and take it to a meeting.",
        crumbs=(HOME, PROVISION),
        meeting=None,
        most=MOST,
        areas=tuple(areas[name] for name in offer.lists.need_areas if name in areas),
    )


def with_statements(page: MeetingPage, offer: Offer, ids: Sequence[str], view: str) -> MeetingPage:
    """Return the page with the statements of these ids, in this order, each once.

    ``view`` other than "staff" shows the parents' words.
    """
    wanted = tuple(dict.fromkeys(one.strip() for one in islice(ids, _MOST_IDS) if one.strip()))
    meeting = _meeting(wanted, "staff" if view == "staff" else "parents", offer)
    return replace(page, meeting=meeting, title=heading(len(meeting.rows)), listed=False)


def heading(count: int) -> str:
    """Return "A list for a meeting: 3 statements", no number for none; meeting.js says the same."""
    if not count:
        return MEETING.label
    return f"{MEETING.label}: {count} {'statement' if count == 1 else 'statements'}"


def _meeting(wanted: Sequence[str], voice: Voice, offer: Offer) -> Meeting:
    by_id = {entry.slug: entry for entry in select_statements(offer.statements)}
    listed = wanted[:MOST]
    entries = [by_id[one] for one in listed if one in by_id]
    slugs = [entry.slug for entry in entries]
    return Meeting(
        voice=voice,
        rows=tuple(statement_view(entry, offer) for entry in entries),
        unknown=len(listed) - len(entries),
        over_limit=len(wanted) - len(listed),
        query=_query(slugs, voice),
        other_voice_query=_query(slugs, other_voice(voice)),
        queries_without=tuple(
            _query((one for one in slugs if one != slug), voice) for slug in slugs
        ),
    )


def _query(slugs: Iterable[str], voice: Voice) -> str:
    return urlencode([*(("s", slug) for slug in slugs), ("view", voice)])
