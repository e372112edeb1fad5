"""A list for a meeting: the choice that an address carries, and the page that shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlencode

from localoffer.offer import Offer
from localoffer.pages.navigation import HOME, PROVISION
from localoffer.pages.provision.contexts import Meeting, MeetingPage, Voice
from localoffer.pages.provision.labels import MEETING, other_voice
from localoffer.pages.provision.statement_pages import area_link, chosen, picked

#: As many as one meeting can talk about, and more; the page tells its script.
MOST = 40

#: Ids of an address that are looked at, so that a made-up address costs next to nothing.
_LOOKED_AT = 1_000


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


def with_choice(page: MeetingPage, offer: Offer, ids: Sequence[str], view: str) -> MeetingPage:
    """Return the page with the statements of these ids, in this order, each once.

    ``view`` other than "staff" shows the parents' words.
    """
    asked = tuple(dict.fromkeys(one.strip() for one in islice(ids, _LOOKED_AT) if one.strip()))
    meeting = _meeting(asked, "staff" if view == "staff" else "parents", offer)
    return replace(page, meeting=meeting, title=heading(len(meeting.rows)), listed=False)


def heading(count: int) -> str:
    """Return "A list for a meeting: 3 statements", no number for none; meeting.js says the same."""
    if not count:
        return MEETING.label
    return f"{MEETING.label}: {count} {'statement' if count == 1 else 'statements'}"


def _meeting(asked: Sequence[str], voice: Voice, offer: Offer) -> Meeting:
    by_id = {entry.slug: entry for entry in picked(offer.statements)}
    listed = asked[:MOST]
    found = [by_id[one] for one in listed if one in by_id]
    slugs = [entry.slug for entry in found]
    return Meeting(
        voice=voice,
        rows=tuple(chosen(entry, offer) for entry in found),
        gone=len(listed) - len(found),
        left_out=len(asked) - len(listed),
        here=_choice(slugs, voice),
        other=_choice(slugs, other_voice(voice)),
        without=tuple(_choice((one for one in slugs if one != slug), voice) for slug in slugs),
    )


def _choice(slugs: Iterable[str], voice: Voice) -> str:
    return urlencode([*(("s", slug) for slug in slugs), ("view", voice)])
