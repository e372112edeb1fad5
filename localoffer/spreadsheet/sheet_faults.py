"""What is wrong with rows as rows: cells joined into one, and two rows for one record."""

from collections import defaultdict

from localoffer.problems import quoted
from localoffer.spreadsheet.tables import Table
from localoffer.spreadsheet.to_values import CellFault


def sheet_faults(table: Table) -> dict[int, list[CellFault]]:
    """Return what is wrong with rows of a sheet, by their number."""
    faults: dict[int, list[CellFault]] = defaultdict(list)
    first: dict[str, int] = {}
    for row in table.rows:
        if row.number in table.joined:
            message = "Cells of this row are joined with others, so nobody can tell whose they are."
            faults[row.number].append(CellFault("", message, "Split them (Unmerge cells)."))
        above = first.setdefault(row.key, row.number) if row.key else row.number
        if above != row.number:
            message = f"{quoted(row.key)} stands in row {above} too."
            fix = "Empty the first cell of the row that is new, or delete one of the two."
            faults[row.number].append(CellFault(table.key, message, fix))
    return faults
