"""The source of a feed: a file or a web address in, the feed's rows out."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from localoffer.importers.open_referral.download import DownloadLimits, Progress, read_pages
from localoffer.importers.open_referral.json_document import FeedError, read_file
from localoffer.importers.open_referral.outpost_csv import outpost_services
from localoffer.importers.open_referral.paging import page_of
from localoffer.problems import UsageError

_NAME = 80


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed as read. ``name`` is its host or its file's name; ``remarks`` are for the report.

    ``host`` is empty where it comes from a file.

    ``is_complete`` is whether the rows are the whole feed, so that a record not among them is gone.
    """

    name: str
    rows: tuple[Any, ...]
    is_complete: bool
    remarks: tuple[str, ...] = ()
    host: str = ""

    @property
    def key(self) -> str:
        """The name as a file's name."""
        stem = re.sub(r"\.(?:json|csv)$", "", self.name.lower())
        return re.sub(r"[^a-z0-9.]+", "-", stem).strip("-.")[:_NAME] or "feed"


def read_source(source: str, limits: DownloadLimits, progress: Progress) -> FeedSource:
    """Return the rows of a file or a web address.

    Raises:
        FeedError: the feed cannot be read.
        UsageError: there is no such file, it is no web address, or a CSV file of another kind.
    """
    if "://" in source:
        return _from_web(source, limits, progress)
    file = Path(source)
    if not file.exists():
        message = f"There is no file {source}. Name a file, or a web address with https://."
        raise UsageError(message)
    return _from_file(file)


def _from_web(address: str, limits: DownloadLimits, progress: Progress) -> FeedSource:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        message = f"{address} is not a web address. Write it whole, beginning with https://."
        raise UsageError(message)
    pages, remark = read_pages(address, limits, progress)
    rows = tuple(row for page in pages for row in page.rows)
    is_complete = pages[0].is_complete and pages[0].number <= 1 and not remark
    return FeedSource(host, rows, is_complete, (remark,) if remark else (), host)


def _from_file(file: Path) -> FeedSource:
    if file.is_dir():
        message = f"{file} is a folder. Name one file of it."
        raise UsageError(message)
    if file.suffix.lower() == ".csv":
        return FeedSource(file.name, tuple(outpost_services(file)), is_complete=True)
    document, remark = read_file(file)
    page = page_of(document, file.name)
    remarks = [remark] if remark else []
    if page.total > 1:
        remarks.append(
            f"The file is page {page.number} of {page.total:,} ({len(page.rows)} of "
            f"{page.services:,} services). Name the feed's address to read them all."
        )
    return FeedSource(file.name, page.rows, page.is_complete and page.total == 1, tuple(remarks))


__all__ = ["FeedError", "FeedSource", "read_source"]
