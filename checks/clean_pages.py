"""The pages that a checker found clean, kept between runs, so that none is looked at twice.

A page is known by a digest of all that its look depends on: its bytes, the files it loads, the
versions of the checker and of the browser, and our own code that runs them. Whatever changes
one of these makes a page that has not been looked at. Pages with a finding are never kept.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import blake2b
from pathlib import Path

from checks.assets import Assets
from checks.browser import chromium
from checks.pages import Pages

_CODE = Path(__file__).parent
#: Every npm program in its exact version: pa11y, axe, Lighthouse, vnu.
_LOCK = Path("package-lock.json")
_KEPT_UNUSED = timedelta(days=60)


class CleanPages:
    """The digests of one checker's clean pages, in a file of the cache folder."""

    def __init__(self, cache_dir: Path, checker: str, today: date) -> None:
        self._file = cache_dir / f"{checker}.json"
        self._today = today
        self._days = _read(self._file)

    def without_clean(self, digests: Mapping[str, str]) -> list[str]:
        """The addresses, of these with their digests, whose page has to be looked at."""
        return [address for address, digest in digests.items() if digest not in self._days]

    def keep(self, clean: Iterable[str]) -> None:
        """Write down these digests, and of the others those met within sixty days."""
        oldest = (self._today - _KEPT_UNUSED).isoformat()
        days = {digest: day for digest, day in self._days.items() if day >= oldest}
        days |= dict.fromkeys(clean, self._today.isoformat())
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        new.write_text(json.dumps(days, indent=0, sort_keys=True), encoding="utf-8")
        new.replace(self._file)


def _read(file: Path) -> dict[str, str]:
    """Digest to the day when it was last met; nothing where the file is not there or broken."""
    try:
        days: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return days


def page_digests(pages: Pages, addresses: Iterable[str], versions: str) -> dict[str, str]:
    """Address to the digest of what a look at its page depends on.

    Args:
        pages: the built site's.
        addresses: those wanted.
        versions: what the checker is and how it is set, as `versions` says.
    """
    longest = set(pages.one_of_each_kind().values())
    loaded = Assets(pages.folder)
    digests: dict[Path, str] = {}
    result = {}
    for address in addresses:
        body = pages.file(address).read_bytes()
        parts = [versions, address, str(address in longest)]
        for file in sorted(loaded.loaded_by(address, body.decode())):
            if file not in digests:
                digests[file] = _file_digest(file)
            # Named from the site's folder: the same digest wherever the project lies.
            parts += [file.relative_to(loaded.folder).as_posix(), digests[file]]
        result[address] = _digest("\n".join(parts).encode() + body)
    return result


def versions() -> str:
    """The versions of the checkers and the browser, and the digest of the code in `checks`."""
    code = [file for file in sorted(_CODE.iterdir()) if file.suffix in {".py", ".mjs"}]
    return " ".join([_browser_version(), *(_file_digest(file) for file in [_LOCK, *code])])


def _file_digest(file: Path) -> str:
    return _digest(file.read_bytes())


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=20).hexdigest()


def _browser_version() -> str:
    command = [chromium(), "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
