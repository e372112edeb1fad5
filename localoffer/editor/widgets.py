"""One field of a record as the editor asks for it: its label, hint, choices and limits.

Every value is text, as in the files: ``9:30``, ``no`` and ``007`` stay what was typed.
The names are those of Sveltia CMS (sveltiacms.app/en/docs/fields).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel
from pydantic.fields import FieldInfo

from localoffer.editor.field_choices import NAMES, Choices
from localoffer.model.assurance import Assured
from localoffer.model.base import Refers
from localoffer.model.fields import (
    ReadBy,
    Verbatim,
    read_email,
    read_link,
    read_phone,
    read_postcode,
)
from localoffer.write.quoting import WIDTH

Widget = dict[str, Any]

#: What people write once they have written all else.
_LAST = frozenset({*Assured.model_fields, "draft", "publish_with_gaps", "inferred_fields", "admin"})
#: So many letters fit any line: nobody has to count them.
_USUAL_LENGTHS = (1, 200)

#: So many choices stand on the page; more are a list that opens.
_ALL_SEEN = 12

_YES_NO = ("yes", "no")
_CAPITALS = {"bsl": "BSL", "ehc": "EHC", "id": "ID", "url": "web page", "urn": "URN"}
_NUMBER = ["^[0-9]+([.][0-9]+)?$", "Write a number, such as 5 or 7.50."]
_TIME = ["^[0-9]{1,2}[:.][0-9]{2}$", "Write 24-hour time, such as 9:30 or 15:00."]
_PHONE = ["^[^A-Za-z]*[0-9][^A-Za-z]*$", "Write one number and no words, such as 0300 123 1234."]
_POSTCODE = ["^[A-Za-z0-9 ]{5,9}$", "Write the whole postcode, such as SC1 4AB."]
_ADDRESS = ["^/", "Write an address of this site, such as /guides/short-breaks/."]
_READERS: Mapping[Any, Widget] = {
    read_email: {"widget": "string", "type": "email"},
    read_link: {"widget": "string", "type": "url"},
    read_phone: {"widget": "string", "pattern": _PHONE},
    read_postcode: {"widget": "string", "pattern": _POSTCODE},
}


def fields_of(
    model: type[BaseModel], choices: Choices, optional: Iterable[str] = ()
) -> list[Widget]:
    """Return every field of a model; those in ``optional`` may be empty though it needs them."""
    free = frozenset(optional)
    names = sorted(model.model_fields, key=lambda name: name in _LAST)
    return [
        _field(name, field, choices, required=field.is_required() and name not in free)
        for name, field in ((name, model.model_fields[name]) for name in names)
    ]


def label_of(name: str) -> str:
    """Return a field's name in words: ``minimum_age`` is "Minimum age"."""
    words = " ".join(_CAPITALS.get(word, word) for word in name.split("_"))
    return words[0].upper() + words[1:]


def _field(name: str, field: FieldInfo, choices: Choices, *, required: bool) -> Widget:
    return {
        "name": name,
        "label": label_of(name),
        "hint": _hint(field),
        "required": required,
        **_widget(field.annotation, tuple(field.metadata), choices, name),
    }


def _hint(field: FieldInfo) -> str:
    """Return what to write, an example, and what leaving it empty means."""
    title = field.title or ""
    parts = [f"{title[:1].upper()}{title[1:]}."]
    if field.examples:
        parts.append(f"Such as: {field.examples[0]}")
    elif isinstance(field.default, bool):
        parts.append(f"Left empty: {'yes' if field.default else 'no'}.")
    elif isinstance(field.default, str | int) and field.default != "":
        parts.append(f"Left empty: {field.default}.")
    return " ".join(parts)


def _widget(annotation: Any, marks: tuple[Any, ...], choices: Choices, name: str) -> Widget:
    """Return how a value of this type is entered."""
    bare, inner = _bare(annotation)
    marks = (*marks, *inner)
    if get_origin(bare) is tuple:
        return _list(get_args(bare)[0], choices, name)
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return _by_choice(key, value, choices)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return {"widget": "object", "collapsed": "auto", "fields": fields_of(bare, choices)}
    options = _options(bare, marks, choices)
    return _text(bare, annotation, marks) if options is None else _select(options)


