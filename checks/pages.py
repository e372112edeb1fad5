"""Which pages a built site has, from the list the build itself writes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Pages whose only purpose is to send the reader on. A browser is gone before a check can look, so
# the checks' own server sends them without that, when it is asked to stay.
MOVED = "redirect"
STAY = "?stay"


@dataclass(frozen=True)
class Pages:
    """Every HTML page of the site in `folder`, as addresses that start with "/", kind by kind."""

    folder: Path
    kinds: Mapping[str, Sequence[str]]

    @property
    def addresses(self) -> list[str]:
        """All addresses, sorted, each once."""
        return sorted({address for group in self.kinds.values() for address in group})

    def one_of_each_kind(self) -> dict[str, str]:
        """Kind to the address of its longest page, which has the most that can go wrong.

        Without the pages that only send the reader on: they have one link and nothing else.
        """
        return {
            kind: max(sorted(group), key=lambda address: self.file(address).stat().st_size)
            for kind, group in sorted(self.kinds.items())
            if group and kind != MOVED
        }

    def standing_still(self, address: str) -> str:
        """The address at which the checks' server shows the page itself, not where it leads."""
        return address + STAY if address in self.kinds.get(MOVED, ()) else address

    def file(self, address: str) -> Path:
        """The file that is served for an address."""
        path = self.folder / address.lstrip("/")
        return path / "index.html" if address.endswith("/") else path


def read_pages(folder: Path) -> Pages:
    """The pages that `build.json` in the folder names.

    Raises:
        SystemExit: nothing was built there, or the list is empty.
    """
    record = folder / "build.json"
    if not record.is_file():
        raise SystemExit(f"{record} is not there. Build the site first: python build.py build")
    built = json.loads(record.read_text(encoding="utf-8"))
    pages = Pages(folder, built["kinds"])
    if not pages.addresses:
        raise SystemExit(f"{record} names no page.")
    return pages


def spread(addresses: Sequence[str], at_most: int) -> list[str]:
    """At most so many of the addresses, evenly spread from the first to the last."""
    if len(addresses) <= at_most:
        return list(addresses)
    return [addresses[number * len(addresses) // at_most] for number in range(at_most)]
