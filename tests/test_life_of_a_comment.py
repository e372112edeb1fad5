"""The whole life of a comment, in a real browser, against the service as councils run it.

Once with the service that ``make`` starts and browsers without script, once with several workers
on PostgreSQL and browsers with script.
"""

import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import time

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from checks.browser import ARGUMENTS, chromium
from feedback.app_context import AppContext
from feedback.cli.open_app import settings_of
from feedback.keys import Keys
from feedback.retention.purge import purge
from feedback.retention.site_numbers import numbers_of
from feedback.store.engine import make_engine, reading
from feedback.store.tables import contacts
from feedback.store.tables import votes as store_votes
from localoffer.annual_report.reporting_year import period_on
from localoffer.calendar_days import day_of_build
from localoffer.workspace import Workspace
from tests.support.council_process import (
    GUIDE,
    Council,
    found_council,
    made,
    press,
    reference_on,
    report_of,
    sign_in_first,
    with_workers,
)
from tests.support.fake_notify import KEY, FakeNotify, fake_notify
from tests.support.feedback import ROOT
from tests.support.free_port import free_port

Window = Callable[..., Page]
SAID = "My daughter Ellie Marlow waited two years. No page says who runs the bus to the club."
PUBLISHED = "A child waited two years. No page says who runs the bus to the club."
ANSWER = "You are right. The club runs the bus, and its page will say so."
NEW_ANSWER = "The club runs the bus. Ring it on the day before."
ADDRESS = "pat.marlow@example.org"
DAY = 86_400


@dataclass
class Life:
    """A served council, a parent's browser and a moderator's."""

    council: Council
    window: Window
    script: bool
    first: Page | None = None

    def reader(self, address: str) -> Page:
        """A new page of the browser that families use."""
        if self.first is None:
            self.first = self.window(java_script_enabled=self.script)
        page = self.first.context.new_page()
        page.goto(f"{self.council.base}{address}")
        return page

    def rebuild(self) -> None:
        """Build the site again where nobody watches; ``serve`` does so itself."""
        if self.council.settings:
            self.council.build()

    def store(self) -> AppContext:
        """The store, as the commands find it."""
        options = Namespace(content=self.council.content)
        settings = settings_of(Workspace.of_checkout(ROOT), options, self.council.environ())
        engine = make_engine(settings.database)
        return AppContext(settings, engine, Keys.of(settings.keys), lambda: None)


@pytest.fixture
def life(tmp_path: Path, databases: str, window: Window) -> Iterator[Life]:
    """A council on one machine for readers without script; one on PostgreSQL for those with it."""
    council = found_council(tmp_path)
    script = databases.startswith("postgresql")
    with with_workers(council, databases, 3) if script else made(council):
        yield Life(council, window, script)


@pytest.fixture
def office() -> Iterator[FakeNotify]:
    with fake_notify() as opened:
        yield opened


def test_a_comment_lives_from_a_parents_telephone_to_the_report(
    life: Life, office: FakeNotify
) -> None:
    references = what_families_send(life)
    moderator = a_moderator(life)
    answer_the_first(moderator)
    number = sign_it_off(moderator)
    tell_the_sender(moderator)
    see_to_the_rest(moderator)
    export(life.council, number)
    see_it_on_the_site(life, number)
    the_mail_goes_out(life, office, number)
    open_it_again(life, moderator, number)
    the_counts_are_true(life)
    the_report_tells_it(life, number)
    the_address_goes(life)
    erase(life, references)


def what_families_send(life: Life) -> dict[str, str]:
    """Send one of everything; return the references. All forms lie open for a while first."""
    forms = {name: open_form(life) for name, open_form in FORMS.items()}
    forms["sought"].wait_for_timeout(2_100)
    return {name: send(forms[name], name) for name in FORMS}


def _missing(life: Life) -> Page:
    page = life.reader(GUIDE)
    page.get_by_role("link", name="Tell us something is missing").click()
    page.get_by_label("What went wrong, or what is missing?").fill(SAID)
    page.get_by_label("Something is missing").check()
    page.get_by_role("group", name="May we publish what you say").get_by_label("Yes").check()
    page.get_by_label("Yes, by e-mail").check()
    page.get_by_label("Your e-mail address").fill(ADDRESS)
    page.get_by_label("A parent or carer").check()
    return page


def _comment(words: str, publish: str) -> Callable[[Life], Page]:
    def fill(life: Life) -> Page:
        page = life.reader(f"/feedback/comment?page={GUIDE}")
        page.get_by_label("What went wrong, or what is missing?").fill(words)
        page.get_by_role("group", name="May we publish").get_by_label(publish, exact=True).check()
        return page

    return fill


