"""The one small file that completes what is being typed: common words, and titles of pages.

A browser fetches it once, when somebody turns to the search box, and looks up nothing else while
a word is unfinished.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from search.documents.document import SearchDocument
from search.engine.words import SMALL
from search.weights import FAMILIES

#: How many words and pages the file has at most: together under 30 KB compressed.
MOST_WORDS, MOST_PAGES = 800, 600

#: Families of which nobody types a title: one of a hundred statements, what somebody said.
_WITHOUT_TITLES = {"expectation", "comment", "report"}

_PLAIN = re.compile("[a-z]{4,}")


def completions(documents: Sequence[SearchDocument], words: Mapping[str, int]) -> dict[str, Any]:
    """Return the words, commonest first, and the pages, in the order in which results have kinds.

    Args:
        documents: all documents of an offer.
        words: every right word, and how common it is.

    Returns:
        ``words`` joined by spaces; ``kinds`` that pages have; ``pages``, each a title, the place
        of its kind and its address.
    """
    common = sorted(
        (word for word in words if _PLAIN.fullmatch(word) and word not in SMALL),
        key=lambda word: (-words[word], word),
    )
    families = list(FAMILIES)
    named = sorted(
        (row for row in documents if row.family not in _WITHOUT_TITLES),
        key=lambda row: families.index(row.family),
    )[:MOST_PAGES]
    kinds = sorted({row.result_text.kind for row in named})
    pages = [[row.title, kinds.index(row.result_text.kind), row.address] for row in named]
    return {"words": " ".join(common[:MOST_WORDS]), "kinds": kinds, "pages": pages}
