"""A feed's text, HTML or not, as the Markdown that people here would have written."""

import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from localoffer.importers.html.clean import simplified
from localoffer.importers.shared.notes import Note, Notes
from localoffer.importers.shared.text import cut, tidy, unescaped
from localoffer.importers.shared.text_sentences import sentences

_LONGEST_HTML = 1_500_000
_LONGEST = 190_000
_LONGEST_TITLE = 200
#: As many texts as a record may have.
_A_RECORD = 16
_LONGEST_ROW, _TOO_LONG = 2_000, 7_000
_ENTITY = re.compile(r"&(?=#[0-9xX]|\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_AT_START = re.compile(r"^(\s*)(?=#|[-+](?:\s|$)|>|-{2,}|\[[^\]]*\]:|:\s)")
_NUMBER_AT_START = re.compile(r"^(\s*\d{1,9})(?=[.)](?:\s|$))")
_LINKED = re.compile(r"(?<!\\)\[((?>(?:\\.|[^\[\]\\])*))\]\((?>(?:[^()]|\([^()]*\))*)\)")
_OUTER_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def to_markdown(text: str, notes: Notes, top: int = 2) -> str:
    """Return Markdown whose highest heading is of level ``top``."""
    markdown, made = _converted(text, top)
    notes.take(made)
    return markdown


@lru_cache(maxsize=_A_RECORD)
def _converted(text: str, top: int) -> tuple[str, tuple[Note, ...]]:
    """Return the Markdown of a text and the notes on it; a record's texts are asked for again."""
    notes = Notes()
    source = tidy(text[:_LONGEST_HTML])
    try:
        soup = simplified(source, notes)
        markdown = _Converter().convert_soup(soup)
    except RecursionError:
        notes.cleaned("description", "tags inside tags too deeply: kept as plain text")
        markdown = _Converter().convert_soup(
            simplified(unescaped(re.sub(r"<[^<>]*>", "\n", source)), notes)
        )
    tidied = _tidied(markdown)
    if top > 2:  # noqa: PLR2004 - level 2 is where a page's text begins
        tidied = re.sub(r"^(?=#{2,5} )", "#" * (top - 2), tidied, flags=re.MULTILINE)
    if len(tidied) > _LONGEST or len(text) > _LONGEST_HTML:
        notes.lost("description", f"text beyond {_LONGEST:,} letters", tidied[_LONGEST:])
        tidied = tidied[:_LONGEST].rsplit("\n\n", 1)[0]
    return tidied, tuple(notes)


@lru_cache(maxsize=8)
def markdown_without_notes(text: str) -> str:
    """Return Markdown for rules to read; kept for a while, since several rules read one text."""
    return to_markdown(text, Notes())


def to_plain_text(markdown: str) -> str:
    """Return Markdown's paragraphs and list rows as plain text, one a line, without headings."""
    rows = []
    for row in markdown.split("\n"):
        words = re.sub(r"^\s*(?:[-+]|\d{1,9}[.)]) ", "", row).strip()
        if words and not words.startswith(("#", "|")):
            words = _LINKED.sub(r"\1", words)
            words = re.sub(r"(?<!\\)\*+", "", words)
            rows.append(unescaped(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", words)))
    return "\n".join(rows)


def as_heading(text: str) -> str:
    """Return a text escaped for a Markdown heading, and no longer than one may be."""
    return re.sub(r"(?<!\\)#", r"\#", _escaped(cut(text, _LONGEST_TITLE)))


class _Converter(MarkdownConverter):  # type: ignore[misc, unused-ignore]
    """Markdownify with marks that every reader of Markdown knows: four spaces, no hard breaks."""

    def __init__(self) -> None:
        super().__init__(heading_style="atx", autolinks=False, table_infer_header=True)

    def convert_li(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """Return a row of a list; its further lines are indented by four spaces."""
        mark = "-"
        if el.parent is not None and el.parent.name == "ol":
            mark = f"{1 + len(el.find_previous_siblings('li'))}."
        first, *rest = text.strip().split("\n")
        return "\n".join([f"{mark} {first}", *(f"    {row}" if row else "" for row in rest)]) + "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """Return a link."""
        return f"[{text.strip()}]({el.get('href')})" if text.strip() else ""

    def convert_hr(self, el: Tag, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """Return the end of a paragraph, for a break or a rule."""
        return "\n\n"

    def escape(self, text: str, parent_tags: Any) -> str:
        """Return text with every character escaped that has a meaning in Markdown."""
        escaped = _escaped(text)
        if "a" in parent_tags:
            escaped = re.sub(r"(?<!\\)([\[\]])", r"\\\1", escaped)
        if any(tag.startswith("h") for tag in parent_tags):
            escaped = re.sub(r"(?<!\\)#", r"\#", escaped)
        return escaped.replace("|", "\\|") if "table" in parent_tags else escaped


def _escaped(text: str) -> str:
    words = re.sub(r"([\\`*])", r"\\\1", unescaped(text))
    words = _OUTER_UNDERSCORE.sub(r"\\_", words)
    words = _TAG.sub("&lt;", _ENTITY.sub("&amp;", words))
    words = words.replace("](", "] (").replace("[TOC]", "\\[TOC\\]")
    words = _NUMBER_AT_START.sub(r"\1\\", words)
    return _AT_START.sub(r"\1\\", words)


def _tidied(markdown: str) -> str:
    text = "\n".join(row.rstrip() for row in markdown.split("\n"))
    text = re.sub(r"^[•·▪●◦‣]\s+", "- ", text, flags=re.MULTILINE)
    text = re.sub(r"^ {1,3}(?=\S)", "", text, flags=re.MULTILINE).replace("![", "! [")
    text = re.sub(r"^(- .*)\n\n(?=- )", r"\1\n", text, flags=re.MULTILINE)
    rows = (part for row in text.split("\n") for part in _split_long(row))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _split_long(row: str) -> Iterator[str]:
    """Yield a long paragraph in parts, split at the ends of sentences."""
    if len(row) <= _LONGEST_ROW or row.startswith("|"):
        yield row
        return
    part = ""
    for sentence in sentences(row):
        for piece in textwrap.wrap(sentence, _LONGEST_ROW):
            balanced = part.count("**") % 2 == 0 and part.count("[") <= part.count("](")
            if (
                part
                and len(part) + len(piece) > _LONGEST_ROW
                and (balanced or len(part) > _TOO_LONG)
            ):
                yield from (part, "")
                part = ""
            part = f"{part} {piece}".strip()
    yield part


__all__ = ["BeautifulSoup", "as_heading", "to_markdown", "to_plain_text"]
