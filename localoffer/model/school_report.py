"""A school's SEN information report, written as a file for schools without a page of their own."""

from typing import Annotated

from localoffer.model.base import Record, Refers, ask
from localoffer.model.fields import Day, Email, Line, Phone, Slug, YesNo


class SchoolReport(Record):
    """A SEN information report as a file. The file's name is the slug of the school.

    Each part has a ``##`` heading, which is a question of the template that
    the command ``new report NAME`` writes; ``schools/report_parts.yaml`` lists the parts and
    where the law asks for them.
    """

    school: Annotated[Slug, Refers("schools")] = ask("the slug of the school")
    dated: Day = ask("the day the report was agreed", example="2026-09-10")
    next_review: Day | None = ask("the day it will be looked at again", default=None)
    agreed_by: Line = ask("who agreed it", example="The governing body")
    senco_name: Line | None = ask("the SENCO's name", default=None)
    senco_email: Email | None = ask("the SENCO's role mailbox", default=None)
    senco_phone: Phone | None = ask("the SENCO's phone number", default=None)
    draft: YesNo = ask("yes to keep it off the site until it is ready", default=False)
