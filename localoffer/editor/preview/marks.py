"""Marks: what stands on a sample page in place of a field's value, by the field's path.

A path is that of the field in its record: ``phones.0.number``. Where a field refers to another
record, ``topics.0~topics~title`` is that record's title. A mark may name one filter, through
which the value goes.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any, Self

from markupsafe import Markup

#: Letters for private use, which no text of a council holds.
_BEGIN, _BAR, _END = "\ue000", "\ue005", "\ue001"
MARK = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}{_BAR}]*){_BAR}([^{_BEGIN}{_END}]*){_END}")


def mark(path: str, through: str = "") -> str:
    """Return the mark of the field at ``path``, to go ``through`` a filter."""
    return f"{_BEGIN}{path}{_BAR}{through}{_END}"


class MarkedInt(int):
    """A number that texts show as its mark."""

    path: str
    through: str

    def __new__(cls, path: str, number: int, through: str = "") -> Self:
        """Return the marked number."""
        made = super().__new__(cls, number)
        made.path, made.through = path, through
        return made

    def __str__(self) -> str:
        """Return the mark."""
        return mark(self.path, self.through)

    def __format__(self, form: str) -> str:
        """Return the mark, whatever the form."""
        return str(self)


class MarkedFloat(float):
    """An amount that texts show as its mark."""

    path: str

    def __new__(cls, path: str, number: float) -> Self:
        """Return the marked amount."""
        made = super().__new__(cls, number)
        made.path = path
        return made

    def __str__(self) -> str:
        """Return the mark."""
        return mark(self.path)

    def __format__(self, form: str) -> str:
        """Return the mark, in the form of a sum of money where the form is that of one."""
        return mark(self.path, "money" if "f" in form else "")


class MarkedDate(date):
    """A day that texts show as its mark."""

    path: str

    @classmethod
    def at(cls, path: str, day: date) -> Self:
        """Return the marked day."""
        made = cls(day.year, day.month, day.day)
        made.path = path
        return made

    @property
    def day(self) -> int:
        """The day of the month, marked."""
        return MarkedInt(self.path, super().day, "%d")

    def __add__(self, time_later: timedelta) -> Self:
        """Return a later day, which no field holds: it has no mark."""
        return date(self.year, self.month, super().day) + time_later  # type: ignore[return-value]  # a plain day

    def __str__(self) -> str:
        """Return the mark."""
        return mark(self.path)

    def __format__(self, form: str) -> str:
        """Return the mark of the day in this form."""
        return mark(self.path, form)


class MarkedTime(time):
    """A time of day that texts show as its mark."""

    path: str

    @classmethod
    def at(cls, path: str, moment: time) -> Self:
        """Return the marked time."""
        made = cls(moment.hour, moment.minute)
        made.path = path
        return made

    def __str__(self) -> str:
        """Return the mark."""
        return mark(self.path)


_MARKED = (MarkedInt, MarkedFloat, MarkedDate, MarkedTime)


def marked_filters(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Return filters that name themselves in a mark, and work on all other values as ever."""
    return {name: _marked_filter(name, work) for name, work in filters.items()}


def _marked_filter(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def through(value: Any, *rest: Any, **named: Any) -> Any:
        path = value.path if isinstance(value, _MARKED) else ""
        found = MARK.fullmatch(value) if isinstance(value, str) else None
        if not path and found is None:
            return work(value, *rest, **named)
        shown = mark(path or str(found and found[1]), name)
        return Markup(f"<p>{shown}</p>") if name == "paragraphs" else shown  # noqa: S704 - a mark

    return through