def _correction(life: Life) -> Page:
    page = life.reader("/services/saturday-club/")
    page.get_by_role("link", name="Suggest a correction").click()
    page.get_by_label("A detail is wrong").check()
    page.get_by_label("What is wrong, and what should it say?").fill("It opens at ten now.")
    return page


def _useless(life: Life) -> Page:
    page = life.reader(GUIDE)
    press(page, "No")
    page.get_by_label("Why?").fill("It does not say when.")
    return page


def _sought(life: Life) -> Page:
    page = life.reader("/search/?q=trampolining")
    page.locator("main a[href*='/feedback/sought']").first.click()
    expect(page.get_by_label("What were you looking for?")).to_have_value("trampolining")
    return page


def _survey(life: Life) -> Page:
    page = life.reader("/surveys/helped/")
    page.get_by_role("link", name=re.compile("Answer")).first.click()
    page.get_by_label("A lot").check()
    return page


FORMS: dict[str, Callable[[Life], Page]] = {
    "missing": _missing,
    "unpublished": _comment("Nobody rang me back about Sundays.", "No"),
    "withheld": _comment("What about the hours of help in our own plan?", "Yes"),
    "correction": _correction,
    "useless": _useless,
    "sought": _sought,
    "survey": _survey,
    "survey again": _survey,
}


def send(page: Page, name: str) -> str:
    """Send a form; return its reference. Choices of a survey have none."""
    press(page, "Send")
    if name.startswith("survey"):
        assert page.locator("h1").inner_text() == "We have your answers"
        return ""
    reference = reference_on(page)
    assert "Someone reads it within 2 working days." in page.inner_text("main")
    if name == "missing":
        assert "We aim to reply within 20 working days." in page.inner_text("main")
        assert ADDRESS not in page.content() + page.url
    return reference


def a_moderator(life: Life) -> Page:
    """Make an account while the service runs, and sign in with it for the first time."""
    words = ("accounts", "add", "ruth", "--role", "moderator", "--shown-as", "Local Offer team")
    first = life.council.feedback(*words).strip()
    page = life.window(java_script_enabled=life.script)
    sign_in_first(page, f"{life.council.base}/feedback/desk/", "ruth", first)
    assert page.url == f"{life.council.base}/feedback/desk/"
    return page


def answer_the_first(moderator: Page) -> None:
    """Open the first of the queue, see what may name a child, and write without it."""
    first = moderator.locator(".moderation-rows a").first
    assert first.inner_text().startswith("My daughter Ellie")
    with moderator.expect_navigation():
        first.click()
    assert "Ellie Marlow" in moderator.locator(".moderation-marks").inner_text()
    assert "Ellie Marlow" in moderator.locator("mark").first.inner_text()
    moderator.locator("#you_said").fill(PUBLISHED)
    moderator.locator("[name=theme-travel]").check()
    moderator.locator("#answer").fill(ANSWER)
    moderator.locator("[name=status][value=doing]").check()
    moderator.locator("#action_what").fill("Ask the club for the times of its bus.")
    moderator.locator("#action_owner").select_option("help-line")
    moderator.locator("#action_by").fill((day_of_build({}) + timedelta(days=60)).isoformat())
    press(moderator, "Save and sign off")


def sign_it_off(moderator: Page) -> str:
    """Say that nobody can be known from it: until then it is not signed off."""
    assert (
        "Tick that nobody can be known from it" in moderator.locator(".form-mistakes").inner_text()
    )
    assert moderator.locator("#you_said").input_value() == PUBLISHED
    for tick in moderator.locator(".moderation-actions [name=nobody_known], [name^=looked_]").all():
        tick.check()
    press(moderator, "Save and sign off")
    assert "Signed off." in moderator.locator("#told").inner_text()
    found = re.search(r"\d{4}-\d{3}", moderator.inner_text("main"))
    assert found
    return found[0]


def tell_the_sender(moderator: Page) -> None:
    press(moderator, "Save and send the reply by e-mail")
    assert "The reply is in the outbox" in moderator.locator("#told").inner_text()


def see_to_the_rest(moderator: Page) -> None:
    """Close what is not to be published, withhold what is about one child, and do the others."""
    from_queue(moderator, "", "Nobody rang me back about Sundays.")
    moderator.locator("#answer").fill("We ring back on Mondays.")
    press(moderator, "Save: it is answered")
    assert not moderator.get_by_role("button", name="Save and sign off").count()
    press(moderator, "Answered, not to publish")
    from_queue(moderator, "", "What about the hours of help in our own plan?")
    moderator.get_by_label("It is about the help that one person gets.").check()
    press(moderator, "Withhold it")
    assert "Withheld. It is counted, and not shown." in moderator.locator("#told").inner_text()
    for kind, said in {
        "correction": "It opens at ten now.",
        "useful": "It does not say when.",
        "sought": "trampolining",
    }.items():
        from_queue(moderator, kind, said)
        if kind == "sought":
            moderator.locator("[name=theme-clubs]").check()
        press(moderator, "Done")
        assert "Done." in moderator.locator("#told").inner_text()


