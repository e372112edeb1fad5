"""The pages that every contender searches: those of the built site that our search covers."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from bs4 import BeautifulSoup

from benchmarks.contenders import ROOT


@dataclass(frozen=True)
class PageText:
    """What a search that reads HTML sees of a page: its heading, description and main text."""

    address: str
    title: str
    description: str
    text: str


def build_site(content: Path, site: Path, day: date, *words: str) -> None:
    """Build a council's site as of a day, or end with what the build said."""
    moment = int(datetime.combine(day, time(12), UTC).timestamp())
    folders = ("--content", str(content), "--site", str(site))
    run_build_py("build", *folders, *words, SOURCE_DATE_EPOCH=str(moment))


def run_build_py(*words: str, **environment: str) -> None:
    """Run a command of build.py, or end with what it said."""
    done = subprocess.run(
        (sys.executable, str(ROOT / "build.py"), *words),
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])


def covered(site: Path, documents: Collection[str]) -> list[str]:
    """Return the built pages of which our search has at least a part."""
    built = json.loads((site / "build.json").read_text(encoding="utf-8"))["addresses"]
    known = {address.partition("#")[0] for address in documents}
    return [address for address in built if address in known]


def page_texts(site: Path, addresses: Sequence[str]) -> list[PageText]:
    """Return what stands in the pages at these addresses."""
    return [_text(site, address) for address in addresses]


def copy_pages(site: Path, addresses: Sequence[str], folder: Path) -> None:
    """Copy the pages at these addresses, and nothing else, for a search that reads a folder."""
    for address in addresses:
        file = _file(folder, address)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_file(site, address), file)


def _text(site: Path, address: str) -> PageText:
    soup = BeautifulSoup(_file(site, address).read_text(encoding="utf-8"), "html.parser")
    main, heading = soup.find("main"), soup.find("h1")
    meta = soup.find("meta", attrs={"name": "description"})
    return PageText(
        address,
        heading.get_text(" ", strip=True) if heading else "",
        str(meta["content"]) if meta else "",
        main.get_text(" ", strip=True) if main else "",
    )


def _file(folder: Path, address: str) -> Path:
    return folder / address.lstrip("/") / "index.html"
