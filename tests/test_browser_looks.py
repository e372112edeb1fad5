"""A reader's own settings are kept to: forced colours, less motion, a dark screen, paper."""

from collections.abc import Callable

from playwright.sync_api import Page

from checks.pages import Pages

LIGHTNESS = """colour => {
  const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}"""

BACKGROUND = """() => {
  const seen = element => getComputedStyle(element).backgroundColor;
  const clear = colour => colour === 'transparent' || /, 0\\)$/.test(colour);
  const colour = [document.body, document.documentElement].map(seen).find(c => !clear(c));
  return colour || 'rgb(255, 255, 255)';
}"""

MOVES = """() => [...document.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  const seconds = (style.transitionDuration + ',' + style.animationDuration).split(',');
  return style.scrollBehavior === 'smooth' || seconds.some(time => parseFloat(time) > 0.01);
}).map(element => element.outerHTML.slice(0, 120))"""

# With forced colours a shadow or a background is not painted: an edge or an outline has to do it.
WITHOUT_EDGE = """() => [...document.querySelectorAll(
    'button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea')
  ].filter(control => control.checkVisibility()
    && ['Top', 'Right', 'Bottom', 'Left'].every(side => {
      const style = getComputedStyle(control);
      return style[`border${side}Style`] === 'none' || style[`border${side}Width`] === '0px';
    }) && getComputedStyle(control).textDecorationLine !== 'underline'
  ).map(control => control.outerHTML.slice(0, 120))"""

OUTLINE = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const parts = [[element, null], [element, '::before'], [element, '::after'],
    [element.parentElement, null], [element.nextElementSibling, '::before']];
  const drawn = parts.filter(([part]) => part).some(([part, pseudo]) => {
    const style = getComputedStyle(part, pseudo);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return drawn ? null : element.outerHTML.slice(0, 120);
}"""

# The words of a label belong to its box, which nobody can tick on paper.
ON_PAPER = """() => ({
  navigation: [...document.querySelectorAll('nav, form, button, .govuk-skip-link')]
    .filter(element => element.checkVisibility()).map(e => e.outerHTML.slice(0, 120)),
  heading: document.querySelector('h1').checkVisibility(),
  words: document.querySelector('main').innerText.split(/\\s+/).length
    - [...document.querySelectorAll('main label')].filter(label => label.checkVisibility())
      .reduce((sum, label) => sum + label.innerText.split(/\\s+/).length, 0),
})"""


def test_forced_colours_leave_edges_to_controls_and_a_line_round_what_has_focus(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(forced_colors="active")
    faults = set()
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        faults |= {f"{address}: has no edge: {name}" for name in page.evaluate(WITHOUT_EDGE)}
        for _ in range(25):
            page.keyboard.press("Tab")
            if name := page.evaluate(OUTLINE):
                faults.add(f"{address}: has focus and no outline: {name}")
    assert sorted(faults) == []


def test_nothing_moves_for_a_reader_who_asks_for_less_motion(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(reduced_motion="reduce")
    moving = {}
    for address in site.one_of_each_kind().values():
        page.goto(served + address)
        if found := page.evaluate(MOVES):
            moving[address] = found[:5]
    assert moving == {}


def test_a_dark_screen_stays_dark_and_a_light_one_light(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    dark, light = window(color_scheme="dark"), window(color_scheme="light")
    for address in site.one_of_each_kind().values():
        dark.goto(served + address)
        light.goto(served + address)
        assert dark.evaluate(LIGHTNESS, dark.evaluate(BACKGROUND)) < 0.25, address
        assert light.evaluate(LIGHTNESS, light.evaluate(BACKGROUND)) > 0.75, address


def test_a_printed_page_has_the_content_and_not_the_navigation(
    site: Pages, served: str, window: Callable[..., Page]
) -> None:
    page = window(color_scheme="dark")
    faults = []
    for address in site.one_of_each_kind().values():
        page.emulate_media(media="screen")
        page.goto(served + address)
        on_screen = page.evaluate(ON_PAPER)
        page.emulate_media(media="print")
        printed = page.evaluate(ON_PAPER)
        faults += [f"{address}: is printed: {name}" for name in printed["navigation"]]
        if not printed["heading"] or printed["words"] < 0.6 * on_screen["words"]:
            faults.append(f"{address}: prints {printed['words']} of {on_screen['words']} words")
        if page.evaluate(LIGHTNESS, page.evaluate(BACKGROUND)) < 0.95:
            faults.append(f"{address}: prints a dark background")
    assert faults == []
