"""Two people at the browser editor: one has a mouse, the other nothing but a keyboard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

#: A form has no more controls than this: whoever goes on by Tab for longer is caught.
_MOST_STEPS = 400
_TRIES = 3
#: Milliseconds in which a choice shows itself.
_SOON = 2_000

#: How many controls on a control lies from the one that has the focus; below 0 it is before it.
_STEPS = """target => {
  const here = document.activeElement;
  if (target === here || target.contains(here)) return 0;
  const isBefore = here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  const [first, last] = isBefore ? [target, here] : [here, target];
  const between = [...document.querySelectorAll("button, input, textarea, a, [tabindex]")].filter(
    (one) => one.tabIndex >= 0 && one.getAttribute("aria-checked") !== "false"
      && first.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
      && last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
  return (between.length + 1) * (isBefore ? -1 : 1);
}"""


class Hand(Protocol):
    """A way to work with controls."""

    @property
    def page(self) -> Page:
        """The page in front of them."""

    def write(self, box: Locator, text: str) -> None:
        """Write a text into a box in place of what it holds."""

    def choose(self, option: Locator) -> None:
        """Choose one of several, or tick a box."""

    def press(self, button: Locator) -> None:
        """Press a button, or follow a link."""


def _becomes_chosen(option: Locator) -> bool:
    try:
        expect(option).to_be_checked(timeout=_SOON)
    except AssertionError:
        return False
    return True


def _type(page: Page, box: Locator, text: str, go: Callable[[], None]) -> None:
    """Type, look, and type again where a part that was just added took the focus meanwhile."""
    for _ in range(_TRIES):
        go()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        if box.input_value() == text:
            return
    raise AssertionError(f"{box} does not hold what was typed.")


@dataclass(frozen=True, slots=True)
class Mouse:
    """A person with a mouse."""

    page: Page

    def write(self, box: Locator, text: str) -> None:
        """Click into the box and type."""
        _type(self.page, box, text, box.click)

    def choose(self, option: Locator) -> None:
        """Click, look, and click again where a part that was just drawn anew took the click."""
        for _ in range(_TRIES):
            option.click()
            if _becomes_chosen(option):
                return
        raise AssertionError(f"{option} stays as it was.")

    def press(self, button: Locator) -> None:
        """Click."""
        button.click()


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A person without a mouse."""

    page: Page

    def write(self, box: Locator, text: str) -> None:
        """Go to the box by Tab and type."""
        _type(self.page, box, text, lambda: self._reach(box))

    def choose(self, option: Locator) -> None:
        """Go there by Tab, among options by arrows, and press Space where that did not choose."""
        if option.get_attribute("role") == "radio":
            self._reach(option.locator("xpath=ancestor::*[@role='radiogroup'][1]"))
            for _ in range(_MOST_STEPS):
                if option.get_attribute("aria-checked") == "true":
                    return
                self.page.keyboard.press("ArrowRight")
            raise AssertionError(f"The arrows do not lead to {option}.")
        self._reach(option)
        self.page.keyboard.press("Space")

    def press(self, button: Locator) -> None:
        """Go to the button by Tab and press Enter."""
        self._reach(button)
        self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        """Move the focus to a control, a few steps at a time, then one by one."""
        for _ in range(_MOST_STEPS):
            steps = target.evaluate(_STEPS)
            if steps == 0:
                return
            for _ in range(max(1, abs(steps) - 4)):
                self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
        raise AssertionError(f"Tab does not lead to {target}.")
