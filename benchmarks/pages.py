"""What a page of a built site weighs over the wire: ``python -m benchmarks.pages [SITE]``.

Text is sent as ``build --precompress`` lays it beside each file, gzipped or in brotli; a picture,
and what is short, is sent as it is. Headers are not counted. The first visit fetches the page and
all it uses, the next page only what is new.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import ROOT
from localoffer.precompressed import BROTLI, GZIP, Encoding, compressed

_LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script|img|use)[^>]*?\b(?:href|src)="([^"#]+)'
)


@dataclass(frozen=True)
class Weight:
    """The bytes of one page: its own, with all it uses, and what the home page has not fetched."""

    address: str
    page: int
    first: int
    after: int


def weights(site: Path, encoding: Encoding) -> dict[str, list[Weight]]:
    """Return the weight of every page of a site that we built, by kind of page."""
    kinds = json.loads((site / "build.json").read_text(encoding="utf-8"))["kinds"]
    home = set(_loaded(site, "/"))
    sent = {file: _bytes(file, encoding) for file in set(_files(site, kinds))}
    return {kind: [_weigh(site, one, home, sent) for one in rows] for kind, rows in kinds.items()}


def _files(site: Path, kinds: Mapping[str, Sequence[str]]) -> Iterator[Path]:
    for address in (one for rows in kinds.values() for one in rows):
        yield _file(site, address)
        yield from _loaded(site, address)


def _weigh(site: Path, address: str, home: set[Path], sent: Mapping[Path, int]) -> Weight:
    page = sent[_file(site, address)]
    loaded = set(_loaded(site, address))
    return Weight(
        address,
        page,
        page + sum(sent[file] for file in loaded),
        page + sum(sent[file] for file in loaded - home),
    )


def _loaded(site: Path, address: str) -> Iterator[Path]:
    for link in _LOADED.findall(_file(site, address).read_text(encoding="utf-8")):
        if link.startswith("/"):
            yield _file(site, link)


def _file(site: Path, address: str) -> Path:
    return site / (f"{address}index.html" if address.endswith("/") else address).lstrip("/")


def _bytes(file: Path, encoding: Encoding) -> int:
    content = file.read_bytes()
    [packed] = compressed(file.name, content, [encoding]).values() or [content]
    return len(packed)


def main() -> None:
    """Print a table: for each kind of page the median, and the heaviest page."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    out = sys.stdout
    out.write("| kind of page | pages | first visit, gzip | heaviest | brotli | heaviest ")
    out.write("| after that, gzip | heaviest | brotli | heaviest |\n")
    out.write("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
    zipped, brotli = weights(site, GZIP), weights(site, BROTLI)
    for kind, rows in zipped.items():
        cells = [
            f"{figure([weight / 1000 for weight in column]):.1f}"
            for column in (
                [row.first for row in rows],
                [row.first for row in brotli[kind]],
                [row.after for row in rows],
                [row.after for row in brotli[kind]],
            )
            for figure in (median, max)
        ]
        out.write(f"| {kind} | {len(rows)} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
