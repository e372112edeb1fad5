"""The council's retention periods, from ``site.yaml`` alone, even if other files have errors."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from feedback.local_time import beginning, day_of, moment_of
from localoffer.annual_report.reporting_year import Period
from localoffer.check.site_facts import used_layers
from localoffer.check.validate import validate
from localoffer.model.feedback import Feedback
from localoffer.model.site import Site
from localoffer.problems import ContentError, Problem, UsageError, errors
from localoffer.read.content_files import ContentFile, text_of
from localoffer.read.source import Source
from localoffer.read.yaml_parser import parse

_FILE = "site.yaml"
_MONTHS = 12


def numbers_of(content: Path, resources: Path) -> Feedback:
    """Return the council's settings for feedback, among them its retention periods.

    ``content`` is the council's folder, ``resources`` the program's own files.

    Raises:
        UsageError: there is no ``site.yaml``.
        ContentError: it has errors.
    """
    file = content / _FILE
    if not file.is_file():
        raise UsageError(f"There is no {file}. Name the content folder with --content.")
    text = text_of(ContentFile(_FILE, file, file.read_bytes()))
    if isinstance(text, Problem):
        raise ContentError([text])
    parsed = parse(text, _FILE)
    if refused := errors(parsed.problems):
        raise ContentError(refused)
    _, facts = used_layers(content, resources)
    site = validate(Source(_FILE, {}, parsed.lines), Site, facts.values)
    if isinstance(site, list):
        raise ContentError(site)
    return site.feedback


def is_over(period: Period, today: date, numbers: Feedback) -> bool:
    """Return whether a year ended longer ago than words are stored: then its facts are deleted."""
    return period.ends < day_of(months_before(beginning(today), numbers.keep_text_months))


def months_before(moment: int, months: int) -> int:
    """Return the same time so many months before, in seconds since 1970.

    A day that the month does not have becomes its last one.
    """
    then = moment_of(moment)
    year, month = divmod(then.year * _MONTHS + then.month - 1 - months, _MONTHS)
    day = min(then.day, monthrange(year, month + 1)[1])
    return int(then.replace(year=year, month=month + 1, day=day).timestamp())
