"""What a run of visits comes to, in plain words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localoffer.link_check.addresses import LinkToCheck
from localoffer.model.school import LinkCheck

_MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What was visited in a run, how many addresses were still fresh, and how many are left."""

    visited: Sequence[LinkCheck]
    fresh: int
    left: int
    days: int


def said(done: RunSummary, rows: Mapping[str, LinkCheck], addresses: Sequence[LinkToCheck]) -> str:
    """Return the report of a run: counts, then what is broken or moved, and where it stands."""
    lines = [_counts(done)]
    if done.fresh:
        lines.append(f"{_number(done.fresh)} visited in the last {done.days} days, so not again.")
    if done.left:
        lines.append(f"{_number(done.left)} left. Run the same command again to go on.")
    for found, heading in (
        ("broken", "Broken"),
        ("moved", "Moved"),
        ("not visited", "Not visited"),
    ):
        lines += _listed(heading, [one for one in addresses if _is(rows, one, found)], rows)
    return "".join(f"{line}\n" for line in lines)


def _counts(done: RunSummary) -> str:
    found = Counter(row.found for row in done.visited)
    read = sum(row.words is not None for row in done.visited)
    counts = [
        f"{found[kind]:,} {kind}"
        for kind in ("working", "moved", "broken", "not visited")
        if found[kind] or kind in ("working", "broken")
    ]
    reports = "1 report" if read == 1 else f"{read:,} reports"
    asked = "1 address" if len(done.visited) == 1 else f"{len(done.visited):,} addresses"
    return f"{asked} visited: {', '.join(counts)}. {reports} read."


def _number(addresses: int) -> str:
    return "1 address was" if addresses == 1 else f"{addresses:,} addresses were"


def _is(rows: Mapping[str, LinkCheck], one: LinkToCheck, found: str) -> bool:
    row = rows.get(one.address)
    return row is not None and row.found == found


def _listed(
    heading: str, addresses: Sequence[LinkToCheck], rows: Mapping[str, LinkCheck]
) -> list[str]:
    lines = [f"\n{heading}:"] if addresses else []
    for one in addresses:
        row = rows[one.address]
        lines.append(f"  {one.address}")
        if row.moved_to:
            lines.append(f"    is now at {row.moved_to}")
        if row.why:
            lines.append(f"    {row.why}")
        lines.append(f"    stands in {_places(one)}")
    return lines


def _places(one: LinkToCheck) -> str:
    files = list(dict.fromkeys(place.path for place in one.places))
    more = len(files) - _MOST_PLACES
    return ", ".join(files[:_MOST_PLACES]) + (f" and {more:,} more" if more > 0 else "")
