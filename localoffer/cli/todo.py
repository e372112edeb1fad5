"""``todo``: what the Local Offer still lacks, the most useful for families first."""

import sys
from argparse import Namespace

from localoffer.cli.run import DONE, today
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError
from localoffer.to_do.to_do_list import to_do_list
from localoffer.to_do.to_do_text import as_markdown
from localoffer.workspace import Workspace


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the list.

    Raises:
        ContentError: the content cannot be loaded. Errors of single records do not stop it.
    """
    task = Task(options.content, workspace.resources, workspace.state(), today())
    checked = check(task)
    if checked.offer is None:
        raise ContentError(checked.problems)
    sys.stdout.write(as_markdown(to_do_list(checked.offer)))
    return DONE
