"""What every check can be told on its command line."""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

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
    parser = argparse.ArgumentParser(description=check.__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the built site")
    parser.add_argument("--at-most", type=int, default=10**9, help="pages to look at, spread out")
    wanted = parser.parse_args()
    pages = read_pages(wanted.site)
    every = sorted(pages.one_of_each_kind().values()) if each_kind else pages.addresses
    addresses = spread(every, wanted.at_most)
    with serving(wanted.site) as base:
        findings = list(check(Visit(pages, addresses, base)))
    print(report(checker, findings, len(addresses)))
    return 1 if findings else 0
