"""All files of a content folder, each prepared once: kept outcomes first, the rest in parallel."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from localoffer import kept
from localoffer.check.prepared import Prepared, Settings, digest_of, prepare
from localoffer.problems import Problem
from localoffer.read.files import Found, walk

#: Below this many files a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Gathered:
    """The outcome for every file, the problems of files that could not be read, and a count."""

    files: tuple[Prepared, ...]
    unreadable: tuple[Problem, ...]
    kept: int


def gather(folder: Path, state: Path | None, settings: Settings) -> Gathered:
    """Return the outcome for every file of ``folder``; ``state`` keeps them for the next run."""
    found, unreadable = _sorted_out(folder)
    old = _kept_outcomes(state)
    fresh = [one for one in found if not _is_same(old.get(one.path), one, settings)]
    new = {outcome.path: outcome for outcome in _prepare_all(fresh, settings)}
    outcomes = {one.path: new[one.path] if one.path in new else old[one.path] for one in found}
    if state and (new or outcomes.keys() != old.keys()):
        kept.save(state / "prepared", (kept.code_digest(), outcomes))
    return Gathered(tuple(outcomes.values()), unreadable, len(found) - len(fresh))


def _sorted_out(folder: Path) -> tuple[list[Found], tuple[Problem, ...]]:
    found: list[Found] = []
    problems: list[Problem] = []
    for one in walk(folder):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            found.append(one)
    return found, tuple(problems)


def _kept_outcomes(state: Path | None) -> dict[str, Prepared]:
    store = kept.load(state / "prepared") if state else None
    if not store or store[0] != kept.code_digest():
        return {}
    outcomes: dict[str, Prepared] = store[1]
    return outcomes


def _is_same(outcome: Prepared | None, found: Found, settings: Settings) -> bool:
    return outcome is not None and outcome.digest == digest_of(found, settings)


def _prepare_all(found: Sequence[Found], settings: Settings) -> Iterator[Prepared]:
    cores = len(os.sched_getaffinity(0))
    if len(found) < _PARALLEL_FROM or cores == 1:
        yield from (prepare(one, settings) for one in found)
        return
    batches = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        for outcomes in pool.map(partial(_prepare_batch, settings), batches):
            yield from outcomes


def _prepare_batch(settings: Settings, batch: Sequence[Found]) -> list[Prepared]:
    return [prepare(one, settings) for one in batch]
