"""All files of both layers of content, each checked once: from the cache, or else in parallel."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

from localoffer import build_cache
from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings, digest_of
from localoffer.check.slot_files import slots_by_text
from localoffer.kinds import kind_of
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, walk
from localoffer.read.layers import ContentLayers, national_files, path_in_layer

#: Below this many files a second process costs more than it brings.
_PARALLEL_FROM = 200
_BATCH = 50

#: The cache is split into this many files, so that a change writes only one of them again.
_SHARDS = 32


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every checked file, the problems of unreadable ones, and how many came from the cache."""

    files: tuple[CheckedFile, ...]
    unreadable: tuple[Problem, ...]
    from_cache: int


def gather(
    layers: ContentLayers,
    state: Path | None,
    settings: CheckSettings,
    left_out: frozenset[str] = frozenset(),
) -> Gathered:
    """Return every file of both layers, checked, but for national ones replaced or left out.

    ``state`` is the folder of the cache between runs; None: no cache. ``left_out`` has the paths of
    national files that the council leaves out.
    """
    files, unreadable = _read(layers, left_out)
    cached = _load_cache(state)
    changed = [file for file in files if not _is_same(cached.get(file.path), file, settings)]
    fresh = {checked.path: checked for checked in _check_all(changed, settings)}
    checked_files = {file.path: fresh.get(file.path) or cached[file.path] for file in files}
    if state:
        with suppress(OSError):  # a full disk makes the next check slower, and stops none
            changed_paths = {*fresh, *(cached.keys() - checked_files.keys())}
            _save_cache(state, checked_files, changed_paths)
    return Gathered(tuple(checked_files.values()), unreadable, len(files) - len(changed))


def _read(
    layers: ContentLayers, left_out: frozenset[str]
) -> tuple[list[ContentFile], tuple[Problem, ...]]:
    own, problems = _sorted_out(walk(layers.council))
    national, national_problems = _sorted_out(national_files(layers))
    replaced = left_out | {file.path for file in own if _is_replacing(file.path)}
    applying = [file for file in national if path_in_layer(file.path) not in replaced]
    slots = slots_by_text(own)
    guides = [replace(file, slots=slots.get(path_in_layer(file.path), ())) for file in applying]
    return [*guides, *own], (*problems, *national_problems)


def _is_replacing(path: str) -> bool:
    """Return whether a file of the council replaces the national one: rows are joined instead."""
    kind = kind_of(path)
    return kind is None or kind.is_folder


def _sorted_out(
    found: Iterable[ContentFile | Problem],
) -> tuple[list[ContentFile], list[Problem]]:
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            files.append(one)
    return files, problems


def _load_cache(state: Path | None) -> dict[str, CheckedFile]:
    cached: dict[str, CheckedFile] = {}
    for shard in range(_SHARDS if state else 0):
        stored = build_cache.load(_shard_file(state, shard)) if state else None
        if stored and stored[0] == build_cache.code_digest():
            cached.update(stored[1])
    return cached


def _save_cache(state: Path, files: dict[str, CheckedFile], changed: set[str]) -> None:
    """Write again the parts of the cache in which something changed, and only those."""
    rows: dict[int, dict[str, CheckedFile]] = {_shard_of(path): {} for path in changed}
    for path, file in files.items():
        if (shard := _shard_of(path)) in rows:
            rows[shard][path] = file
    for shard, shard_rows in rows.items():
        build_cache.save(_shard_file(state, shard), (build_cache.code_digest(), shard_rows))


def _shard_of(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogateescape")) % _SHARDS


def _shard_file(state: Path, shard: int) -> Path:
    return state / "prepared" / f"{shard:02}"


def _is_same(cached: CheckedFile | None, file: ContentFile, settings: CheckSettings) -> bool:
    return cached is not None and cached.digest == digest_of(file, settings)


def _check_all(files: Sequence[ContentFile], settings: CheckSettings) -> Iterator[CheckedFile]:
    cores = len(os.sched_getaffinity(0))
    if len(files) < _PARALLEL_FROM or cores == 1:
        yield from (check_file(file, settings) for file in files)
        return
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
        for checked in pool.map(partial(_check_batch, settings), batches):
            yield from checked


def _check_batch(settings: CheckSettings, batch: Sequence[ContentFile]) -> list[CheckedFile]:
    return [check_file(file, settings) for file in batch]
