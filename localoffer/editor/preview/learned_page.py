"""What a template makes of a field's states, learned from two pages of it: see ``part_marks``."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from localoffer.editor.preview.marks import MARK, mark
from localoffer.editor.preview.part_marks import (
    BRANCH,
    CONDITION,
    ITEM,
    LOOP,
    NUMBERED,
    PART,
    PART_END,
    VALUE,
)
from localoffer.editor.preview.sample_record import pattern_of

_BORDER = re.compile(f"{PART}([a-z])([0-9]+){NUMBERED}|{PART_END}")

#: What a template that makes the first letter of some words a capital leaves of their mark.
_BEGUN = re.compile(
    f"{PART}(v[0-9]+){NUMBERED}{PART}{PART_END}{PART}v[0-9]+{NUMBERED}(v[0-9]+{NUMBERED})(.)"
)
_BRANCH = re.compile(f"{BRANCH}([0-9]+){NUMBERED}")
#: Rows that a learned list keeps: a first, one between, a last.
_KEPT = 3


@dataclass(slots=True)
class PagePart:
    """A part of a page: texts and parts in it, and what it holds in other states of a field."""

    kind: str
    number: str
    inside: "list[str | PagePart]" = field(default_factory=list)
    others: "dict[str, dict[str, list[str | PagePart]]]" = field(default_factory=dict)

    @property
    def items(self) -> "list[PagePart]":
        """The turns of a loop."""
        return [one for one in self.inside if isinstance(one, PagePart) and one.kind == ITEM]

    def learn(self, other: "PagePart", pattern: str, label: str) -> None:
        """Learn from the same page with one field in another state where they differ."""
        rows = _list_of(self.items) if self.kind == LOOP else ""
        if rows and pattern_of(rows) == pattern:
            if other.items:
                last = f"{rows}.{len(self.items) - 1}"
                self.items[-1].learn(other.items[0].renamed(f"{rows}.0", last), pattern, label)
            elif "".join(_words(other.inside)).strip():
                self.others.setdefault(pattern, {})[label] = other.inside
            return
        if [_shape(one) for one in self.inside] != [_shape(one) for one in other.inside]:
            self.others.setdefault(pattern, {})[label] = other.inside
            return
        for mine, theirs in zip(self.inside, other.inside, strict=True):
            if isinstance(mine, PagePart) and isinstance(theirs, PagePart):
                mine.learn(theirs, pattern, label)

    def with_values(self, names: Collection[str], text: str) -> "PagePart":
        """Return the part with a text in place of the values of these numbers."""
        if self.kind == VALUE and self.number in names:
            return PagePart(self.kind, self.number, [text])
        inside = [
            one if isinstance(one, str) else one.with_values(names, text) for one in self.inside
        ]
        return PagePart(self.kind, self.number, inside, self.others)

    def renamed(self, row: str, other: str) -> "PagePart":
        """Return the part as that of another row of a list."""
        found = re.compile(rf"(?<={MARK.pattern[0]}){re.escape(row)}(?=[^0-9])")
        inside = [
            found.sub(other, one) if isinstance(one, str) else one.renamed(row, other)
            for one in self.inside
        ]
        return PagePart(self.kind, self.number, inside)


def _shape(one: str | PagePart) -> str:
    return one if isinstance(one, str) else f"{PART}{one.number}"


def read_parts(text: str) -> PagePart:
    """Return a page as its parts."""
    top = PagePart("", "")
    path, end = [top], 0
    text = _BEGUN.sub(lambda cut: f"{PART}{cut[1]}{NUMBERED}{PART}{cut[2]}{cut[3].upper()}", text)
    for border in _BORDER.finditer(text):
        if border.start() > end:
            path[-1].inside.append(text[end : border.start()])
        end = border.end()
        if border[1]:
            part = PagePart(border[1], border[2])
            path[-1].inside.append(part)
            path.append(part)
        elif len(path) > 1:
            path.pop()
    path[-1].inside.append(text[end:])
    return top


def as_json(part: PagePart) -> list[Any]:
    """Return a page as JSON; what it consists of is told in ``learned_page.js``."""
    return _inside(part.inside)


def _inside(inside: list[str | PagePart]) -> list[Any]:
    """Return texts, marks and parts; texts that stand together are one."""
    found: list[Any] = []
    for one in inside:
        for value in _texts(one) if isinstance(one, str) else _part(one):
            if isinstance(value, str) and found and isinstance(found[-1], str):
                found[-1] += value
            elif value != "":
                found.append(value)
    return _joined(found)


def _branch(inside: list[str | PagePart]) -> list[Any]:
    """Return which branch of a condition was taken; nothing where it was none."""
    first = _BRANCH.match(inside[0]) if inside and isinstance(inside[0], str) else None
    return [{"branch": int(first[1])}] if first else []


def _texts(text: str) -> Iterator[Any]:
    text, end = _BRANCH.sub("", text), 0
    for found in MARK.finditer(text):
        yield text[end : found.start()]
        yield {"at": found[1], **({"as": found[2]} if found[2] else {})}
        end = found.end()
    yield text[end:]


def _part(part: PagePart) -> Iterator[Any]:
    has_several = part.kind == CONDITION and len(part.others) > 1
    others = {
        pattern: {
            label: [*(_branch(inside) if has_several else []), *_inside(inside)]
            for label, inside in states.items()
        }
        for pattern, states in part.others.items()
        if not _is_its_own(part, pattern, states)
    }
    items = part.items
    rows = _list_of(items) if part.kind == LOOP else ""
    if rows:
        kept = _counted(items, rows)
        last = len(items) - 1
        inside = {"rows": rows, "last": last, "each": [list(_part(one))[0:] for one in kept]}
        yield {**inside, **({"or": others} if others else {})}
    elif others or part.kind in (CONDITION, ITEM):
        yield {"in": _inside(part.inside), **({"or": others} if others else {}), "is": part.kind}
    else:
        yield from _inside(part.inside)


def _counted(items: list[PagePart], rows: str) -> list[PagePart]:
    """Return the items that are kept, with the mark of its place where a row shows its number."""
    kept, places = (items[0], items[1], items[-1]), (0, 1, len(items) - 1)
    shown = [dict(_values(item)) for item in kept]
    numbers = [str(place + 1) for place in places]
    names = {name for name in shown[0] if [values.get(name, "") for values in shown] == numbers}
    return [
        item.with_values(names, mark(f"{rows}.{place}", "number"))
        for item, place in zip(kept, places, strict=True)
    ]


def _values(part: PagePart) -> Iterator[tuple[str, str]]:
    """Yield the number of each value in a part, and the value, where it is plain text."""
    for one in part.inside:
        if isinstance(one, PagePart):
            if one.kind == VALUE:
                yield one.number, "".join(text for text in one.inside if isinstance(text, str))
            yield from _values(one)


def _is_its_own(part: PagePart, pattern: str, states: Mapping[str, list[str | PagePart]]) -> bool:
    """Return whether a part is a field's value and no more, which is nothing where that is."""
    if list(states) != ["absent"] or "".join(_words(states["absent"])):
        return False
    words = [word for word in _words(part.inside) if word]
    marks = [MARK.fullmatch(word) for word in words]
    return all(one and pattern_of(one[1]) == pattern for one in marks)


