"""The system's Chromium, and how every check starts it."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

# A container's root may not use Chromium's sandbox; the pages are our own, from this machine.
# The rest keeps the browser from asking its maker for updates and the like.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
_START = 30


def chromium() -> str:
    """Where the system's Chromium is.

    Raises:
        SystemExit: it is not there.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("Install Chromium to check pages in a real browser: apt-get install chromium")


@contextmanager
def listening_chromium() -> Iterator[int]:
    """Start a Chromium of one's own; gives the port where it listens for Chrome's DevTools.

    Raises:
        SystemExit: it does not listen within half a minute.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ("--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}")
        command = [chromium(), *options, *ARGUMENTS, "about:blank"]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as browser:
            try:
                yield _port(Path(profile, "DevToolsActivePort"))
            finally:
                browser.terminate()


def _port(file: Path) -> int:
    """The first line of the file that Chromium writes once it listens."""
    end = time.monotonic() + _START
    while time.monotonic() < end:
        if file.is_file() and (text := file.read_text(encoding="utf-8")):
            return int(text.splitlines()[0])
        time.sleep(0.05)
    raise SystemExit(f"Chromium did not start within {_START} seconds.")
