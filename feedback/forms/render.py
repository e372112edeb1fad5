"""The pages of forms: questions, what was typed, and errors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from feedback.forms.contexts import FormPage, HelpLinks, SentencePage
from feedback.forms.form import Form, FormRequest
from feedback.forms.labels import LENGTH_HINT, NO_NAMES, OTHER_VERSIONS
from feedback.forms.record_facts import facts_of
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME, SURVEYS, TELL_US
from localoffer.pages.page import Link
from localoffer.pictures import FORM_PICTURES
from localoffer.serving.site_context import SiteContext

#: A guide that many councils write; linked to where there is one.
_COMPLAIN = "/guides/complaints/"

_BREADCRUMBS = (HOME, TELL_US)

#: In an error's title, so that it is the first thing heard (GOV.UK Design System, error summary).
_ERROR = "Error: "

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form's number, the values of its fields, and its errors."""

    number: str
    typed: Typed = field(default_factory=dict)
    errors: tuple[FormError, ...] = ()


def form_page(
    form: Form, form_request: FormRequest, site_context: SiteContext, filled_form: FilledForm
) -> FormPage:
    """Return the page of a form: empty, filled in, or with errors."""
    heading, groups = form.headings[form_request.manner], form.groups(form_request, site_context)
    typed, errors = filled_form.typed, filled_form.errors
    return FormPage(
        address=address_of(form, form_request),
        title=f"{_ERROR if errors else ''}{heading}",
        description=form.leads[form_request.manner],
        crumbs=(HOME, SURVEYS) if form_request.slug else _BREADCRUMBS,
        listed=False,
        heading=heading,
        lead=form.leads[form_request.manner],
        manner=form_request.manner,
        groups=groups,
        typed=typed,
        errors=errors,
        hidden=dict(_hidden(form, form_request, filled_form.number, typed)),
        about=None if form_request.slug else link_to(form_request.page, site_context),
        facts=facts_of(form_request.page, site_context.offer) if form.kind == "correction" else (),
        versions=() if errors else tuple(_versions(form, form_request, typed)),
        no_names=NO_NAMES[form_request.manner],
        length_hint=LENGTH_HINT[form_request.manner],
        send_note=form.send_note[form_request.manner] if form.send_note else "",
        next_steps=form.next_steps(site_context.offer.site.feedback, form_request.manner),
        help_links=help_links_of(site_context),
        pictures=FORM_PICTURES if form_request.manner == "easy" else {},
    )


def address_of(form: Form, form_request: FormRequest) -> str:
    """Return where a form is, and where it is sent."""
    address = f"/feedback/{form.kind}"
    return f"{address}/{form_request.slug}" if form_request.slug else address


def help_links_of(site_context: SiteContext) -> HelpLinks:
    """Return the links and contacts for other help."""
    offer = site_context.offer
    safety = offer.lists.contacts.get(offer.site.feedback.safety or "")
    crisis = link_to(f"/guides/{offer.site.crisis}/", site_context)
    return HelpLinks(safety, crisis, link_to(_COMPLAIN, site_context))


def sentence_page(
    address: str, title: str, *sentences: str, links: tuple[Link, ...]
) -> SentencePage:
    """Return a page of a few sentences."""
    return SentencePage(
        address=address,
        title=title,
        description=sentences[0],
        crumbs=_BREADCRUMBS,
        listed=False,
        sentences=sentences,
        links=links,
    )


def link_to(address: str, site_context: SiteContext) -> Link | None:
    """Return a page of the site by its title; None where there is no such page."""
    title = site_context.titles.get(address)
    return Link(address, title) if title else None


def _hidden(
    form: Form, form_request: FormRequest, number: str, typed: Typed
) -> Iterator[tuple[str, str]]:
    yield "form", number
    yield "manner", form_request.manner
    if form_request.page:
        yield "page", form_request.page
    if form.kind == "useful":
        yield "answer", typed.get("answer", "")


def _versions(form: Form, form_request: FormRequest, typed: Typed) -> Iterator[Link]:
    """Yield the same form in other words. What was looked for goes along, and nothing else."""
    if form_request.slug:
        return
    carried = {name: typed[name] for name in ("answer",) if typed.get(name)}
    for manner in form.manners:
        if manner != form_request.manner:
            version = {"manner" if form.kind == "sought" else "words": manner}
            page = {"page": form_request.page} if form_request.page else {}
            words = {"words": typed["sought"]} if typed.get("sought") else {}
            query = urlencode({**page, **words, **carried, **version})
            yield Link(f"{address_of(form, form_request)}?{query}", OTHER_VERSIONS[manner])
