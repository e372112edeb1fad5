"""The editor as files of the site, below ``/edit/``: nothing where the council has no editor."""

import json
import re
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path

from localoffer.editor.configuration import configuration
from localoffer.editor.preview.slot_text_files import slot_text_files
from localoffer.extension import ExtraFiles
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.problems import UsageError
from localoffer.publish import PlannedFile
from localoffer.render.scripts import EDITOR, site_scripts
from localoffer.workspace import own_workspace

#: Where the editor lies in a site.
FOLDER = "edit"

#: What is taken of npm packages: their folder there, the folder here, and which of its files.
#: ``setup.py`` puts the same into a package.
_NPM_FOLDERS = (
    ("@sveltia/cms/npm", "cms", ("index.js", "chunks/react*.js", "assets/*.woff2", "assets/*.txt")),
    ("yaml/browser/dist", "yaml", ("**/*.js",)),
)
#: Rules by which the editor would take a font from elsewhere, though it has the same font here;
#: and the place of a file for those who work on the editor itself.
_ELSEWHERE = re.compile(rb"@font-face *\{[^{}]*https:[^{}]*\}|//# sourceMappingURL=.*")
#: A package that the editor takes by its name, which a browser does not know.
_IMMUTABLE = (b"import(`immutable`)", b"import(`./immutable.js`)")
#: By this the editor would keep people from making its page larger (WCAG 2.2, 1.4.4).
_NO_ZOOM = (b"`maximum-scale=1`,", b"")
#: Single files: what is taken, and what it is called here.
_NPM_FILES = (
    ("@sveltia/cms/LICENSE.txt", "cms/LICENSE.txt"),
    ("immutable/dist/immutable.es.js", "cms/immutable.js"),
    ("immutable/LICENSE", "cms/immutable.LICENSE.txt"),
    ("yaml/LICENSE", "yaml/LICENSE.txt"),
)


def add(
    content: Path,
    state: Path,
    offer: Offer,
    pages: tuple[Page, ...],  # noqa: ARG001 - a SiteExtension is given more than this one needs
) -> ExtraFiles:
    """Return the files of the editor, where ``site.yaml`` asks for one.

    Raises:
        UsageError: npm's packages are not installed.
    """
    if offer.site.editor is None:
        return ExtraFiles((), {})
    resources = own_workspace().resources
    config = json.dumps(configuration(offer, offer.site.editor), ensure_ascii=False).encode()
    files = [*_scripts(resources, state), *_npm_files(resources), ("config.json", config)]
    planned = [_planned(path, content) for path, content in files]
    if not offer.site.editor.is_local:
        planned += slot_text_files(content, resources, offer)
    return ExtraFiles(tuple(planned), {})


def _planned(path: str, content: bytes) -> PlannedFile:
    key = blake2b(content, digest_size=16).hexdigest()
    return PlannedFile(f"{FOLDER}/{path}", key, partial(bytes, content))


def _scripts(resources: Path, state: Path) -> Iterator[tuple[str, bytes]]:
    for path, content in site_scripts(resources, state).items():
        if path.startswith(f"{EDITOR}/"):
            yield path.removeprefix(f"{EDITOR}/"), content
    styles = resources / "templates" / "scripts" / EDITOR / "editor.css"
    yield styles.name, styles.read_bytes()


def _npm_files(resources: Path) -> Iterator[tuple[str, bytes]]:
    packages = resources / "node_modules"
    if not (packages / "@sveltia" / "cms").is_dir():
        raise UsageError("The editor's npm packages are not installed. Run: npm ci")
    for source, target, patterns in _NPM_FOLDERS:
        folder = packages / source
        for file in sorted(one for pattern in patterns for one in folder.glob(pattern)):
            content = _ELSEWHERE.sub(b"", file.read_bytes()).replace(*_IMMUTABLE).replace(*_NO_ZOOM)
            yield f"{target}/{file.relative_to(folder).as_posix()}", content
    for source, target in _NPM_FILES:
        yield target, (packages / source).read_bytes()
