"""Right but rare words: how many of them the search leaves as they were typed."""

from pathlib import Path

import yaml

from localoffer.pages.search_contexts import Choices
from search.engine.reader import Reader
from search.engine.results import search


def kept_share(file: Path, reader: Reader) -> float:
    """Return the share of a file's words that are neither put right nor shown a suggestion."""
    rows = yaml.load(file.read_bytes(), yaml.CSafeLoader)
    results = [search(Choices(row["word"]), reader, per_page=1) for row in rows]
    kept = [not one.showing_for and not one.near_spellings for one in results]
    return sum(kept) / len(kept)
