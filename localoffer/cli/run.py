"""From arguments to a running command: its module is loaded, and its errors become sentences."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from io import TextIOWrapper

from localoffer.calendar_days import day_of_build
from localoffer.cli.extras import naming_extras
from localoffer.cli.options import make_parser
from localoffer.cli.plugins import Plugins
from localoffer.problems import ContentError, LocalOfferError, as_text
from localoffer.workspace import Workspace

DONE, PROBLEMS, USAGE = 0, 1, 2

#: The module below ``localoffer.cli`` and the function that run each command. A module is loaded
#: only when its command runs: a build whose site is up to date needs hardly any.
_COMMANDS = {
    "build": "build:run",
    "check": "content_commands:check_content",
    "compare": "compare:run",
    "coverage": "content_commands:show_coverage",
    "changes": "national_changes:run",
    "check-links": "check_links:run",
    "import": "import_:run",
    "export": "export:run",
    "new": "new:run",
    "theme": "theme_command:run",
    "deploy-files": "deploy_files_command:run",
    "accept": "content_commands:accept_addresses",
    "schemas": "content_commands:write_all_schemas",
    "todo": "todo:run",
}


def run(workspace: Workspace, arguments: Sequence[str], plugins: Plugins | None = None) -> int:
    """Run a command and return its exit status; problems go to standard error.

    ``arguments`` are those of the command line, ``plugins`` the other parts of the product.

    Raises:
        SystemExit: the arguments cannot be parsed, or ask for help.
    """
    options = make_parser().parse_args(arguments)
    options.plugins = plugins or Plugins()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter
    default = f"localoffer.cli.{_COMMANDS.get(options.command, '')}"
    module, _, function = options.plugins.commands.get(options.command, default).partition(":")

    def command() -> int:
        with naming_extras(options.command):
            status: int = getattr(import_module(module), function)(workspace, options)
        return status

    return _with_error_sentences(command)


def _with_error_sentences(command: Callable[[], int]) -> int:
    """Run a command; return its exit status, with a sentence for every error that is expected."""
    try:
        return command()
    except ContentError as error:
        sys.stderr.write(as_text(error.problems))
        return PROBLEMS
    except LocalOfferError as error:
        sys.stderr.write(f"{error}\n")
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        if error.filename is None:
            raise
        fix = "Check that it is where the command looks, and may be read and written."
        sys.stderr.write(f"{error.filename}: {error.strerror}. {fix}\n")
        return USAGE
    except KeyboardInterrupt:
        return USAGE


def today() -> date:
    """Return the day that this run is for."""
    return day_of_build(os.environ)
