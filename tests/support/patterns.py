"""Every regular expression of the packages, found in their modules: a new one is found too."""

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGES = ("feedback", "host", "localoffer", "search")
_ASKS = ("compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")

#: Files that are written into a council's folder, and steps of the database: none of them is ours.
_NOT_MODULES = ("new_council/files", "migrations")

#: A pattern that is used in no other way than these is tried at the beginning of a text alone.
_ANCHORED = {"match", "fullmatch", "pattern", "groups", "groupindex"}


@dataclass(eq=False)
class FoundPattern:
    """A regular expression, where it stands, and how it is used."""

    pattern: re.Pattern[Any]
    places: list[str] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)

    @property
    def is_anchored(self) -> bool:
        """Whether it is only ever matched from where a text begins."""
        return bool(self.uses) and self.uses <= _ANCHORED


class _Unknown(str):
    """A stand-in for a value that only a running function has: a text, or anything with a text."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "_Unknown":
        return self


def all_patterns() -> list[FoundPattern]:
    """Return every regular expression of the packages, once."""
    found: dict[tuple[Any, int], FoundPattern] = {}
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in _files()}
    uses = _uses(trees)
    for file, tree in trees.items():
        path = str(file.relative_to(ROOT))
        module = importlib.import_module(_name(file))
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                _add(found, pattern, f"{path}: {name}", uses[path, name] | uses["", name])
        for line, use, pattern in _written_inside(tree, module):
            if (pattern.pattern, pattern.flags) not in found or use != "compile":
                _add(found, pattern, f"{path}:{line}", {use})
    return list(found.values())


def _files() -> list[Path]:
    return [
        file
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if not any(part in file.as_posix() for part in _NOT_MODULES)
    ]


def _name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _add(
    found: dict[tuple[Any, int], FoundPattern], pattern: re.Pattern[Any], place: str, uses: set[str]
) -> None:
    one = found.setdefault((pattern.pattern, pattern.flags), FoundPattern(pattern))
    one.places.append(place)
    one.uses |= uses or {"search"}


def _patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a module's value: itself, or in rows, tables and records."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 5:
        for row in value.items():
            yield from _patterns_in(row, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < 5:
        for one in value:
            yield from _patterns_in(one, depth + 1)
    elif is_dataclass(value) and not isinstance(value, type) and depth < 5:
        for one_field in fields(value):
            yield from _patterns_in(getattr(value, one_field.name, None), depth + 1)


def _uses(trees: dict[Path, ast.Module]) -> dict[tuple[str, str], set[str]]:
    """Return how names are used: private ones in their file, others anywhere (file "")."""
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, tree in trees.items():
        path = str(file.relative_to(ROOT))
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node, parent in parents.items():
            name = getattr(node, "id", None) or getattr(node, "attr", None)
            if not isinstance(name, str) or isinstance(node.ctx, ast.Store):  # type: ignore[attr-defined]
                continue
            use = parent.attr if isinstance(parent, ast.Attribute) else "*"
            uses[path if name.startswith("_") else "", name].add(use)
    return uses


def _written_inside(
    tree: ast.Module, module: ModuleType
) -> Iterator[tuple[int, str, re.Pattern[Any]]]:
    """Yield the patterns that are written in a call; what only runs can know is a word."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")):
            continue
        use = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        pattern = _evaluated(node, module) if use in _ASKS else None
        if pattern:
            yield node.lineno, use, pattern


def _evaluated(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    """Return the pattern of a call; None where a table that is not there yet makes it."""
    written = call.args[0]
    known = {**vars(__import__("builtins")), **vars(module)}
    names = {node.id for node in ast.walk(written) if isinstance(node, ast.Name)} - set(known)
    flags = 0
    for more in (*call.args[1:], *(word.value for word in call.keywords)):
        text = ast.unparse(more)
        if re.fullmatch(r"re\.[A-Z]+( \| re\.[A-Z]+)*", text):
            flags = int(eval(text, {"re": re}))  # noqa: S307 - our own source
    code = compile(ast.Expression(written), "pattern", "eval")
    for stand_in in (_Unknown("12"), b"12", 12):
        try:
            made = eval(code, {**known, **dict.fromkeys(names, stand_in)})  # noqa: S307 - the same
        except (TypeError, KeyError, ValueError):
            continue
        return made if isinstance(made, re.Pattern) else re.compile(made, flags)
    return None
