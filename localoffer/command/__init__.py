"""The commands of ``build.py``: words in, an exit status out."""

from localoffer.command.rooms import Rooms
from localoffer.command.run import run

__all__ = ["Rooms", "run"]
