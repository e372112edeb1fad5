"""All files of a content folder, each prepared once: kept outcomes first, the rest in parallel."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from localoffer import build_cache
from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings, digest_of
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, walk

#: Below this many files a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 50

#: The outcomes are kept on so many shelves, so that a change writes one of them again.
_SHELVES = 32


@dataclass(frozen=True, slots=True)
class Gathered:
    """The outcome for every file, the problems of files that could not be read, and a count."""

    files: tuple[CheckedFile, ...]
    unreadable: tuple[Problem, ...]
    kept: int


def gather(folder: Path, state: Path | None, settings: CheckSettings) -> Gathered:
    """Return the outcome for every file of ``folder``; ``state`` keeps them for the next run."""
    found, unreadable = _sorted_out(folder)
    old = _kept_outcomes(state)
    fresh = [one for one in found if not _is_same(old.get(one.path), one, settings)]
    new = {outcome.path: outcome for outcome in _prepare_all(fresh, settings)}
    outcomes = {one.path: new[one.path] if one.path in new else old[one.path] for one in found}
    if state:
        _keep(state, outcomes, {*new, *(old.keys() - outcomes.keys())})
    return Gathered(tuple(outcomes.values()), unreadable, len(found) - len(fresh))


def _sorted_out(folder: Path) -> tuple[list[ContentFile], tuple[Problem, ...]]:
    found: list[ContentFile] = []
    problems: list[Problem] = []
    for one in walk(folder):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            found.append(one)
    return found, tuple(problems)


def _kept_outcomes(state: Path | None) -> dict[str, CheckedFile]:
    outcomes: dict[str, CheckedFile] = {}
    for shelf in range(_SHELVES if state else 0):
        stored = build_cache.load(_shelf_file(state, shelf)) if state else None
        if stored and stored[0] == build_cache.code_digest():
            outcomes.update(stored[1])
    return outcomes


def _keep(state: Path, outcomes: dict[str, CheckedFile], changed: set[str]) -> None:
    """Write again the shelves on which something changed, and only those."""
    shelves = {_shelf_of(path) for path in changed}
    rows: dict[int, dict[str, CheckedFile]] = {shelf: {} for shelf in shelves}
    for path, outcome in outcomes.items():
        if (shelf := _shelf_of(path)) in shelves:
            rows[shelf][path] = outcome
    for shelf, kept_rows in rows.items():
        build_cache.save(_shelf_file(state, shelf), (build_cache.code_digest(), kept_rows))


def _shelf_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogateescape")) % _SHELVES


def _shelf_file(state: Path, shelf: int) -> Path:
    return state / "prepared" / f"{shelf:02}"


def _is_same(outcome: CheckedFile | None, found: ContentFile, settings: CheckSettings) -> bool:
    return outcome is not None and outcome.digest == digest_of(found, settings)


def _prepare_all(found: Sequence[ContentFile], settings: CheckSettings) -> Iterator[CheckedFile]:
    cores = len(os.sched_getaffinity(0))
    if len(found) < _PARALLEL_FROM or cores == 1:
        yield from (check_file(one, settings) for one in found)
        return
    batches = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        for outcomes in pool.map(partial(_prepare_batch, settings), batches):
            yield from outcomes


def _prepare_batch(settings: CheckSettings, batch: Sequence[ContentFile]) -> list[CheckedFile]:
    return [check_file(one, settings) for one in batch]
