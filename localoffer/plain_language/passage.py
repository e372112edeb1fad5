"""A run of an author's text, as the plain-language checks take it in."""

from dataclasses import dataclass

from localoffer.model.fields import Reader


@dataclass(frozen=True, slots=True)
class Passage:
    """Some Markdown of one file.

    ``line`` is the line of the file on which ``text`` begins; ``field`` is empty for the
    text below the header, otherwise the dotted name of the header field. ``reader`` is for whom
    it is written.
    """

    path: str
    line: int
    field: str
    text: str
    reader: Reader = "parents"
