"""The browser finds what Python finds: every field of every page of results is the same."""

import json
import random
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page

from checks.server import serving
from localoffer.pages.search_contexts import Choices
from search.engine.address import address_of, choices_of, page_of
from search.engine.excerpt import marked
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.words import fold, stem, words
from search.evaluation.graded_queries import read_queries
from search.index.cli_index import open_index
from search.index.site_files import folder_of

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "templates" / "scripts" / "search"
OPENED = """const { openIndex } = await import('/scripts/reader.js');
    const reader = globalThis.reader ||= await openIndex('/search/')"""
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"

AWKWARD = (
    *("", " ", "(", ")", "*", '"', "'", "\\", "?", "NOT", "AND", "a TO z", "[a TO z]", "-autism"),
    *("autism*", "title:autism", "autism~2", "autism^9", "autism OR dyslexia", "+autism +free"),
    *("x" * 10_000, "autism " * 2_000, "a" * 31, "qqqq autism", "ssss", "zzzzzz", "*~-._ !'()"),
    *("😀", "👩\u200d👧 autism", "𝒶𝓊𝓉𝒾𝓈𝓂", "𐐷𐐷𐐷𐐷𐐷𐐷𐐷 autism", "\u202eautism", "\ufeffautism", "½ ²"),
    *("تقریر کی تھراپی", "آٹزم", "ਆਟਿਜ਼ਮ", "স্পিচ থেরাপি", "自闭症", "აუტიზმი", "İstanbul ΣΊΣΥΦΟΣ"),
    *(
        "lleferydd ac iaith",
        "plentyn awtistig â",
        "terapia mowy",
        "dla niepełnosprawnych",
        "żłobek",
    ),
    *("my son won’t go to school", "my son won't go", "he`s not talking", "it\u00b4s \u02bcnot"),
    *(
        "spaced\u00a0out\x1fwords\x85here",
        "co\u0301mmunication",
        "SLT",
        "OT",
        "help",
        "not",
        "a of",
    ),
    *("KS2", "ks 3 maths", "yr7", "S41 schools", "T21", "zz9 9zz", "clubs zz9 9zz", "y5 3rd"),
    *("S.E.N.C.O.", "o.t.", "S. E. N.", "a d h d", "01632 960100", "+44 (0)1632 960-100", "e.g."),
    *("(01632) 960100", "01632\u2011960100", "au\u00adtism", "\u200bautism", "0800 1111", "a b"),
    *("3½ year old", "3 1/2", "3.5 years", "0–5", "13-15 year olds", "6 mths", "under fives"),
    *("two and a half year old", "waiting 8-10 weeks", "1:1", "pre-school", "co-ordinator", "½"),
    *("16+", "post 16", "0-5", "0 to 5s", "3 year old autism", "18 months old", "aged 12", "14yrs"),
    *("year 6", "y7 transition", "turning 18", "after 18", "over 16s", "under 5", "under 5s clubs"),
    *("nearly 4 and not talking", "6 week old", "baby", "toddler", "teenagers", "year 99", "2026"),
    *("99 year old", "section 19", "level 3", "speech therapy 3", "0", "SC1", "sc1 2ab", "M1 1AE"),
    *("SC12AB clubs", "autism near SC2", "ZZ1", "ZZ1 1ZZ", "sw1a1aa respite", "aldercombe", "%20"),
    *("clubs in aldercombe", "'; DROP TABLE services; --", "1 OR 1=1", "<b>autism</b>", "&amp; &"),
    *("<script>alert(1)</script>", "constructor", "constructor constructor", "__proto__", "null"),
    *(
        "hasOwnProperty",
        "toString",
        "i want to die",
        "self harm",
        "slef harm",
        "st marys",
        "saint x",
    ),
)


@dataclass(frozen=True)
class Sides:
    """The two sides of one search: a page of a browser, and Python's reader of the same index."""

    page: Page
    reader: Reader
    index: Path
    words: tuple[str, ...]

    def in_browser(self, script: str, given: object) -> Any:
        """Return what a script makes of ``given`` with the index open as ``reader``."""
        opened = f"async (text) => {{ {OPENED}; const given = JSON.parse(text); {script} }}"
        return json.loads(self.page.evaluate(opened, json.dumps(given)))

    def differing(self, searches: Sequence[tuple[Choices, int]]) -> list[str]:
        """Return what the two sides say differently: the search, the field and both values."""
        script = """const { search } = await import('/scripts/results.js');
            const found = given.map(([one, page]) => search(one, reader, { page }));
            return JSON.stringify(await Promise.all(found));"""
        given = [(asdict(choices), page) for choices, page in searches]
        answers = self.in_browser(script, given)
        differences = []
        for (choices, page), from_browser in zip(searches, answers, strict=True):
            from_python = json.loads(json.dumps(asdict(search(choices, self.reader, page=page))))
            name = f"{address_of(choices, page=page)[:80]!r}"
            assert from_python.keys() == from_browser.keys(), name
            differences += [
                f"{name} {field}: {_first(from_python[field], from_browser[field])}"
                for field in from_python
                if from_python[field] != from_browser[field]
            ]
        return differences


