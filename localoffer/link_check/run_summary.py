"""The report of a run, in plain words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localoffer.link_check.addresses import LinkToCheck
from localoffer.model.school import LinkCheck

_MAX_FILES = 3


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What was visited, and how many addresses were visited in the last ``days`` or remain."""

    visited: Sequence[LinkCheck]
    recent: int
    remaining: int
    days: int


def report_text(
    summary: RunSummary, rows: Mapping[str, LinkCheck], links: Sequence[LinkToCheck]
) -> str:
    """Return the report of a run: counts, then what is broken or moved, and in which files.

    ``rows`` are all results by address.
    """
    lines = [_counts(summary)]
    if summary.recent:
        lines.append(
            f"{_number(summary.recent)} visited in the last {summary.days} days, so not again."
        )
    if summary.remaining:
        lines.append(f"{_number(summary.remaining)} left. Run the same command again to go on.")
    for result, heading in (
        ("broken", "Broken"),
        ("moved", "Moved"),
        ("not visited", "Not visited"),
    ):
        lines += _listed(heading, [link for link in links if _is(rows, link, result)], rows)
    return "".join(f"{line}\n" for line in lines)


def _counts(summary: RunSummary) -> str:
    counter = Counter(row.found for row in summary.visited)
    read = sum(row.words is not None for row in summary.visited)
    counts = [
        f"{counter[kind]:,} {kind}"
        for kind in ("working", "moved", "broken", "not visited")
        if counter[kind] or kind in ("working", "broken")
    ]
    reports = "1 report" if read == 1 else f"{read:,} reports"
    visited = "1 address" if len(summary.visited) == 1 else f"{len(summary.visited):,} addresses"
    return f"{visited} visited: {', '.join(counts)}. {reports} read."


def _number(addresses: int) -> str:
    return "1 address was" if addresses == 1 else f"{addresses:,} addresses were"


def _is(rows: Mapping[str, LinkCheck], link: LinkToCheck, result: str) -> bool:
    row = rows.get(link.address)
    return row is not None and row.found == result


def _listed(heading: str, links: Sequence[LinkToCheck], rows: Mapping[str, LinkCheck]) -> list[str]:
    lines = [f"\n{heading}:"] if links else []
    for link in links:
        row = rows[link.address]
        lines.append(f"  {link.address}")
        if row.moved_to:
            lines.append(f"    is now at {row.moved_to}")
        if row.why:
            lines.append(f"    {row.why}")
        lines.append(f"    stands in {_files(link)}")
    return lines


def _files(link: LinkToCheck) -> str:
    files = list(dict.fromkeys(location.path for location in link.locations))
    others = len(files) - _MAX_FILES
    return ", ".join(files[:_MAX_FILES]) + (f" and {others:,} more" if others > 0 else "")
