"""The system's Chromium, and how every check starts it."""

import shutil

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


def chromium() -> str:
    """Where the system's Chromium is.

    Raises:
        SystemExit: it is not there.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise SystemExit("Install Chromium to check pages in a real browser: apt-get install chromium")
