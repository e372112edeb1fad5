"""What a phrase such as "Mon, Wed & Fri 9-5, term time only" says of days and times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.importers.session_words.day_rules import DayRule

Opening = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SessionGroup:
    """Days that have the same openings; either may be empty where the phrase has only one."""

    days: tuple[DayRule, ...] = ()
    openings: tuple[Opening, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionPhrase:
    """What a phrase says. ``term_time_only`` is "yes", "no" or empty where it says neither.

    ``interval`` is in weeks. ``part`` ("am", "pm") is said of days whose times stand elsewhere.
    ``remarks`` are about bank holidays.
    """

    groups: tuple[SessionGroup, ...] = ()
    interval: int = 1
    first_day: date | None = None
    last_day: date | None = None
    term_time_only: str = ""
    part: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[DayRule, ...]:
        """All its days."""
        return tuple(rule for group in self.groups for rule in group.days)


def paired(parts: Sequence[SessionGroup]) -> tuple[SessionGroup, ...] | None:
    """Return days with the openings that follow them, or precede them if the first part is one.

    Each part has days or openings. None is returned where some have no partner but others do, and
    where days overlap: "daily, Monday to Friday" may mean either.
    """
    runs: list[SessionGroup] = []
    for part in parts:
        if runs and bool(runs[-1].days) == bool(part.days):
            last = runs.pop()
            if {*last.days} & {*part.days} and {*last.days} != {*part.days}:
                return None
            days = tuple(dict.fromkeys(last.days + part.days))
            part = SessionGroup(days, last.openings + part.openings)  # noqa: PLW2901
        runs.append(part)
    if len(runs) <= 1:
        return tuple(runs)
    if len(runs) % 2:
        return None
    return tuple(
        SessionGroup(first.days + second.days, first.openings + second.openings)
        for first, second in zip(runs[::2], runs[1::2], strict=True)
    )
