"""Revisions of a Git repository: which files differ from one, and what a content folder held.

Files are written out by Git itself (``checkout-index``). ``git archive`` would leave out whatever
the revision's own ``.gitattributes`` names, so that a change could hide from those who review it.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from localoffer.problems import UsageError, quoted

#: Seconds. No call here needs a tenth of it, on any repository of texts.
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a folder; ``top`` is its own folder."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> "Repository | None":
        """Return the repository that a folder lies in, or None."""
        while not folder.is_dir():
            folder = folder.parent
        try:
            top = _git(folder, ["rev-parse", "--show-toplevel"]).decode().strip()
        except UsageError:
            return None
        return cls(Path(top))

    def commit(self, name: str) -> str | None:
        """Return the hash of the commit that ``name`` stands for, or None."""
        words = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
        try:
            return _git(self.top, words).decode().strip()
        except UsageError:
            return None

    def within(self, folder: Path) -> str:
        """Return a folder's path within the repository, with forward slashes.

        Raises:
            UsageError: the folder lies outside.
        """
        path = Path(os.path.realpath(folder))
        top = Path(os.path.realpath(self.top))
        if not path.is_relative_to(top):
            raise UsageError(f"{folder} does not lie in the repository {self.top}.")
        return path.relative_to(top).as_posix()

    def write_out(self, commit: str, folders: Sequence[str], out: Path) -> None:
        """Write the files that a commit has in some folders below ``out``.

        Args:
            commit: its hash.
            folders: their paths within the repository; one that the commit lacks is passed over.
            out: an empty folder.
        """
        index = {"GIT_INDEX_FILE": str(out / "index")}
        _git(self.top, ["read-tree", commit], index)
        names = _git(self.top, ["ls-files", "-z", "--", *folders], index)
        words = ["checkout-index", "-z", "--stdin", f"--prefix={out.resolve()}/"]
        _git(self.top, words, index, names)
        (out / "index").unlink()

    def changed_since(self, commit: str, folder: Path) -> frozenset[str]:
        """Return the paths, within ``folder``, of its files that are not as in a commit.

        New files count as well, whether Git has been told of them or not.
        """
        place = self.within(folder)
        names = ["--name-only", "-z", "--no-renames", "--no-ext-diff", commit]
        changed = _git(self.top, ["diff", *names, "--", place])
        new = _git(self.top, ["ls-files", "--others", "--exclude-standard", "-z", "--", place])
        start = "" if place == "." else f"{place}/"
        paths = (changed + new).decode("utf-8", "replace").split("\0")
        return frozenset(path.removeprefix(start) for path in paths if path)


def repository_of(folder: Path) -> Repository:
    """Return the repository that a folder lies in.

    Raises:
        UsageError: it lies in none, or Git is not installed.
    """
    repository = Repository.around(folder)
    if repository is None:
        raise UsageError(f"{folder} lies in no Git repository, so there is no revision to look at.")
    return repository


def changed_paths(revision: str, content: Path) -> frozenset[str]:
    """Return the paths, within the content folder, of its files that differ from a revision.

    Raises:
        UsageError: there is no such revision.
    """
    repository = repository_of(content)
    commit = repository.commit(revision)
    if commit is None:
        raise UsageError(
            f"{quoted(revision)} is no revision of this repository."
            " Name a branch, a tag or a commit, such as main."
        )
    return repository.changed_since(commit, content)


def _git(
    folder: Path, words: Sequence[str], environ: Mapping[str, str] | None = None, told: bytes = b""
) -> bytes:
    """Run Git in a folder; return what it printed.

    Raises:
        UsageError: Git is not installed, or ended with an error.
    """
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words],
            cwd=folder,
            env={**os.environ, **(environ or {})},
            input=told,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(
            "Git is not installed. Install it, or name two folders to compare."
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"Git could not do this (git {words[0]}): {said or 'it gave no reason'}")
    return done.stdout
