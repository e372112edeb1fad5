"""What a page said and says now, block by block."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from localoffer.compare.page_blocks import PageBlock

#: Above so many blocks or words in one stretch, nothing is aligned: it would take too long.
_MOST_BLOCKS = 400
_MOST_PAIRS = 40

#: How much of their words two blocks share that are one block before and now.
_SAME = 0.4

#: What the label of a change begins with that is about where a link leads.
LINK = "Link"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True)
class TextChange:
    """Words before and now, and what they stand under; one is empty where they are new or gone."""

    label: str
    before: str
    now: str

    @property
    def words(self) -> tuple[str, str]:
        """The words alone, which may stand under another label elsewhere."""
        return self.before, self.now


def text_changes(before: Sequence[PageBlock], now: Sequence[PageBlock]) -> tuple[TextChange, ...]:
    """Return the changes between the blocks of two versions of a page, in their order."""
    return tuple(dict.fromkeys(_changes(before, now)))


def _changes(before: Sequence[PageBlock], now: Sequence[PageBlock]) -> Iterator[TextChange]:
    for old, new in _differing(before, now):
        for was, becomes in _pairs(old, new):
            yield from _change(was, becomes)


def _differing(
    before: Sequence[PageBlock], now: Sequence[PageBlock]
) -> Iterator[tuple[Sequence[PageBlock], Sequence[PageBlock]]]:
    """Yield the stretches of blocks that differ."""
    start = _common(before, now)
    before, now = before[start:], now[start:]
    end = _common(before[::-1], now[::-1])
    before, now = before[: len(before) - end], now[: len(now) - end]
    if max(len(before), len(now)) > _MOST_BLOCKS:
        yield _only_in(before, now), _only_in(now, before)
        return
    matcher = SequenceMatcher(a=before, b=now, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield before[old_start:old_end], now[new_start:new_end]


def _common(before: Sequence[PageBlock], now: Sequence[PageBlock]) -> int:
    """Return how many blocks are the same at the beginning."""
    pairs = zip(before, now, strict=False)
    shorter = min(len(before), len(now))
    return next((number for number, (old, new) in enumerate(pairs) if old != new), shorter)


def _only_in(blocks: Sequence[PageBlock], others: Sequence[PageBlock]) -> list[PageBlock]:
    left = Counter(others)
    only = []
    for block in blocks:
        if left[block]:
            left[block] -= 1
        else:
            only.append(block)
    return only


def _pairs(
    old: Sequence[PageBlock], new: Sequence[PageBlock]
) -> Iterator[tuple[PageBlock | None, PageBlock | None]]:
    """Yield which block became which; None where there was none, or is none any more."""
    words = [_counted(block) for block in new]
    at = 0
    for block in old:
        near = slice(at, at + _MOST_PAIRS)
        found = _counterpart(block, new[near], words[near])
        if found is None:
            yield block, None
            continue
        yield from ((None, other) for other in new[at : at + found])
        yield block, new[at + found]
        at += found + 1
    yield from ((None, other) for other in new[at:])


def _counted(block: PageBlock) -> Counter[str]:
    return Counter(_WORD.findall(block.text))


def _counterpart(
    block: PageBlock, others: Sequence[PageBlock], words: Sequence[Counter[str]]
) -> int | None:
    """Return the place of the first block that says much the same, or that is the same field.

    ``words`` are those of the other blocks.
    """
    own = _counted(block)
    for number, found in enumerate(words):
        if 2 * (own & found).total() >= _SAME * (own.total() + found.total()):
            return number
    same_field = (number for number, other in enumerate(others) if other.label == block.label)
    return next(same_field, None) if own.total() <= _MOST_PAIRS else None


def _change(was: PageBlock | None, becomes: PageBlock | None) -> Iterator[TextChange]:
    old, new = was.text if was else "", becomes.text if becomes else ""
    label = (becomes or was or PageBlock("", "")).label
    if old != new:
        yield TextChange(label, old, new)
    yield from _link_changes(was.links if was else (), becomes.links if becomes else ())


def _link_changes(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[TextChange]:
    """Yield the links that lead elsewhere now, and new ones that lead away from the site."""
    targets = dict(old)
    known = {href for _, href in old}
    for words, href in new:
        before = targets.get(words, "")
        if before != href and (before or (href not in known and not href.startswith("/"))):
            yield TextChange(f"{LINK} “{words}”", before, href)
