"""``check-links``: visit the web addresses of the content, and schools' reports, politely."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from localoffer.cli.run import DONE, today
from localoffer.link_check.limits import LinkCheckLimits, Network
from localoffer.link_check.link_check import LinkCheckRun, LinkSelection, agent_of
from localoffer.link_check.link_check import Progress as ReportProgress
from localoffer.link_check.progress import saved_progress
from localoffer.link_check.results_file import file_in
from localoffer.model.site import Site
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, Problem, UsageError, errors
from localoffer.program import PROGRAM
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Visit what is due and print a report; return 0, also where links are broken.

    Raises:
        ContentError: the site or the file of results cannot be read.
        UsageError: there is no network, a school is unknown, another run is at check_run, or the
            websites are given nobody whom they can write to.
    """
    return visit(
        workspace, options, LinkCheckLimits(), Network(private=tuple(options.private_network))
    )


def visit(
    workspace: Workspace, options: Namespace, limits: LinkCheckLimits, network: Network
) -> int:
    """Do the same within ``limits`` and on ``network``, which tests choose.

    Raises:
        ContentError: no offer can be made of the content, or the results file is broken.
    """
    content, state = options.content, workspace.state()
    checked = check(Task(content, workspace.resources, state, today()))
    content_errors = errors(checked.problems)
    if checked.offer is None or _are_results_broken(content, content_errors):
        raise ContentError(content_errors)
    check_run = LinkCheckRun(
        checked.offer,
        content,
        LinkSelection(options.only, tuple(options.schools), options.again_after),
        _limits(options, limits),
        network,
        _agent(checked.offer.site, options),
        _text_of(content, content_errors),
    )
    sys.stdout.write(_report(check_run, state))
    if content_errors:
        sys.stderr.write(f"Files that cannot be read were left out: see {PROGRAM} check\n")
    return DONE


def _report(check_run: LinkCheckRun, state: Path) -> str:
    try:
        with saved_progress(state, check_run.content) as saved, _progress() as progress:
            return check_run.run(saved, progress)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was found is kept: run the command again to go on.\n")
        raise


def _are_results_broken(content: Path, problems: Iterable[Problem]) -> bool:
    results = file_in(content).relative_to(content).as_posix()
    return any(problem.path == results for problem in problems)


def _agent(site: Site, options: Namespace) -> str:
    contact = options.user_agent_contact or site.email
    if not contact:
        message = (
            "Websites have to know whom they can write to about the visits. Write email in "
            "site.yaml, or give --user-agent-contact."
        )
        raise UsageError(message)
    return agent_of(site.base_url, contact)


def _text_of(content: Path, problems: Iterable[Problem]) -> str:
    """Return the text of the files with these problems, which may hold addresses, too."""
    files = (content / path for path in sorted({problem.path for problem in problems}))
    return "\n".join(file.read_text("utf-8", "replace") for file in files if file.is_file())


def _limits(options: Namespace, limits: LinkCheckLimits) -> LinkCheckLimits:
    if options.timeout:
        silence = min(limits.silence, options.timeout)
        limits = replace(limits, answer=options.timeout, silence=silence)
    if options.limit_minutes:
        limits = replace(limits, run=options.limit_minutes * 60)
    return limits


@contextmanager
def _progress() -> Iterator[ReportProgress]:
    """Show a progress bar, on a terminal only."""
    console = Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, disable=not console.is_terminal, transient=True
    ) as bar:
        task = bar.add_task("Visiting", total=None)
        yield lambda number, total: bar.update(task, completed=number, total=total)
