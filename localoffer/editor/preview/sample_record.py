"""A sample record of any model: every field holds a mark, and any of them may be in another state.

A state has a label: ``absent``, ``present``, for a list ``one`` or ``many``, else the choice made.
A field's pattern is its path with ``*`` for the number of a row.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from itertools import combinations
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from localoffer.editor.preview.marks import (
    MarkedDate,
    MarkedFloat,
    MarkedInt,
    MarkedTime,
    mark,
)
from localoffer.model.base import Refers
from localoffer.model.fields import read_email

#: Rows of each list of a sample: a first, one between and a last.
ROWS = 3
#: What few records have, and changes what the other fields mean.
_RARE = frozenset(
    {"draft", "publish_with_gaps", "closure", "withdrawn", "hide_address", "history", "closes",
     "valid_from", "valid_to", "week_of_month", "inferred_fields", "next_check", "senco",
     "special_provision", "resourced_places", "unit_places"}
)  # fmt: skip
#: Of so many options each choice of several is tried.
_FEW = 6
#: Choices that most records of a kind make.
_USUAL = {"kind": "maintained school", "phases": "primary", "rows.*.online": "yes"}
#: How far a day is from the day of the build, in each state that pages tell apart.
_DAYS = {"long ago": timedelta(-400), "past": timedelta(-30), "future": timedelta(30)}
_OTHER_STATES: Mapping[Any, tuple[str, ...]] = {date: tuple(_DAYS), int: ("zero",)}
_NEVER = frozenset({"admin", "id", "based_on"})
#: The lists in whose rows a page looks at more than names.
_VARIED = frozenset({"contacts", "lists/areas"})
_NUMBER = re.compile(r"\.\d+(?=[.~]|$)")


@dataclass(slots=True)
class Sample:
    """What a sample record is made with: the states of some fields, the day, and what is found.

    ``choices`` are the ids of each list by what refers to it, ``states`` labels by pattern. Making
    a record fills ``seen`` with the labels that each pattern can have, its own first, and
    ``references`` with the marked ids of what it refers to. Values by path in ``given`` have no
    mark.
    """

    today: date
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def record(self, model: type[BaseModel], prefix: str = "") -> dict[str, Any]:
        """Return the values of a record of this model."""
        fields = model.model_fields.items()
        return {
            name: self._field(field, f"{prefix}{name}")
            for name, field in fields
            if name not in _NEVER
        }

    def made(self, model: type[BaseModel], prefix: str = "", **others: Any) -> Any:
        """Return a record of this model, which nothing has checked."""
        return model.model_construct(**{**self.record(model, prefix), **others})

    def state(self, path: str, labels: tuple[str, ...]) -> str:
        """Return the label of a field's state: the first, unless another was asked for."""
        pattern = pattern_of(path)
        usual = _USUAL.get(pattern)
        if usual in labels:
            labels = (usual, *(label for label in labels if label != usual))
        if "~" not in path or path.split("~")[1] in _VARIED:
            self.seen.setdefault(pattern, labels)
        return self.states.get(pattern, labels[0])

    def _field(self, info: FieldInfo, path: str) -> Any:
        return self.given[path] if path in self.given else self._value(info, path)

    def _value(self, info: FieldInfo, path: str) -> Any:
        annotation: Any = info.annotation
        bare, inner = bare_type(annotation)
        marks = (*info.metadata, *inner)
        is_rare = path.rpartition(".")[2] in _RARE and not info.is_required()
        if get_origin(bare) is tuple:
            return self._list(get_args(bare)[0], path, is_rare=is_rare)
        if get_origin(bare) is dict:
            return self._by_choice(get_args(bare)[0], get_args(bare)[1], path)
        if (options := _options(bare)) is not None:
            return self._choice(options, path, info)
        return self._one(info, bare, marks, path, is_rare=is_rare)

    def _one(
        self, info: FieldInfo, bare: Any, marks: tuple[Any, ...], path: str, *, is_rare: bool
    ) -> Any:
        """Return a single value that is typed, or a part with fields of its own."""
        if isinstance(info.default, int) and not info.is_required():
            return self._number(info.default, path)
        usual = ("present", *_OTHER_STATES.get(bare, ()), "absent")
        state = self.state(path, ("absent", *usual[:-1]) if is_rare else usual)
        if state == "absent":
            return "" if bare is str and info.is_required() else None
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return self.made(bare, f"{path}.")
        return self._marked(bare, marks, path, state)

    def _number(self, default: int, path: str) -> int:
        """Return a number that is usually one and the same: pages have words for one and two."""
        state = self.state(path, (str(default), "2", "present"))
        return MarkedInt(path, 5) if state == "present" else int(state)

    def _choice(self, options: tuple[Any, ...], path: str, info: FieldInfo) -> Any:
        """Return one of a few options: the one that an empty field means, else the first."""
        named = {_label(option): option for option in options}
        if info.is_required():
            labels = (*named, "absent")
        else:
            usual = "absent" if info.default is None else _label(info.default)
            labels = (usual, *(label for label in named if label != usual))
        return named.get(self.state(path, labels))

    def _list(self, item: Any, path: str, *, is_rare: bool) -> tuple[Any, ...]:
        bare, marks = bare_type(item)
        if (options := _options(bare)) is not None:
            chosen = {", ".join(map(_label, some)): some for some in _subsets(options)}
            labels = ("absent", *chosen) if is_rare else (*chosen, "absent")
            return chosen.get(self.state(path, labels), ())
        usual = ("many", "one", "absent")
        state = self.state(path, usual[::-1] if is_rare else usual)
        rows = {"many": ROWS, "one": 1, "absent": 0}[state]
        return tuple(self._row(item, bare, marks, f"{path}.{number}") for number in range(rows))

    def _row(self, item: Any, bare: Any, marks: tuple[Any, ...], path: str) -> Any:
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return self.made(bare, f"{path}.")
        return self._marked(bare, marks, path) if item else None

    def _by_choice(self, key: Any, value: Any, path: str) -> dict[str, Any]:
        """Return a mapping from what is chosen from a list to an answer: empty, as it is usual."""
        _, marks = bare_type(key)
        to = next((one.to for one in marks if isinstance(one, Refers)), "")
        options = _options(bare_type(value)[0])
        if options is None:
            return {}
        labels = ("absent", *map(_label, options))
        states = {name: self.state(f"{path}.{name}", labels) for name in self.choices.get(to, ())}
        named = {_label(option): option for option in options}
        return {name: named[label] for name, label in states.items() if label in named}

    def _marked(self, bare: Any, marks: tuple[Any, ...], path: str, state: str = "present") -> Any:
        """Return a value of this type that texts show as its mark."""
        if bare is int:
            return MarkedInt(
                path, 0 if state == "zero" else 9 if path.startswith("max") or ".max" in path else 5
            )
        if bare is float:
            return MarkedFloat(path, 5)
        if bare is date:
            return MarkedDate.at(path, self.today + _DAYS.get(state, timedelta()))
        if bare is time:
            # Sessions of one time are shown as one: those of a sample differ.
            row = next(iter(re.findall(r"\d+", path)), "0")
            return MarkedTime.at(path, time(16 if path.endswith("closes_at") else 10, int(row)))
        to = next((one.to for one in marks if isinstance(one, Refers)), "")
        if to and "~" not in path:
            self.references[path] = to
        if any(isinstance(one, AfterValidator) and one.func is read_email for one in marks):
            return f"{mark(path, 'mailbox')}@{mark(path, 'mail host')}"
        return mark(path)


def pattern_of(path: str) -> str:
    """Return a path with ``*`` for the number of each row."""
    return _NUMBER.sub(".*", path)


def other_states(seen: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield each state of each field but the usual one."""
    for pattern, (_, *others) in seen.items():
        yield from ((pattern, label) for label in others)


@cache
def bare_type(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without ``Annotated`` and without None, and what was said of it."""
    if get_origin(annotation) is Annotated:
        bare, marks = bare_type(annotation.__origin__)
        return bare, (*annotation.__metadata__, *marks)
    if get_origin(annotation) in (UnionType, Union):
        return bare_type(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation, ()


def _subsets(options: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield each choice of one or more of a few options, or of one alone of many."""
    most = len(options) if len(options) <= _FEW else 1
    for number in range(1, most + 1):
        yield from combinations(options, number)


def _options(bare: Any) -> tuple[Any, ...] | None:
    if bare is bool:
        return (True, False)
    return get_args(bare) if get_origin(bare) is Literal else None


def _label(option: Any) -> str:
    if isinstance(option, bool):
        return "yes" if option else "no"
    return str(option).lower()
