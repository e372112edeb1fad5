"""Letters are counted as they are typed, and the browser counts them as the service does."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page, expect

from feedback.forms.parse_post import clean_text
from localoffer.render.assets import Assets
from tests.support.feedback import ROOT, site_context
from tests.support.moderation import ModerationSite
from tests.support.moderation_browser import served, signed_in

LETTERS = ROOT / "templates" / "scripts" / "letter_count" / "letters.js"
#: Counts each text that comes in, with how it is counted.
COUNTING = f"""
import {{ lettersIn }} from {json.dumps(LETTERS.as_uri())};
import {{ readFileSync }} from "node:fs";
const rows = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(rows.map(([text, counted]) => lettersIn(text, counted))));
"""
ODD = (
    "", "a\r\nb\rc\n", "👩‍👧 é é", "e\u0301\u0315" * 9, "اردو و English", "\u202eback\u202c",
    "\0\x07\x1c\x85\t\v\f", " \u00a0\u2003x\u3000\ufeff ", "\ufeff", "𐍈" * 3,
    "\n\n two \n three 👍 \n",
    "\u2028\u2029\u0085",
)  # fmt: skip
COUNTED = ("all", "trimmed", "lines")


def in_python(text: str, counted: str) -> int:
    letters = clean_text(text)
    if counted == "lines":
        return max(len(line.strip()) for line in letters.split("\n"))
    return len(letters.strip() if counted == "trimmed" else letters)


def in_javascript(rows: list[tuple[str, str]]) -> list[int]:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", COUNTING], input=json.dumps(rows), text=True,
        capture_output=True, check=True,
    )  # fmt: skip
    counts: list[int] = json.loads(done.stdout)
    return counts


def test_odd_letters_are_counted_alike() -> None:
    rows = [(text, counted) for text in ODD for counted in COUNTED]
    assert in_javascript(rows) == [in_python(*row) for row in rows]


@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow])
@given(texts=some.lists(some.text(max_size=40), min_size=60, max_size=60))
def test_any_letters_are_counted_alike(texts: list[str]) -> None:
    rows = [(text, counted) for text in texts for counted in COUNTED]
    assert in_javascript(rows) == [in_python(*row) for row in rows]


@pytest.fixture(scope="module")
def visit(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[tuple[ModerationSite, str, Browser]]:
    with served(tmp_path_factory.mktemp("letters")) as (site, origin):
        yield site, origin, browser


@pytest.fixture
def page(visit: tuple[ModerationSite, str, Browser], window: Callable[..., Page]) -> Page:
    """A form of one box of 200 letters, whose clock stands still."""
    page = window(viewport={"width": 320, "height": 640})
    page.clock.install()
    page.goto(f"{visit[1]}/feedback/correction")
    return page


def test_the_count_is_seen_at_once_and_heard_after_a_pause(page: Page) -> None:
    box, live = page.locator("#which"), page.locator("[data-live]")
    shown = page.locator("#which + .form-count")
    expect(shown).to_have_text("You have 200 letters left")
    expect(shown).to_have_attribute("aria-hidden", "true")
    box.focus()
    page.keyboard.type("The club")
    expect(shown).to_have_text("You have 192 letters left")
    page.clock.run_for(900)
    expect(live).to_have_text("")
    page.keyboard.type("s")
    page.clock.run_for(900)
    expect(live).to_have_text("")
    page.clock.run_for(200)
    expect(live).to_have_text("You have 191 letters left")


def test_above_the_limit_it_says_how_many_and_cuts_nothing(page: Page) -> None:
    box, shown = page.locator("#which"), page.locator("#which + .form-count")
    box.fill("x" * 199)
    expect(shown).to_have_text("You have 1 letter left")
    box.press("End")
    page.keyboard.insert_text("👍" * 21)
    expect(shown).to_have_text("You have 20 letters too many")
    expect(shown).to_have_class(re.compile("form-count-over"))
    expect(box).to_have_value("x" * 199 + "👍" * 21)
    assert page.locator("html").evaluate("one => one.scrollWidth") == 320


def test_words_from_right_to_left_are_counted_and_stand_at_the_right(page: Page) -> None:
    box, shown = page.locator("#what"), page.locator("#what + .form-count")
    box.fill("یہ نمبر پرانا ہے\nدوسری سطر")
    expect(shown).to_have_text("You have 3,974 letters left")
    assert box.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert shown.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_the_server_counts_what_the_browser_counted(page: Page) -> None:
    text = "é👩‍👧\n" * 900 + " ́" * 30
    page.locator("#what").fill(text)
    page.locator("#which").fill("The club")
    left = 4_000 - len(clean_text(text))
    assert left < 0
    expect(page.locator("#what + .form-count")).to_have_text(f"You have {-left} letters too many")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#mistakes")).to_contain_text(f"Take out {-left}")
    expect(page.locator("#what + .form-count")).to_have_text(f"You have {-left} letters too many")


def test_an_address_is_counted_only_where_it_becomes_long(page: Page) -> None:
    page.locator("#reply-2").check()
    shown = page.locator("#email + .form-count")
    expect(shown).to_be_hidden()
    page.locator("#email").fill("a" * 200)
    expect(shown).to_have_text("You have 54 letters left")
    page.locator("#reply-4").check()
    expect(page.locator("#post + .form-count")).to_have_text("You have 300 letters left")


def test_without_script_the_hint_is_there_and_no_count(
    visit: tuple[ModerationSite, str, Browser], window: Callable[..., Page]
) -> None:
    page = window(java_script_enabled=False)
    page.goto(f"{visit[1]}/feedback/correction")
    expect(page.locator("#which-names")).to_contain_text("There is room for 200 letters.")
    expect(page.locator(".form-count")).to_have_count(0)


def test_moderators_boxes_with_a_limit_are_counted_too(
    visit: tuple[ModerationSite, str, Browser],
) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin)
    page.goto(f"/feedback/desk/comment/{site.send()}")
    page.fill("#short_said", "  Who drives?  ")
    expect(page.locator("#short_said + .form-count")).to_have_text("You have 189 letters left")
    expect(page.locator("#short_said-hint")).to_contain_text("There is room for 200 letters.")
    page.goto("/feedback/desk/enter")
    page.fill("#reply_to", "1 Green Lane\nLittle Marsh")
    expect(page.locator("#reply_to + .form-count")).to_have_text("You have 275 letters left")
    page.goto("/feedback/desk/enter-words")
    page.fill("#good", f"The swings.\n{'x' * 203}\nA slide.")
    expect(page.locator("#good + .form-count")).to_have_text(
        "You have 3 letters too many in the longest line"
    )
    page.close()


def test_a_site_that_an_older_version_built_has_forms_without_the_count() -> None:
    assert Assets({}).path_if_built("letter_count/count.js") == ""
    older = site_context().environment.overlay()
    template = older.get_template("components/letter-count.html")
    macro = template.make_module({"asset_if_built": lambda _: ""})
    assert str(macro.letter_count()).strip() == ""  # type: ignore[attr-defined]


def test_the_script_is_tiny() -> None:
    [script] = (ROOT / "site" / "assets" / "letter_count").iterdir()
    assert len(script.read_bytes()) < 2_500
