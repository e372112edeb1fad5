"""What stands under the panel of urgent help, and in which order."""

from collections.abc import Sequence

#: What a page is to somebody in danger, as ``facts.json`` writes it: see
#: ``search.documents.urgent_help``.
LINE, FIRST = "2", "3"
HELPS = ("1", LINE)


def urgent_results(
    numbers: Sequence[int], urgent_help: str, *, everything: bool
) -> tuple[int, ...]:
    """Return the documents under the panel: the guide to a crisis, what helps, numbers to call.

    Args:
        numbers: the documents that the words match, best first.
        urgent_help: what each document is to somebody in danger.
        everything: whether all documents follow that guide, and not only what helps.
    """
    first = (number for number, what in enumerate(urgent_help) if what == FIRST)
    if everything:
        return tuple(dict.fromkeys((*first, *numbers)))
    helping = (number for number in numbers if urgent_help[number] in HELPS)
    lines = (number for number, what in enumerate(urgent_help) if what == LINE)
    return tuple(dict.fromkeys((*first, *helping, *lines)))
