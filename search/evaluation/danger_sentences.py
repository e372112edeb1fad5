"""Sentences of danger and harmless ones that look alike: how often the panel of help is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search


@dataclass(frozen=True, slots=True)
class DangerShares:
    """The shares from 0 to 1 of ``dangers`` that show the panel, and of ``harmless`` that do."""

    dangers: int
    seen: float
    harmless: int
    false: float


def danger_shares(file: Path, reader: Reader) -> DangerShares:
    """Return how often the panel shows for the sentences of a file, as figures alone.

    A sentence whose ``danger`` is neither yes nor no counts in neither share.
    """
    rows = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    by_danger = {
        answer: [row["text"] for row in rows if row["danger"] == answer] for answer in ("yes", "no")
    }
    return DangerShares(
        len(by_danger["yes"]),
        _share_shown(by_danger["yes"], reader),
        len(by_danger["no"]),
        _share_shown(by_danger["no"], reader),
    )


def _share_shown(sentences: Sequence[str], reader: Reader) -> float:
    shown = [search(Choices(text), reader, per_page=1).is_urgent for text in sentences]
    return sum(shown) / len(shown)
