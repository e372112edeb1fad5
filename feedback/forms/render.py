"""Pages of forms: what is asked, what was typed, and what to mend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from feedback.forms.contexts import FormPage, HelpLinks, SentencePage
from feedback.forms.form import Form, FormRequest
from feedback.forms.labels import MANNERS, NO_NAMES, OTHERS, ROOM
from feedback.forms.record_facts import facts_of
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME, SURVEYS, TELL_US
from localoffer.pages.page import Link
from localoffer.pictures import FORM_PICTURES
from localoffer.serving.site_context import SiteContext

#: A guide that many councils write; linked to where there is one.
_COMPLAIN = "/guides/complaints/"

_CRUMBS = (HOME, TELL_US)

#: In an error's title, so that it is the first thing heard (GOV.UK Design System, error summary).
_ERROR = "Error: "

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form's number, what stands in its boxes, and what to mend."""

    number: str
    typed: Typed = field(default_factory=dict)
    mistakes: tuple[FormError, ...] = ()


def form_page(form: Form, asked: FormRequest, around: SiteContext, filled: FilledForm) -> FormPage:
    """Return a form: empty, filled with what was typed, or with what to mend."""
    heading, groups = form.headings[asked.manner], form.groups(asked, around)
    typed, mistakes = filled.typed, filled.mistakes
    return FormPage(
        address=address_of(form, asked),
        title=f"{_ERROR if mistakes else ''}{heading}",
        description=form.leads[asked.manner],
        crumbs=(HOME, SURVEYS) if asked.slug else _CRUMBS,
        listed=False,
        heading=heading,
        lead=form.leads[asked.manner],
        manner=asked.manner,
        groups=groups,
        typed=typed,
        mistakes=mistakes,
        hidden=dict(_hidden(form, asked, filled.number, typed)),
        about=None if asked.slug else link_to(asked.page, around),
        facts=facts_of(asked.page, around.offer) if form.kind == "correction" else (),
        versions=() if mistakes else tuple(_versions(form, asked, typed)),
        no_names=NO_NAMES[asked.manner],
        room=ROOM[asked.manner],
        after=form.after(around.offer.site.feedback, asked.manner),
        ways=help_links_of(around),
        pictures=FORM_PICTURES if asked.manner == "easy" else {},
    )


def address_of(form: Form, asked: FormRequest) -> str:
    """Return where a form is, and where it is sent."""
    return f"/feedback/{form.kind}/{asked.slug}" if asked.slug else f"/feedback/{form.kind}"


def help_links_of(around: SiteContext) -> HelpLinks:
    """Return where else to turn."""
    offer = around.offer
    safety = offer.lists.contacts.get(offer.site.feedback.safety or "")
    crisis = link_to(f"/guides/{offer.site.crisis}/", around)
    return HelpLinks(safety, crisis, link_to(_COMPLAIN, around))


def sentence_page(
    address: str, title: str, *sentences: str, links: tuple[Link, ...]
) -> SentencePage:
    """Return a page of a few sentences."""
    return SentencePage(
        address=address,
        title=title,
        description=sentences[0],
        crumbs=_CRUMBS,
        listed=False,
        sentences=sentences,
        links=links,
    )


def link_to(address: str, around: SiteContext) -> Link | None:
    """Return a page of the site by its title; None where there is no such page."""
    title = around.titles.get(address)
    return Link(address, title) if title else None


def _hidden(form: Form, asked: FormRequest, number: str, typed: Typed) -> Iterator[tuple[str, str]]:
    yield "form", number
    yield "manner", asked.manner
    if asked.page:
        yield "page", asked.page
    if form.kind == "useful":
        yield "answer", typed.get("answer", "")


def _versions(form: Form, asked: FormRequest, typed: Typed) -> Iterator[Link]:
    """Yield the same form in other words. What was looked for goes along, and nothing else."""
    if asked.slug:
        return
    carried = {name: typed[name] for name in ("answer",) if typed.get(name)}
    for manner in MANNERS:
        if manner != asked.manner:
            told = {"manner" if form.kind == "sought" else "words": manner}
            page = {"page": asked.page} if asked.page else {}
            words = {"words": typed["sought"]} if typed.get("sought") else {}
            query = urlencode({**page, **words, **carried, **told})
            yield Link(f"{address_of(form, asked)}?{query}", OTHERS[manner])
