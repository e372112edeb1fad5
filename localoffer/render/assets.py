"""Styles, script, icons and pictures: compiled or copied, named by what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import rjsmin

from localoffer.model.colours import Colours
from localoffer.model.looks import Looks
from localoffer.render.design import Design
from localoffer.render.icons import sprite
from localoffer.render.own_styles import own_styles
from localoffer.render.styles import site_styles
from localoffer.theme.site_theme import FOLDER


@dataclass(frozen=True, slots=True)
class Assets:
    """Static files by plain name: the published path and the bytes."""

    files: Mapping[str, tuple[str, bytes]]

    def path(self, name: str) -> str:
        """Return the published path of an asset, which changes when its bytes do."""
        return self.files[name][0]

    def path_if_built(self, name: str) -> str:
        """Return the same; empty where the site was built by a version without this asset.

        A service may for a while be newer than the site that it belongs to.
        """
        return self.path(name) if name in self.files else ""


def make_assets(design: Design, colours: Colours, looks: Looks, state: Path | None) -> Assets:
    """Return the site's own static files, with the council's colours and the files of its theme.

    Compiled styles are cached in ``state``, unless that is None.

    Raises:
        UsageError: The packages for styles are not installed, or the styles do not compile.
    """
    resources, templates, theme = design.resources, design.templates, design.theme
    contents = {
        "site.css": site_styles(resources, theme, state) + own_styles(colours, looks, theme),
        "site.js": _script(templates / "scripts" / "site.js"),
        "icons.svg": sprite(design.icons()),
        "favicon.svg": (templates / "favicon.svg").read_bytes(),
    }
    files = {name: (_hashed(name, content), content) for name, content in contents.items()}
    for folder in sorted(one for one in (templates / "scripts").iterdir() if _is_of_pages(one)):
        files |= (
            _search_modules(resources)
            if folder.name == "search"
            else _modules_in(templates, folder.name)
        )
    own = ((name, raw) for name, raw in theme.files.items())
    files |= {f"{FOLDER}/{name}": (f"{theme.files_folder}/{name}", raw) for name, raw in own}
    return Assets(files)


def _is_of_pages(folder: Path) -> bool:
    """Return whether a folder holds scripts of pages; the editor's are published with it."""
    return folder.is_dir() and folder.name != "editor"


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{blake2b(content, digest_size=5).hexdigest()}.{ending}"


def _search_modules(resources: Path) -> dict[str, tuple[str, bytes]]:
    """Return the search's modules with the stemmer that they import."""
    stemmer = resources / "node_modules" / "stemmer"
    added = {
        "stemmer.js": _script(stemmer / "index.js"),
        "stemmer.licence.txt": (stemmer / "license").read_bytes(),
    }
    return _modules_in(resources / "templates", "search", added)


def _modules_in(
    templates: Path, name: str, added: Mapping[str, bytes] | None = None
) -> dict[str, tuple[str, bytes]]:
    """Return the modules of one folder, named by all of them: they import each other."""
    sources = sorted((templates / "scripts" / name).glob("*.js"))
    modules = {file.name: _script(file) for file in sources} | dict(added or {})
    hasher = blake2b(digest_size=5)
    for file, content in modules.items():
        hasher.update(file.encode() + b"\0" + content)
    folder = f"assets/{name}.{hasher.hexdigest()}"
    return {f"{name}/{file}": (f"{folder}/{file}", one) for file, one in modules.items()}


def _script(file: Path) -> bytes:
    """Return a script without its comments and idle spaces, a third of its weight."""
    return str(rjsmin.jsmin(file.read_text(encoding="utf-8"))).encode()
