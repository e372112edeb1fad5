"""The text of a PDF. A scan is a picture of text: it has none."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from localoffer.link_check.report_text.text_document import TextDocument, TextRun

_MAX_PAGES = 80

#: A page with fewer letters than this holds a picture, or a line on top of one.
_MIN_LETTERS = 40

_HEADING_WORDS = 16
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.):]?|\(?[a-z][.)])\s+(?=[A-Z])|[•●▪\uf0b7*-]\s*")
_ENDS = (".", "!", "?", ":")


def read_pdf(body: bytes) -> TextDocument:
    """Return the text of a PDF, or why it has none that can be read."""
    try:
        reader = PdfReader(BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return TextDocument("locked")
        pages = [page.extract_text() for page in reader.pages[:_MAX_PAGES]]
    except FileNotDecryptedError:
        return TextDocument("locked")
    except Exception:  # noqa: BLE001 - whatever is wrong with it, a person has to look
        return TextDocument("unreadable")
    if not pages:
        return TextDocument("unreadable")
    letters = sum(letter.isalpha() for page in pages for letter in page)
    if letters < _MIN_LETTERS * len(pages):
        return TextDocument("no")
    return TextDocument("yes", tuple(_runs("\n".join(pages).splitlines())))


def _runs(lines: list[str]) -> list[TextRun]:
    """Return lines gathered into paragraphs; a short line that stands by itself is a heading."""
    runs: list[TextRun] = []
    open_lines: list[str] = []
    for line in (" ".join(line.split()) for line in [*lines, ""]):
        begins = not line or bool(_NUMBERED.match(line)) or _ends(open_lines)
        if open_lines and (begins or _is_heading(open_lines, line)):
            runs.append(_run(open_lines))
            open_lines = []
        if line:
            open_lines.append(line)
    return runs


def _ends(lines: list[str]) -> bool:
    return bool(lines) and lines[-1].endswith(_ENDS)


def _is_heading(lines: list[str], following: str) -> bool:
    """Return whether one short line, without a full stop, stands above a new sentence."""
    short = len(lines) == 1 and len(lines[0].split()) < _HEADING_WORDS // 2
    return short and lines[0][-1].isalnum() and following[:1].isupper() and lines[0][:1].isupper()


def _run(lines: list[str]) -> TextRun:
    joined = " ".join(lines)
    number = _NUMBERED.match(joined)
    text = (joined[number.end() :] if number else joined).strip() or joined
    is_short = len(text.split()) <= _HEADING_WORDS * (2 if text.endswith("?") else 1)
    is_title = is_short and text[:1].isupper() and text[-1] not in ".,;!"
    return TextRun(text, (2 if text.endswith("?") else 3) if is_title else 0)
