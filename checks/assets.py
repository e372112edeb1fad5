"""Which files of the site a page loads when it is opened: styles, scripts, pictures and data."""

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# Any name of such a file, in whatever attribute, import or url(): a name too many costs a look,
# one too few would leave a fault unseen. Feeds and downloads are opened by people, not by pages.
_NAME = re.compile(
    r"[\w./~%+@-]+\.(?:css|m?js|json|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf)\b", re.IGNORECASE
)
_TEXT = {".css", ".js", ".mjs", ".svg"}


class Assets:
    """What the pages of one built site load; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._named_in: dict[Path, set[Path]] = {}

    def loaded_by(self, address: str, html: str) -> set[Path]:
        """The files that the page of an address loads, and those that they load in turn."""
        found: set[Path] = set()
        new = _named(self.folder, address, html)
        while new:
            found |= new
            new = {name for file in new for name in self._named_in_file(file)} - found
        return found

    def _named_in_file(self, file: Path) -> set[Path]:
        if file.suffix not in _TEXT:
            return set()
        if file not in self._named_in:
            address = "/" + file.relative_to(self.folder).as_posix()
            text = file.read_text(encoding="utf-8")
            self._named_in[file] = _named(self.folder, address, text)
        return self._named_in[file]


def _named(folder: Path, address: str, text: str) -> set[Path]:
    """The files that exist of those that a text at an address names."""
    paths = {unquote(urlsplit(urljoin(address, name)).path) for name in _NAME.findall(text)}
    files = {folder / path.lstrip("/") for path in paths}
    return {file for file in files if file.is_file() and file.is_relative_to(folder)}
