"""Plain text as HTML: its lines are paragraphs and lists, as its author saw them."""

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
        content = bullet[1] if bullet else row
        content = content if is_html else escape(content, quote=False)
        html.append(f"<li>{content}</li>" if bullet else f"<p>{content}</p>")
    return "".join([*html, "</ul>" if listed else ""])


def _joined(text: str) -> list[str]:
    """Return the lines of a text; a line that continues a sentence is joined to the one before."""
    rows: list[str] = []
    after_blank = True
    for row in text.split("\n"):
        content = " ".join(row.split())
        continues = (
            content[:1].islower() and not after_blank and not re.search(r"[.!?:;]$", rows[-1])
        )
        if content and continues:
            rows[-1] = f"{rows[-1]} {content}"
        elif content:
            rows.append(content)
        after_blank = not content
    return rows
