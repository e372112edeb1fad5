"""From words to work: the command's module is loaded, run, and its errors become sentences."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from localoffer.calendar_days import day_of_build
from localoffer.cli.options import make_parser
from localoffer.cli.plugins import Plugins
from localoffer.problems import ContentError, LocalOfferError, as_text

DONE, PROBLEMS, USAGE = 0, 1, 2

#: The setting that says where what is kept between runs lies, and the folder where none says so.
STATE, _BESIDE = "LOCAL_OFFER_STATE", ".localoffer"

#: The module below ``localoffer.cli`` and its function that run each command. It is loaded only
#: when asked for: a build that finds its site still standing needs next to nothing.
_COMMANDS = {
    "build": "build:run",
    "check": "content_commands:check_content",
    "coverage": "content_commands:show_coverage",
    "check-links": "check_links:run",
    "import": "import_:run",
    "new": "new:run",
    "accept": "content_commands:accept_addresses",
    "schemas": "content_commands:write_all_schemas",
}


def run(root: Path, words: Sequence[str], plugins: Plugins | None = None) -> int:
    """Run the command in ``words``; results go to standard output, problems to standard error.

    ``plugins`` are the parts of the product beside this one.
    """
    options = make_parser().parse_args(words)
    options.plugins = plugins or Plugins()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter
    own = f"localoffer.cli.{_COMMANDS.get(options.command, '')}"
    module, _, function = options.plugins.commands.get(options.command, own).partition(":")
    return _with_sentences(lambda: getattr(import_module(module), function)(root, options))


def _with_sentences(command: Callable[[], int]) -> int:
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


def state_in(root: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what is kept between runs: beside the program, or where it is set."""
    return Path(environ.get(STATE) or root / _BESIDE)


def today() -> date:
    """Return the day that this run is for."""
    return day_of_build(os.environ)