def _words(inside: list[str | PagePart]) -> Iterator[str]:
    for one in inside:
        yield from _words(one.inside) if isinstance(one, PagePart) else (one,)


def _list_of(items: list[PagePart]) -> str:
    """Return the path of the list whose rows stand in these items, or nothing."""
    if len(items) < _KEPT:
        return ""
    paths = [set(_paths(item)) for item in (items[0], items[1], items[-1])]
    numbers = (0, 1, len(items) - 1)
    first = sorted(
        {path[: found.start()] for path in paths[0] for found in _rows(path, 0)}, key=len
    )
    return next(
        (
            rows
            for rows in first
            if all(
                any(re.match(rf"{re.escape(rows)}\.{number}(?=[.~]|$)", path) for path in seen)
                for number, seen in zip(numbers, paths, strict=True)
            )
        ),
        "",
    )  # fmt: skip


def _rows(path: str, number: int) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\.{number}(?=[.~]|$)", path)


def _paths(part: PagePart) -> Iterator[str]:
    for one in part.inside:
        if isinstance(one, PagePart):
            yield from _paths(one)
        else:
            yield from (found[1] for found in MARK.finditer(one))


def _joined(found: list[Any]) -> list[Any]:
    """Return marks of a list's rows that stand with the same words between them as that list."""
    joined: list[Any] = []
    at = 0
    while at < len(found):
        run = found[at : at + 5]
        if rows := _joined_rows(run):
            joined.append(rows)
            at += len(run)
        else:
            joined.append(found[at])
            at += 1
    return joined


def _joined_rows(run: list[Any]) -> Mapping[str, Any] | None:
    if len(run) != _KEPT + 2 or not all(isinstance(one, dict) and "at" in one for one in run[::2]):
        return None
    if not all(isinstance(one, str) for one in run[1::2]):
        return None
    first: str = run[0]["at"]
    numbered = list(_rows(first, 0))
    if not numbered:
        return None
    rows, rest = first[: numbered[-1].start()], first[numbered[-1].end() :]
    if [one["at"] for one in run[::2]] != [f"{rows}.{row}{rest}" for row in range(_KEPT)]:
        return None
    between = [[run[0]], [run[1], run[2]], [run[3], run[4]]]
    return {"rows": rows, "last": _KEPT - 1, "each": between}
