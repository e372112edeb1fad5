"""A program of its own that reads one report: a hostile file harms nothing but this process.

``python -m localoffer.link_check.report_text.extract KIND CHARSET DAY MEMORY SECONDS`` takes the
file on standard input and answers with one line of JSON. ``KIND`` is ``page`` or ``PDF``.
"""

import json
import logging
import re
import resource
import sys
from collections.abc import Sequence
from datetime import date

from localoffer.link_check.report_text.dates import latest_day
from localoffer.link_check.report_text.html_text import read_html
from localoffer.link_check.report_text.pdf_text import read_pdf
from localoffer.link_check.report_text.report_sections import parts_present
from localoffer.link_check.report_text.text_document import TextDocument
from localoffer.plain_language.blocks import Block
from localoffer.plain_language.lines import PieceKind
from localoffer.plain_language.reading_age import reading_age
from localoffer.plain_language.sentences import sentences

#: What LinkCheck takes.
_YOUNGEST, _OLDEST = 4, 25

_NOT_FOUND = re.compile(
    r"\b(?:page|file|document|content)\b.{0,30}\b(?:not|no longer|n[o']t be|cannot be|can't be) "
    r"?(?:found|exist|available|be found)|\b404\b|\bnot found\b|\bpage (?:doesn't|does not) exist",
    re.IGNORECASE,
)
_LONG = 400


def read(kind: str, charset: str, body: bytes, today: date) -> dict[str, object]:
    """Return the facts of a report under their names in ``LinkCheck``, with ``text`` and ``gone``.

    ``kind`` is "page" or "PDF"; ``charset`` is what the server titles, if it did.
    """
    document = read_pdf(body) if kind == "PDF" else read_html(body, charset)
    facts: dict[str, object] = {
        "text": document.text,
        "gone": kind == "page" and _is_error_page(document),
    }
    if document.text != "yes":
        return facts
    day = latest_day(document, today)
    return facts | {
        "words": document.words,
        "reading_age": _reading_age(document),
        "dated": day.isoformat() if day else None,
        "seems": parts_present(document),
    }


def _is_error_page(document: TextDocument) -> bool:
    """Return whether a page says that it is not there, though its server says that it is."""
    titles = [document.title, *(run.text for run in document.runs if run.level == 1)]
    return document.words < _LONG and any(
        _NOT_FOUND.search(text.replace("’", "'")) for text in titles
    )


def _reading_age(document: TextDocument) -> int | None:
    blocks = [
        Block("", "", 1, PieceKind.PARAGRAPH, 0, run.text, (), english=True)
        for run in document.runs
        if not run.level
    ]
    age = reading_age(sentences(blocks))
    return None if age is None else min(max(round(age), _YOUNGEST), _OLDEST)


def main(arguments: Sequence[str]) -> None:
    """Read a report from standard input, within limits, and print its facts."""
    kind, charset, day, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    logging.disable()  # pypdf logs every flaw that it mends
    facts = read(kind, charset, sys.stdin.buffer.read(), date.fromisoformat(day))
    sys.stdout.write(json.dumps(facts))


if __name__ == "__main__":
    main(sys.argv[1:])
