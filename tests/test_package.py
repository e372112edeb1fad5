"""The package installs without Node, Java or a compiler, and does what the checkout does."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from localoffer import __version__
from localoffer.program import REPOSITORY
from tests.support.free_port import free_port
from tests.support.package import copy_sources
from tests.support.shared_folder import shared_folder
from tests.support.workflow_scripts import run_script

ROOT = Path(__file__).parent.parent

#: 21 November 2026, so that two builds on both sides of midnight are of one day.
DAY = {"SOURCE_DATE_EPOCH": "1795219200"}
MOST_BYTES = 15_000_000
PATIENCE = 300


def _run(
    words: Sequence[object], folder: Path, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the source distribution, built as `make package` does."""

    def make(out: Path) -> None:
        sources = copy_sources(tmp_path_factory.mktemp("sources"))
        done = _run((sys.executable, "-P", "-m", "build", "--outdir", out, "."), sources)
        assert done.returncode == 0, done.stderr

    return shared_folder(tmp_path_factory, "dist", make)


def _steps(job: str) -> dict[str, str]:
    """The scripts of a job of the workflow that releases a version, by name."""
    workflow = ROOT / ".github" / "workflows" / "release.yml"
    loaded = yaml.load(workflow.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506
    return {step["name"]: step["run"] for step in loaded["jobs"][job]["steps"] if "run" in step}


@dataclass(frozen=True)
class Installed:
    """A machine with the package in an environment of its own, and no other program to call."""

    folder: Path

    @property
    def programs(self) -> Path:
        """The folder of the environment's programs."""
        return self.folder / "fresh" / "bin"

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        """Run ``local-offer`` in the folder, beside ``content/``."""
        settings = {"PATH": str(self.programs), **DAY}
        return _run((self.programs / "local-offer", *words), self.folder, **settings)


@pytest.fixture(scope="module")
def installed(packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed; by the steps of a release, the example is built and a council begun."""
    folder = tmp_path_factory.mktemp("machine")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(packages, folder / "dist")
    shutil.copy(ROOT / "requirements" / "runtime.txt", folder / "dist" / "constraints.txt")
    for script in _steps("test").values():
        run_script(script, folder, {**os.environ, **DAY})
    return Installed(folder)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_wheel_is_small_and_brings_pictures_styles_and_their_licences(packages: Path) -> None:
    wheel = next(packages.glob("*.whl"))
    assert wheel.name == f"local_offer-{__version__}-py3-none-any.whl"
    assert wheel.stat().st_size <= MOST_BYTES
    names = {name.removeprefix("localoffer/resources/") for name in _names(wheel)}
    assert {
        "compiled/site.css",
        "deploy/systemd/local-offer.service",
        "national/contacts.yaml",
        "node_modules/@sveltia/cms/LICENSE.txt",
        "node_modules/@sveltia/cms/npm/index.js",
        "node_modules/immutable/dist/immutable.es.js",
        "node_modules/openmoji/LICENSE.txt",
        "node_modules/openmoji/color/svg/1F382.svg",
        "node_modules/stemmer/license",
        "node_modules/yaml/browser/dist/index.js",
        "schemas/site.schema.json",
        "templates/layout.html",
        "templates/scripts/editor/start.js",
    } <= names
    assert not {name for name in names if name.startswith(("content/", "tests/", "checks/"))}


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as opened:
        return opened.namelist()


def test_the_command_says_its_version_and_calls_itself_by_its_name(installed: Installed) -> None:
    assert installed.run("--version").stdout == f"local-offer {__version__}\n"
    assert "Example: local-offer check\n" in installed.run("check", "--help").stdout


def test_the_site_is_the_one_that_the_checkout_builds(installed: Installed, tmp_path: Path) -> None:
    content = installed.folder / "content"
    words = (sys.executable, ROOT / "build.py", "build", "--content", content, "--site", "site")
    done = _run(words, tmp_path, LOCAL_OFFER_STATE=str(tmp_path / "state"), **DAY)
    assert done.returncode == 0, done.stderr
    assert _files(installed.folder / "site") == _files(tmp_path / "site")
    assert (installed.folder / ".localoffer").is_dir()
    found = installed.run("search", "my son wont go to school")
    assert found.returncode == 0
    assert "1. " in found.stdout


def test_a_new_council_has_no_word_of_the_example_on_its_pages(installed: Installed) -> None:
    site = installed.folder / "town" / "site"
    pages = [file.read_text(encoding="utf-8") for file in site.rglob("*.html")]
    assert len(pages) > 100
    assert "Anywhere Council" in (site / "index.html").read_text(encoding="utf-8")
    assert not [page for page in pages if "Brackenshire" in page]


def test_an_installed_package_writes_the_examples_for_a_server(installed: Installed) -> None:
    """They are those of deploy/, but for the host and the place where the package is installed."""
    done = installed.run("deploy-files", "examples", "--host", "offer.anywhere.gov.uk")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"The programs that the units start: {installed.programs}\n" in done.stdout
    given = {b"localoffer.example.org": b"offer.anywhere.gov.uk"}
    given |= {b"/opt/local-offer/bin": os.fsencode(installed.programs)}
    pages = f"](https://github.com/{REPOSITORY}/blob/v{__version__}/"
    given |= {b"](../": pages.encode()}
    expected = _files(ROOT / "deploy")
    for example, own in given.items():
        expected = {name: text.replace(example, own) for name, text in expected.items()}
    assert _files(installed.folder / "examples") == expected
    unit = expected["systemd/local-offer-send.service"].decode("utf-8")
    assert f"ExecStart={installed.programs}/local-offer feedback send\n" in unit


def test_a_command_whose_extra_is_missing_names_it(installed: Installed) -> None:
    for words, extra in ((("feedback", "setup"), "feedback"), (("check-links",), "checks")):
        told = installed.run(*words)
        assert told.returncode == 2
        assert told.stderr.startswith("The Python package ")
        assert told.stderr.endswith(f"is not installed. Run: pip install 'local-offer[{extra}]'\n")


#: Prints every module of ours that cannot be imported, with the package that it lacks.
_MODULES = """
from importlib import import_module
from pkgutil import walk_packages
for top in ("localoffer", "search", "host"):
    for module in walk_packages(import_module(top).__path__, f"{top}."):
        if not module.name.endswith("__main__"):
            try:
                import_module(module.name)
            except ModuleNotFoundError as missing:
                print(module.name, missing.name)
"""


def test_only_link_checks_and_the_service_for_comments_need_an_extra(installed: Installed) -> None:
    words = (installed.programs / "python", "-c", _MODULES)
    done = _run(words, installed.folder, PATH=str(installed.programs))
    assert done.returncode == 0, done.stderr
    lacking = dict(line.split() for line in done.stdout.splitlines())
    of_checks = ("localoffer.link_check.", "localoffer.cli.check_links")
    assert {name for name in lacking if not name.startswith(of_checks)} == {"host.wsgi"}
    assert set(lacking.values()) == {"protego", "pypdf", "cryptography"}


def test_the_preview_works_without_the_service_for_comments(installed: Installed) -> None:
    port = free_port()
    said = installed.folder / "said.txt"
    with said.open("w", encoding="utf-8") as output:
        program = str(installed.programs / "local-offer")
        words = [program, "serve", "--port", str(port)]
        process = subprocess.Popen(words, cwd=installed.folder, stdout=output, stderr=output)
        try:
            end = time.monotonic() + PATIENCE
            while "Serving on" not in said.read_text(encoding="utf-8"):
                assert process.poll() is None, said.read_text(encoding="utf-8")
                assert time.monotonic() < end
                time.sleep(0.1)
            address = f"http://127.0.0.1:{port}/search/?q=respit+care"
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                assert "respite" in answer.read().decode("utf-8")
        finally:
            process.terminate()
            process.wait(PATIENCE)
    assert "pip install 'local-offer[feedback]'" in said.read_text(encoding="utf-8")


def test_the_source_distribution_installs_the_same_files(packages: Path, tmp_path: Path) -> None:
    environment, target = tmp_path / "venv", tmp_path / "target"
    venv.create(environment)
    sources = next(packages.glob("*.tar.gz"))
    programs = environment / "bin"
    pip = (sys.executable, "-m", "pip", "--python", programs / "python", "install")
    words = (*pip, "--quiet", "--no-compile", "--no-deps", "--target", target, sources)
    done = _run(words, tmp_path, PATH=str(programs))
    assert done.returncode == 0, done.stderr
    ours = ("feedback/", "host/", "localoffer/", "search/")
    own = {name for name in _files(target) if name.startswith(ours)}
    wheel = next(packages.glob("*.whl"))
    assert own == {name for name in _names(wheel) if name.startswith(ours)}


def test_a_checkout_without_the_npm_packages_says_what_to_do(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path / "sources")
    (sources / "node_modules").unlink()
    words = ("-m", "pip", "wheel", "--no-deps", "--no-build-isolation", ".")
    done = _run((sys.executable, *words), sources)
    assert done.returncode != 0
    assert "npm packages, which are not installed. Run: make package" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_release_stops_where_the_tag_or_the_changelog_is_of_another_version(
    tmp_path: Path,
) -> None:
    script = _steps("build")["See that the tag names this version, and what changed in it"]
    for name in (".venv", "localoffer"):
        (tmp_path / name).symlink_to(ROOT / name)
    changelog = tmp_path / "CHANGELOG.md"
    shutil.copy(ROOT / "CHANGELOG.md", changelog)

    def stopped(tag: str) -> str:
        words = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
        done = _run(words, tmp_path, GITHUB_REF_NAME=tag)
        assert (done.returncode == 0) == (not done.stdout)
        return done.stdout

    assert stopped(f"v{__version__}") == ""
    notes = (tmp_path / "dist" / "notes.md").read_text(encoding="utf-8")
    assert "- A package: `pip install local-offer` gives the command" in notes
    assert "The first version" not in notes
    assert "The tag is v9.9.9, the version in localoffer/__init__.py" in stopped("v9.9.9")
    changelog.write_text("# Changelog\n", encoding="utf-8")
    assert f"CHANGELOG.md says nothing about {__version__}." in stopped(f"v{__version__}")
