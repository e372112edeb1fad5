"""How a workbook looks: colours of its first row and of what is missing, widths, comments."""

from typing import Any, Final

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from localoffer.check.model_introspection import holds, reader_of
from localoffer.spreadsheet.columns import TEXT, CellForm, Column

_AUTHOR = "Local Offer"
_LONG, _WIDE, _USUAL, _LEAST = 60, 34, 20, 12
_LETTERS_A_LINE = 42


class Look:
    """The styles of one sheet's cells, made once: a workbook has tens of thousands of cells."""

    #: Excel's format of text: what is typed stays as it is typed (01632, 9:30, 1-2).
    TEXT_FORMAT: Final = "@"

    def __init__(self) -> None:
        self._fills = {
            "key": PatternFill("solid", fgColor="F3F2F1"),
            "inferred": PatternFill("solid", fgColor="FFF7BF"),
            "missing": PatternFill("solid", fgColor="FBE4E6"),
        }
        self._heads = {
            True: PatternFill("solid", fgColor="1D4F91"),
            False: PatternFill("solid", fgColor="D9E2EC"),
        }
        self._fonts = {
            True: Font(name="Calibri", size=11, bold=True, color="FFFFFF"),
            False: Font(name="Calibri", size=11, bold=True),
        }
        self._top = Alignment(vertical="top")

    def dress(self, cell: Any, sort: str) -> Any:
        """Return a cell dressed as a key, or as a plain, an inferred or a missing fact."""
        cell.number_format = self.TEXT_FORMAT
        cell.alignment = self._top
        if sort in self._fills:
            cell.fill = self._fills[sort]
        return cell

    def dress_head(self, cell: Any, *, is_needed: bool) -> None:
        """Dress a cell of the first row; a needed column is dark, and has a star as well."""
        cell.font, cell.fill = self._fonts[is_needed], self._heads[is_needed]


def comment_on(text: str) -> Comment:
    """Return a comment that is as large as its text."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return Comment(text, _AUTHOR, height=30 + 18 * lines, width=320)


def width_of(column: Column) -> int:
    """Return how wide a column is, in letters: wide for prose, narrow for short facts."""
    if column.place == (TEXT,) or reader_of(column.field):
        return _LONG
    if column.form is not CellForm.ONE or column.name in ("name", "title", "organization"):
        return _WIDE
    is_short = any(holds(column.field, mark) for mark in (bool, int, float))
    return max(_LEAST if is_short else _USUAL, len(column.title) + 4)
