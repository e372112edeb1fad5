"""The day a site is built for."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from localoffer.problems import UsageError


def day_of_build(environ: Mapping[str, str]) -> date:
    """Return ``SOURCE_DATE_EPOCH``'s day in UTC (reproducible-builds.org), or today's here."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        fix = "Write a whole number of seconds since 1970, or unset it."
        message = f'SOURCE_DATE_EPOCH is "{epoch}". {fix}'
        raise UsageError(message) from None
