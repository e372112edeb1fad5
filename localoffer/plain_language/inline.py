r"""The words of a piece of Markdown, without the marks inside it, and its links.

Every pattern takes time in proportion to the text, whatever the text is: no repeat can match in
two ways, and none looks further than the next bracket of its kind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link as written: its line, the words a reader sees, and where they lead."""

    line: int
    words: str
    target: str


_TAG = re.compile(r"<(?!https?:)[A-Za-z/!][^<>]*+>")
_ABBR = re.compile(r'<abbr title="([^"<>]*+)">([^<>]*+)</abbr>')
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*+<?([^\s<>]+)", re.MULTILINE)
_CODE = re.compile(r"`[^`\n]*+`")
_PICTURE = re.compile(r"!\[[^\[\]]*+\]\([^()]*+\)")
_LINK = re.compile(
    r"\[([^\[\]]*+)\](?:"
    r"\(\s*+<?([^()\s<>]*+(?>(?:\([^()\s<>]*+\)[^()\s<>]*+)*))>?(?:\s++\"[^\"]*+\")?\s*+\)"
    r"|\[([^\[\]]*+)\])"
)
_ADDRESS = re.compile(r"<?(?<![\w@/])((?:https?://|www\.)[^\s<>\[\]()\"]++)>?")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]*+\}")
_EMPHASIS = re.compile(r"\*++|(?<!\w)_++|(?<!_)_++(?!\w)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_ENTITIES: Final = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_COMMENT: Final = ("<!--", "-->")


def without_html(text: str) -> str:
    """Return the text without comments and tags; line ends inside them are kept."""
    if "<" not in text:
        return text
    text = _ABBR.sub(r"\2 (\1)", _without_comments(text))
    return _TAG.sub(lambda tag: "\n" * tag[0].count("\n") or " ", text)


def targets(text: str) -> dict[str, str]:
    """Return where the reference links of a text lead, by their names in lower case."""
    if "]:" not in text:
        return {}
    return {name.lower(): target for name, target in _DEFINITION.findall(text)}


def read_words(
    text: str, line: int, known: Mapping[str, str]
) -> tuple[str, tuple[MarkdownLink, ...]]:
    """Return the words and the links of a piece that begins on ``line`` of the file.

    ``known`` holds the targets of the reference links by their names.
    """
    if "`" in text:
        text = _CODE.sub(" ", text)
    links: list[MarkdownLink] = []
    if "](" in text or "][" in text:
        text = _without_links(_PICTURE.sub(" ", text), line, known, links)
    if "://" in text or "www." in text:
        linked = {link.words for link in links}
        links += [link for link in _bare_addresses(text, line) if link.words not in linked]
    return _without_marks(text), tuple(links)


def _without_comments(text: str) -> str:
    begin, end = _COMMENT
    pieces, at = [], 0
    while (start := text.find(begin, at)) >= 0 and (stop := text.find(end, start)) >= 0:
        pieces += [text[at:start], "\n" * text.count("\n", start, stop)]
        at = stop + len(end)
    return "".join([*pieces, text[at:]])


def _without_links(
    text: str, line: int, known: Mapping[str, str], links: list[MarkdownLink]
) -> str:
    pieces, at = [], 0
    for match in _LINK.finditer(text):
        words, target, name = match.groups()
        if name is not None:
            target = known.get((name or words).lower())
        if target is None:
            continue
        line += text.count("\n", at, match.start())
        links.append(MarkdownLink(line, _without_marks(words), target))
        line += text.count("\n", match.start(), match.end())
        pieces += [text[at : match.start()], words]
        at = match.end()
    return "".join([*pieces, text[at:]])


def _bare_addresses(text: str, line: int) -> list[MarkdownLink]:
    links, at = [], 0
    for match in _ADDRESS.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        address = match[1].rstrip(".,;:!?'*_")
        links.append(MarkdownLink(line, address, address))
    return links


def _without_marks(text: str) -> str:
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    if "&" in text:
        for entity, sign in _ENTITIES.items():
            text = text.replace(entity, sign)
    return text.strip()
