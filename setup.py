"""What a package carries besides code: templates, styles, scripts, pictures, what npm brings.

All is made when the package is built, so that installing it needs neither Node nor a compiler. The
source distribution holds it made, and building from that only copies it. ``pyproject.toml`` says
everything else.
"""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent
RESOURCES = Path("localoffer", "resources")

#: Folders of the repository that a package carries as they are.
FOLDERS = ("templates", "schemas", "national", "national-versions", "requirements", "deploy")

#: What it carries of npm packages, besides the pictures that have a name.
NPM_FILES = (
    "@sveltia/cms/package.json",
    "@sveltia/cms/LICENSE.txt",
    "@sveltia/cms/npm/index.js",
    "@sveltia/cms/npm/chunks/react*.js",
    "@sveltia/cms/npm/assets/*.woff2",
    "@sveltia/cms/npm/assets/*.txt",
    "govuk-frontend/package.json",
    "govuk-frontend/dist/govuk/**/*.scss",
    "immutable/LICENSE",
    "immutable/dist/immutable.es.js",
    "openmoji/package.json",
    "openmoji/LICENSE.txt",
    "openmoji/data/openmoji.json",
    "stemmer/package.json",
    "stemmer/license",
    "yaml/package.json",
    "yaml/LICENSE",
    "yaml/browser/dist/**/*.js",
)


def make_resources(target: Path) -> None:
    """Put all that the program reads besides its code into ``target``, laid out as the repository.

    Raises:
        SystemExit: npm's packages are not installed.
    """
    packages = ROOT / "node_modules"
    if not (packages / "openmoji" / "package.json").is_file():
        message = (
            "A package is built from a checkout with its npm packages, which are not installed. "
            "Run: make package (it needs Node.js 20 or newer), or install a wheel that is built."
        )
        raise SystemExit(message)
    sys.path.insert(0, str(ROOT))
    from localoffer.pictures import read_pictures  # noqa: PLC0415 - found since the line above
    from localoffer.render.scripts import PACKED_SCRIPTS, compiled_scripts  # noqa: PLC0415 - the same
    from localoffer.render.styles import PACKED_STYLES, compiled  # noqa: PLC0415 - the same

    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder)
    npm_files = (file for pattern in NPM_FILES for file in packages.glob(pattern))
    _copy(npm_files, target)
    _copy(read_pictures(ROOT).files.values(), target)
    styles = target / PACKED_STYLES
    styles.parent.mkdir()
    styles.write_bytes(compiled(ROOT))
    for path, content in compiled_scripts(ROOT).items():
        script = target / PACKED_SCRIPTS / path
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_bytes(content)


def _copy(files: Iterable[Path], target: Path) -> None:
    for file in files:
        copy = target / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)


class BuildWithResources(build_py):
    """Builds the code, and beside it the resources; an editable install reads the checkout's."""

    def run(self) -> None:
        """Build into the folder ``build_lib``."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / RESOURCES
        shutil.rmtree(target, ignore_errors=True)
        if (ROOT / RESOURCES).is_dir():
            shutil.copytree(ROOT / RESOURCES, target)
        else:
            make_resources(target)


class SourceWithResources(sdist):
    """The source distribution, with the resources made."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Make the folder that is packed."""
        super().make_release_tree(base_dir, files)
        make_resources(Path(base_dir) / RESOURCES)


setup(cmdclass={"build_py": BuildWithResources, "sdist": SourceWithResources})