def _first(from_python: Any, from_browser: Any) -> str:
    if isinstance(from_python, list) and isinstance(from_browser, list):
        for one, other in zip(from_python, from_browser, strict=False):
            if one != other:
                return f"Python {one}, browser {other}"
    return f"Python {from_python}, browser {from_browser}"


@pytest.fixture(scope="module")
def sides(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    """The example council's index, read by Python and served to a browser with a strict policy."""
    web = tmp_path_factory.mktemp("web")
    state = tmp_path_factory.mktemp("state")
    reader = open_index(ROOT / "content", ROOT, state, date(2026, 11, 22))
    shutil.copytree(folder_of(ROOT / "content", state), web / "search")
    shutil.copytree(SCRIPTS, web / "scripts")
    shutil.copy(ROOT / "node_modules" / "stemmer" / "index.js", web / "scripts" / "stemmer.js")
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    (web / "index.html").write_text(f"<!doctype html>{head}<title>Search</title>", encoding="utf-8")
    titles = [
        row[1] for file in sorted((web / "search" / "shown").iterdir()) for row in _json(file)
    ]
    with serving(web) as base:
        page = browser.new_page()
        page.goto(base)
        known = sorted({word for title in titles for word in words(title)})
        yield Sides(page, reader, web / "search", tuple(known))
        page.close()


def _json(file: Path) -> Any:
    return json.loads(file.read_bytes())


def _graded() -> list[str]:
    rows = read_queries(ROOT / "tests" / "searches.yaml")
    lines = (ROOT / "tests" / "danger_searches.yaml").read_text(encoding="utf-8").split("\n  - ")
    return [*(text for row in rows for text in (row.text, row.spelt) if text), *lines[1:], "suicde"]


def _rearranged(all_words: Sequence[str], many: int) -> Iterator[str]:
    """Yield words of the offer in any order, with letters swapped, dropped and doubled."""
    chance = random.Random(30)  # noqa: S311 - the same words at each run
    for _ in range(many):
        chosen = chance.sample(all_words, chance.randint(1, 4))
        chosen = [_misspelt(word, chance) if chance.random() < 0.5 else word for word in chosen]
        yield chance.choice((" ", "  ", "-", " the ", " not ")).join(chosen)


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letters = word[at : at + 2]
    instead = chance.choice((letters[::-1], letters[1:], letters[:1] + letters, letters + "e"))
    return word[:at] + instead + word[at + 2 :]


def _combined() -> Iterator[tuple[Choices, int]]:
    """Yield searches with filters, an age, a place, as typed, and further pages."""
    chosen: tuple[Mapping[str, tuple[str, ...]], ...] = (
        {},
        {"free": ("yes",)},
        {"need": ("autism", "adhd")},
        {"need": ("autism",), "free": ("yes",), "day": ("SA", "SU")},
        {"access": ("step-free", "changing-places", "hearing-loop")},
        {"need": ("no-such-need",)},
        {"no-such-filter": ("yes",), "online": ("yes",)},
    )
    texts = (
        "",
        "club",
        "autizm club",
        "speech therapy for my 3 year old",
        "zzzzzz",
        "short breaks SC1",
    )
    for number, (text, filters) in enumerate(product(texts, chosen)):
        for age, near in ((None, ""), (7, ""), (None, "SC1 2AB"), (17, "Aldercombe"), (0, "ZZ9")):
            exactly = number % 2 == 1
            yield Choices(text, filters, age, near, exactly=exactly), number % 4
    for text, near, within in product(("swimming", "nursery", ""), ("SC1", "", "Carrow"), (5, 20)):
        yield Choices(text, {"need": ("hearing",)}, None, near, within=within), 1
        yield Choices(f"{text} near carrow", within=within), 1
    for text in ("my dad hits me", "club", "kms"):
        yield Choices(text, everything=True), 1
    yield Choices("autism"), 10_000
    yield Choices("autism"), -1


def test_every_graded_search_finds_the_same_on_both_sides(sides: Sides) -> None:
    assert sides.differing([(Choices(text), 1) for text in _graded()]) == []


def test_no_words_are_too_awkward_for_either_side(sides: Sides) -> None:
    assert sides.differing([(Choices(text), 1) for text in AWKWARD]) == []
    assert sides.differing([(Choices("clubs", near=text), 1) for text in AWKWARD]) == []
    assert sides.differing([(Choices(text, exactly=True), 1) for text in AWKWARD]) == []


def test_filters_ages_places_and_pages_are_the_same_on_both_sides(sides: Sides) -> None:
    assert sides.differing(list(_combined())) == []


def test_words_of_the_offer_misspelt_by_chance_are_put_right_alike(sides: Sides) -> None:
    searches = [(Choices(text), 1) for text in _rearranged(sides.words, 400)]
    assert sides.differing(searches) == []


def test_every_page_of_a_long_list_is_the_same(sides: Sides) -> None:
    pages = search(Choices("autism"), sides.reader).pages
    assert pages > 3
    assert sides.differing([(Choices("autism"), page) for page in range(1, pages + 2)]) == []


def test_every_word_has_the_same_stem_on_both_sides(sides: Sides) -> None:
    english = files("textstat").joinpath("resources", "en", "easy_words.txt")
    known = {*words(english.read_text(encoding="utf-8")), *sides.words, *words(" ".join(AWKWARD))}
    for folder in ("spelling", "everyday"):
        for file in (sides.index / folder).iterdir():
            known |= set(words(" ".join(_json(file).values())))
    given = sorted(known)
    assert len(given) > 20_000
    script = """const { stem } = await import('/scripts/words.js');
        return JSON.stringify(given.map(stem));"""
    from_browser = sides.in_browser(script, given)
    assert {
        word: (stem(word), other)
        for word, other in zip(given, from_browser, strict=True)
        if other != stem(word)
    } == {}


def test_any_letter_folds_and_is_marked_alike(sides: Sides) -> None:
    """Letters that the two sides' own tables of Unicode both know."""
    letters = [chr(code) for code in range(1, 0x11000) if not 0xD800 <= code < 0xE000]
    known = [one for one in letters if unicodedata.category(one) != "Cn"]
    texts = [f"Ab{''.join(known[at : at + 3])}’s x" for at in range(0, len(known), 3)]
    script = """const { fold, words } = await import('/scripts/words.js');
        const { marked } = await import('/scripts/excerpt.js');
        const all = (text) => [fold(text), words(text, reader.facts), marked(text, new Set(['x']))];
        return JSON.stringify(given.map(all));"""
    from_browser = sides.in_browser(script, texts)
    from_python = [
        [fold(one), words(one), [*map(list, marked(one, frozenset({"x"})))]] for one in texts
    ]
    assert [
        pair for pair in zip(from_python, from_browser, strict=True) if pair[0] != pair[1]
    ] == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=speech+therapy&age=3&need=autism&need=adhd&near=SC1&free=yes",
        "need=adhd&need=autism&need=nothing&q=%20+caf%C3%A9%20&page=3",
        "q=a&q=b&age=&near=",
        "age=120&page=10000",
        "age=121&page=10001",
        "age=0000000000000007&page=000001",
        "age=-1&page=-1",
        "age=1.5&page=abc",
        "age=6+months&q=3%C2%BD",
        "age=%C2%BD",
        "age=soon",
        "near=SC1&within=5",
        "within=7&near=SC1",
        "day=mo&q=club&within=20",
        "Q=club&NEED=Autism&Free=YES&AGE=7&PAGE=2&EXACTLY=Yes",
        "age=5-7",
        "age=aged+five",
        "age=%D9%A3&page=%C2%B2",
        "exactly=yes&q=autizm",
        "everything=yes&q=my+dad+hits+me",
        "exactly=no&day=SA&day=SA&no-such=1",
        "q=%2A~-._%27()%21%2F%3F%F0%9F%98%80%00%0A",
    ],
)
def test_an_address_asks_for_the_same_on_both_sides(sides: Sides, address: str) -> None:
    parameters = parse_qs(address, keep_blank_values=True)
    choices, page = choices_of(parameters, sides.reader), page_of(parameters)
    script = """const { choicesOf, pageOf, addressOf } = await import('/scripts/address.js');
        const asked = new URLSearchParams(given);
        const choices = await choicesOf(asked, reader);
        const page = pageOf(asked, reader);
        return JSON.stringify([choices, page, addressOf(choices, page)]);"""
    from_browser = sides.in_browser(script, address)
    from_python = [asdict(choices), page, address_of(choices, page=page)]
    assert json.loads(json.dumps(from_python)) == from_browser
