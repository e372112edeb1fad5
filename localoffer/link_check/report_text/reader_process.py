"""Reports read in a process of their own, two at a time, which ends when it takes too long."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from localoffer.link_check.limits import LinkCheckLimits

Format = Literal["page", "PDF", "other"]

_PROGRAM = Path(__file__).parents[3]
_START_OF_PDF = 1024
_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<h1", b"<p>")
_OTHER_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8", b"{\\rtf")
_SLOTS = threading.Semaphore(2)

_REASONS = {
    "locked": "the PDF is locked with a password",
    "unreadable": "the PDF cannot be read: the file seems to be damaged",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of a report, under their names in ``LinkCheck``.

    ``gone`` means that the page itself says that it is not there.
    """

    format: Format
    has_text: Literal["yes", "no", "not known"] = "not known"
    why: str = ""
    gone: bool = False
    words: int | None = None
    reading_age: int | None = None
    dated: date | None = None
    seems: tuple[str, ...] = ()


def format_of(kind: str, body: bytes) -> Format:
    """Return what a file is: by its first bytes, since servers err; then by its media type."""
    if b"%PDF-" in body[:_START_OF_PDF]:
        return "PDF"
    if body.startswith(_OTHER_STARTS):
        return "other"
    start = body[:_START_OF_PDF].lower()
    if any(tag in start for tag in _TAGS) or kind in ("text/html", "application/xhtml+xml"):
        return "page"
    return "PDF" if kind == "application/pdf" and not body else "other"


def read_report(
    file_format: Format, charset: str, body: bytes, today: date, limits: LinkCheckLimits
) -> Reading:
    """Return the facts of a report, or that it could not be read."""
    if file_format == "other":
        return Reading(file_format)
    seconds = max(int(limits.reading), 1)
    arguments = [file_format, charset, today.isoformat(), str(limits.memory), str(seconds)]
    with _SLOTS:
        try:
            finished = subprocess.run(
                [sys.executable, "-m", "localoffer.link_check.report_text.extract", *arguments],
                input=body,
                capture_output=True,
                timeout=limits.reading,
                check=True,
                cwd=_PROGRAM,
                env={"PYTHONPATH": str(_PROGRAM), "PATH": os.environ.get("PATH", "")},
            )
        except subprocess.TimeoutExpired:
            return Reading(file_format, why="it takes too long to read")
        except subprocess.CalledProcessError:
            return Reading(file_format, why="it could not be read")
    return reading_of(file_format, json.loads(finished.stdout))


def reading_of(file_format: Format, facts: Mapping[str, Any]) -> Reading:
    """Return the reader's facts, as it printed them, as a value."""
    text, dated = facts["text"], facts.get("dated")
    return Reading(
        file_format,
        "no" if text == "locked" else "not known" if text == "unreadable" else text,
        _REASONS.get(text, ""),
        facts["gone"],
        facts.get("words"),
        facts.get("reading_age"),
        date.fromisoformat(dated) if dated else None,
        tuple(facts.get("seems", ())),
    )