def _options(bare: Any, marks: tuple[Any, ...], choices: Choices) -> list[Any] | None:
    """Return what a value is chosen from; None where it is typed."""
    if bare is bool:
        return list(_YES_NO)
    if get_origin(bare) is Literal:
        return [str(option) for option in get_args(bare)]
    to = next((mark.to for mark in marks if isinstance(mark, Refers)), "")
    return list(choices.get(to, ())) or None


def _select(options: list[Any]) -> Widget:
    return {"widget": "select", "options": options, "dropdown_threshold": _ALL_SEEN}


def _list(item: Any, choices: Choices, name: str) -> Widget:
    """Return a list: of choices, of parts with fields of their own, or of lines."""
    inner = _widget(item, (), choices, name)
    if inner["widget"] == "select":
        return {**inner, "multiple": True}
    if inner["widget"] == "object":
        parts = inner["fields"]
        return {
            "widget": "list",
            "label_singular": _one(name),
            "fields": parts,
            "summary": summary_of([part["name"] for part in parts]),
            "collapsed": False,
        }
    field = {"name": "line", "label": _one(name), **inner}
    return {"widget": "list", "label_singular": _one(name), "field": field}


def summary_of(names: list[str]) -> str:
    """Return what a closed row shows: its name, or its first field."""
    return f"{{{{{next((one for one in NAMES if one in names), names[0])}}}}}"


def _one(name: str) -> str:
    """Return what one row of a list is called: "Phone" of ``phones``."""
    words = label_of(name)
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words.removesuffix("s") if not words.endswith("ss") else words


def _by_choice(key: Any, value: Any, choices: Choices) -> Widget:
    """Return a mapping: a field for each key that there is, or pairs where people name them."""
    _, marks = _bare(key)
    to = next((mark.to for mark in marks if isinstance(mark, Refers)), "")
    if not choices.get(to):
        return {"widget": "keyvalue"}
    fields = [
        {
            "name": choice["value"],
            "label": choice["label"],
            "required": False,
            **_widget(value, (), choices, choice["value"]),
        }
        for choice in choices[to]
    ]
    return {"widget": "object", "collapsed": "auto", "fields": fields}


def _text(bare: Any, annotation: Any, marks: tuple[Any, ...]) -> Widget:
    for mark in marks:
        if isinstance(mark, AfterValidator) and mark.func in _READERS:
            return dict(_READERS[mark.func])
    if bare is date:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    if bare is time:
        return {"widget": "string", "pattern": _TIME}
    if bare in (int, float):
        return {"widget": "string", "pattern": _NUMBER}
    limits: Widget = dict(_limits(marks))
    is_prose = any(isinstance(mark, ReadBy) for mark in marks) or _bare(annotation) == _bare(
        Verbatim
    )
    is_short = limits.get("maxlength", WIDTH * 3) <= WIDTH * 2
    if any(isinstance(mark, Refers) and mark.to == "any" for mark in marks):
        limits["pattern"] = _ADDRESS
    widget = "text" if is_prose and not is_short else "string"
    return {"widget": widget, "use_emoji_autocomplete": False, **limits}


def _limits(marks: tuple[Any, ...]) -> Iterator[tuple[str, int]]:
    """Yield the least and the most letters."""
    for mark in marks:
        for ours, theirs in (("min_length", "minlength"), ("max_length", "maxlength")):
            length = getattr(mark, ours, None)
            if isinstance(length, int) and length not in _USUAL_LENGTHS:
                yield theirs, length


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return a type without ``Annotated`` and without None, and what was said of it."""
    if get_origin(annotation) is Annotated:
        bare, marks = _bare(annotation.__origin__)
        return bare, (*annotation.__metadata__, *marks)
    if get_origin(annotation) in (UnionType, Union):
        return _bare(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation, ()
