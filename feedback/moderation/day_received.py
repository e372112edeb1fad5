"""The day on which something came that a moderator enters: read from a box, which may be empty."""

from datetime import date

from pydantic_core import PydanticCustomError

from feedback.app_context import AppContext
from feedback.local_time import beginning, day_of
from feedback.retention.site_numbers import months_before
from localoffer.model.fields import read_day


def day_error(typed: str, app: AppContext) -> str:
    """Return what is wrong with the day that was typed; nothing where it fits or is empty."""
    try:
        day = _day(typed)
    except PydanticCustomError as error:
        return f"{error.message()} {(error.context or {}).get('fix', '')}"
    if day is None:
        return ""
    if day > day_of(app.now()):
        return "That day is still to come. Check the year."
    months = app.site_context.offer.site.feedback.keep_text_months
    if beginning(day) <= months_before(app.now(), months):
        return f"It is older than the {months} months that we keep words. Enter only what is newer."
    return ""


def received_at(typed: str, now: int) -> int:
    """Return when it came, in seconds since 1970: on an earlier day, when that day began."""
    day = _day(typed)
    return now if day is None or day == day_of(now) else beginning(day)


def _day(typed: str) -> date | None:
    day = read_day(typed.strip() or None)
    return day if isinstance(day, date) else None
