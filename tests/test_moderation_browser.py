"""In a real browser: a moderator's day by keyboard alone, without script, on a narrow window.

axe-core and the Nu HTML Checker find nothing wrong with any page of moderation in any state.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from checks.axe import TAGS
from feedback.moderation.actions.change_state import save
from feedback.moderation.answer import Answer
from feedback.moderation.versions import Edit
from feedback.store.engine import writing
from tests.support.moderation import PAGE, ModerationSite
from tests.support.moderation_browser import served, signed_in

MODULES = Path(__file__).parent.parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
SAID = "My son Tom, 7 years old, waited in Little Marsh. Ring 01632 960123. He is not safe."

Visit = tuple[ModerationSite, str, Browser]


@pytest.fixture
def visit(tmp_path: Path, browser: Browser) -> Iterator[Visit]:
    """A moderation site with something of everything, its origin, and a browser."""
    with served(tmp_path) as (site, origin):
        site.send(SAID, page=PAGE, about="missing", reply_to="jo@example.org")
        site.send("The taxi again.", page=PAGE)
        site.send("Buy now.", flags=("many-links",))
        site.send("The number is old.", kind="correction", page=PAGE)
        closed = site.send("Closed.")
        site.post(closed, action="withhold", reason="vexatious", answer="We know.")
        looked_at = site.send("In easy words.", manner="easy")
        site.post(looked_at, by="olga", action="take")
        standard = {"name": "Taxis", "text": "Ask the transport team."}
        site.signed_in["ruth"].post("/feedback/desk/standard-answers", data=standard)
        site.send("More swings.", kind="wall", manner="young", about="change")
        yield site, origin, browser


def reach(page: Page, selector: str) -> None:
    """Go to something by Tab alone."""
    for _ in range(200):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    message = f"{selector} is not reached"
    raise AssertionError(message)


def write(page: Page, selector: str, words: str) -> None:
    reach(page, selector)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(words)


@pytest.mark.parametrize("script", [True, False])
def test_a_comment_is_answered_and_signed_off_by_keyboard_alone(visit: Visit, script: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    site, origin, browser = visit
    page = signed_in(browser, site, origin, java_script_enabled=script)
    page.goto("/feedback/desk/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the navigation
    reach(page, ".moderation-danger a[href*=comment]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/comment/1")
    write(page, "#you_said", "A child waited for a taxi.")
    reach(page, "[name=theme-travel]")
    page.keyboard.press("Space")
    reach(page, "[name=who]")
    page.keyboard.press("Space")
    write(page, "#answer", "There is a number now.")
    reach(page, "#nobody_known")
    page.keyboard.press("Space")
    reach(page, "button[value=sign-off]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=sign-off**")
    assert "Signed off." in page.inner_text("#told")
    assert page.evaluate("document.activeElement.id") == "told"
    assert site.row(1).state == "signed off"


def test_enter_in_a_line_saves_and_does_nothing_else(visit: Visit) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin)
    page.goto("/feedback/desk/comment/1")
    page.focus("#short_said")
    page.keyboard.type("A taxi?")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=save**")
    assert site.row(1).state == "open"
    assert page.input_value("#short_said") == "A taxi?"


def test_after_a_refusal_the_focus_is_on_what_to_mend_and_its_link_leads_to_the_box(
    visit: Visit,
) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin)
    page.goto("/feedback/desk/comment/2")
    page.fill("#answer", "Half an answer")
    page.click("button[value=sign-off]")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".form-mistakes")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#matter")).to_be_focused()
    assert page.input_value("#answer") == "Half an answer"


def test_a_colleague_is_told_that_one_looks_and_takes_it_by_keyboard(visit: Visit) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin)
    with page.expect_response(lambda answer: answer.request.method == "POST") as told:
        page.goto("/feedback/desk/comment/2")
    assert told.value.status == 204
    expect(page.locator(".moderation-looking")).to_be_hidden()
    other = signed_in(browser, site, origin, "olga", java_script_enabled=False)
    other.goto("/feedback/desk/comment/2")
    expect(other.locator(".moderation-viewer")).to_contain_text("ruth has been looking at it since")
    reach(page, "button[value=take]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=take**")
    other.goto("/feedback/desk/")
    expect(other.locator(".moderation-row", has_text="The taxi again.")).to_contain_text(
        "ruth has it."
    )


def test_a_standard_answer_is_put_in_by_keyboard_and_the_focus_is_on_its_box(
    visit: Visit,
) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin, java_script_enabled=False)
    page.goto("/feedback/desk/comment/2")
    write(page, "#answer", "Dear parent,")
    reach(page, "#standard")
    page.keyboard.press("ArrowDown")
    reach(page, "button[name=put-in]")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_have_value("Dear parent,\n\nAsk the transport team.")
    expect(page.locator("#answer")).to_be_focused()
    assert site.row(2).version == 1


def test_adverts_are_put_aside_by_keyboard_and_without_script(visit: Visit) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin, java_script_enabled=False)
    page.goto("/feedback/desk/?state=quarantined")
    reach(page, "[name=comment-3]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("These are no comments")
    reach(page, "main form button")
    page.keyboard.press("Enter")
    expect(page.locator(".moderation-flash")).to_contain_text("Put aside: 1.")
    assert site.row(3).state == "not a comment"
    reach(page, "button[value=undo]")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=undo**")
    assert site.row(3).state == "quarantined"


def _saved_meanwhile(site: ModerationSite, page: Page) -> None:
    page.goto("/feedback/desk/comment/2")
    current_edit = Edit(2, site.row(2).version, site.accounts["olga"], site.service.now())
    with writing(site.service.engine) as connection:
        save(connection, current_edit, Answer(answer="Olga’s words.", themes=("plain-words",)))
    page.fill("#answer", "My words.")
    page.click("button[value=save] >> nth=0")


def _sent(address: str, button: str) -> Callable[[ModerationSite, Page], object]:
    def go(_: ModerationSite, page: Page) -> None:
        page.goto(f"/feedback/desk/{address}")
        page.click(button)

    return go


def _at(address: str) -> Callable[[ModerationSite, Page], object]:
    return lambda _, page: page.goto(f"/feedback/desk/{address}")


def _public(address: str) -> Callable[[ModerationSite, Page], object]:
    return lambda _, page: page.goto(f"/feedback/{address}")


def _standing(number: int) -> Callable[[ModerationSite, Page], object]:
    """Look a comment up as its sender does."""
    return lambda site, page: page.goto(f"/feedback/status/?reference={site.row(number).reference}")


def _receipt(number: int) -> Callable[[ModerationSite, Page], object]:
    return lambda site, page: page.goto(f"/feedback/received/{site.row(number).reference}")


def _words_to_pass_on(_: ModerationSite, page: Page) -> None:
    page.goto("/feedback/desk/comment/4")
    page.click(".moderation-change summary")


def _too_many_letters(_: ModerationSite, page: Page) -> None:
    page.goto("/feedback/correction")
    page.fill("#which", "x" * 250)
    page.wait_for_selector(".form-count-over")


STATES: dict[str, Callable[[ModerationSite, Page], object]] = {
    "the queue": _at(""),
    "the quarantine": _at("?state=quarantined"),
    "what is new": _at("?state=new"),
    "no comments": _at("put-aside?comment-2=1&comment-3=1&comment-1=1"),
    "an empty list": _at("?kind=sought"),
    "a comment": _at("comment/1?said=save#told"),
    "a closed comment": _at("comment/5"),
    "a correction": _at("comment/4"),
    "words to pass on": _words_to_pass_on,
    "no comment": _at("comment/99"),
    "what to mend": _sent("comment/1", "button[value=sign-off]"),
    "a comment that a colleague looks at": _at("comment/6"),
    "what was refused": _sent("comment/2", "button[value=withhold]"),
    "two at once": _saved_meanwhile,
    "the address": _sent("comment/1", "button[value=address]"),
    "the form to enter": _at("enter"),
    "a wrong entry": _sent("enter", "main form button"),
    "words for the wall": _at("comment/7"),
    "words to mend": _sent("comment/7", "button[value=sign-off-next]"),
    "the form for an event": _at("enter-words"),
    "a wrong event": _sent("enter-words", "main form button"),
    "standard answers": _at("standard-answers"),
    "a standard answer": _at("standard-answers/1"),
    "a wrong standard answer": _sent("standard-answers", "button[name=keep]"),
    "a standard answer put in": _sent("comment/2", "button[name=put-in]"),
    "the log": _at("log"),
    "the votes": _at("votes"),
    "a form": _public("comment"),
    "an easy form": _public("comment?words=easy"),
    "a correction's form": _public("correction?words=young"),
    "the form for the wall": _public("wall"),
    "where words for the wall stand": _standing(7),
    "too many letters": _too_many_letters,
    "a receipt": _receipt(1),
    "a receipt in easy read": _receipt(6),
    "the box for a reference": _public("status/"),
    "a wrong reference": _public("status/?reference=wrong&words=easy"),
    "where it stands": _standing(1),
    "where it stands, easily said": _standing(6),
}


def test_no_page_of_moderation_has_a_fault_in_any_state(visit: Visit, tmp_path: Path) -> None:
    site, origin, browser = visit
    page = signed_in(browser, site, origin, reduced_motion="reduce")
    bodies: list[str] = []
    page.on("response", lambda answer: bodies.append(_html(answer)))
    page.context.add_init_script(path=AXE)
    faults: list[str] = []
    for name, go in STATES.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        go(site, page)
        faults += [f"{name}: {fault}" for fault in _faults(page, "light")]
        page.set_viewport_size({"width": 320, "height": 640})
        faults += [f"{name}, narrow: {fault}" for fault in _faults(page, "dark")]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{name} does not fit 320 pixels")
    assert faults == []
    read = [body for body in bodies if body]
    assert len(read) >= len(STATES)
    assert _html_errors(read, tmp_path) == []


def _html(answer: Any) -> str:
    is_page = "text/html" in answer.headers.get("content-type", "") and answer.status != 303
    return str(answer.text()) if is_page else ""


def _faults(page: Page, scheme: Any) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")
    result = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [f"{one['id']}: {node['html']}" for one in result["violations"] for node in one["nodes"]]


def _html_errors(bodies: list[str], folder: Path) -> list[str]:
    files: list[str] = []
    for count, body in enumerate(bodies):
        file = folder / f"{count}.html"
        file.write_text(body, encoding="utf-8")
        files.append(str(file))
    command = ["java", "-Xss8m", "-jar", str(VNU), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [message["message"] for message in json.loads(done.stderr)["messages"]]
