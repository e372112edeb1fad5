"""The line by which pip installs this version of the program from where it came from."""

import json
from importlib.metadata import Distribution, PackageNotFoundError

from localoffer import __version__

_NAME = "local-offer"


def own_requirement() -> str:
    """Return the line for ``requirements.txt``: a number, or the address of the wheel.

    pip writes the address down (packaging.python.org, "Recording the Direct URL Origin") unless
    it took the program from an index. A file of this machine is none that others could install.
    """
    try:
        origin = json.loads(Distribution.from_name(_NAME).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, json.JSONDecodeError):
        origin = {}
    address = str(origin.get("url", ""))
    if address.startswith("https://") and "archive_info" in origin:
        return f"{_NAME} @ {address}"
    return f"{_NAME}=={__version__}"
