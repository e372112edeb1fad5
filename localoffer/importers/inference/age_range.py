"""Ages in whole years, both ends included; an end that is not said is None."""

from collections.abc import Iterable
from dataclasses import dataclass

OLDEST = 120


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The ages that words name. ``note`` quotes words that say more than two numbers can."""

    low: int | None
    high: int | None
    words: str
    note: str = ""

    @property
    def makes_sense(self) -> bool:
        """Whether the ages can be those of people, in order."""
        low, high = self.low or 0, OLDEST if self.high is None else self.high
        return 0 <= low <= high <= OLDEST and (self.low, self.high) != (None, None)

    def holds(self, other: "AgeRange") -> bool:
        """Return whether the other ages lie within these."""
        low, high = self.low or 0, OLDEST if self.high is None else self.high
        other_high = OLDEST if other.high is None else other.high
        return low <= (other.low or 0) and other_high <= high


def joined(ranges: Iterable[AgeRange]) -> AgeRange | None:
    """Return the ages of several groups as one, where no age between them is left out."""
    ordered = sorted(ranges, key=lambda ages: (ages.low or 0, ages.high or OLDEST))
    if not ordered:
        return None
    if len(ordered) == 2:  # noqa: PLR2004 - "from 5", "up to 11"
        up_to, since = ordered
        if up_to.low is None and since.high is None and (since.low or 0) <= (up_to.high or 0):
            return AgeRange(since.low, up_to.high, f"{since.words}, {up_to.words}")
    whole = ordered[0]
    for ages in ordered[1:]:
        if whole.high is None or ages.low is None or ages.low > whole.high + 1:
            return whole if whole.holds(ages) else None
        high = None if ages.high is None else max(whole.high, ages.high)
        whole = AgeRange(whole.low, high, f"{whole.words}, {ages.words}", whole.note or ages.note)
    return whole
