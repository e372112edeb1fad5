"""Pages fit a small telephone, great magnification and a reader's own text spacing."""

from collections.abc import Callable

from playwright.sync_api import Page

from checks.pages import Pages
from tests.support.pages import STICKS_OUT

# Elements whose own text does not fit their box and is not shown outside it either. What is kept
# for screen readers alone is one pixel wide and does not count.
CUT = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const text = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!text || element.clientWidth <= 1 || !element.checkVisibility()) return false;
  const hides = way => way === 'hidden' || way === 'clip';
  return (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 150))"""

# WCAG 2.2, success criterion 1.4.12.
SPACING = """* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""


def test_at_400_percent_no_text_is_cut_and_nothing_stuck_covers_the_page(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    """1280 by 1024 pixels at four times the size leave 320 by 256 (WCAG 2.2, 1.4.10)."""
    page = window(viewport={"width": 320, "height": 256}, device_scale_factor=4)
    stuck = """() => [...document.body.querySelectorAll('*')].filter(element =>
      ['fixed', 'sticky'].includes(getComputedStyle(element).position)
      && element.checkVisibility() && element.getBoundingClientRect().height > innerHeight / 3
    ).map(element => element.outerHTML.slice(0, 150))"""
    faults = []
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        faults += [f"{address}: sticks out: {name}" for name in page.evaluate(STICKS_OUT)]
        faults += [f"{address}: is cut: {name}" for name in page.evaluate(CUT)]
        faults += [f"{address}: covers the page: {name}" for name in page.evaluate(stuck)]
    assert faults == []


def test_a_readers_own_text_spacing_cuts_nothing(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(viewport={"width": 320, "height": 640}, bypass_csp=True)
    faults = []
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        page.add_style_tag(content=SPACING)
        faults += [f"{address}: sticks out: {name}" for name in page.evaluate(STICKS_OUT)]
        faults += [f"{address}: is cut: {name}" for name in page.evaluate(CUT)]
    assert faults == []
