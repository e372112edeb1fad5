"""The editor without the site: where the content has errors, and no site was built before."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from localoffer.editor.site_files import add
from localoffer.model.editor import Editor
from localoffer.pages.editor_page import editor_page
from localoffer.pipeline import CheckResult, Task, check
from localoffer.publish import publish
from localoffer.render.all_files import planned_files
from localoffer.render.assets import make_assets

#: The least that a council's site.yaml says: it stands in for one that cannot be read.
_SITE: Final = "title: Local Offer\ncouncil: {name: Your Council}\n"


def publish_editor_alone(task: Task, editor: Editor, site: Path, state: Path) -> None:
    """Put the editor's page and files into the folder ``site``, whatever is wrong with the content.

    What the editor's forms offer to choose is the council's where its files can be read, and the
    national choice alone where not even ``site.yaml`` can.

    Raises:
        UsageError: the editor's npm packages are not installed, or ``site`` holds files that no
            build wrote.
    """
    plain = _without_content(task)
    if plain.offer is None:
        raise TypeError(_SITE)
    assets = make_assets(plain.design, plain.offer.site.colours, plain.offer.site.looks, state)
    pages = (editor_page(editor),)
    files = [*planned_files(plain.design, plain.offer, pages, plain.pictures, assets, plain.base)]
    files += add(task.content, state, check(task).offer or plain.offer, pages).files
    publish(files, site, state)


def _without_content(task: Task) -> CheckResult:
    """Return what is known without any file of the council's."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "site.yaml").write_text(_SITE, encoding="utf-8")
        return check(replace(task, content=content, state=None))
