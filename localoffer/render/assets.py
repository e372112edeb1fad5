"""Styles, script, icons and pictures: compiled or copied, named by what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from localoffer.model.colours import Colours
from localoffer.model.looks import Looks
from localoffer.render.design import Design
from localoffer.render.icons import sprite
from localoffer.render.own_styles import own_styles
from localoffer.render.scripts import EDITOR, name_of, site_scripts
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

    Compiled styles and scripts are cached in ``state``, unless that is None.

    Raises:
        UsageError: The packages for styles or scripts are not installed, or one does not compile.
    """
    resources, templates, theme = design.resources, design.templates, design.theme
    contents = {
        "site.css": site_styles(resources, theme, state) + own_styles(colours, looks, theme),
        "icons.svg": sprite(design.icons()),
        "favicon.svg": (templates / "favicon.svg").read_bytes(),
        "stemmer-licence.txt": (resources / "node_modules" / "stemmer" / "license").read_bytes(),
    }
    files = {name: (_hashed(name, content), content) for name, content in contents.items()}
    files |= {
        name_of(path): (f"assets/{path}", content)
        for path, content in site_scripts(resources, state).items()
        if not path.startswith(f"{EDITOR}/")
    }
    own = ((name, raw) for name, raw in theme.files.items())
    files |= {f"{FOLDER}/{name}": (f"{theme.files_folder}/{name}", raw) for name, raw in own}
    return Assets(files)


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{blake2b(content, digest_size=5).hexdigest()}.{ending}"
