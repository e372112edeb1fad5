"""The files of a theme by name, and whether each one that covers ours was made from ours."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

#: The folder of a theme, beside ``site.yaml``; the parts it has, and the file of its notes.
FOLDER = "theme"
TEMPLATES, STYLES, FILES = "templates", "styles", "files"
NOTES = "theme.yaml"

#: How plain CSS names a file of the theme: ``url(files/pattern.svg)``.
FILE_IN_CSS = re.compile(rf"url\(\s*[\"']?{FILES}/([\w.-]+)[\"']?\s*\)")

#: The styles that are added after ours, in CSS that needs no compiler.
PLAIN_STYLES = "site.css"


@dataclass(frozen=True, slots=True)
class SiteTheme:
    """A theme. Names are paths within its part, such as ``components/footer.html``.

    ``notes`` has, by a file's path in the theme, the digest of our file that it was made from.
    """

    templates: Mapping[str, str] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def plain_styles(self) -> str:
        """The styles that need no compiler; nothing where there are none."""
        return self.styles.get(PLAIN_STYLES, "")

    @property
    def sass(self) -> Mapping[str, str]:
        """The styles that are laid over ours before they are compiled."""
        return {name: text for name, text in self.styles.items() if name != PLAIN_STYLES}

    def overlays(self) -> Iterator[str]:
        """Yield the path in the theme of every file that may cover one of ours."""
        yield from (f"{TEMPLATES}/{name}" for name in sorted(self.templates))
        yield from (f"{STYLES}/{name}" for name in sorted(self.sass))

    @property
    def files_folder(self) -> str:
        """The published folder of the theme's files, named by all of them."""
        hasher = blake2b(digest_size=5)
        for name, content in sorted(self.files.items()):
            hasher.update(name.encode() + b"\0" + blake2b(content, digest_size=16).digest())
        return f"assets/{FOLDER}.{hasher.hexdigest()}"


NO_THEME = SiteTheme()


#: What may cover ours: scripts may not, nor may anything that lies elsewhere.
_COVERING = re.compile(
    rf"{TEMPLATES}/(?:[\w-]+/){{0,4}}[\w-]+\.html|{TEMPLATES}/icons/[\w-]+\.svg|"
    rf"{STYLES}/[\w-]+\.scss"
)


def our_file(path: str, resources: Path) -> Path | None:
    """Return our file that a theme's file of this path covers; None where it covers none."""
    if not _COVERING.fullmatch(path):
        return None
    part, _, name = path.partition("/")
    folder = resources / "templates"
    file = folder / STYLES / name if part == STYLES else folder / name
    return file if file.is_file() else None


def our_digest(path: str, resources: Path) -> str | None:
    """Return the digest of our file that a theme's file covers; None where it covers none."""
    file = our_file(path, resources)
    return blake2b(file.read_bytes(), digest_size=8).hexdigest() if file else None
