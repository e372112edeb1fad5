"""``deploy-files``: write the examples for nginx and systemd, with an installation's own places."""

import sys
from argparse import Namespace
from pathlib import Path

from localoffer.cli.run import DONE
from localoffer.deploy_files import HOST, PROGRAMS, deploy_files
from localoffer.problems import UsageError
from localoffer.workspace import IS_CHECKOUT, Workspace
from localoffer.write.atomic import replace_file


def run(workspace: Workspace, options: Namespace) -> int:
    """Write the examples into a new folder; print which places stand in them.

    Raises:
        UsageError: the folder is not empty, or a place cannot be written into the examples.
    """
    out: Path = options.out
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        message = f"{out} is there already, and nothing is written over. Name a new folder."
        raise UsageError(message)
    programs = options.programs or _own_programs()
    files = deploy_files(workspace.resources, options.host or HOST, programs)
    for path, text in files.items():
        replace_file(out / path, text)
    host = options.host or f"still the made-up {HOST}: name yours with --host"
    sys.stdout.write(
        f"{len(files)} files written to {out}. What goes where says {out / 'README.md'}.\n"
        f"The site's host: {host}\nThe programs that the units start: {programs}\n"
    )
    return DONE


def _own_programs() -> str:
    """Return the folder in which this program was called, by the name it was called by.

    That may be a link (``/opt/local-offer``), which an upgrade turns to the next version. From a
    checkout the units start nothing: they keep what the examples name.
    """
    called = Path(sys.argv[0]).absolute()
    return PROGRAMS if IS_CHECKOUT or called.name != "local-offer" else str(called.parent)
