"""One side of a comparison: a content folder, or what the folder held at a revision, checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.check.site_facts import SiteFacts, used_layers
from localoffer.compare.revisions import Repository
from localoffer.pages.page import Page
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import UsageError, quoted
from localoffer.read.layers import SITE, ContentLayers
from localoffer.workspace import Workspace

#: Texts of ours that a checkout of the program has beside its content, and that are compared too.
_NATIONAL = ("national", "national-versions")


@dataclass(frozen=True)
class ContentVersion:
    """A content folder at one time.

    ``name`` is what the person called it, ``task`` what to check, ``checked`` what came of it.
    """

    name: str
    task: Task
    checked: CheckResult

    @property
    def pages(self) -> dict[str, Page]:
        """Its pages by their addresses."""
        return {page.address: page for page in self.checked.pages}

    @cached_property
    def _layers_and_facts(self) -> tuple[ContentLayers, SiteFacts]:
        return used_layers(self.task.content, self.task.resources)

    @property
    def layers(self) -> ContentLayers:
        """The folders it is made from."""
        return self._layers_and_facts[0]

    @property
    def facts(self) -> SiteFacts:
        """What ``site.yaml`` and ``contacts.yaml`` say that other files depend on."""
        return self._layers_and_facts[1]


@dataclass(frozen=True, slots=True)
class Comparing:
    """What all versions have in common: the program, its day, and where its content usually is."""

    workspace: Workspace
    content: Path
    today: date

    @contextmanager
    def version(self, name: str) -> Iterator[ContentVersion]:
        """Give the version of this name, checked: a folder, or else a revision.

        A folder with content is a folder, even where a branch has its name too; write
        ``refs/heads/NAME`` for the branch.

        Raises:
            UsageError: it is neither.
        """
        folder = Path(name)
        is_folder = bool(name) and folder.is_dir()
        if is_folder and ((folder / SITE).is_file() or self._commit(name) is None):
            yield self._checked(name, folder, self.workspace.resources)
            return
        with TemporaryDirectory(prefix="local-offer-compare-") as out:
            content, resources = self._written_out(name, Path(out))
            yield self._checked(name, content, resources)

    def _checked(self, name: str, content: Path, resources: Path) -> ContentVersion:
        task = Task(content, resources, self.workspace.state(), self.today)
        return ContentVersion(name, task, check(task))

    def _commit(self, name: str) -> str | None:
        repository = Repository.around(self.content)
        return repository.commit(name) if repository else None

    def _written_out(self, name: str, out: Path) -> tuple[Path, Path]:
        """Write a revision below ``out``; return its content, and the program's own files with it.

        Where the repository is the program's, the national texts are those of the revision.

        Raises:
            UsageError: there is no such revision, or it has no content.
        """
        repository = Repository.around(self.content)
        commit = repository.commit(name) if repository else None
        if repository is None or commit is None:
            raise UsageError(
                f"{quoted(name)} is neither a content folder nor a revision of this repository."
                " Name a folder such as content, or a branch, a tag or a commit."
            )
        place = repository.within(self.content)
        has_national = self.workspace.resources.samefile(repository.top)
        repository.write_out(commit, [place, *(_NATIONAL if has_national else ())], out)
        if not (out / place).is_dir():
            raise UsageError(
                f"The revision {name} has no folder {place}. Name the folder with --content."
            )
        return out / place, self._resources(out) if has_national else self.workspace.resources

    def _resources(self, out: Path) -> Path:
        """Return a folder of the program's own files, with the revision's national texts."""
        resources = out / ".resources"
        resources.mkdir()
        for one in self.workspace.resources.iterdir():
            if one.name not in _NATIONAL:
                (resources / one.name).symlink_to(one)
        for name in _NATIONAL:
            if (out / name).is_dir():
                (resources / name).symlink_to(out / name)
        return resources
