"""No search ends in an empty page: there are results, or ways on, and always a way to say so."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote

import pytest
from bs4 import BeautifulSoup, Tag

from checks.pages import Pages
from localoffer.pages.search_contexts import SearchPage
from localoffer.pages.search_page import with_results
from localoffer.pipeline import Task, check
from localoffer.render.assets import make_assets
from localoffer.render.environment import base_of, make_environment
from localoffer.render.page_file import render
from search.engine.address import choices_of, page_of
from search.engine.reader import Reader
from search.engine.results import search

ROOT = Path(__file__).parent.parent

#: Words that find nothing or hardly anything, and filters that leave nothing.
ODD = (
    *("q=", "q=+++", "q=xyzzyq", "q=qqqq+zzzz", "q=%3F%3F%3F", "q=%F0%9F%98%80", "q=%22", "q=a"),
    *("q=the+of+and", "q=" + "x" * 3_000, "q=" + "zzz+" * 300, "q=%E8%87%AA%E9%97%AD%E7%97%87"),
    *("q=%D8%A2%D9%B9%D8%B2%D9%85", "q=0", "q=%00", "q=%3Cb%3Exyzzyq%3C%2Fb%3E", "q=12345678"),
    *("q=xyzzyq&free=yes", "q=horse+riding&need=deafblind&day=SU&age=2", "q=club&age=99"),
    *("q=club&near=Nowhere&within=5", "q=zz9+9zz", "q=xyzzyq&page=99", "q=autism&page=9999"),
    *("q=autism&need=no-such-need", "q=autism&exactly=yes&age=abc", "q=NOT", "q=null&everything=1"),
    *("free=yes&day=SU&need=deafblind", "age=0&near=SC1&within=5&day=SU&need=deafblind"),
    *("q=i+want+to+die+xyzzyq", "q=%E2%80%AExyzzyq", "q=constructor", "q=..%2F..%2Fxyzzyq"),
)


@pytest.fixture(scope="module")
def sent(site: Pages, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Tag]:
    """Gives the main part of the page as a service sends it, for the end of an address."""
    state = tmp_path_factory.mktemp("state")
    checked = check(Task(ROOT / "content", ROOT, state, date(2026, 11, 21)))
    assert checked.offer
    looks, colours = checked.offer.site.looks, checked.offer.site.colours
    assets = make_assets(checked.design, colours, looks, state)
    page = next(page for page in checked.pages if isinstance(page, SearchPage))
    environment = make_environment(checked.design, checked.offer, assets, base_of(""))
    reader = Reader(site.folder / "search")

    def main_of(address: str) -> Tag:
        parameters = parse_qs(address, keep_blank_values=True)
        results = search(choices_of(parameters, reader), reader, page=page_of(parameters))
        soup = BeautifulSoup(render(with_results(page, results), environment), "html.parser")
        part = soup.select_one("[data-list]")
        assert part
        return part

    return main_of


def _told(link: Tag) -> str:
    """Return the words that a link carries; a long search is cut, and none is not told."""
    return unquote(str(link["href"])).partition("words=")[2] or "nothing"


def _lacks(part: Tag, address: str) -> list[str]:
    """Return what a page of results has not, of what leads on from it."""
    words = parse_qs(address).get("q", [""])[0].strip()
    tell = [link for link in part.select("a") if "Tell us what you were" in link.get_text()]
    lacks = []
    if not part.select(".result h2 a") and len(part.select(".nothing .plain-links a")) < 3:
        lacks.append("results or ways on")
    if not part.select(".result h2 a") and not part.select('.nothing a[href^="tel:"]'):
        lacks.append("somebody to call")
    if len(tell) != 1 or "words=" not in str(tell[0]["href"]):
        lacks.append("a way to tell what was looked for")
    elif words.isalpha() and not words.startswith(_told(tell[0])):
        lacks.append("the words in what is told")
    return lacks


def test_no_search_however_odd_ends_in_an_empty_page(sent: Callable[[str], Tag]) -> None:
    found = {address: _lacks(sent(address), address) for address in ODD}
    assert {address: lacks for address, lacks in found.items() if lacks} == {}
