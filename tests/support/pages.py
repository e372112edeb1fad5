"""What tests ask of a page in the browser."""

# The narrowest elements that stick out of the window, where the page scrolls sideways at all.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll('*')].filter(element =>
    element.getBoundingClientRect().right > wide + 1
    && ![...element.children].some(child => child.getBoundingClientRect().right > wide + 1));
  return (out.length ? out : [document.body]).slice(0, 3).map(e => e.outerHTML.slice(0, 150));
}"""
