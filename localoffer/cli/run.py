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

#: The module below ``localoffer.cli`` that runs each command. It is loaded only when asked
#: for: a build that finds its site still standing needs next to nothing.
_MODULES = {
    "build": "build",
    "check": "check",
    "coverage": "coverage",
    "check-links": "check_links",
    "import": "bring_in",
    "new": "new",
    "accept": "accept",
    "schemas": "schemas",
}


def run(root: Path, words: Sequence[str], rooms: Plugins | None = None) -> int:
    """Run the command in ``words``; results go to standard output, problems to standard error.

    ``rooms`` are the parts of the product beside this one.
    """
    options = make_parser().parse_args(words)
    options.rooms = rooms or Plugins()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter
    own = f"localoffer.cli.{_MODULES.get(options.command, '')}"
    name = options.rooms.commands.get(options.command, own)
    return _told(lambda: import_module(name).run(root, options))


def _told(command: Callable[[], int]) -> int:
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
