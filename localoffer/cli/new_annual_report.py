"""What is filled in in the form of a new annual report: its days, and today's figures."""

from collections.abc import Mapping
from pathlib import Path

from localoffer.annual_report.evidence import freshness_of
from localoffer.annual_report.reporting_year import Period, period_before, period_named, period_on
from localoffer.cli.run import today
from localoffer.model.annual_report import Freshness
from localoffer.offer import Offer
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, UsageError, quoted
from localoffer.workspace import Workspace


def known_of_year(slug: str, content: Path, workspace: Workspace) -> Mapping[str, str]:
    """Return a year's first and last day and today's freshness, as text after each field's colon.

    The figures are written down, so that a report keeps what was true on its day.

    Raises:
        ContentError: the content cannot be loaded.
        UsageError: ``slug`` is not a year of the report.
    """
    checked = check(Task(content, workspace.resources, workspace.state(), today()))
    if checked.offer is None:
        raise ContentError(checked.problems)
    period = _period(slug, checked.offer)
    return {
        "begins": f" {period.begins}",
        "ends": f" {period.ends}",
        "freshness": _as_yaml(freshness_of(checked.offer)),
    }


def _period(slug: str, offer: Offer) -> Period:
    begins = offer.site.feedback.year_begins
    period = period_named(slug, begins)
    if period is None:
        last = period_before(period_on(offer.today, begins))
        message = f"{quoted(slug)} is not a year of the review. Use {last.slug} for the last one."
        raise UsageError(message)
    return period


def _as_yaml(freshness: Freshness) -> str:
    """Return the figures as lines below their field's name."""
    known = freshness.model_dump(exclude_none=True)
    return "".join(f"\n  {name}: {value}" for name, value in known.items())
