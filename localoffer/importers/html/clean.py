"""A feed's HTML made simple enough for Markdown: known tags, headings in order, links that work."""

import re
from urllib.parse import unquote

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from localoffer.importers.html.plain_text import from_plain
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.text import unescaped
from localoffer.importers.shared.web_address import as_link

_BLOCKS = [
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "main", "nav", "pre", "section",
    "summary",
]  # fmt: skip
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_ALLOWED = {
    *_BLOCKS, *_HEADINGS, "a", "b", "br", "div", "em", "hr", "i", "li", "ol", "p", "strong",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_PARTS = ["p", "div", "ul", "ol", "li", "table", *_HEADINGS]
_TABLE = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_SCRIPTS = {"script", "style", "noscript", "iframe", "object", "svg", "template", "select"}
_LONGEST_HEADING = 120
_DEEPEST = 40
_DEEPEST_LIST = 3
_TAG_NAMES = "|".join(
    sorted({*_ALLOWED, "span", "font", "u", "img", "hr", "script", "style", "iframe", "sup", "o:p"})
)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})\b[^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(rf"&(?:amp;)*lt;/?(?:{_TAG_NAMES})\b", re.IGNORECASE)
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>|!--)")
_BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|tr|section|dd|blockquote)\b", re.IGNORECASE)
_OPENING = re.compile(r"<([a-z0-9]+)")
_TELEPHONE = re.compile(r"tel:[\s+\d().-]+")
_MAIL = re.compile(r"mailto:[\w.+-]+@[\w.-]+\.[a-z]{2,}", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Return whether there are tags in a text, plain or escaped."""
    return bool(_TAG.search(text) or _ESCAPED_TAG.search(text))


def simplified(text: str, notes: Notes) -> BeautifulSoup:
    """Return a text, HTML or not, as a tree of the tags that Markdown has."""
    if is_html(text):
        notes.cleaned("description", "HTML turned into Markdown")
        html = unescaped(text) if _ESCAPED_TAG.search(text) else text
        _note_lost(html, notes)
        html = _STRAY.sub("&lt;", html)
        if not _BLOCK_TAG.search(html):
            html = from_plain(_clean(html), is_html=True)
    else:
        html = from_plain(unescaped(text))
    clean = _clean(html)
    soup = BeautifulSoup(clean, "html.parser")
    there = set(_OPENING.findall(clean))
    for tags, step in _STEPS:
        if not there.isdisjoint(tags):
            step(soup)
    _spaces(soup)
    for link in soup.find_all("a"):
        _link(link, notes)
    return soup


def _clean(html: str) -> str:
    clean = nh3.clean(
        html,
        tags=_ALLOWED,
        clean_content_tags=_SCRIPTS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    return clean if _depth(clean) <= _DEEPEST else nh3.clean(clean, tags={"p", "br"}, link_rel=None)


def _depth(html: str) -> int:
    deepest = depth = 0
    for closing, name in re.findall(r"<(/?)([a-z0-9]+)", html):
        if name not in ("br", "hr"):
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _note_lost(html: str, notes: Notes) -> None:
    for tag, kind in (("img", "picture"), ("iframe|object|embed|video", "embedded page or video")):
        for match in re.finditer(rf"<(?:{tag})\b[^<>]*>", html, re.IGNORECASE):
            source = re.search(r"src\s*=\s*[\"']?([^\"'\s>]+)", match[0])
            notes.lost("description", kind, source[1] if source else match[0])
    if re.search(r"<script\b", html, re.IGNORECASE):
        notes.lost("description", "script")


def _plain_blocks(soup: BeautifulSoup) -> None:
    for caption in soup.find_all("caption"):
        table = caption.find_parent("table")
        if table:
            table.insert_before(caption.extract())
    for tag in soup.find_all(_BLOCKS):
        tag.name = "div"


def _tables(soup: BeautifulSoup) -> None:
    """Keep tables of data; unwrap those that only laid out a page."""
    for table in soup.find_all("table"):
        rows = [len(row.find_all(["td", "th"])) for row in table.find_all("tr")]
        is_table = len(rows) > 1 and len(set(rows)) == 1 and rows[0] > 1
        if (
            is_table
            and not table.find(["table", "ul", "ol"])
            and not table.find_parent(["table", "li"])
        ):
            for block in table.find_all(_PARTS):
                block.insert_after(" ")
                block.unwrap()
            continue
        for part in table.find_all(["tr", "td", "th", "tbody", "thead", "tfoot"]):
            part.name = "div"
        table.name = "div"
    for stray in soup.find_all(["tr", "td", "th", "tbody", "thead", "tfoot"]):
        if not stray.find_parent("table"):
            stray.name = "div"


def _bold(soup: BeautifulSoup) -> None:
    """Keep emphasis only around a few words, and once."""
    for tag in soup.find_all(["b", "strong", "em", "i"]):
        tag.name = {"b": "strong", "i": "em"}.get(tag.name, tag.name)
    for tag in soup.find_all(["strong", "em"]):
        nested = tag.find_parent(["strong", "em", "a", *_HEADINGS, "th"])
        if nested or tag.find([*_PARTS, "br", "hr", "a"]) or not tag.get_text(strip=True):
            tag.unwrap()
    for tag in soup.find_all(["strong", "em"]):
        while isinstance(tag.next_sibling, Tag) and tag.next_sibling.name in ("strong", "em"):
            following = tag.next_sibling
            tag.extend(list(following.contents))
            following.decompose()


def _deep_lists(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(["ul", "ol"]):
        if len(tag.find_parents(["ul", "ol"])) >= _DEEPEST_LIST:
            for row in tag.find_all("li"):
                row.insert_after(" ")
                row.unwrap()
            tag.unwrap()
    for row in soup.find_all("li"):
        if not row.find_parent(["ul", "ol"]):
            row.name = "div"
        elif not row.get_text(strip=True):
            row.decompose()


def _breaks(soup: BeautifulSoup) -> None:
    """Let a line break end a paragraph; inside a row, a cell or a heading it is a space."""
    for tag in soup.find_all(["br", "hr"]):
        if tag.find_parent(["li", "td", "th", "a", *_HEADINGS]):
            tag.replace_with(" ")
        tag.name = "hr"


def _headings(soup: BeautifulSoup) -> None:
    """Let headings begin at 2 and skip no level; a long one, or one in a list, is text."""
    parents: list[tuple[int, int]] = []
    for tag in soup.find_all(_HEADINGS):
        heading = tag.get_text(" ", strip=True)
        if not heading:
            tag.decompose()
            continue
        if len(heading) > _LONGEST_HEADING or tag.find_parent(["li", "table", "a"]):
            tag.name = "div"
            continue
        for inner in tag.find_all([*_PARTS, "a"]):
            inner.unwrap()
        level = int(tag.name[1])
        while parents and parents[-1][0] >= level:
            parents.pop()
        new_level = min((parents[-1][1] if parents else 1) + 1, 6)
        parents.append((level, new_level))
        tag.name = f"h{new_level}"


def _spaces(soup: BeautifulSoup) -> None:
    """Turn every run of white space into one space, as a browser does."""
    for text in list(soup.find_all(string=True)):
        flat = re.sub(r"\s+", " ", text)
        if flat != text:
            text.replace_with(NavigableString(flat))


#: What is done to the tags of a text, one after the other; most texts have few of them.
_STEPS = (
    ({*_BLOCKS}, _plain_blocks),
    (_TABLE, _tables),
    ({"b", "strong", "em", "i"}, _bold),
    ({"ul", "ol", "li"}, _deep_lists),
    ({"br", "hr"}, _breaks),
    ({*_HEADINGS}, _headings),
)


def _link(link: Tag, notes: Notes) -> None:
    text = " ".join(link.get_text(" ").split())
    target = _target(str(link.get("href") or ""))
    if not text or not target:
        if text and link.get("href"):
            notes.lost("description", "link that leads nowhere", link.get("href"))
        link.unwrap()
        return
    before = " " if link.get_text().startswith(" ") else ""
    after = " " if link.get_text().endswith(" ") else ""
    link.string = text
    link["href"] = target
    if before:
        link.insert_before(before)
    if after:
        link.insert_after(after)


def _target(href: str) -> str:
    address = href.strip()
    if _TELEPHONE.fullmatch(unquote(address)):
        return re.sub(r"[^\d+:tel]", "", unquote(address))
    if _MAIL.match(address):
        return _MAIL.match(address)[0]  # type: ignore[index]
    if not address.lower().startswith(("http:", "https:", "www.")):
        return ""
    link = as_link(re.sub(r"\s", "%20", address))
    return link.replace("(", "%28").replace(")", "%29")
