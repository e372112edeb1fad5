"""What a page of a built site weighs over the wire: ``python -m benchmarks.pages [SITE]``.

Text is gzipped as a plain web host does; a picture is sent as it is. Headers are not counted.
The first visit fetches the page and all it uses, the next page only what is new.
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import ROOT

_LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script|img|use)[^>]*?\b(?:href|src)="([^"#]+)'
)
_TEXT = {".html", ".css", ".js", ".svg"}


@dataclass(frozen=True)
class Weight:
    """The bytes of one page: its own, with all it uses, and what the home page has not fetched."""

    address: str
    page: int
    first: int
    after: int


def weights(site: Path) -> dict[str, list[Weight]]:
    """Return the weight of every page of a site that we built, by kind of page."""
    kinds = json.loads((site / "build.json").read_text(encoding="utf-8"))["kinds"]
    home = set(_loaded(site, "/"))
    return {kind: [_weigh(site, one, home) for one in rows] for kind, rows in kinds.items()}


def _weigh(site: Path, address: str, home: set[Path]) -> Weight:
    page = _bytes(_file(site, address))
    loaded = set(_loaded(site, address))
    return Weight(
        address,
        page,
        page + sum(map(_bytes, loaded)),
        page + sum(map(_bytes, loaded - home)),
    )


def _loaded(site: Path, address: str) -> Iterator[Path]:
    for link in _LOADED.findall(_file(site, address).read_text(encoding="utf-8")):
        if link.startswith("/"):
            yield _file(site, link)


def _file(site: Path, address: str) -> Path:
    return site / (f"{address}index.html" if address.endswith("/") else address).lstrip("/")


def _bytes(file: Path) -> int:
    content = file.read_bytes()
    return len(gzip.compress(content, mtime=0) if file.suffix in _TEXT else content)


def main() -> None:
    """Print a table: for each kind of page the median, and the heaviest page."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    out = sys.stdout
    out.write("| kind of page | pages | first visit, KB | heaviest | after that, KB | heaviest |\n")
    out.write("|---|--:|--:|--:|--:|--:|\n")
    for kind, rows in weights(site).items():
        first, after = [row.first / 1000 for row in rows], [row.after / 1000 for row in rows]
        out.write(
            f"| {kind} | {len(rows)} | {median(first):.1f} | {max(first):.1f} "
            f"| {median(after):.1f} | {max(after):.1f} |\n"
        )


if __name__ == "__main__":
    main()
