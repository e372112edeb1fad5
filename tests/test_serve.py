"""`serve` shows the site, builds it again when a file changes, and never shows a half-built one."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
PATIENCE = 60


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


@pytest.fixture
def served(content: Path) -> Iterator[str]:
    """Where `serve` shows the good council; its output goes to a file beside the content."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (content.parent / "said.txt").open("w", encoding="utf-8") as said:
        words = [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port)]
        process = subprocess.Popen(words, cwd=content.parent, stderr=said, stdout=said)
        try:
            until(lambda: "Serving on" in (content.parent / "said.txt").read_text(encoding="utf-8"))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def until(happens: Callable[[], bool]) -> None:
    """Wait until something is so; give up loudly after a minute."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def test_a_changed_file_is_seen_and_a_mistake_leaves_the_last_good_page(
    content: Path, served: str
) -> None:
    club = content / "services" / "saturday-club.md"
    address = f"{served}/services/saturday-club/"
    assert "You can stay or go." in page(address)
    text = club.read_text(encoding="utf-8")
    club.write_text(text.replace("stay or go", "stay and play"), encoding="utf-8")
    until(lambda: "You can stay and play." in page(address))
    club.write_text(text.replace("maximum_age: 11", "maximum_age: eleven"), encoding="utf-8")
    said = content.parent / "said.txt"
    until(lambda: '"eleven" is not a whole number.' in said.read_text(encoding="utf-8"))
    assert "You can stay and play." in page(address)
    club.write_text(text.replace("stay or go", "go or stay"), encoding="utf-8")
    until(lambda: "You can go or stay." in page(address))


def test_an_address_that_is_not_there_gets_the_sites_own_page(served: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        page(f"{served}/no-such-page/")
    with missing.value as answer:
        assert answer.code == 404
        assert "We cannot find that page" in answer.read().decode("utf-8")
