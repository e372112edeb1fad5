"""A bare Git repository, read and written as the interfaces of GitHub and GitLab do it."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.github_actions import git

#: 21 November 2026, so that a run over midnight is of one day.
_PERSON = "Ruth <ruth@example.org> 1795219200 +0000"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a commit: its path, its name in Git's store, and its size in bytes."""

    path: str
    sha: str
    size: int


@dataclass(frozen=True, slots=True)
class BareRepository:
    """A repository whose branch ``main`` begins with the files of a council's folder."""

    folder: Path

    @classmethod
    def holding(cls, content: Path, folder: Path) -> "BareRepository":
        """Make a repository in a new folder; its ``content`` is the folder that is given."""
        folder.mkdir()
        git(folder, "init", "--quiet", "--bare", "-b", "main")
        files = sorted(file for file in content.rglob("*") if file.is_file())
        named = {file.relative_to(content.parent).as_posix(): file.read_bytes() for file in files}
        repository = cls(folder)
        repository.commit("main", named, "First", None)
        return repository

    def head(self, ref: str) -> str | None:
        """Return the last commit of a branch, or nothing where there is no such branch."""
        return (
            git(self.folder, "for-each-ref", "--format=%(objectname)", _full(ref)).strip() or None
        )

    def files(self, ref: str) -> Sequence[StoredFile]:
        """Return every file of a branch or commit, sorted by path."""
        rows = git(self.folder, "ls-tree", "-r", "-z", "--long", ref).split("\0")[:-1]
        return [_stored_file(row) for row in rows]

    def content(self, sha: str) -> bytes:
        """Return what is stored under a name."""
        command = ("git", "cat-file", "blob", sha)
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=True).stdout

    def commit(
        self, branch: str, files: Mapping[str, bytes | None], message: str, start: str | None
    ) -> str:
        """Write files, or take them away, in a commit after ``start``; return the commit."""
        parts = [
            f"commit {_full(branch)}\ncommitter {_PERSON}\n".encode(),
            *_data(message.encode()),
        ]
        parts.append(f"from {start}\n".encode() if start else b"")
        for path, content in files.items():
            kept = content is not None
            parts.append(f"M 100644 inline {path}\n".encode() if kept else f"D {path}\n".encode())
            parts.extend(_data(content) if content is not None else ())
        command = ("git", "fast-import", "--quiet")
        subprocess.run(command, cwd=self.folder, input=b"".join(parts), check=True)
        return git(self.folder, "rev-parse", _full(branch)).strip()

    def merge(self, source: str, target: str, message: str) -> str:
        """Take a branch into another as the button of a proposal does; return the commit."""
        tree = git(self.folder, "merge-tree", "--write-tree", target, source).strip()
        words = ("commit-tree", tree, "-p", target, "-p", source, "-m", message)
        identity = ("-c", "user.name=Ruth", "-c", "user.email=ruth@example.org")
        commit = git(self.folder, *identity, *words).strip()
        git(self.folder, "update-ref", _full(target), commit)
        return commit

    def set_branch(self, branch: str, commit: str) -> None:
        """Let a branch end in a commit, whether there was such a branch or not."""
        git(self.folder, "update-ref", _full(branch), commit)

    def delete_branch(self, branch: str) -> None:
        """Take a branch away."""
        git(self.folder, "update-ref", "-d", _full(branch))

    def history(self, ref: str, count: int, path: str | None = None) -> Sequence[Mapping[str, str]]:
        """Return the newest commits of a branch, all or those of one file."""
        names = {
            "oid": "%H",
            "message": "%s",
            "committedDate": "%cI",
            "name": "%an",
            "email": "%ae",
        }
        form = "%x00".join(names.values())
        below = ("--", path) if path else ()
        rows = git(self.folder, "log", f"-{count}", f"--format={form}", ref, *below).splitlines()
        return [dict(zip(names, row.split("\0"), strict=True)) for row in rows]

    def changed_files(self, base: str, branch: str) -> Sequence[str]:
        """Return the paths that differ from where a branch left another."""
        return git(self.folder, "diff", "--name-only", f"{base}...{branch}").split()

    def changed_lines(self, base: str, branch: str) -> Sequence[str]:
        """Return the lines that are gone (-) or new (+) since a branch left another."""
        rows = git(self.folder, "diff", "-U0", f"{base}...{branch}").splitlines()
        return [row for row in rows if row[:1] in "+-" and not row.startswith(("---", "+++"))]

    def check_out(self, branch: str, folder: Path) -> Path:
        """Clone a branch into a new folder; return it."""
        git(self.folder, "clone", "--quiet", "--branch", branch, str(self.folder), str(folder))
        return folder


def _full(branch: str) -> str:
    return f"refs/heads/{branch}"


def _data(content: bytes) -> Iterator[bytes]:
    yield b"data %d\n" % len(content)
    yield content
    yield b"\n"


def _stored_file(row: str) -> StoredFile:
    about, path = row.split("\t", 1)
    _, _, sha, size = about.split()
    return StoredFile(path, sha, int(size))
