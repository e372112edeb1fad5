"""Everything can be reached by keyboard, and one sees where one is."""

from collections.abc import Callable

from playwright.sync_api import Page

from checks.pages import Pages

# Marks all that a reader without a mouse has to reach, and notes how each looks at rest. A group
# of radio buttons is one stop. What a page shows only once it has focus (a skip link) counts too.
REMEMBER = """() => {
  const stops = [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(element =>
      !element.disabled && element.type !== 'hidden' && element.checkVisibility());
  const groups = new Set();
  window.look = element => [
    [element, null], [element, '::before'], [element, '::after'],
    [element.parentElement, null], [element.nextElementSibling, '::before'],
  ].filter(([part]) => part).map(([part, pseudo]) => {
    const style = getComputedStyle(part, pseudo);
    const outline = style.outlineStyle === 'none' ? 'none'
      : [style.outlineStyle, style.outlineWidth, style.outlineColor].join(' ');
    return [outline, style.boxShadow, style.borderWidth, style.borderColor,
      style.backgroundColor].join('; ');
  }).join(' | ');
  window.waiting = new Map();
  for (const element of stops) {
    if (element.type === 'radio' && groups.has(element.name)) continue;
    if (element.type === 'radio') groups.add(element.name);
    window.waiting.set(element, window.look(element));
  }
  return window.waiting.size;
}"""

# Where the focus is now: what it is, whether it can be seen and whether it looks different.
ARRIVE = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const atRest = window.waiting.get(element);
  window.waiting.delete(element);
  return {
    name: element.outerHTML.slice(0, 120),
    new: atRest !== undefined,
    marked: atRest !== window.look(element),
    inView: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
    left: window.waiting.size,
  };
}"""

LEFT = "() => [...window.waiting.keys()].map(element => element.outerHTML.slice(0, 120))"


def _faults_on_the_way(page: Page) -> list[str]:
    """Tab from the first stop to the last; what went wrong on the way."""
    faults = []
    for _ in range(page.evaluate(REMEMBER) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(ARRIVE)
        if stop and stop["new"] and not stop["marked"]:
            faults.append(f"looks the same with focus: {stop['name']}")
        if stop and not stop["inView"]:
            faults.append(f"has focus out of sight: {stop['name']}")
        if stop and not stop["left"]:
            break
    return faults + [f"is never reached: {name}" for name in page.evaluate(LEFT)]


def test_everything_is_reached_by_tab_and_shows_that_it_has_focus(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(reduced_motion="reduce")
    faults = []
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        faults += [f"{address}: {fault}" for fault in _faults_on_the_way(page)]
    assert faults == []


def test_the_skip_link_comes_first_and_leads_past_the_navigation(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(reduced_motion="reduce")
    faults = []
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        page.keyboard.press("Tab")
        first = page.locator(":focus")
        if not (first.get_attribute("href") or "").startswith("#") or not first.is_visible():
            faults.append(f"{address}: the first stop is no skip link that can be seen")
            continue
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        has_stops = page.locator("main").locator("a[href], button, input, summary").count()
        if has_stops and not page.locator("main :focus").count():
            faults.append(f"{address}: after the skip link, Tab does not go into the main content")
    assert faults == []


def test_nothing_traps_the_keyboard_and_shift_tab_goes_back(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(reduced_motion="reduce")
    here = "() => document.activeElement.outerHTML"
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        way = []
        for _ in range(12):
            page.keyboard.press("Tab")
            way.append(page.evaluate(here))
        back = []
        for _ in range(11):
            page.keyboard.press("Shift+Tab")
            back.append(page.evaluate(here))
        assert back == way[-2::-1], address
