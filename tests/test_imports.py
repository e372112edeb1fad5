"""Imports go one way: what lies below knows nothing of what lies above."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("build", "checks", "feedback", "host", "localoffer", "search", "tests")

# Who may import whom, besides itself. `checks` looks at the built site, from outside.
ALLOWED = {
    "localoffer": set[str](),
    "search": {"localoffer"},
    "feedback": {"localoffer"},
    "host": {"localoffer", "search", "feedback"},
    "checks": set[str](),
    "build": {"localoffer", "search", "feedback", "host"},
}


def _files(part: str) -> list[Path]:
    folder = ROOT / part
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [ROOT / f"{part}.py"]


def _imported(file: Path) -> set[str]:
    """The full names of the modules a file imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write the import's full name"
            names.add(node.module or "")
    return names


def test_each_part_imports_only_what_lies_below_it() -> None:
    wrong = [
        f"{file.relative_to(ROOT)} imports {name}"
        for part, allowed in ALLOWED.items()
        for file in _files(part)
        if file.exists()
        for name in sorted(_imported(file))
        if name.split(".")[0] in OURS and name.split(".")[0] not in {part, *allowed}
    ]
    assert wrong == []


def test_no_test_imports_another() -> None:
    """What several share stands in a module that holds no test, or in the fixtures."""
    names = {file.stem for file in (ROOT / "tests").glob("test_*.py")} | {"conftest"}
    wrong = [
        f"{file.name} imports {name}"
        for file in (ROOT / "tests").glob("*.py")
        for name in sorted(_imported(file))
        if name.split(".")[-1] in names
    ]
    assert wrong == []


@pytest.mark.parametrize("part", ["localoffer", "feedback"])
def test_no_two_modules_import_each_other(part: str) -> None:
    """Following the imports inside a part from any of its modules never leads back to it."""
    graph = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): {
            name for name in _imported(file) if name.split(".")[0] == part
        }
        for file in _files(part)
    }

    def beyond(module: str) -> set[str]:
        reached: set[str] = set()
        waiting = set(graph[module])
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting |= graph.get(name, set())
        return reached

    assert [module for module in sorted(graph) if module in beyond(module)] == []
