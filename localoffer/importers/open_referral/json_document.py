"""The bytes of a feed as JSON, or a sentence on what is wrong with them."""

import json
from pathlib import Path
from typing import Any

from localoffer.importers.shared.notes import shortened
from localoffer.problems import LocalOfferError

#: A feed of 4,400 services is some 50 MB; what is larger than this is no feed of one council.
MAX_BYTES = 100_000_000

_BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class FeedError(LocalOfferError):
    """The feed cannot be read; the message says why and what to do."""


def read_file(file: Path) -> tuple[Any, str]:
    """Return a file's JSON and a remark on its encoding (or an empty text).

    Raises:
        FeedError: it is too big, cannot be read, or is no JSON.
    """
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise too_big(file.name)
        return parsed(file.read_bytes(), file.name)
    except OSError as error:
        message = f"{file} cannot be read ({error.strerror}). Name a file or a web address."
        raise FeedError(message) from None


def too_big(name: str) -> FeedError:
    """Return the error for a feed over the limit."""
    return FeedError(
        f"{name} is larger than {MAX_BYTES // 1_000_000} MB. Ask for the feed in pages, "
        "or split the file and import one part after the other."
    )


def parsed(raw: bytes, name: str) -> tuple[Any, str]:
    """Return bytes as JSON and a remark on their encoding (or an empty text).

    Raises:
        FeedError: they are no JSON, and what is wrong.
    """
    text, remark = _decoded(raw)
    if not text.strip():
        raise FeedError(f"{name} is empty. Ask the publisher for the feed again.")
    try:
        return json.loads(text), remark
    except json.JSONDecodeError as error:
        raise FeedError(_explained(text, error, name)) from None
    except RecursionError:
        message = f"{name} holds values inside values too deeply to be a feed of services."
        raise FeedError(message) from None
    except ValueError:
        message = f"{name} holds a number of thousands of digits, so it is no feed of services."
        raise FeedError(message) from None


def _decoded(raw: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, "replace"), f"The file is {encoding.upper()}, not UTF-8."
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "The file is not UTF-8; it was read as cp1252."


def _explained(text: str, error: json.JSONDecodeError, name: str) -> str:
    start = text.lstrip()[:200].lower()
    if start.startswith("<"):
        kind = "a web page" if "<html" in start or "<!doctype" in start else "XML"
        return (
            f"{name} is {kind}, not an Open Referral feed. Name the address that answers with JSON."
        )
    if error.msg == "Extra data":
        return (
            f"{name} holds several JSON documents one after the other (line {error.lineno} begins "
            "the second). Put them into one list: [ … , … ]."
        )
    if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated string"):
        return (
            f"{name} breaks off on line {error.lineno}: its end is missing. "
            "Download or export it again."
        )
    near = shortened(text[max(0, error.pos - 20) : error.pos + 20], 60)
    position = f"line {error.lineno}, near “{near}”: {error.msg}"
    return f"{name} is not JSON ({position}). Ask for the feed again."
