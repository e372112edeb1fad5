"""The choice that people mean who write its name ("Autism"), and not its id (``autism``)."""

from collections.abc import Mapping
from typing import Any

from localoffer.check.model_introspection import choices_of, refers_to
from localoffer.problems import quoted
from localoffer.spreadsheet.columns import CellForm, Column

#: By list: the id of each row by its names in small letters.
KnownNames = Mapping[str, Mapping[str, str]]


def chosen(value: Any, column: Column, names: KnownNames) -> tuple[Any, list[str]]:
    """Return a cell's value with ids in the place of names, and what was read as what.

    Only a name that is one row's, letter by letter but for capitals, is taken for its id.
    """
    if column.form is CellForm.ANSWERS:
        return value, []
    meant = {choice.casefold(): choice for choice in choices_of(column.field)}
    meant |= names.get(refers_to(column.field) or "", {})
    words = [value] if isinstance(value, str) else value
    read = [meant.get(" ".join(word.split()).casefold(), word) for word in words]
    notes = [
        f"{quoted(word)} read as {one}"
        for word, one in zip(words, read, strict=True)
        if word != one
    ]
    return (read[0] if isinstance(value, str) else read), notes
