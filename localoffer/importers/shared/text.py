"""Text of any origin made fit for a file: no mojibake, control characters or tags."""

import re
from html import unescape

import nh3
from ftfy import TextFixerConfig, fix_text

_FIXES = TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False
)
#: Word's Symbol font puts its bullets in the private use area.
_BULLET = re.compile("[\uf0a7\uf0b7\uf076\uf0d8\uf0fc]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\t\xa0\u2000-\u200a\u202f\u205f\u3000]")
#: Controls, soft hyphens, zero-width and direction marks, private use, what is no character.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e001f"
    "\U000f0000-\U0010ffff]|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINE_END = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ROUNDS = 3


def tidy(value: str) -> str:
    """Return text without invisible characters, and with mojibake put right."""
    if value.isascii() and value.isprintable():
        return value.strip()
    repaired = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = fix_text(_BULLET.sub("•", repaired), _FIXES)
    text = _SPACE.sub(" ", _BREAK.sub("\n", text))
    return _NOT_TEXT.sub("", text).strip()


def unescaped(text: str) -> str:
    """Return text with HTML entities turned into letters, even if they were escaped twice."""
    for _ in range(_ROUNDS):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return text


def lines(text: str) -> str:
    """Return text without tags and entities; line breaks stay, with at most one blank line."""
    plain = unescaped(text)
    if _TAG.search(plain):
        plain = unescape(nh3.clean(_LINE_END.sub("\n", plain), tags=set()))
    rows = (" ".join(row.split()) for row in tidy(plain).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def line(text: str) -> str:
    """Return text on one line, without tags and entities."""
    return " ".join(lines(text).split())


def cut(text: str, length: int) -> str:
    """Return text of at most ``length`` letters, cut at a word's end and marked with "…"."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return f"{(head.rsplit(' ', 1)[0] or head).rstrip(' ,;:–-')}…"
