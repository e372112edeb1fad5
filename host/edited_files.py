"""The files of a content folder as the local editor reads and writes them, and nothing else."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from localoffer.calendar_days import day_of_build
from localoffer.kinds import address_of, kind_of
from localoffer.pipeline import Task, check
from localoffer.problems import LocalOfferError, Problem
from localoffer.read.layers import SITE
from localoffer.serving.site_context import SiteFolders
from localoffer.write.atomic import replace_file

#: The largest file that the editor may write, in bytes: a long guide has 40,000.
MOST_BYTES = 1_000_000


class RefusedEdit(LocalOfferError):  # noqa: N818 - it says what is wrong, as its kin do
    """A file cannot be read or written; the message says why. ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file that was just written: its version, what ``check`` says of it, its page's address."""

    path: str
    version: str
    problems: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class EditedFiles:
    """The records' files of one content folder."""

    folders: SiteFolders

    def versions(self) -> dict[str, str]:
        """Return the version of every record's file by its path in the content folder."""
        return {path: version_of(file.read_bytes()) for path, file in sorted(self._files())}

    def read(self, path: str) -> bytes:
        """Return what a file holds.

        Raises:
            RefusedEdit: there is no record's file of that path.
        """
        file = self.file_at(path)
        if not file.is_file():
            raise RefusedEdit(f"There is no file {path}. Load the editor again.", 404)
        return file.read_bytes()

    def write(self, path: str, text: str, version: str) -> SavedFile:
        """Write a file whose version is still ``version`` (empty: it is new); return what is said.

        Raises:
            RefusedEdit: no record's file may stand at that path, or the file has changed meanwhile.
            OSError: it cannot be written.
        """
        file = self.file_at(path)
        before = file.read_bytes() if file.is_file() else b""
        if (version_of(before) if file.is_file() else "") != version:
            message = f"{path} has changed on the disk meanwhile. Load the editor again."
            raise RefusedEdit(message, 412)
        lines = text.replace("\r\n", "\n")
        replace_file(file, lines.replace("\n", "\r\n") if b"\r\n" in before else lines)
        return SavedFile(
            path, version_of(file.read_bytes()), self._problems(path), address_at(path)
        )

    def file_at(self, path: str) -> Path:
        """Return the file at a path; only records' files inside the folder have one.

        Raises:
            RefusedEdit: it is none of them.
        """
        pure = PurePosixPath(path)
        is_plain = not any(part in ("", ".", "..") or "\0" in part for part in path.split("/"))
        file = self.folders.content / pure
        top = self.folders.content.resolve()
        if not is_plain or kind_of(path) is None or not file.resolve().is_relative_to(top):
            raise RefusedEdit(f"The editor has nothing to do with a file {path[:200]}.", 403)
        return file

    def _files(self) -> Iterator[tuple[str, Path]]:
        for directory, folders, names in os.walk(self.folders.content):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                file = Path(directory, name)
                path = file.relative_to(self.folders.content).as_posix()
                if kind_of(path) and not file.is_symlink():
                    yield path, file

    def _problems(self, path: str) -> tuple[str, ...]:
        day = day_of_build(os.environ)
        task = Task(self.folders.content, self.folders.resources, self.folders.state, day)
        found = check(task).problems
        return tuple(sentence(problem) for problem in found if problem.path == path)


def version_of(content: bytes) -> str:
    """Return what changes with a file's content."""
    return blake2b(content, digest_size=12).hexdigest()


def sentence(problem: Problem) -> str:
    """Return a problem of a file in the words that an editor sees beside the form."""
    line = f"Line {problem.line}: " if problem.line else ""
    field = f"{problem.field.replace('_', ' ')}: " if problem.field else ""
    return f"{line}{field}{problem.message} {problem.fix}".strip()


def address_at(path: str) -> str:
    """Return the address of the page that is made of the file at a path, or the home page."""
    kind = kind_of(path)
    if kind is None or path == SITE or not kind.has_page:
        return "/"
    return address_of(kind, PurePosixPath(path).stem) if kind.is_folder else kind.landing
