"""What a result shows of a page's text: the summary, or the sentence that has a search's words."""

import re
from collections.abc import Iterable

from search.engine.words import fold, stem

#: Between the sentences of a page in the index.
BETWEEN = "\n"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def excerpt(title: str, summary: str, sentences: str, wanted: frozenset[str]) -> str:
    """Return the summary, or a sentence with at least half the words that title and summary lack.

    Args:
        title: the page's title, which stands above.
        summary: the page's summary.
        sentences: sentences of its text, with ``BETWEEN`` between them.
        wanted: the stems of the words that count in the search.
    """
    lacking = wanted - _stems_in(f"{title} {summary}")
    if not lacking:
        return summary
    best, most = summary, (0, 0)
    for sentence in sentences.split(BETWEEN):
        found = _stems_in(sentence)
        worth = (len(found & lacking), len(found & wanted))
        if 2 * worth[0] >= len(lacking) and worth > most:
            best, most = sentence, worth
    return best


def _stems_in(text: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _WORD.findall(text))


def marked(text: str, wanted: frozenset[str]) -> Iterable[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is a word of the query."""
    end = 0
    for match in _WORD.finditer(text):
        if stem(fold(match[0])) in wanted:
            if match.start() > end:
                yield text[end : match.start()], False
            yield match[0], True
            end = match.end()
    if end < len(text):
        yield text[end:], False
