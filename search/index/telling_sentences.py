"""Sentences of a page that tell what its title and summary do not: a result may show one of them.

They lie with what a result shows, so that no page is fetched for its text.
"""

import re

from search.documents.document import SearchDocument
from search.engine.excerpt import BETWEEN
from search.engine.words import SOFT_STEMS, stems

#: Letters of one sentence: shorter ones are lines of lists and tables, longer ones no excerpt.
_FEWEST, _MOST = 40, 220

#: Letters of all sentences of one page: ten results are fetched at once.
MOST_TOGETHER = 300

#: Where a tag stood, a space stands before a full stop.
_APART = re.compile(r" ([.,;:?!)])")
#: A line that only breaks has no space beside it; a block's end was a tag.
_BLOCK = re.compile(r"(?<! ) +\n *|\n +")
_BETWEEN = re.compile(r"(?<=[.?!]) ")
_ENDS = (".", "?", "!")


def telling_sentences(document: SearchDocument) -> str:
    """Return the sentences of a page's text, each of which brings the most words not yet told.

    They stand in the order of the page, with ``BETWEEN`` between them, and have together at most
    ``MOST_TOGETHER`` letters.
    """
    left = {sentence: _stems(sentence) for sentence in _sentences(document.body)}
    order = list(left)
    told, chosen, room = _stems(f"{document.title}. {document.summary}"), set[str](), MOST_TOGETHER
    while left := {one: its for one, its in left.items() if len(one) <= room}:
        best = max(left, key=lambda sentence: _worth(left[sentence] - told))
        new = left.pop(best) - told
        if not new:
            break
        chosen.add(best)
        room -= len(best)
        told |= new
    return BETWEEN.join(sentence for sentence in order if sentence in chosen)


def _sentences(body: str) -> list[str]:
    blocks = (_APART.sub(r"\1", " ".join(block.split())) for block in _BLOCK.split(body))
    sentences = (one for block in blocks for one in _BETWEEN.split(block))
    return [one for one in sentences if _is_whole(one)]


def _is_whole(text: str) -> bool:
    return _FEWEST <= len(text) <= _MOST and text[0].isalpha() and text.endswith(_ENDS)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - SOFT_STEMS


def _worth(new: frozenset[str]) -> int:
    """Return how much new stems tell: long words are rarer than short ones."""
    return sum(map(len, new))
