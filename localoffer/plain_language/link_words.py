"""Checks that each link says where it leads, and the same words lead to the same place."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from localoffer.plain_language.blocks import Block
from localoffer.plain_language.inline import MarkdownLink
from localoffer.plain_language.warning_text import warning
from localoffer.problems import Problem

#: Words that mean nothing to somebody who hears a list of the page's links (WCAG 2.2, 2.4.4).
_EMPTY: Final = frozenset(
    {
        "click", "here", "click here", "read more", "more", "more here", "this", "this link",
        "this page", "this website", "this form", "this document", "link", "the link", "page",
        "website", "the website", "web page", "our website", "learn more", "find out more",
        "see more", "view more", "show more", "more info", "more information",
        "further information", "info", "information", "details", "more details", "download",
        "continue", "go", "go here", "see here", "find out here", "follow this link",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:uk|org|com|net|info)(?:/\S*)?")
_WITH_SCHEME = re.compile(r"(?:https?://|mailto:|tel:|[/#])", re.IGNORECASE)
_LONGEST_TARGET: Final = 80
_EDGES: Final = " \t\n.,:;!?…>»→-\"'“”‘’()"


def link_words(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield a warning for every link whose words do not say where it leads.

    Header fields are left out: they are shown as plain text, without links.
    """
    first_targets: dict[str, tuple[str, int]] = {}
    for block in blocks:
        for link in block.links if not block.field else ():
            words = " ".join(link.words.lower().split()).strip(_EDGES)
            problem = _says_nothing(block, link, words) or _leads_elsewhere(
                block, link, words, first_targets
            )
            if problem:
                yield problem


def _says_nothing(block: Block, link: MarkdownLink, words: str) -> Problem | None:
    if not words:
        return None
    if words in _EMPTY or words.startswith("click "):
        return warning(
            block,
            link.line,
            f'The link "{link.words.strip()}" does not say where it leads.',
            'Use the name of the page it leads to, such as "Apply for a short break".',
        )
    if _ADDRESS.fullmatch(words):
        return warning(
            block,
            link.line,
            f"An address stands as a link: {link.words[:80]}.",
            f"Put it behind words: [the name of the page]({_whole(link.target)}).",
        )
    return None


def _whole(target: str) -> str:
    """Return an address as a link needs it; a long one is not repeated, and never cut short."""
    if len(target) > _LONGEST_TARGET:
        return "its address"
    return target if _WITH_SCHEME.match(target) else f"https://{target}"


def _leads_elsewhere(
    block: Block, link: MarkdownLink, words: str, first_targets: dict[str, tuple[str, int]]
) -> Problem | None:
    target = link.target.rstrip("/").lower()
    first_target, line = first_targets.setdefault(words, (target, link.line))
    if not words or first_target == target:
        return None
    return warning(
        block,
        link.line,
        f'Two links say "{" ".join(link.words.split())}" and lead to different places'
        f" (the first is on line {line}).",
        "Write in each what its own page is about.",
    )
