"""The list of what is to do as text, for people to tick off."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from localoffer.program import PROGRAM
from localoffer.to_do.to_do_list import Group, ToDo
from localoffer.to_do.work_list import WorkList
from localoffer.to_do.work_list_text import whole_work_as_markdown

#: The file in a council's folder that holds the list.
TO_DO_FILE: Final = "TO DO.md"

_LAW: Final = (
    "Nothing of your own is evidence for these duties yet: there is no page, or national text"
    " alone. Whether a page is enough, a person has to judge."
)
_SLOTS: Final = (
    "Each guide is right without them. A slot holds what only you know: who decides, how to ask,"
    f" how long it takes. The file named here is that of the first slot: `{PROGRAM} new slot"
    " A-NAME` writes it, with the file's name but for .md, and your words stand below its fields."
)
_HEADINGS: Final[dict[Group, tuple[str, str]]] = {
    "people": (
        "Someone to call",
        "Until then the pages say kindly that the number is missing.",
    ),
    "law": (
        "What the law asks for",
        _LAW,
    ),
    "facts": ("Facts about your site", "Pages leave these out until they are there."),
    "pages": ("What families look for", "These lists are still empty, and say so."),
    "words": (
        "Your own words in national texts, if you like",
        _SLOTS,
    ),
}


def as_markdown(things: Sequence[ToDo], work: WorkList) -> str:
    """Return the list in Markdown: a heading for each group, a box to tick for each thing."""
    records = whole_work_as_markdown(work)
    if not things and not records:
        return "# To do\n\nNothing: every part of this Local Offer is there.\n"
    lines = [
        "# To do",
        "",
        "In the order that helps families most. Files are those of the folder `content/`.",
        f'To write this list anew: `{PROGRAM} todo > "{TO_DO_FILE}"`',
        *_groups(things),
    ]
    return "\n".join(lines) + "\n" + records


def grouped(things: Iterable[ToDo]) -> Iterator[tuple[str, tuple[ToDo, ...]]]:
    """Yield the heading of each group with what is to do in it."""
    for group, rows in groupby(things, key=lambda thing: thing.group):
        yield _HEADINGS[group][0], tuple(rows)


def _groups(things: Iterable[ToDo]) -> Iterator[str]:
    for group, rows in groupby(things, key=lambda thing: thing.group):
        heading, sentence = _HEADINGS[group]
        yield from ("", f"## {heading}", "", sentence, "")
        yield from (f"- [ ] {row.what}. Write it in `{row.file}`" for row in rows)
