"""One way of writing for what is written in several: "KS2" is "key stage 2", "yr7" is "year 7".

Pages and queries pass through the same rows, in this order, once they are folded
(``search.engine.words``). The browser gets the rows through ``search/index/shared_tables.py``; what
stands in their second half is explained at ``FORMS``.
"""

import re
from functools import partial

#: Where a word begins and ends. Nothing looks behind: older telephones cannot.
_START, _END = "(^|[^a-z0-9])", "(?![a-z0-9])"

#: Patterns, and what is written instead: "$1" is what the first group caught.
FORMS: tuple[tuple[str, str], ...] = (
    (f"{_START}ks ?([1-5]){_END}", "$1key stage $2"),
    (f"{_START}(?:yr ?|y)([0-9]{{1,2}}){_END}", "$1year $2"),
)
_FORMS = [(re.compile(pattern), instead) for pattern, instead in FORMS]
_PART = re.compile(r"\$([0-9])")


def normal_form(folded: str) -> str:
    """Return a folded text with each of its parts in the one way of writing that is searched."""
    for pattern, instead in _FORMS:
        folded = pattern.sub(partial(_written, instead), folded)
    return folded


def _written(instead: str, match: re.Match[str]) -> str:
    return _PART.sub(lambda part: match[int(part[1])], instead)
