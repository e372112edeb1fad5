"""A council with as many services as asked for, of real text where there is a real feed.

The feed is a council's whole Open Referral feed, 738 services, which is not ours to publish: it
is read from beside the repository. The rest are made services (``council.py``).
"""

import json
from datetime import date
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.council import make_council
from benchmarks.search_pages import build_site, run_build_py

FEED = ROOT.parent / "shared" / "data" / "services" / "north-lincolnshire-open-referral-v2.json"

#: Built as of this day, so that nothing of it grows old between two runs.
DAY = date(2026, 11, 22)


def make_real_council(folder: Path, services: int) -> int:
    """Write such a council into ``folder``; return how many of its services are real."""
    real = len(json.loads(FEED.read_text(encoding="utf-8"))) if FEED.is_file() else 0
    make_council(ROOT / "content", folder, services - real)
    if real:
        told = ("--content", str(folder), "--report", str(folder.parent / "import.md"))
        run_build_py("import", "open-referral", str(FEED), *told)
    return real


def make_site(content: Path, site: Path) -> None:
    """Build that council's site, drafts too: what is imported begins as one."""
    build_site(content, site, DAY, "--drafts")
