"""What every check can be told on its command line."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from checks.clean_pages import CleanPages, page_digests, versions
from checks.findings import Finding, report
from checks.pages import Pages, read_pages, spread
from checks.server import serving


@dataclass(frozen=True)
class Visit:
    """What a check is to look at: the site's pages, the addresses chosen, and who serves them."""

    pages: Pages
    addresses: list[str]
    base: str

    def url(self, address: str) -> str:
        """What to open to look at the page of this address."""
        return self.base + self.pages.standing_still(address)


def run(checker: str, check: Callable[[Visit], Iterable[Finding]], *, each_kind: bool) -> int:
    """Read the command line, serve the site, check it, print what was found.

    Args:
        checker: the name to print.
        check: looks at the addresses and gives its findings.
        each_kind: look at one page of each kind, not at every page.

    Returns:
        The exit status: 0 where nothing was found, 1 where something was.
    """
    wanted = _parser(check.__doc__).parse_args()
    pages = read_pages(wanted.site)
    every = sorted(pages.one_of_each_kind().values()) if each_kind else pages.addresses
    if wanted.addresses:
        named = set(wanted.addresses.read_text(encoding="utf-8").split())
        every = [address for address in every if address in named]
    addresses = spread(every, wanted.at_most)
    if wanted.cache_dir:
        clean_pages = CleanPages(wanted.cache_dir, checker, datetime.now(UTC).date())
        digests = page_digests(pages, addresses, versions())
        changed = clean_pages.without_clean(digests)
        findings = _look(check, pages, changed)
        faulty = {finding.page for finding in findings}
        clean_pages.keep(digests[address] for address in addresses if address not in faulty)
    else:
        changed = addresses
        findings = _look(check, pages, addresses)
    print(report(checker, findings, len(addresses)) + _unchanged(len(addresses) - len(changed)))
    return 1 if findings else 0


def _unchanged(number: int) -> str:
    return f" {number} are as when last found clean, and were left out." if number else ""


def _parser(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--at-most", type=int, default=10**9, help="pages to look at, spread out")
    parser.add_argument(
        "--addresses", type=Path, help="look only at the pages of this file, an address a line"
    )
    parser.add_argument(
        "--cache-dir", type=Path, help="leave out pages that are as when last found clean"
    )
    return parser


def _look(
    check: Callable[[Visit], Iterable[Finding]], pages: Pages, addresses: list[str]
) -> list[Finding]:
    if not addresses:
        return []
    with serving(pages.folder) as base:
        return list(check(Visit(pages, addresses, base)))
