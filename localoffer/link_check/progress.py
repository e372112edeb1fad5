"""The results of a run so far, saved one by one: none is lost when a run is cut short."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from localoffer.model.school import LinkCheck
from localoffer.problems import UsageError


class SavedProgress:
    """The results of this run; ``before`` are those of one that ended before it wrote its file."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        file.seek(0)
        self.before = tuple(_rows(file))

    def add(self, row: LinkCheck) -> None:
        """Save a result at once."""
        self._file.write(f"{row.model_dump_json(exclude_defaults=True)}\n")
        self._file.flush()

    def clear(self) -> None:
        """Drop all results: they are in the content now."""
        self._file.truncate(0)


@contextmanager
def saved_progress(state: Path, content: Path) -> Iterator[SavedProgress]:
    """Open the saved results for a content folder; only one run at a time may.

    Raises:
        UsageError: another run has them open.
    """
    key = blake2b(str(content.resolve()).encode(), digest_size=8).hexdigest()
    file = state / "visits" / f"{key}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            message = f"check-links is at work for {content} already. Wait until it has ended."
            raise UsageError(message) from None
        yield SavedProgress(stream)


def _rows(lines: IO[str]) -> Iterator[LinkCheck]:
    for line in lines:
        try:
            yield LinkCheck.model_validate_json(line)
        except ValidationError:
            continue  # the last line of a run that was cut short
