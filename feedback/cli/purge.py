"""``feedback purge``: delete what has been kept long enough, by the numbers in site.yaml."""

import sys
from argparse import Namespace
from pathlib import Path

from feedback.cli.open_app import open_service
from feedback.retention.purge import purge
from feedback.retention.site_numbers import numbers_of
from localoffer.cli.run import DONE


def run(root: Path, options: Namespace) -> int:
    """Delete, or say what would be deleted; print a line for each rule."""
    service = open_service(root, options)
    numbers = numbers_of(service.settings.place.content)
    counts = purge(service, numbers, service.now(), dry=options.dry_run)
    sys.stdout.write("".join(f"{number:>7,}  {name}\n" for name, number in counts.items()))
    if options.dry_run:
        sys.stderr.write("Nothing is deleted yet: this was a dry run.\n")
    return DONE
