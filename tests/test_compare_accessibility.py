"""The pages that a change touches are looked at in a browser, and no others."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from localoffer.compare.accessibility import faults_on_pages
from localoffer.compare.content_version import ContentVersion
from localoffer.problems import Problem, UsageError
from tests.support.compared import ROOT, comparing


@pytest.fixture
def version(tmp_path: Path) -> ContentVersion:
    """A small council without mistakes."""
    content = Path(shutil.copytree(ROOT / "tests/examples/good", tmp_path / "content"))
    with comparing(content).version(str(content)) as one:
        return one


def test_only_the_pages_that_are_named_are_looked_at(version: ContentVersion) -> None:
    services = [page.address for page in version.checked.pages if page.kind == "service"]
    assert faults_on_pages(version, services[:1], ()) == (
        "accessibility: nothing found on 1 pages.",
    )


def test_a_fault_of_a_changed_page_is_named(version: ContentVersion) -> None:
    theme = version.task.content / "theme/templates/pages/contact.html"
    theme.parent.mkdir(parents=True)
    theme.write_text('<html lang="en"><title>x</title><img src="x.png">', encoding="utf-8")
    with comparing(version.task.content).version(str(version.task.content)) as themed:
        faults = faults_on_pages(themed, ["/contact/"], ())
    assert any("image-alt" in fault for fault in faults)


def test_nobody_looks_where_there_is_nothing_to_look_at(version: ContentVersion) -> None:
    assert faults_on_pages(version, (), ()) == ("No page has changed.",)
    mistake = Problem("site.yaml", 1, "", "Wrong.", "")
    broken = replace(version, checked=replace(version.checked, problems=(mistake,)))
    assert faults_on_pages(broken, ["/"], ())[0].startswith("Nobody looked")


def test_a_package_says_that_it_has_no_browser_checks(
    version: ContentVersion, tmp_path: Path
) -> None:
    installed = replace(version, task=replace(version.task, resources=tmp_path))
    with pytest.raises(UsageError, match="come with a checkout of the program"):
        faults_on_pages(installed, ["/"], ())
