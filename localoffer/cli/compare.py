"""``compare``: what a change does to the site, in plain words."""

import sys
from argparse import Namespace
from dataclasses import replace

from localoffer.cli.run import DONE, today
from localoffer.compare.accessibility import faults_on_pages
from localoffer.compare.comparison import Comparison, compare
from localoffer.compare.content_version import Comparing, ContentVersion
from localoffer.compare.html_report import as_html
from localoffer.compare.json_report import as_json
from localoffer.compare.markdown_report import as_markdown
from localoffer.compare.report import report_of
from localoffer.compare.report_outline import LONG, SHORT
from localoffer.compare.text_report import as_plain_text
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Print what differs between two versions of the content, and write the files asked for.

    Mistakes in the content are told, and do not fail the command: that is for ``check``.

    Raises:
        UsageError: there is no such version, or pages cannot be looked at here.
    """
    comparing = Comparing(workspace, options.content, today())
    with (
        comparing.version(options.old) as old,
        comparing.version(options.new or str(options.content)) as new,
    ):
        compared = compare(old, new, options.plugins.first_result_changes())
        if options.accessibility:
            compared = _with_accessibility(compared, new, options)
    if options.html:
        page = as_html(report_of(compared, LONG), compared.old, compared.new)
        options.html.write_text(page, encoding="utf-8")
    if options.pages:
        addresses = "".join(f"{address}\n" for address in compared.pages.addresses)
        options.pages.write_text(addresses, encoding="utf-8")
    sys.stdout.write(_printed(compared, options))
    return DONE


def _with_accessibility(
    compared: Comparison, new: ContentVersion, options: Namespace
) -> Comparison:
    extensions = options.plugins.site_extensions()
    faults = faults_on_pages(new, compared.pages.addresses, extensions)
    return replace(compared, accessibility=faults)


def _printed(compared: Comparison, options: Namespace) -> str:
    if options.json:
        return as_json(compared)
    report = report_of(compared, SHORT)
    return as_markdown(report) if options.markdown else as_plain_text(report)
