"""A council that does not know everything yet: pages say so kindly, or leave it out."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from feedback.intake import refusals
from feedback.way_to_ask import way_to_ask, way_to_ask_with_hours
from localoffer.model.reference import Contact
from localoffer.model.site import Site
from localoffer.offer import ListsById
from localoffer.pages.all_pages import plan
from localoffer.pipeline import Task, check
from localoffer.problems import errors
from localoffer.render.all_files import planned_files
from localoffer.render.assets import make_assets

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
DAY = date(2026, 11, 21)

_NAME_ALONE = """\
title: Westshire Local Offer
tagline: Help for children with special educational needs or a disability
council: {name: Westshire Council}
help: help-line
advice_service: sendiass
national: no
fictional: yes
home: {question: What would you like help with?, welcome: Choose a question., tiles: [short-breaks]}
"""
_TOPIC = """\
---
title: Short breaks
summary: Time away for children and young people, and rest for their family.
links: []
---
"""
_WAYS = {"email": None, "phones": (), "url": None, "hours": None, "postal_address": None}
_EMPTY = re.compile(r"<(ul|ol|dl|p|h[1-6]|nav|section|a|span|strong)\b([^>]*)>\s*</\1>")


def _pages(folder: Path, site: str) -> Mapping[str, str]:
    """Return the pages of a council with this ``site.yaml``, whose contacts have no number."""
    content = folder / "content"
    shutil.copytree(GOOD, content)
    shutil.rmtree(content / "services")
    shutil.rmtree(content / "guides")
    for name in ("events.yaml", "changes.yaml", "lists/areas.yaml", "redirects.yaml"):
        (content / name).unlink()
    (content / "glossary.yaml").write_text("", encoding="utf-8")
    (content / "site.yaml").write_text(site, encoding="utf-8")
    (content / "topics" / "short-breaks.md").write_text(_TOPIC, encoding="utf-8")
    checked = check(Task(content, ROOT, None, DAY))
    assert errors(checked.problems) == ()
    assert checked.offer
    lists = dict(checked.offer.lists.by_model)
    lists[Contact] = {
        name: contact.model_copy(update=_WAYS) for name, contact in lists[Contact].items()
    }
    offer = replace(checked.offer, lists=ListsById(lists))
    assets = make_assets(checked.design, offer.site.colours, offer.site.looks, ROOT / ".localoffer")
    pages = plan(offer, checked.pictures)
    files = planned_files(checked.design, offer, pages, checked.pictures, assets, checked.base)
    return {file.path: file.make().decode() for file in files if file.path.endswith(".html")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return _pages(tmp_path_factory.mktemp("name-alone"), _NAME_ALONE)


def _words(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_no_page_shows_that_a_value_is_missing(pages: Mapping[str, str]) -> None:
    for path, page in pages.items():
        assert [bad for bad in ("None", 'tel:"', 'mailto:"', "mailto:?") if bad in page] == [], path


def test_no_page_has_an_element_with_nothing_in_it(pages: Mapping[str, str]) -> None:
    for path, page in pages.items():
        without_templates = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
        empty = [
            match[0]
            for match in _EMPTY.finditer(without_templates)
            if "data-" not in match[2] and "hidden" not in match[2]
        ]
        in_both = ["<ul>\n    </ul>"] if path == "ehc-dates/index.html" else []
        assert empty == in_both, path


def test_a_number_that_is_missing_is_said_to_be_and_where_to_find_it(
    pages: Mapping[str, str],
) -> None:
    contact = _words(pages["contact/index.html"])
    assert "We do not have this number here yet." in contact
    assert contact.count("Find it on GOV.UK") == 1
    assert "https://www.gov.uk/find-local-council" in pages["index.html"]
    assert 'class="top-phone"' not in pages["index.html"]


def test_the_accessibility_statement_says_that_nobody_has_tested_the_site(
    pages: Mapping[str, str],
) -> None:
    words = _words(pages["accessibility/index.html"])
    assert "Westshire Council has not tested this website yet" in words
    assert "This statement is not finished." in words
    assert not re.search(r"\bis (fully|partially|not) compliant\b", words)
    assert "localhost" not in words


def test_the_privacy_notice_names_the_council_as_responsible(pages: Mapping[str, str]) -> None:
    words = _words(pages["privacy/index.html"])
    assert "Westshire Council is responsible for any personal information" in words
    assert "Nobody at Westshire Council has checked it yet." in words


def test_empty_directories_say_so(pages: Mapping[str, str]) -> None:
    assert "We are still writing down services" in _words(pages["find/index.html"])
    assert "We are still writing down the schools" in _words(pages["schools/index.html"])
    assert "No events are listed" in _words(pages["events/index.html"])
    assert "Nothing has changed for families" in _words(pages["changes/index.html"])
    assert "Browse by place" not in pages["find/index.html"]


def test_no_reader_is_given_the_address_of_a_site_that_has_none(pages: Mapping[str, str]) -> None:
    for path, page in pages.items():
        assert "localhost" not in re.sub(r"<[^>]*>", " ", page), path


def test_a_mailbox_stands_in_for_a_number(tmp_path: Path) -> None:
    mailbox = "offer@westshire.gov.uk"
    pages = _pages(tmp_path, f"{_NAME_ALONE}email: {mailbox}\n")
    assert f'E-mail <a class="breaks" href="mailto:{mailbox}">' in pages["schools/index.html"]
    assert "tel:" not in pages["schools/index.html"]


def test_no_way_without_the_internet_is_a_warning(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOOD, content)
    text = (content / "site.yaml").read_text(encoding="utf-8")
    (content / "site.yaml").write_text(re.sub(r"offline_routes:\n.*\n", "", text), encoding="utf-8")
    problems = check(Task(content, ROOT, None, DAY)).problems
    assert [(problem.level, problem.line) for problem in problems] == [("warning", 1)]
    assert "regulation 57" in problems[0].message


def test_mails_and_refusals_name_a_way_to_ask_that_there_is() -> None:
    phone = {"phone": "0300 123 4567", "phone_hours": "Mondays"}
    assert way_to_ask(_site(**phone)) == "phone 0300 123 4567"
    assert way_to_ask_with_hours(_site(**phone)) == "Phone 0300 123 4567, Mondays."
    assert way_to_ask_with_hours(_site(phone="0300 123 4567")) == "Phone 0300 123 4567."
    assert way_to_ask(_site(email="a@westshire.gov.uk")) == "e-mail a@westshire.gov.uk"
    assert refusals.not_stored(way_to_ask(_site())).endswith(
        "or ask us in a way that our contact page names."
    )


def _site(**given: str) -> Site:
    home = {"question": "What?", "welcome": "Welcome.", "tiles": ["short-breaks"]}
    return Site.model_validate(
        {
            "title": "Westshire Local Offer",
            "tagline": "Help for children",
            "council": {"name": "Westshire Council"},
            "help": "help-line",
            "advice_service": "sendiass",
            "home": home,
            **given,
        }
    )
