"""A report as one page that holds all it needs, to open in a browser or to send."""

from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from localoffer.compare.report_outline import ComparisonReport, visible

_ENVIRONMENT = partial(
    Environment,
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_html(report: ComparisonReport, old: str, new: str) -> str:
    """Return a report as an HTML page; ``old`` and ``new`` are the names of the two versions."""
    environment = _ENVIRONMENT(loader=FileSystemLoader(Path(__file__).parent))
    environment.filters["visible"] = visible
    return environment.get_template("report.html").render(report=report, old=old, new=new)
