"""A page says what its template may use: both ways, for every template and every field."""

import re
from dataclasses import fields
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from localoffer.pages import contexts
from localoffer.pages.editor_page import EditorPage
from localoffer.pages.page import Page
from localoffer.pipeline import Task, check
from localoffer.render.assets import Assets
from localoffer.render.design import Design
from localoffer.render.environment import base_of, make_environment

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
NAMES = sorted(file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.html"))

#: What the council's own people read, outside the site, with what each template is given.
REPORTS = {"reports/work-list.html": {"report"}}
ASSETS = Assets(
    {
        name: (name, b"")
        for name in (
            *("site.css", "site.js", "favicon.svg", "icons.svg"),
            *("search/box.js", "search/page.js", "provision/choose.js", "provision/meeting.js"),
            *("ehc_journey/copy.js", "journey/dates.js", "you_said_we_did/choose.js"),
            *("moderation/looking.js", "letter_count/count.js"),
        )
    }
)

#: Fields that no template names, each with the reason.
USED_ELSEWHERE = {
    "listed": "says to the site map whether a page is in it (render/feeds.py)",
    "name": "chooses the template of a page about the site (render/page_file.py)",
}

#: Fields that all pages of a class have and not every one of its templates needs.
OF_SOME = {
    "contact": "only two of the pages about the site have somebody to ask",
    "links": "only the page for a lost address leads on to topics",
}


#: Fields that a kind of page has and leaves unused, each with the reason.
UNNEEDED: dict[type[Page], dict[str, str]] = {
    contexts.RedirectPage: {
        "address": "it leads away from its own",
        "title": "its words are always the same",
        "description": "a page that has moved is not described",
        "crumbs": "it stands nowhere in the site",
        "assurance": "nobody checks it: the new page says who checked that",
        "provenance": "it has no words of its own",
        "page_comments": "comments stand on the new page",
    },
    EditorPage: {
        "address": "only its makers go there, and it is in no list",
        "description": "search engines are told to leave it out",
        "crumbs": "it stands outside the site's pages",
        "assurance": "it holds the editor and no facts",
        "provenance": "it has no words of its own",
        "page_comments": "families do not see it",
    },
}


@cache
def environment() -> Environment:
    """The environment of every template, as a build of the good council makes them."""
    content = ROOT / "tests" / "examples" / "good"
    offer = check(Task(content, ROOT, None, date(2026, 11, 21))).offer
    assert offer is not None
    return make_environment(Design(ROOT), offer, ASSETS, base_of("https://localoffer.example.org"))


@cache
def parsed(name: str) -> nodes.Template:
    return environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))


@cache
def reached(name: str) -> frozenset[str]:
    """A template and all that it extends, includes or imports."""
    others = [other for other in meta.find_referenced_templates(parsed(name)) if other]
    return frozenset({name}).union(*(reached(other) for other in others))


def asked_of_page(name: str) -> set[str]:
    """The attributes of `page` that a template uses, its components' included."""
    return {
        node.attr
        for part in reached(name)
        for node in parsed(part).find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }


def imported_by(name: str) -> set[str]:
    tree = parsed(name)
    return {
        alias[1] if isinstance(alias, tuple) else alias
        for node in tree.find_all(nodes.FromImport)
        for alias in node.names
    } | {node.target for node in tree.find_all(nodes.Import)}


def set_by(name: str) -> set[str]:
    """Names that a template gives at its top, which its blocks may use."""
    top = parsed(name).body
    return {node.name for node in top if isinstance(node, nodes.Macro)} | {
        node.target.name
        for node in top
        if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name)
    }


def included_by(name: str) -> set[str]:
    return {
        node.template.value
        for node in parsed(name).find_all(nodes.Include)
        if isinstance(node.template, nodes.Const)
    }


@cache
def classes() -> tuple[type[Page], ...]:
    """The kinds of page; one without a template is what several have in common."""
    files = [*(ROOT / "localoffer" / "pages").rglob("*.py"), *(ROOT / "feedback").rglob("*.py")]
    names = sorted(
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in files
        if re.search(r"^class \w+\(\w*Page\)", file.read_text(encoding="utf-8"), re.MULTILINE)
    )
    values = [value for name in names for value in vars(import_module(name)).values()]
    kinds = dict.fromkeys(
        value for value in values if isinstance(value, type) and issubclass(value, Page)
    )
    return tuple(one for one in kinds if one is contexts.SitePage or hasattr(one, "template"))


def templates_of(kind: type[Page]) -> list[str]:
    if kind is contexts.SitePage:
        return [name for name in NAMES if name.startswith("pages/site-")]
    return [kind.template]


PAIRS = [(kind, name) for kind in classes() for name in templates_of(kind)]


@pytest.mark.parametrize(("kind", "name"), PAIRS, ids=lambda one: getattr(one, "__name__", one))
def test_a_template_asks_only_for_fields_that_its_page_has(kind: type[Page], name: str) -> None:
    known = {field.name for field in fields(kind)} | {"kind", "template"}
    assert asked_of_page(name) - known == set()


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__name__)
def test_every_field_of_a_page_is_shown_by_its_template(kind: type[Page]) -> None:
    own = {field.name for field in fields(kind)} - set(USED_ELSEWHERE)
    for name in templates_of(kind):
        spared = set(OF_SOME) if kind is contexts.SitePage else set(UNNEEDED.get(kind, {}))
        assert own - asked_of_page(name) - spared == set(), name
    assert (
        own - set().union(*map(asked_of_page, templates_of(kind))) - set(UNNEEDED.get(kind, {}))
        == set()
    )


@pytest.mark.parametrize("name", sorted({name for _, name in PAIRS}))
def test_a_template_uses_its_page_and_the_surroundings_and_nothing_else(name: str) -> None:
    given = set(environment().globals) | {"page"}
    for part in reached(name):
        given |= imported_by(part) | set_by(part)
    asked = set().union(*(meta.find_undeclared_variables(parsed(part)) for part in reached(name)))
    assert asked - given == set()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_uses_what_it_is_given_and_the_surroundings_and_nothing_else(name: str) -> None:
    asked = meta.find_undeclared_variables(parsed(name))
    assert asked - set(environment().globals) == REPORTS[name]


def test_every_template_belongs_to_a_page_or_is_a_report() -> None:
    used = frozenset(REPORTS).union(*(reached(name) for _, name in PAIRS))
    assert sorted(set(NAMES) - used) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_component_that_is_imported_is_used(name: str) -> None:
    """In the template itself or in one that it includes, which sees what it imports."""
    used = {
        node.name
        for part in {name, *included_by(name)}
        for node in parsed(part).find_all(nodes.Name)
        if node.ctx == "load"
    }
    assert imported_by(name) - used == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_template_says_that_text_is_safe(name: str) -> None:
    assert [node.name for node in parsed(name).find_all(nodes.Filter) if node.name == "safe"] == []