def from_queue(moderator: Page, kind: str, said: str) -> None:
    """Open what was sent from its list."""
    moderator.goto(f"{moderator.url.partition('/feedback/')[0]}/feedback/desk/?kind={kind}")
    with moderator.expect_navigation():
        moderator.locator(".moderation-rows a").filter(has_text=said).click()


def export(council: Council, number: str) -> None:
    """Write files of the content, with nothing personal in them, and commit them."""
    said = council.feedback("export", "--content", str(council.content))
    assert f"written comments/{number}.yaml" in said
    assert f"counts/{this_year()}.yaml" in said
    changed = council.commit("Publish what is signed off")
    assert f"comments/{number}.yaml" in changed
    nothing_personal(council.content)


def nothing_personal(folder: Path) -> None:
    """See that no file says anything that nobody signed off."""
    for file in folder.rglob("*"):
        text = file.read_bytes() if file.is_file() else b""
        for words in (b"Ellie", b"Marlow", b"pat.", b"Sundays", b"our own plan", b"opens at ten"):
            assert words not in text, f"{file} holds {words!r}"


def this_year() -> str:
    return period_on(day_of_build({}), 9).slug


def see_it_on_the_site(life: Life, number: str) -> None:
    """Find it everywhere that it belongs, and nothing else of what was sent."""
    council = life.council
    life.rebuild()
    address = f"/you-said-we-did/{number}/"
    assert ANSWER in council.publish(address, PUBLISHED)
    for page in ("/you-said-we-did/", GUIDE):
        assert f'href="{address}"' in council.publish(page, "who runs the bus")
    query = "/search/?q=who+runs+the+bus+to+the+club"
    assert f'href="{address}"' in council.publish(query, address)
    found = life.reader(query)
    assert found.locator(f"main a[href='{address}']").count()
    form = life.reader(f"/feedback/correction?page={address}")
    assert "who runs the bus" in form.locator(".form-about").inner_text()
    nothing_personal(council.site)
    assert not list(council.site.rglob("*.sqlite3*")) + list(council.site.rglob("*.key"))


def the_mail_goes_out(life: Life, office: FakeNotify, number: str) -> None:
    """Send the reply to whoever left an address, once."""
    notify = {
        "FEEDBACK_NOTIFY_KEY": KEY,
        "FEEDBACK_NOTIFY_TEMPLATE": "a-template",
        "FEEDBACK_NOTIFY_ADDRESS": office.address,
    }
    assert life.council.feedback("send", status=0, **notify) == "1 sent, 0 tried again later.\n"
    (mail,) = office.taken
    assert mail["email_address"] == ADDRESS
    told = mail["personalisation"]
    assert isinstance(told, dict)
    assert ANSWER in told["body"]
    assert f"https://localoffer.example.org/you-said-we-did/{number}/" in told["body"]


def open_it_again(life: Life, moderator: Page, number: str) -> None:
    """Change a published answer: the old one stands until the new one is signed off."""
    council = life.council
    moderator.goto(f"{council.base}/feedback/desk/comment/1")
    press(moderator, "Open it again")
    moderator.locator("#answer").fill(NEW_ANSWER)
    press(moderator, "Save and open the next")
    assert council.feedback("export", "--content", str(council.content)) == "Nothing has changed.\n"
    assert ANSWER in council.publish(f"/you-said-we-did/{number}/", PUBLISHED)
    moderator.goto(f"{council.base}/feedback/desk/comment/1")
    moderator.locator("[name=nobody_known]").check()
    for tick in moderator.locator("[name^=looked_]").all():
        tick.check()
    press(moderator, "Save and sign off")
    said = council.feedback("export", "--content", str(council.content))
    assert said == f"written comments/{number}.yaml\n"
    life.rebuild()
    assert ANSWER not in council.publish(f"/you-said-we-did/{number}/", NEW_ANSWER)


def the_counts_are_true(life: Life) -> None:
    """Count what came, once the year has ended; small numbers are left out."""
    council = life.council
    later = str(int(time()) + 366 * DAY)
    council.feedback("export", "--content", str(council.content), SOURCE_DATE_EPOCH=later)
    counts = yaml.safe_load((council.content / f"counts/{this_year()}.yaml").read_text())
    told = {name: counts.get(name) for name in ("received", "published", "answered")}
    assert told == {"received": 4, "published": 1, "answered": 2}, "three comments and a reason"
    assert (counts["useful_no"], counts["corrections"]) == (1, 1)
    assert {"what": "about one person"} in counts["withheld"]
    assert not counts.keys() & {"gaps", "not_found", "by_theme"}, "a row would tell of one sender"
    assert "not_to_publish" not in counts
    result = yaml.safe_load((council.content / "survey-results/helped.yaml").read_text())
    assert result["answers"] == 2
    nothing_personal(council.content)


