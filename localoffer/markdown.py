"""Turns editors' Markdown into safe HTML, and finds its headings and links.

The rules are those of CommonMark, as in the preview on GitHub that editors look at. HTML in a text
passes through, ``<script>`` too, so the result is cleaned by nh3 (ammonia): only
tags and attributes that a text needs are left. Text from the public is never rendered here.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from localoffer.offer import Heading, RenderedText
from localoffer.unicode_normalisation import normalise

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "dir"},
    "a": {"href", "hreflang"},
    "ol": {"start"},
    "abbr": {"title"},
}
#: Ids that the templates give to parts of a page; no heading of a text may have one of them.
PAGE_IDS = frozenset(
    {
        "about", "about-this-page", "bring", "contact", "contents", "cost", "foot-site", "how",
        "main", "more", "next", "next-steps", "q", "questions", "search", "services", "similar",
        "suggestions", "talk", "turned-down", "waiting", "when-where", "who",
    }
)  # fmt: skip

_HEADING = re.compile(r'<h([2-6]) id="([^"]*)"[^<>]*>((?>(?:[^<]|<(?!/?h[2-6]))*))</h\1>')
_HEADING_OR_TABLE = re.compile(f"{_HEADING.pattern}|<table>")
_TAG = re.compile(r'<[^<>"](?>(?:[^<>"]|"[^"]*")*)>')

#: A time limit that a heading names. It is not part of the id, so that the id stays the same when
#: the law changes.
_LIMIT = re.compile(r"(?<!\s)\s*+\(limit [^()]*+\)\s*+$")
_LINK = re.compile(r"\]\(<?([/#][^)\s>\]]*+)>?(?:\s+\"[^\"]*\")?\)")
#: A picture whose words are longer than so many letters is taken for a link.
_LONGEST_NAME = 2_000
_REFERENCE = re.compile(r"^\[[^\]]+\]:\s*<?(/\S*?|#\S*?)>?\s*$", re.MULTILINE)


def to_text(markdown: str, first_line: int = 1, base: str = "") -> RenderedText:
    """Return Markdown as ``RenderedText``; its links are internal addresses and fragments.

    ``first_line`` is the line of the file on which the text begins, ``base`` a path to put before
    internal links (``/repo``), or empty.
    """
    line_ends = [place for place, letter in enumerate(markdown) if letter == "\n"]
    links = tuple(
        (match[1], first_line + bisect_left(line_ends, match.start()))
        for pattern in (_LINK, _REFERENCE)
        for match in pattern.finditer(markdown)
        if not _is_picture(markdown, match.start())
    )
    html = to_html(markdown, base)
    headings = tuple(_heading(match) for match in _HEADING.finditer(html))
    return RenderedText(Markup(html), headings, links)


def to_html(markdown: str, base: str = "") -> str:
    """Return Markdown as cleaned HTML whose headings have ids; ``base`` as in ``to_text``."""
    html = nh3.clean(
        _converter().render(markdown).strip(),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    )
    if base:
        html = html.replace('href="/', f'href="{base}/')
    if "<table" in html:
        html = _frame_tables(html)
    return html


def slug_of(words: str) -> str:
    """Return words as part of an address: small letters, digits, underscores and hyphens."""
    plain = normalise("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def heading_id(words: str) -> str:
    """Return the id of a heading: its words, with "text" before them if the page uses that id."""
    slug = slug_of(_LIMIT.sub("", words))
    return f"text-{slug}" if slug in PAGE_IDS else slug


@cache
def _converter() -> MarkdownIt:
    """Return what turns Markdown into HTML by the rules of CommonMark, as GitHub does."""
    converter = MarkdownIt("commonmark").enable("table")
    converter.core.ruler.push("heading_ids", _give_ids)
    return converter


def _give_ids(state: StateCore) -> None:
    """Give each heading an id; of two with the same words, the second one's ends in ``_1``."""
    given: set[str] = set()
    numbers: Counter[str] = Counter()
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open":
            slug = heading_id("".join(_words(inline)).strip())
            id_ = slug
            while not id_ or id_ in given:
                numbers[slug] += 1
                id_ = f"{slug}_{numbers[slug]}"
            given.add(id_)
            opening.attrSet("id", id_)


def _words(inline: Token) -> Iterator[str]:
    """Yield the words of a heading without their markup."""
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "image"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _frame_tables(html: str) -> str:
    """Put each table in a frame that scrolls, by keyboard too, and give its headers a scope.

    A frame is named after the heading above it. Further tables below that heading get a number too.
    """
    tables: Counter[str] = Counter()
    name = "Table"

    def opening(match: re.Match[str]) -> str:
        nonlocal name
        if match[0] != "<table>":
            name = _TAG.sub("", match[3]).replace('"', "&quot;")
            return match[0]
        tables[name] += 1
        number = f", table {tables[name]}" if tables[name] > 1 else ""
        return (
            f'<div class="table-frame" role="region" aria-label="{name}{number}" tabindex="0">'
            "<table>"
        )

    framed = _HEADING_OR_TABLE.sub(opening, html).replace("</table>", "</table></div>")
    return framed.replace("<th>", '<th scope="col">')


def _is_picture(markdown: str, end: int) -> bool:
    """Return whether the square brackets that close at ``end`` are those of a picture: ``![…]``."""
    start = markdown.rfind("[", max(0, end - _LONGEST_NAME), end)
    return markdown[end] == "]" and start > 0 and markdown[start - 1] == "!"


def _heading(match: re.Match[str]) -> Heading:
    return Heading(int(match[1]), Markup(_TAG.sub("", match[3])).unescape(), match[2])
