"""A piece of an author's text, which the plain-language checks take as their input."""

from dataclasses import dataclass

from localoffer.model.fields import Reader


@dataclass(frozen=True, slots=True)
class Passage:
    """Some Markdown of one file.

    ``line`` is the line of the file on which ``text`` begins; ``field`` is empty for the
    text below the header, otherwise the dotted name of the header field. ``reader`` says who it
    is written for.
    """

    path: str
    line: int
    field: str
    text: str
    reader: Reader = "parents"
