"""Which of a feed's records come in, by the rows ``only`` and ``leave_out`` of importing.yaml."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from localoffer.importers.shared.publishing import is_about
from localoffer.importers.shared.text import lines
from localoffer.model.import_rule import ImportRule

_MAX_DEPTH = 10
_WORD = re.compile(r"[^\W_]+")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it is compared: its words, and the path of the field in which they stand."""

    rule: ImportRule
    words: str
    path: Path


@dataclass(slots=True)
class RecordFilters:
    """The rows about one feed, and how many records each has matched so far."""

    rows: tuple[_Row, ...] = ()
    counts: Counter[int] = field(default_factory=Counter)
    seen: set[Path] = field(default_factory=set)

    def reason(self, record: Mapping[str, Any]) -> str:
        """Return why a record of the feed does not come in; empty where it does. It is counted."""
        if not self.rows:
            return ""
        texts = list(_texts(record, (), _MAX_DEPTH))
        self.seen.update(path[:end] for path, _ in texts for end in range(1, len(path) + 1))
        words = [(path, _as_words(text)) for path, text in texts]
        matched = [number for number, row in enumerate(self.rows) if _matches(row, words)]
        self.counts.update(matched)
        unwanted = [row for row in map(self.rows.__getitem__, matched) if row.rule.leave_out]
        if unwanted:
            return f"importing.yaml leaves it out ({_name(unwanted[0])})."
        if any(row.rule.only for row in self.rows) and not matched:
            return "importing.yaml lets only others in: none of its rows with only: names it."
        return ""

    def told(self) -> list[tuple[int, str]]:
        """Return for each row how many records it matched, and what it says."""
        return [
            (self.counts[number], f"{_name(row)}{self._remark(number, row)}")
            for number, row in enumerate(self.rows)
        ]

    def _remark(self, number: int, row: _Row) -> str:
        if self.counts[number]:
            return ""
        if row.path and row.path not in self.seen:
            return ": this row matched nothing, since no record has this field"
        return ": this row matched nothing"


def record_filters(rules: Iterable[ImportRule], *keys: str) -> RecordFilters:
    """Return the filters of a feed: it has two keys where its file has another name now."""
    return RecordFilters(
        tuple(
            _Row(rule, _as_words(rule.only or rule.leave_out or ""), _path(rule.field or ""))
            for rule in rules
            if (rule.only or rule.leave_out) and any(is_about(rule, key) for key in keys)
        )
    )


def _matches(row: _Row, texts: Iterable[tuple[Path, str]]) -> bool:
    return any(
        row.words in text for path, text in texts if path[: len(row.path)] == row.path
    ) and bool(row.words.strip())


def _name(row: _Row) -> str:
    start = f"only: {row.rule.only}" if row.rule.only else f"leave_out: {row.rule.leave_out}"
    return f"{start}, field: {row.rule.field}" if row.rule.field else start


def _texts(value: Any, path: Path, depth: int) -> Iterator[tuple[Path, str]]:
    """Yield every text and number in a record, with the names that lead to it."""
    if isinstance(value, Mapping) and depth:
        for name, inner in value.items():
            yield from _texts(inner, (*path, _normalised(str(name))), depth - 1)
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _texts(item, path, depth - 1)
    elif isinstance(value, bool):
        yield path, "yes" if value else "no"
    elif isinstance(value, str | int | float):
        yield path, str(value)


def _path(dotted: str) -> Path:
    return tuple(map(_normalised, dotted.split("."))) if dotted else ()


def _normalised(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _as_words(text: str) -> str:
    """Return a text's words in small letters, with a space before and after each."""
    return f" {' '.join(_WORD.findall(lines(text).casefold()))} "
