"""Without JavaScript the whole offer is there, and nothing on the page is dead."""

from collections.abc import Callable

from playwright.sync_api import Page

from checks.pages import Pages

# The words a reader sees in the main part, but for those on buttons and about the own list, or a
# list for a meeting that is still empty.
SEEN = """() => [...document.querySelectorAll('main, main *')]
  .filter(element => element.checkVisibility()
    && !element.closest('button, script, style, [data-my-list], [data-nothing]'))
  .flatMap(element => [...element.childNodes])
  .filter(node => node.nodeType === 3 && node.data.trim())
  .map(node => node.data.replace(/\\s+/g, ' ').trim())"""

LINKS = """() => [...document.querySelectorAll('header a, nav a, main a, footer a')]
  .filter(link => link.checkVisibility() && !link.closest('[data-my-list]'))
  .map(link => link.getAttribute('href'))"""

# A link that leads nowhere, a button that sends nothing, a field that no form sends.
DEAD = """() => [
  ...[...document.querySelectorAll('a')].filter(
    link => !link.getAttribute('href') || link.getAttribute('href') === '#'),
  ...[...document.querySelectorAll('button, input, select, textarea')].filter(control =>
    control.type !== 'hidden' && (control.type === 'button' || !control.form
      || !control.form.hasAttribute('action'))),
  ...[...document.querySelectorAll('form')].filter(
    form => !form.querySelector('button:not([type=button]), input[type=submit]')),
].filter(element => element.checkVisibility()).map(element => element.outerHTML.slice(0, 150))"""


def test_all_that_is_read_with_a_script_is_read_without(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    """The reader’s own list is kept by a script, and not missed without one."""
    scripted, plain = window(), window(java_script_enabled=False)
    missing = {}
    for kind, address in site.one_of_each_kind().items():
        scripted.goto(served + address)
        plain.goto(served + address)
        lost = set(scripted.evaluate(SEEN)) - set(plain.evaluate(SEEN))
        lost |= set(scripted.evaluate(LINKS)) - set(plain.evaluate(LINKS))
        if lost:
            missing[f"{kind} {address}"] = sorted(lost)
    assert missing == {}


def test_without_a_script_no_link_button_or_field_is_dead(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(java_script_enabled=False)
    dead = {}
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        if found := page.evaluate(DEAD):
            dead[address] = found
    assert dead == {}
