"""The commands of the program: arguments in, an exit status out."""

from localoffer.cli.plugins import Plugins
from localoffer.cli.run import run

__all__ = ["Plugins", "run"]
