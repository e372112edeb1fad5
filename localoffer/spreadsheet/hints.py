"""What a spreadsheet tells those who fill it in: the first sheet, and a comment on each title."""

from typing import Final

from localoffer.fields_page import form_of
from localoffer.spreadsheet.columns import CellForm, Column

#: The most choices that a comment lists: the cell's own list has all.
_MOST_CHOICES = 12

README: Final = (
    "Each sheet is one kind of record, each row one record, each column one fact.",
    "Rest on a title to see what to write. A star, and a dark title, mean that it is needed.",
    "Pink cells are needed and empty. Yellow cells were worked out by a rule: look at them.",
    "Several in one cell: put a semicolon between them, such as autism; sensory.",
    "Dates are year-month-day (2026-11-21), times 9:30 or 15:00. Phone numbers keep their zero.",
    "A new record is a new row. Leave its first cell empty. Do not change the other first cells.",
    "An empty cell takes the fact away. A row that you delete deletes nothing.",
    "Sort, filter, hide and move columns as you like. Do not join cells, and type no formulae.",
    "Save it as .xlsx. Then: local-offer import spreadsheet FILE.xlsx",
)

KEY_HINT: Final = {
    True: "The name of its file. Leave it as it is. In a new row leave it empty: it is made from "
    "the name.",
    False: "How its row is found again. Leave it as it is. In a new row leave it empty.",
}


def hint_of(column: Column, options: tuple[str, ...]) -> str:
    """Return what to write in a column: what it is, whether it is needed, how, and an example."""
    thing = column.field.title or column.title
    lines = [f"{thing[0].upper()}{thing[1:]}."]
    if column.is_needed:
        lines.append("Needed.")
    elif column.is_needed_inside and len(column.place) > 1:
        lines.append("Needed if anything of this part is filled in.")
    lines.append(_how(column, options))
    if column.field.examples:
        lines.append(f"Such as: {column.field.examples[0]}")
    return "\n".join(filter(None, lines))


def _how(column: Column, options: tuple[str, ...]) -> str:
    if column.form is CellForm.ANSWERS:
        return "Name and answer, with semicolons between: step-free: yes; lift: not known"
    several = "Several: put a semicolon between them. " if column.form is CellForm.SEVERAL else ""
    if options and len(options) <= _MOST_CHOICES:
        return f"{several}Choices: {', '.join(options)}."
    if options:
        return f"{several}Choose from the list."
    form = form_of(column.field).removeprefix("a list: ")
    return f"{several}{form[0].upper()}{form[1:]}." if form else several.strip()
