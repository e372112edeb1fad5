"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("localoffer", "search", "feedback", "host")
CODE = sorted(
    file for name in (*PACKAGES, "checks", "templates") for file in (ROOT / name).rglob("*.py")
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 30

#: What a database went through, one step a file: written by Alembic, and never changed again.
HISTORY = ROOT / "feedback" / "store" / "migrations" / "versions"


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _kept_by_git() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


def test_the_output_and_the_state_folders_hold_no_code_and_are_not_in_git() -> None:
    kept = _kept_by_git()
    assert [name for name in kept if name.startswith(("site/", ".localoffer/"))] == []
    assert sorted((ROOT / "site").rglob("*.py")) == []


def test_the_command_line_parses_calls_and_prints_and_defines_no_class() -> None:
    classes = [n.name for n in ast.walk(_tree(ROOT / "build.py")) if isinstance(n, ast.ClassDef)]
    assert classes == []


def test_yaml_is_never_loaded_by_a_slow_or_an_unsafe_loader() -> None:
    pattern = re.compile(r"\b(safe_load|full_load|unsafe_load|(?<!C)SafeLoader)\b")
    wrong = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in CODE
        if (found := pattern.search(file.read_text(encoding="utf-8")))
    ]
    assert wrong == []


def test_no_template_calls_text_safe() -> None:
    """Only the renderer may say that text is HTML, once, after it has been sanitised."""
    wrong = [
        str(file.relative_to(ROOT))
        for file in sorted((ROOT / "templates").rglob("*"))
        if file.suffix in {".html", ".jinja", ".njk", ".xml", ".txt"}
        and re.search(r"\|\s*safe\b|autoescape\s+false", file.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_a_module_has_one_subject_and_a_function_fits_a_hand() -> None:
    long = [
        f"{file.relative_to(ROOT)} has {lines} lines"
        for file in CODE
        if file.parent != HISTORY
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    ]
    long += [
        f"{file.relative_to(ROOT)}: {node.name} has {lines} lines"
        for file in [*CODE, ROOT / "build.py"]
        if file.parent != HISTORY
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


#: What each package may have one of: the contract with templates, words for pages, addresses.
ONE_A_PACKAGE = {"__init__.py", "contexts.py", "labels.py", "routes.py"}


def _names(package: str) -> tuple[list[str], list[str]]:
    """The file names of a package's modules, and the names of its classes, each as often as it is.

    Modules of five lines or fewer say nothing but a sentence.
    """
    files = [
        file
        for file in CODE
        if file.relative_to(ROOT).parts[0] == package
        and HISTORY not in file.parents
        and len(file.read_text(encoding="utf-8").splitlines()) > 5
    ]
    classes = [
        node.name for file in files for node in _tree(file).body if isinstance(node, ast.ClassDef)
    ]
    return [file.name for file in files if file.name != "__init__.py"], classes


def _shared(names: list[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() for _ in range(times) if times > 1)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_two_modules_and_no_two_classes_of_a_package_share_a_name(package: str) -> None:
    files, classes = _names(package)
    own = [name for name in files if name not in ONE_A_PACKAGE]
    assert (_shared(own), _shared(classes)) == ([], [])


def test_over_the_whole_few_names_are_shared() -> None:
    """A tenth of the modules and a twentieth of the classes at most."""
    names = [_names(package) for package in PACKAGES]
    files = [name for some, _ in names for name in some]
    classes = [name for _, some in names for name in some]
    assert len(_shared(files)) <= len(files) / 10, _shared(files)
    assert len(_shared(classes)) <= len(classes) / 20, _shared(classes)


def test_nothing_is_named_after_nothing_in_particular() -> None:
    empty = {"utils", "util", "helper", "helpers", "manager", "common", "misc"}
    wrong = [name for name in _kept_by_git() if set(re.split(r"[/._]", name.lower())) & empty]
    assert wrong == []


def test_every_package_of_the_code_is_named_in_the_project_file() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        ".".join(file.parent.relative_to(ROOT).parts)
        for name in PACKAGES
        for file in (ROOT / name).rglob("__init__.py")
    }
    assert sorted(named["tool"]["setuptools"]["packages"]) == sorted(packages)


def test_no_file_is_large_and_none_names_a_package_registry() -> None:
    kept = [ROOT / name for name in _kept_by_git() if (ROOT / name).is_file()]
    large = [file.name for file in kept if file.stat().st_size > 1_000_000]
    hosts = re.compile(rb"registry[.]npmjs|files[.]pythonhosted|deb[.]debian[.]org")
    named = [file.name for file in kept if hosts.search(file.read_bytes())]
    assert (large, named) == ([], [])


def test_every_test_file_says_in_a_sentence_what_it_shows() -> None:
    silent = [
        file.name
        for file in sorted((ROOT / "tests").glob("**/*.py"))
        if not ast.get_docstring(_tree(file))
    ]
    assert silent == []


def test_nothing_in_our_own_checks_is_ignored() -> None:
    """No rule of pa11y, axe, vnu or Lighthouse is left out, and no element hidden from them."""
    words = re.compile(r"\b(ignore|hideElements|disableRules|skipAudits|skip-audits|filterfile)\b")
    programs = sorted((ROOT / "checks").glob("*.py"))
    wrong = [
        file.name
        for file in programs
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and words.fullmatch(node.value.lstrip("-"))
    ]
    assert programs
    assert wrong == []
