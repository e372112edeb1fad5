"""``schemas``: the JSON Schemas that editors' tools read, and the page of all fields."""

import sys
from argparse import Namespace
from pathlib import Path

from localoffer.cli.run import DONE
from localoffer.fields_page import fields_page
from localoffer.schemas import write_schemas


def run(_: Path, options: Namespace) -> int:
    """Write the schemas and the page, and print their paths."""
    files = write_schemas(options.out)
    options.page.parent.mkdir(parents=True, exist_ok=True)
    options.page.write_text(fields_page(), encoding="utf-8")
    sys.stdout.writelines(f"{file}\n" for file in (*files, options.page))
    return DONE
