"""The text of a web page itself: menus, news and small print are left out."""

import codecs
import re

from bs4 import BeautifulSoup, Comment
from bs4.element import NavigableString, PageElement, Tag

from localoffer.link_check.report_text.text_document import TextDocument, TextRun

#: A page with fewer words holds no report: it leads to one, or a script would have to fill it.
_MIN_WORDS = 20

_NOT_TEXT = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "option",
    "button", "nav", "header", "footer", "aside", "form", "dialog", "video", "audio",
]  # fmt: skip
_ROLES = re.compile(r"\b(?:navigation|banner|contentinfo|search|complementary|menu|alert|dialog)\b")
_FRAME = re.compile(
    r"(?<![a-z])(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|masthead|sidebar|cookies?|banner"
    r"|news(?:feed|list)?|latest|events?|calendar|twitter|social|share|newsletter|pagination"
    r"|skip-?links?|related)(?![a-z])",
    re.IGNORECASE,
)
_MAIN = re.compile(r"(?<![a-z])(?:main|content|article)(?![a-z])", re.IGNORECASE)
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
        "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "summary": 4, "dt": 4, "th": 5}
_BOLD = ("strong", "b")
_LONGEST_HEADING = 200
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+(?:[\"']\s*+)?([\w-]{2,40})", re.IGNORECASE)
_META_WITHIN = 4096


def read_html(body: bytes, charset: str) -> TextDocument:
    """Return the text of a page; ``charset`` is what its server said, or empty."""
    soup = BeautifulSoup(_decoded(body, charset), "html.parser")
    title = " ".join(soup.title.get_text(" ").split()) if soup.title else ""
    _remove_frame(soup)
    main = soup.find("main") or soup.find(role="main")
    runs = _runs(main) if isinstance(main, Tag) else ()
    if sum(len(run.text.split()) for run in runs) < _MIN_WORDS:
        runs = _runs(soup)
    words = sum(len(run.text.split()) for run in runs)
    return TextDocument("yes" if words >= _MIN_WORDS else "not known", runs, title)


def _decoded(body: bytes, charset: str) -> str:
    meta = _META.search(body[:_META_WITHIN])
    marked = "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ""
    for name in (marked, charset, meta[1].decode("ascii") if meta else "", "utf-8-sig"):
        try:
            return body.decode(name)
        except (LookupError, UnicodeError):
            continue
    return body.decode("cp1252", "replace")


def _remove_frame(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_NOT_TEXT):
        if not (tag.name == "header" and tag.find_parent(["main", "article"])):
            tag.extract()
    for tag in soup.find_all():
        if tag.name not in ("html", "body", "main", "article") and _is_frame(tag):
            tag.extract()


def _is_frame(tag: Tag) -> bool:
    names = (tag.get_attribute_list("id"), tag.get_attribute_list("class"))
    named = " ".join(name for group in names for name in group if name)
    if tag.has_attr("hidden") or _ROLES.search(str(tag.get("role") or "").lower()):
        return True
    return bool(_FRAME.search(named)) and not _MAIN.search(named)


def _runs(root: Tag) -> tuple[TextRun, ...]:
    runs: list[TextRun] = []
    words: list[str] = []
    level, bold = 0, True

    def close() -> None:
        nonlocal bold
        text = " ".join("".join(words).split())
        if text:
            is_title = level or (bold and len(text) <= _LONGEST_HEADING and text[-1] not in ".,;")
            runs.append(TextRun(text, (level or 5) if is_title else 0))
        words.clear()
        bold = True

    for part in root.descendants:
        if _starts_a_run(part):
            close()
            level = 0
        if not isinstance(part, NavigableString) or isinstance(part, Comment):
            continue
        part_level = _level(part)
        if part_level != level:
            close()
            level = part_level
        words.append(str(part))
        bold = bold and (not part.strip() or _is_bold(part))
    close()
    return tuple(runs)


def _starts_a_run(part: PageElement) -> bool:
    before = part.previous_sibling
    after_block = isinstance(before, Tag) and before.name in _BLOCKS
    return after_block or (isinstance(part, Tag) and part.name in _BLOCKS)


def _level(part: NavigableString) -> int:
    return next((_HEADINGS[tag.name] for tag in part.parents if tag.name in _HEADINGS), 0)


def _is_bold(part: NavigableString) -> bool:
    return any(tag.name in _BOLD for tag in part.parents)
