"""Plain text as HTML: its lines are paragraphs and lists, as the one who typed them saw them."""

import re
from html import escape

_BULLET = re.compile(r"\s*(?:[•·▪●◦‣*–—-]|\d{1,2}[.)])\s+(.*)")


def from_plain(text: str, *, is_html: bool = False) -> str:
    """Return plain text as HTML: lines with a bullet are lists, other lines paragraphs."""
    html: list[str] = []
    listed = False
    for row in _joined(text):
        bullet = _BULLET.fullmatch(row)
        if bool(bullet) != listed:
            html.append("</ul>" if listed else "<ul>")
            listed = not listed
        words = bullet[1] if bullet else row
        words = words if is_html else escape(words, quote=False)
        html.append(f"<li>{words}</li>" if bullet else f"<p>{words}</p>")
    return "".join([*html, "</ul>" if listed else ""])


def _joined(text: str) -> list[str]:
    """Return the lines of a text; a line that goes on in the middle of a sentence is joined."""
    rows: list[str] = []
    fresh = True
    for row in text.split("\n"):
        words = " ".join(row.split())
        goes_on = words[:1].islower() and not fresh and not re.search(r"[.!?:;]$", rows[-1])
        if words and goes_on:
            rows[-1] = f"{rows[-1]} {words}"
        elif words:
            rows.append(words)
        fresh = not words
    return rows
