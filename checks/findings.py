"""What a check found, and how it is said: each fault once, with the pages that have it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PAGES_NAMED = 5


@dataclass(frozen=True, order=True)
class Finding:
    """One fault on one page: the rule, the element (or where in the file) and what is wrong."""

    rule: str
    element: str
    message: str
    page: str


def report(checker: str, findings: Iterable[Finding], looked_at: int) -> str:
    """The findings as text to read; one fault that many pages share is told once."""
    shared: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for finding in sorted(set(findings)):
        shared[finding.rule, finding.element, finding.message].append(finding.page)
    if not shared:
        return f"{checker}: nothing found on {looked_at} pages."
    told = [
        f"{rule}: {message}\n    element: {element}\n    on {_named(pages)}"
        for (rule, element, message), pages in sorted(shared.items(), key=_widest_first)
    ]
    count = len({page for pages in shared.values() for page in pages})
    return "\n".join([*told, f"{checker}: {len(told)} faults on {count} of {looked_at} pages."])


def _widest_first(fault: tuple[tuple[str, str, str], list[str]]) -> tuple[int, tuple[str, ...]]:
    words, pages = fault
    return -len(pages), words


def _named(pages: Sequence[str]) -> str:
    more = len(pages) - _PAGES_NAMED
    return " ".join(pages[:_PAGES_NAMED]) + (f" and {more} more" if more > 0 else "")
