"""``schemas``: the JSON Schemas that editors' tools read."""

import sys
from argparse import Namespace
from pathlib import Path

from localoffer.command.run import DONE
from localoffer.schemas import write_schemas


def run(_: Path, options: Namespace) -> int:
    """Write the schemas and print their paths."""
    sys.stdout.writelines(f"{file}\n" for file in write_schemas(options.out))
    return DONE
