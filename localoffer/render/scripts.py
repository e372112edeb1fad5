"""The scripts: each with what it imports in few files, or as a package carries them made.

``esbuild`` bundles and shortens them, and says in older words what older phones do not know yet.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from shutil import which
from tempfile import TemporaryDirectory

from localoffer import build_cache
from localoffer.problems import UsageError

#: Where ``setup.py`` puts the finished scripts, among the resources of a package.
PACKED_SCRIPTS = Path("compiled", "scripts")

#: What pages load, each with all that it imports in one file.
_ALONE = (
    "site.js",
    "ehc_journey/copy.js",
    "letter_count/count.js",
    "moderation/looking.js",
    "not_found/lead_on.js",
    "provision/choose.js",
    "provision/meeting.js",
    "you_said_we_did/choose.js",
)
#: What pages load too; what these share or import only when needed lies in files of its own.
_IN_PARTS = ("ehc_journey/dates.js", "search/box.js", "search/page.js")
OF_PAGES = (*_ALONE, *_IN_PARTS)

#: The scripts of the editor, which its page names one by one.
EDITOR = "editor"

#: The oldest browsers that understand what pages are sent.
_BROWSERS = "chrome90,firefox90,safari15"
_OF_PAGES = ("--bundle", f"--target={_BROWSERS}", "--entry-names=[dir]/[name].[hash]")
_PARTS = ("--splitting", "--chunk-names=shared/[hash]")
_OF_EDITOR = ("--target=es2022",)
_NOT_INSTALLED = "The packages for scripts are not installed. Run: make setup"


def site_scripts(resources: Path, state: Path | None) -> Mapping[str, bytes]:
    """Return the scripts by path: those of pages ``search/page.HASH.js``, the editor's as named.

    What was made is cached in ``state``.

    Raises:
        UsageError: the packages for scripts are not installed, or a script is wrong.
    """
    packed = resources / PACKED_SCRIPTS
    if packed.is_dir():
        return _read(packed)
    key = _digest(resources)
    stored = build_cache.load(state / "scripts") if state else None
    if stored and stored[0] == key:
        return dict(stored[1])
    scripts = compiled_scripts(resources)
    if state:
        build_cache.save(state / "scripts", (key, scripts))
    return scripts


def name_of(path: str) -> str:
    """Return by what name templates know a script: ``search/page.js`` for its published path."""
    file = PurePosixPath(path)
    return f"{file.with_suffix('').with_suffix('')}{file.suffix}"


def compiled_scripts(resources: Path) -> Mapping[str, bytes]:
    """Return the scripts as ``site_scripts`` does, made anew.

    Raises:
        UsageError: the packages for scripts are not installed, or a script is wrong.
    """
    folder = _folder(resources)
    editors = sorted(file.relative_to(folder) for file in (folder / EDITOR).glob("*.js"))
    with TemporaryDirectory() as name:
        _run(resources, _ALONE, (*_OF_PAGES, "--outbase=.", f"--outdir={name}"))
        _run(resources, _IN_PARTS, (*_OF_PAGES, *_PARTS, "--outbase=.", f"--outdir={name}"))
        _run(resources, map(str, editors), (*_OF_EDITOR, f"--outdir={name}/{EDITOR}"))
        return _read(Path(name))


def _run(resources: Path, files: Iterable[str], options: Iterable[str]) -> None:
    program = (resources / "node_modules" / "esbuild" / "bin" / "esbuild").resolve()
    node = which("node")
    if not node or not program.is_file():
        raise UsageError(_NOT_INSTALLED)
    everywhere = ("--minify", "--format=esm", "--preserve-symlinks", "--log-level=error")
    done = subprocess.run(
        (node, program, *files, *everywhere, *options), cwd=_folder(resources),
        check=False, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    if done.returncode:
        ours, _, _ = done.stderr.partition("\nnode:")
        message = f"The scripts cannot be made:\n{ours.strip()}"
        raise UsageError(message)


def _digest(resources: Path) -> str:
    hasher = blake2b(digest_size=16)
    packages = (
        resources / "node_modules" / name / "package.json" for name in ("esbuild", "stemmer")
    )
    for file in (*packages, *sorted(_folder(resources).rglob("*.js"))):
        if not file.is_file():
            raise UsageError(_NOT_INSTALLED)
        hasher.update(f"{file.relative_to(resources)}\0".encode() + file.read_bytes())
    return hasher.hexdigest()


def _read(folder: Path) -> Mapping[str, bytes]:
    files = sorted(folder.rglob("*.js"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def _folder(resources: Path) -> Path:
    return resources / "templates" / "scripts"
