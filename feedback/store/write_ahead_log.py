"""SQLite's write-ahead log, read without SQLite: does it belong to the database beside it?

SQLite writes the pages of whatever log has the right name into whatever database has the right
name. The format of a log: sqlite.org/fileformat2.html, section 4.
"""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import unpack, unpack_from
from time import sleep
from typing import Self

from feedback.store.marks import Mark

_HEADER, _FRAME_HEADER = 32, 24

#: The first number of a log tells the byte order of its checksums.
_ORDERS = {0x377F0682: "<", 0x377F0683: ">"}
_WORD = 0xFFFFFFFF

#: Enough of a first page to have its mark.
_MARK_BYTES = 72

#: How often to look again where others write meanwhile, and the seconds between.
_TRIES, _PAUSE = 50, 0.01


@dataclass(frozen=True, slots=True)
class _Header:
    """The beginning of a log: byte order and size of a page, the salts, the checksums so far."""

    order: str
    page_size: int
    salts: bytes
    sums: tuple[int, int]

    @classmethod
    def of(cls, content: bytes) -> Self | None:
        """Return the header of a log, or None where it is not whole: SQLite passes over such."""
        if len(content) < _HEADER:
            return None
        magic, _, page_size = unpack_from(">III", content)
        order = _ORDERS.get(magic, "")
        sums = unpack_from(">II", content, 24)
        if not order or _summed(order, content[:24], (0, 0)) != sums:
            return None
        return cls(order, page_size, content[16:24], sums)


def is_log_of(database: Path, log: Path) -> bool:
    """Return whether a log belongs to a database, as the marks of our transactions say.

    A log in which nothing is written belongs to any. Others may write to both files meanwhile, and
    a page that is half written says anything: only what still stands after a pause is believed.

    Raises:
        sqlite3.Error: the database is none, or cannot be read.
        OSError: a file cannot be read.
    """
    for _ in range(_TRIES):
        before = _state(database, log)
        error: sqlite3.Error | None = None
        try:
            if _fit(database, log):
                return True
        except sqlite3.Error as found:
            error = found
        sleep(_PAUSE)
        if before == _state(database, log):
            if error:
                raise error
            return False
    return True  # both change all the time: a service is at work on them


def _state(database: Path, log: Path) -> tuple[int, int, bytes]:
    """Return what is another when either file was written to, but for what a log has at its end."""
    status = database.stat()
    return status.st_mtime_ns, status.st_size, _content(log)


def _fit(database: Path, log: Path) -> bool:
    mark = Mark.of_file(database)
    try:
        with log.open("rb") as file:
            marks = tuple(map(Mark.of_page, _first_pages(file.fileno())))
    except FileNotFoundError:
        return True
    if not database.stat().st_size:
        return not _content(log)  # SQLite would throw the log away
    if not marks or mark in marks:
        return True
    was_before = mark.newest in (marks[0].before, marks[0].newest)
    return was_before and mark.schema <= marks[0].schema


def _content(log: Path) -> bytes:
    """Return the beginning of a log, which is another one when SQLite has begun it anew."""
    try:
        with log.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError:
        return b""


def _first_pages(handle: int) -> Iterator[bytes]:
    """Give the beginning of each first page in a log, the oldest first.

    Up to the oldest, the checksums are looked at: a process that was killed leaves half a page.
    """
    header = _Header.of(os.pread(handle, _HEADER, 0))
    if header is None:
        return
    place, sums, is_oldest = _HEADER, header.sums, True
    while (frame := os.pread(handle, _FRAME_HEADER, place))[8:16] == header.salts:
        (number,) = unpack_from(">I", frame)
        if is_oldest or number == 1:
            size = header.page_size if is_oldest else _MARK_BYTES
            page = os.pread(handle, size, place + _FRAME_HEADER)
            if len(page) < size:  # the end of what was written: the page comes after its header
                return
        if is_oldest:
            sums = _summed(header.order, frame[:8] + page, sums)
            if frame[16:] != b"".join(one.to_bytes(4, "big") for one in sums):
                return
        if number == 1:
            yield page
            is_oldest = False
        place += _FRAME_HEADER + header.page_size


def _summed(order: str, content: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the checksums after more content, as SQLite adds them up."""
    first, second = sums
    pairs = len(content) // 8
    words = unpack(f"{order}{2 * pairs}I", content[: 8 * pairs])
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second
