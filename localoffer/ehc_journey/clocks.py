"""The clocks: what people can work out days for, and the stages of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from localoffer.read.register import read_register


@dataclass(frozen=True, slots=True)
class ClockStage:
    """A stage: its limit, the day it counts from, and what should have happened by then.

    Of the limit and ``later``, where that has a day too, the later day counts.
    """

    limit: str
    start: str
    later: str
    should: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that starts limits running. ``asks`` is the question for the day (or year).

    ``also`` asks for a second day that may be left out; ``passed`` is said of a day that has
    passed, ``day_off`` of one on a weekend, a bank holiday or without school, ``note`` of all
    days; ``guide`` explains the stages.
    """

    id: str
    name: str
    asks: str
    needs: str
    also: str
    guide: str
    passed: str
    day_off: str
    note: str
    stages: tuple[ClockStage, ...]

    @property
    def has_year_alone(self) -> bool:
        """Whether only a year is asked for."""
        return all(stage.start == "year" for stage in self.stages)


@cache
def clocks() -> Mapping[str, Clock]:
    """Return every clock by its id, in the order of the page."""
    rows = read_register(__file__)
    return {
        row["id"]: Clock(
            **{"also": "", **row, "stages": tuple(map(_stage, row["stages"]))},
        )
        for row in rows
    }


def _stage(row: Mapping[str, str]) -> ClockStage:
    return ClockStage(row["limit"], row["from"], row.get("later", ""), row["should"])
