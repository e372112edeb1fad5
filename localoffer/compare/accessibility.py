"""A look at the changed pages in a browser, by the checks that come with a checkout."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.compare.content_version import ContentVersion
from localoffer.extension import SiteExtension
from localoffer.pipeline import build
from localoffer.problems import UsageError, errors

_CHECK = "checks.accessibility"

#: Of more pages than these a sample is looked at, evenly spread.
_MOST_PAGES = 80


def faults_on_pages(
    version: ContentVersion, addresses: Sequence[str], extensions: Sequence[SiteExtension]
) -> tuple[str, ...]:
    """Return what is found on some pages of a version, a line each, and how many were looked at.

    The site is built for it in a folder of its own. ``extensions`` are those of a build.

    Raises:
        UsageError: the checks or the browser are not here.
    """
    resources = version.task.resources
    if not (resources / "checks").is_dir():
        message = "The checks in a browser come with a checkout of the program, not with a package."
        raise UsageError(f"{message} Leave out --accessibility.")
    if not addresses:
        return ("No page has changed.",)
    if errors(version.checked.problems):
        return ("Nobody looked: the site cannot be built before the mistakes are put right.",)
    with TemporaryDirectory(prefix="local-offer-site-") as name:
        site, listed = Path(name) / "site", Path(name) / "pages"
        listed.write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")
        build(version.task, site, extensions)
        return _looked_at(resources, site, listed)


def _looked_at(resources: Path, site: Path, listed: Path) -> tuple[str, ...]:
    words = [sys.executable, "-m", _CHECK, "--site", str(site), "--addresses", str(listed)]
    words += ["--at-most", str(_MOST_PAGES)]
    done = subprocess.run(words, cwd=resources, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        said = done.stderr.strip().splitlines()
        raise UsageError(f"The pages could not be looked at: {said[-1] if said else 'no reason'}")
    return tuple(line for line in done.stdout.splitlines() if line.strip())
