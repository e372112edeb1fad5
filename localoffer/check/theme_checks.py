"""Checks of a council's theme: safe files, nothing from other sites, overlays of this version."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from localoffer.check.field_problems import FieldProblem
from localoffer.check.pydantic_errors import nearest
from localoffer.model.looks import Looks
from localoffer.pages.own_words import words_of_ours
from localoffer.problems import Level, Problem, quoted
from localoffer.program import PROGRAM
from localoffer.theme.site_theme import (
    FILE_IN_CSS,
    FILES,
    FOLDER,
    PLAIN_STYLES,
    STYLES,
    TEMPLATES,
    SiteTheme,
    our_digest,
)
from localoffer.theme.svg import why_unsafe

#: How a file of each kind begins.
_BEGINNINGS: Final[Mapping[str, tuple[bytes, ...]]] = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".webp": (b"RIFF",),
    ".ico": (b"\x00\x00\x01\x00",),
    ".woff2": (b"wOF2",),
}

#: What a browser fetches by itself, from an address that is not on this site.
_FETCHED_BY_CSS = re.compile(r"(?:url\(\s*[\"']?|@import\s+[\"'])(?:https?:)?//", re.IGNORECASE)
_FETCHED_BY_HTML = re.compile(
    r"\b(?:src|srcset|poster)\s*=\s*[\"'](?:https?:)?//|<link\b[^<>]{0,300}\bhref=[\"']https?://",
    re.IGNORECASE,
)


def theme_problems(theme: SiteTheme, resources: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files of a theme; ``resources`` holds what they may cover."""
    for name, raw in theme.files.items():
        yield from _file_problems(f"{FOLDER}/{FILES}/{name}", raw)
    for name, text in theme.templates.items():
        path = f"{FOLDER}/{TEMPLATES}/{name}"
        if name.endswith(".svg"):
            yield from _file_problems(path, text.encode())
        yield from _from_elsewhere(path, text, _FETCHED_BY_HTML)
    for name, text in theme.styles.items():
        path = f"{FOLDER}/{STYLES}/{name}"
        yield from _from_elsewhere(path, text, _FETCHED_BY_CSS)
        if name.endswith(".css") and name != PLAIN_STYLES:
            fix = f"Move its rules into {FOLDER}/{STYLES}/{PLAIN_STYLES}."
            yield Problem(path, 0, "", "This file is never read.", fix)
    yield from _unknown_files(theme)
    yield from _overlays(theme, resources)


def _file_problems(path: str, raw: bytes) -> Iterator[Problem]:
    ending = Path(path).suffix
    if ending == ".svg":
        found = why_unsafe(raw)
        if found:
            fix = "Export it anew as a plain SVG, with no script and no fonts of other sites."
            yield Problem(path, 0, "", f"The drawing holds {found}.", fix)
    elif not raw.startswith(_BEGINNINGS[ending]):
        message = f"This file is no {ending[1:]}, whatever its name says."
        yield Problem(path, 0, "", message, f"Save it anew as {ending[1:]}.")


def _from_elsewhere(path: str, text: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    for found in pattern.finditer(text):
        message = "A browser would fetch this from another site, which would learn who reads us."
        fix = f"Put the file into {FOLDER}/{FILES}/ and name it from there: see docs/theme.md."
        yield Problem(path, text.count("\n", 0, found.start()) + 1, "", message, fix)


def _unknown_files(theme: SiteTheme) -> Iterator[Problem]:
    for found in FILE_IN_CSS.finditer(theme.plain_styles):
        if found[1] not in theme.files:
            line = theme.plain_styles.count("\n", 0, found.start()) + 1
            path = f"{FOLDER}/{STYLES}/{PLAIN_STYLES}"
            yield Problem(path, line, "", *_not_there(found[1]))


def _not_there(name: str) -> tuple[str, str]:
    return f"There is no file {quoted(name)} in {FOLDER}/{FILES}/.", "Put it there, or take it out."


def _overlays(theme: SiteTheme, resources: Path) -> Iterator[Problem]:
    """Yield a warning for each file that covers ours and was made for another version of it."""
    for path in theme.overlays():
        now, noted = our_digest(path, resources), theme.notes.get(path)
        if noted and now is None:
            message = "Our file that this was made from is gone, so nothing may show it any more."
            fix = "Look at docs/theme.md for what took its place, then delete this file."
            yield Problem(f"{FOLDER}/{path}", 0, "", message, fix, Level.WARNING)
        elif now and noted != now:
            covers = "was made for another version of our file" if noted else "covers our file"
            message = f"This {covers}, and may lack what ours has by now."
            fix = f"Compare the two, bring over what is new, then: {PROGRAM} theme accept {path}"
            yield Problem(f"{FOLDER}/{path}", 0, "", message, fix, Level.WARNING)


def _words_problems(looks: Looks) -> Iterator[FieldProblem]:
    """Yield the words that are not ours, so that nothing would change."""
    known = sorted(words_of_ours())
    for number, words in enumerate(looks.words):
        if words.ours not in known:
            message = f"{quoted(words.ours)} are not words of the menu, the footer or a title."
            place = ("looks", "words", number, "ours")
            yield place, message, nearest(words.ours, known), Level.ERROR


def looks_problems(
    looks: Looks, theme: SiteTheme, addresses: Collection[str]
) -> Iterator[FieldProblem]:
    """Yield the files that are named and not there, and links of the frame that lead nowhere."""
    yield from _words_problems(looks)
    for place, name in looks.files.items():
        if name not in theme.files:
            message, fix = _not_there(name)
            yield ("looks", *place), message, fix, Level.ERROR
    for part, links in (("header_links", looks.header_links), ("footer_links", looks.footer_links)):
        for number, link in enumerate(links):
            page = link.address.partition("#")[0]
            if page.startswith("/") and page not in addresses:
                message = f"There is no page {page} on this site."
                fix = "Write the address of a page that is there."
                yield ("looks", part, number, "address"), message, fix, Level.ERROR
