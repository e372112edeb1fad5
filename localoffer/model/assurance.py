"""Who is responsible for a page and when it was last checked, as every page shows."""

from typing import Annotated

from pydantic import Field

from localoffer.model.base import RecordPart, Refers, ask
from localoffer.model.fields import Day, Line, Slug

Version = Annotated[str, Field(pattern=r"^\d{1,4}(\.\d{1,4}){1,3}$")]


class Assured(RecordPart):
    """The assurance fields that services and guides share.

    HSDS calls the day of the last check ``assured_date``. Where ``next_check`` is not given, it is
    worked out from the council's own review period (``site.yaml``).
    """

    assured_date: Day | None = ask("the day someone last checked this page", example="2026-09-01")
    assured_by: Line = ask("the role of who checked it, not a name", example="Short breaks team")
    next_check: Day | None = ask("the day of the next check, if not the usual one", default=None)
    owner: Annotated[Slug, Refers("contacts")] = ask(
        "the contact responsible for this page", example="send-team"
    )
    source: Line | None = ask("where the facts came from", default=None)


class Replaceable(RecordPart):
    """A record that a council may have in place of a national one."""

    based_on: Version | None = ask(
        "the version of the national text that yours replaces", example="0.2.0", default=None
    )
