"""A page as it would be with a file that is not saved yet, for the local editor."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from host.edited_files import EditedFiles, address_at, sentence
from localoffer.calendar_days import day_of_build
from localoffer.editor.page_files import council_files
from localoffer.kinds import BY_MODEL, address_of, kind_of
from localoffer.model.guide import Guide
from localoffer.model.service import Service
from localoffer.model.slot import Slot
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.pipeline import CheckResult, Task, check
from localoffer.problems import LocalOfferError, errors
from localoffer.render.page_file import render
from localoffer.serving.site_context import SiteFolders, make_site_context

_MAIN = re.compile(r"<main\b(?>(?:[^<]|<(?!/?main\b))*)</main>")

_NO_PAGE = "What you write here has no page of its own."
_OTHERS = "The page can be shown once the mistakes in other files are mended: {}."


@dataclass(frozen=True, slots=True)
class PagePreview:
    """The ``<main>`` of a page as HTML, its kind (both empty: there is none), and its mistakes."""

    html: str = ""
    kind: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedPreview:
    """Makes pages with what the editor holds. It writes nothing into the content folder."""

    folders: SiteFolders
    _one_at_a_time: Lock = field(default_factory=Lock)

    def page(self, path: str, text: str) -> PagePreview:
        """Return the page of the file at ``path`` as if it held ``text``, and its mistakes.

        A new service that lacks too much to have a page is shown as a draft.

        Raises:
            RefusedEdit: no record's file may stand at that path.
            OSError: the content cannot be read.
        """
        is_new = not EditedFiles(self.folders).file_at(path).exists()
        is_service = kind_of(path) == BY_MODEL[Service]
        with self._one_at_a_time:
            preview = self._made(path, text)
            if preview.html or not (is_new and is_service):
                return preview
            draft = self._made(path, text.replace("---\n", "---\ndraft: yes\n", 1))
            return replace(draft, problems=preview.problems)

    def _made(self, path: str, text: str) -> PagePreview:
        folders = self.folders
        with self._content_with(path, text) as content:
            task = Task(
                content, folders.resources, folders.state, day_of_build(os.environ),
                folders.base_url, drafts=True, editor=folders.editor,
            )  # fmt: skip
            try:
                return self._rendered(path, check(task))
            except LocalOfferError as error:
                return PagePreview(problems=(str(error),))

    def _rendered(self, path: str, checked: CheckResult) -> PagePreview:
        wrong = errors(checked.problems)
        own = tuple(sentence(problem) for problem in wrong if problem.path == path)
        page = _page_of(path, checked)
        if checked.offer is None or page is None:
            others = ", ".join(sorted({problem.path for problem in wrong}))
            return PagePreview(problems=own or (_OTHERS.format(others) if others else _NO_PAGE,))
        context = make_site_context(checked, checked.offer, self.folders)
        html = render(page, context.environment).decode()
        main = _MAIN.search(html)
        return PagePreview(main[0] if main else html, page.kind, own)

    @contextmanager
    def _content_with(self, path: str, text: str) -> Iterator[Path]:
        """Give a copy of the content folder in which the file at ``path`` holds ``text``.

        It has no hard links: making one wakes whoever watches the folder to build it again.
        """
        with TemporaryDirectory(prefix="local-offer-preview-") as folder:
            content = Path(folder, "content")
            shutil.copytree(
                self.folders.content, content,
                symlinks=True, copy_function=shutil.copyfile, ignore=_left_out,
            )  # fmt: skip
            file = content / path
            file.parent.mkdir(exist_ok=True)
            file.unlink(missing_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            yield content


def _left_out(folder: str, names: list[str]) -> list[str]:
    """Return what no record is read from: hidden files, and links to folders."""
    links = (Path(folder, name) for name in names if Path(folder, name).is_symlink())
    return [
        *(name for name in names if name[0] == "."),
        *(one.name for one in links if one.is_dir()),
    ]


def _page_of(path: str, checked: CheckResult) -> Page | None:
    """Return the page of a file: its record's, that which lists its rows, or a slot's guide."""
    kind = kind_of(path)
    addresses = {address_at(path)} if kind and kind.has_page else set()
    if kind and kind.model is Slot and checked.offer:
        addresses = {_guide_of(path, checked.offer)}
    if kind and kind.has_rows and checked.offer:
        files = council_files(checked.offer).items()
        addresses = {address for address, file in files if file == path}
    return next((page for page in checked.pages if page.address in addresses), None)


def _guide_of(path: str, offer: Offer) -> str:
    slots = (entry.record for entry in offer.entries(Slot) if entry.path == path)
    return next((address_of(BY_MODEL[Guide], str(slot.guide)) for slot in slots), "")
