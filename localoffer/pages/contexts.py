"""The kinds of page, field by field: the contract between planning and the templates."""

from dataclasses import dataclass, field
from typing import ClassVar

from localoffer.model.guide import Guide, Landing
from localoffer.model.lists import AccessFeature, Need
from localoffer.model.parts import Location
from localoffer.model.reference import Contact, Term
from localoffer.model.service import Service
from localoffer.offer import Entry
from localoffer.pages.figures.contexts import Chart
from localoffer.pages.page import COVERED, Card, DatedChange, EventDay, Link, Page
from localoffer.pages.record_gaps import Gaps
from localoffer.pages.session_phrases import SessionView


@dataclass(frozen=True, slots=True)
class AccessAnswer:
    """An access feature of a place and whether it is there: ``yes``, ``no`` or ``not known``."""

    feature: AccessFeature
    answer: str


@dataclass(frozen=True, slots=True)
class LocationView:
    """A place of a service, and what is known of getting in."""

    location: Location = field(metadata=COVERED)
    access: tuple[AccessAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(Page):
    """The home page: the question, nine tiles, and someone to talk to."""

    template: ClassVar[str] = "pages/home.html"
    kind: ClassVar[str] = "home"
    tiles: tuple[Entry[Landing], ...]
    young_people: Link | None
    professionals: Link | None
    changes: tuple[DatedChange, ...]
    events: tuple[EventDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(Page):
    """A landing page: at most nine links with a sentence each, then the services of the topic."""

    template: ClassVar[str] = "pages/topic.html"
    kind: ClassVar[str] = "topic"
    topic: Entry[Landing]
    links: tuple[Link, ...]
    services: tuple[Card, ...]
    all_services: Link | None
    contact: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePage(Page):
    """A service: who for, cost, how to get it and contact first; ``gaps`` is what is not known."""

    template: ClassVar[str] = "pages/service.html"
    kind: ClassVar[str] = "service"
    service: Entry[Service]
    kind_name: str
    needs: tuple[Need, ...]
    areas: tuple[Link, ...]
    topics: tuple[Link, ...]
    places: tuple[LocationView, ...]
    sessions: tuple[SessionView, ...]
    contact: Contact | None
    related: tuple[Card, ...]
    easy_read: Link | None
    outside_area: bool
    closed_now: bool
    gaps: Gaps | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage(Page):
    """A guide; ``contents`` lists its headings where there are enough of them.

    ``questions`` are those that readers of such a page always ask, each with where it is answered.
    """

    template: ClassVar[str] = "pages/guide.html"
    kind: ClassVar[str] = "guide"
    guide: Entry[Guide]
    contents: tuple[Link, ...]
    needs: tuple[Need, ...]
    topics: tuple[Link, ...]
    next_steps: tuple[Link, ...]
    services: tuple[Card, ...]
    contact: Contact | None
    easy_read: Link | None
    charts: tuple[Chart, ...]
    questions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step of a step-by-step guide. ``when`` is a time such as "by week 6", or empty."""

    number: int
    title: str
    when: str
    id: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsPage(GuidePage):
    """A guide whose parts are steps, in order."""

    template: ClassVar[str] = "pages/steps.html"
    kind: ClassVar[str] = "step-by-step"
    opening: str
    steps: tuple[GuideStep, ...]


@dataclass(frozen=True, slots=True)
class PicturedLine:
    """A line of an easy-read page and the file of its picture, below ``/pictures/``."""

    text: str
    picture: str | None
    heading: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyReadPage(Page):
    """An easy-read guide: one idea a line, its picture to the left."""

    template: ClassVar[str] = "pages/easy-read.html"
    kind: ClassVar[str] = "easy-read"
    guide: Entry[Guide]
    lines: tuple[PicturedLine, ...]
    contact: Contact | None
    same_in_words: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksPage(Page):
    """A page of links in groups: the ways to browse, the easy-read guides, the site map."""

    template: ClassVar[str] = "pages/links.html"
    kind: ClassVar[str] = "links"
    introduction: str
    groups: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowsePage(Page):
    """One browse list (a topic, need, age group, place or letter), or one part of a long one."""

    template: ClassVar[str] = "pages/browse.html"
    kind: ClassVar[str] = "browse"
    heading: str
    explanation: str | None
    expected_provision: tuple[Link, ...]
    total: int
    no_services: bool
    guides: tuple[Card, ...]
    services: tuple[Card, ...]
    part: int
    parts: tuple[Link, ...]
    others: tuple[Link, ...]
    others_title: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the A to Z and the links under it."""

    letter: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AToZPage(Page):
    """The A to Z of guides and services, whole or (``/a-z/b/``) one letter of it.

    ``letters`` are those that have links; on a page of one letter, ``sections`` holds that one.
    """

    template: ClassVar[str] = "pages/a-to-z.html"
    kind: ClassVar[str] = "a-z"
    letters: tuple[Link, ...]
    sections: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(Page):
    """The words explained, in alphabetical order."""

    template: ClassVar[str] = "pages/glossary.html"
    kind: ClassVar[str] = "glossary"
    terms: tuple[Term, ...]
    letters: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsPage(Page):
    """Coming events, soonest first."""

    template: ClassVar[str] = "pages/events.html"
    kind: ClassVar[str] = "events"
    events: tuple[EventDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """What changed for families, newest first; the Atom feed says the same."""

    template: ClassVar[str] = "pages/changes.html"
    kind: ClassVar[str] = "changes"
    changes: tuple[DatedChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage(Page):
    """Everyone whom a parent can talk to, and what each can help with."""

    template: ClassVar[str] = "pages/contact.html"
    kind: ClassVar[str] = "contact"
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage(Page):
    """A page made from ``site.yaml`` alone: accessibility, privacy, other formats, about and so on.

    ``contact`` answers for its subject; ``credits`` names pictures and libraries on the about page.
    """

    template: ClassVar[str] = "pages/site.html"
    kind: ClassVar[str] = "site"
    name: str
    contact: Contact | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage(Page):
    """A page at an old address that leads to the new one, without script."""

    template: ClassVar[str] = "pages/redirect.html"
    kind: ClassVar[str] = "redirect"
    new: str
