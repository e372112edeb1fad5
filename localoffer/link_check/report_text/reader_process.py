"""Reports read in another process, a few at a time: it is ended when it takes too long."""

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
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8", b"{\\rtf")
_AT_ONCE = threading.Semaphore(2)

_WHY = {
    "locked": "the PDF is locked with a password",
    "unreadable": "the PDF cannot be read: the file seems to be damaged",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a report, in the words of ``LinkCheck``.

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
    if body.startswith(_OTHERS):
        return "other"
    start = body[:_START_OF_PDF].lower()
    if any(tag in start for tag in _TAGS) or kind in ("text/html", "application/xhtml+xml"):
        return "page"
    return "PDF" if kind == "application/pdf" and not body else "other"


def read_apart(
    form: Format, charset: str, body: bytes, today: date, limits: LinkCheckLimits
) -> Reading:
    """Return what is found in a report, or that it could not be read."""
    if form == "other":
        return Reading(form)
    seconds = max(int(limits.reading), 1)
    words = [form, charset, today.isoformat(), str(limits.memory), str(seconds)]
    with _AT_ONCE:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "localoffer.link_check.report_text.extract", *words],
                input=body,
                capture_output=True,
                timeout=limits.reading,
                check=True,
                cwd=_PROGRAM,
                env={"PYTHONPATH": str(_PROGRAM), "PATH": os.environ.get("PATH", "")},
            )
        except subprocess.TimeoutExpired:
            return Reading(form, why="it takes too long to read")
        except subprocess.CalledProcessError:
            return Reading(form, why="it could not be read")
    return reading_of(form, json.loads(done.stdout))


def reading_of(form: Format, told: Mapping[str, Any]) -> Reading:
    """Return what a reader told of a file as a value."""
    text, dated = told["text"], told.get("dated")
    return Reading(
        form,
        "no" if text == "locked" else "not known" if text == "unreadable" else text,
        _WHY.get(text, ""),
        told["gone"],
        told.get("words"),
        told.get("reading_age"),
        date.fromisoformat(dated) if dated else None,
        tuple(told.get("seems", ())),
    )