def the_report_tells_it(life: Life, number: str) -> None:
    """Read it in the report of the year, once that is over."""
    report = report_of(life.council)
    told = "".join(file.read_text(encoding="utf-8") for file in report.rglob("*.html"))
    assert f'href="/you-said-we-did/{number}/"' in told
    assert NEW_ANSWER in told
    nothing_personal(report.parent.parent)


def the_address_goes(life: Life) -> None:
    """Delete the address by the council's rule, 30 days after the reply and not before."""
    store = life.store()
    numbers = numbers_of(life.council.content, ROOT)
    for days, left in ((29, 1), (31, 0)):
        purge(store, numbers, store.now() + days * DAY, dry_run=False)
        with reading(store.engine) as connection:
            assert len(connection.execute(select(contacts)).all()) == left
    store.engine.dispose()


def erase(life: Life, references: dict[str, str]) -> None:
    """Erase the words under a reference; what is published, from which nobody is known, stays."""
    reference, council = references["missing"], life.council
    assert "Erased. What is published as" in council.feedback("erase", reference, "--yes")
    assert "Ellie" not in council.feedback("give", reference)
    for file in council.state.glob("feedback.sqlite3*"):
        assert b"Ellie" not in file.read_bytes()
    assert PUBLISHED in council.publish("/you-said-we-did/", PUBLISHED)


def test_below_a_path_forms_and_moderation_lead_to_addresses_below_it(
    tmp_path: Path, window: Window
) -> None:
    council = found_council(tmp_path)
    with with_workers(council, f"sqlite:///{tmp_path}/store", path="/local-offer"):
        life = Life(council, window, script=False)
        page = _missing(life)
        page.wait_for_timeout(2_100)
        reference = send(page, "missing")
        assert page.url == f"{council.base}/feedback/received/{reference}"
        voted = _useless(life)
        assert voted.url.startswith(f"{council.base}/feedback/useful?page=%2Fguides%2F")
        moderator = a_moderator(life)
        answer_the_first(moderator)
        sign_it_off(moderator)
        press(from_account(moderator), "Sign out")
        assert moderator.url.startswith(f"{council.base}/feedback/desk/sign-in?")
        for one in (page, voted, moderator):
            for address in addresses_in(one):
                assert address.startswith(("/local-offer/", "#", "tel:", "mailto:", "http"))


@pytest.fixture
def resolving(browser: Browser) -> Iterator[Window]:
    """Opens pages of a browser that takes comments.example.org for this machine."""
    rule = "--host-resolver-rules=MAP comments.example.org 127.0.0.1"
    words = [*ARGUMENTS, rule]
    mine = browser.browser_type.launch(executable_path=chromium(), args=words)
    yield lambda **options: mine.new_context(**options).new_page()
    mine.close()


def test_comments_are_heard_at_another_origin(tmp_path: Path, resolving: Window) -> None:
    heard = free_port()
    elsewhere = f"http://comments.example.org:{heard}"
    council = found_council(tmp_path, f'{{address: "{elsewhere}/feedback/"}}')
    with with_workers(council, f"sqlite:///{tmp_path}/store", heard=heard):
        life = Life(council, resolving, script=False)
        page = _missing(life)
        page.wait_for_timeout(2_100)
        reference = send(page, "missing")
        assert page.url == f"{elsewhere}/feedback/received/{reference}"
        voted = _useless(life)
        assert voted.url.startswith(f"{elsewhere}/feedback/useful?page=")
        press(voted, "Send")
        assert voted.url == f"{elsewhere}/feedback/received/{reference_on(voted)}"
        votes = life.store().engine
        with reading(votes) as connection:
            assert len(connection.execute(select(store_votes)).all()) == 1
        votes.dispose()


def test_a_site_without_the_service_has_no_dead_form(tmp_path: Path) -> None:
    council = found_council(tmp_path, "{least_shown: 2}")
    council.build()
    for file in council.site.rglob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert "/feedback/" not in page, file
        assert 'method="post"' not in page, file


def from_account(moderator: Page) -> Page:
    with moderator.expect_navigation():
        moderator.get_by_role("link", name=re.compile("Your account")).click()
    return moderator


def addresses_in(page: Page) -> list[str]:
    """All addresses that a page leads to, sends to and loads from."""
    script = "all => all.map(one => ['href', 'action', 'src'].map(name => one.getAttribute(name)))"
    found = page.eval_on_selector_all("[href], [action], [src]", script)
    return [address for some in found for address in some if address]
