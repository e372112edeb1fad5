"""A page's HTML as the blocks of words that a reader sees, each with what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

#: Elements that end what was said before them.
_BREAKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd",
        "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li", "main",
        "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody",
        "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6", "caption", "legend"))
_CELLS: Final = frozenset(("td", "th"))
_UNSEEN: Final = frozenset(("script", "style", "svg", "template", "head"))
_VOID: Final = frozenset(
    (
        "br", "hr", "img", "input", "link", "meta", "wbr", "source", "col", "area", "base",
        "embed", "track",
    )
)  # fmt: skip

#: Stands between the cells of a row of a table, which is one block.
_BETWEEN_CELLS: Final = " · "

#: What a block is called that holds nothing but a way to reach somebody.
_WAYS: Final = {"tel:": "Phone", "mailto:": "E-mail"}

#: What the words in an element, or in one of a class, are called.
_CALLED: Final = {"h1": "Title", "lead": "Summary"}


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Some words of a page.

    ``label`` is what they stand under: a heading, or the name in a table. ``links`` are the words
    and the targets of its links, without those to ring, to write or to go elsewhere on the page.
    """

    label: str
    text: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """The blocks of a page: those of its own, and those around it that all pages share."""

    own: tuple[PageBlock, ...]
    around: tuple[PageBlock, ...]


def page_words(html: str) -> PageWords:
    """Return the words of a page. What is hidden, and drawings and scripts, are left out."""
    reader = _BlockReader()
    reader.feed(html)
    reader.close()
    return PageWords(tuple(reader.own), tuple(reader.around))


@dataclass(slots=True)
class _Open:
    """A block that is still being read."""

    words: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    #: What it is called, and the way to reach somebody that a link of it is, with its first word.
    name: str = ""
    way: tuple[str, int] | None = None


class _BlockReader(HTMLParser):
    """Gathers the blocks; ``main`` holds the page's own, all else surrounds it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.own: list[PageBlock] = []
        self.around: list[PageBlock] = []
        self._open = _Open()
        self._in_main = False
        self._heading = self._heading_outside = self._name = ""
        self._element = ""
        self._unseen, self._depth = "", 0
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._unseen:
            self._depth += tag == self._unseen and tag not in _VOID
        elif tag in _UNSEEN or ("hidden" in given and tag not in _VOID):
            self._unseen, self._depth = tag, 1
        elif tag == "main":
            self._end_block()
            self._in_main = True
        elif tag in _CELLS:
            self._open.words.append(_BETWEEN_CELLS if "".join(self._open.words).strip() else "")
        elif tag == "a":
            self._begin_link(given)
        elif tag in _BREAKS:
            self._end_block()
            self._element = tag
            if tag == "nav":
                self._heading_outside = self._heading
            self._open.name = _CALLED.get(tag) or _CALLED.get(given.get("class") or "", "")
        if tag == "img" and not self._unseen and given.get("alt"):
            self._open.words.append(f" {given['alt']} ")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if not self._depth:
                self._unseen = ""
        elif tag == "main":
            self._end_block()
            self._in_main, self._heading = False, ""
        elif tag == "a" and self._link:
            href, start = self._link
            self._open.links.append((_line(self._open.words[start:]), href))
            self._link = None
        elif tag in _BREAKS:
            self._end_block()
            self._element = ""
            if tag == "nav":
                self._heading = self._heading_outside

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._open.words.append(data)

    def close(self) -> None:
        super().close()
        self._end_block()

    def _begin_link(self, given: Mapping[str, str | None]) -> None:
        href = (given.get("href") or "").strip()
        way = next((name for start, name in _WAYS.items() if href.startswith(start)), "")
        if way:
            self._open.way = (way, len(self._open.words))
        elif href and not href.startswith("#"):
            self._link = (href, len(self._open.words))

    def _end_block(self) -> None:
        block, self._open, self._link = self._open, _Open(), None
        text = _line(block.words)
        if not text:
            return
        blocks = self.own if self._in_main else self.around
        if self._element in _HEADINGS:
            self._heading, self._name = text, ""
            blocks.append(PageBlock("Heading", text, tuple(block.links)))
        elif self._element == "dt":
            self._name = text
            blocks.append(PageBlock(self._heading, text, tuple(block.links)))
        else:
            name = self._name if self._element == "dd" else ""
            if block.way and _line(block.words[block.way[1] :]) == text:
                name = block.way[0]
            blocks.append(PageBlock(block.name or name or self._heading, text, tuple(block.links)))


def _line(words: list[str]) -> str:
    return " ".join("".join(words).split())
