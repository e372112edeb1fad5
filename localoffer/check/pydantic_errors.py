"""Errors of pydantic as sentences for an editor: what is wrong and what to write.

A value of the wrong form has its sentence where it is read, in ``localoffer/model/fields.py``.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from localoffer.check.field_words import ask_for, example_of, sample
from localoffer.check.model_introspection import choices_of, field_at, model_at
from localoffer.check.number_errors import not_number, not_whole, too_big, too_small
from localoffer.check.other_names import our_name
from localoffer.check.written_lists import begins_as_row, ids_in, is_ids, rows_in
from localoffer.kinds import KINDS
from localoffer.model.fields import COLOUR_PATTERN, LANGUAGE_PATTERN, SLUG_PATTERN, TO_CHOOSE
from localoffer.problems import quoted
from localoffer.read.file_names import MAX_STEM

Sentence = tuple[str, str]

#: All choices are listed, where none is near, up to this number.
_FEW = 30

#: Letters of a word that are compared: a longer one is no slip of the pen.
_SHORT = 100

#: How many of the fields of a part are named.
_NAMED = 3


def explain(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    """Return (what is wrong, what to write) for one pydantic error in a record of ``model``."""
    writer = _WRITERS.get(error["type"])
    if writer and error["type"] in _OF_VALUES and _says_nothing(error["input"]):
        return _nothing_said(model, error)
    if isinstance(error["input"], list | dict) and error["type"] in _OF_ONE_VALUE:
        return "One value is expected here, not a list or fields.", ask_for(model, error["loc"])
    if writer is None:
        return f"{quoted(error['input'])} does not fit here.", ask_for(model, error["loc"])
    return writer(model, error)


def nearest(word: str, options: list[str]) -> str:
    """Return 'Did you mean "…"?' or the options themselves, where they are few."""
    small = {option.lower(): option for option in options}
    close = get_close_matches(word.lower()[:_SHORT], small, n=1, cutoff=0.6)
    close += [option for option in small if word.lower().startswith(option)]
    if close:
        return f'Did you mean "{small[close[0]]}"?'
    listed = ", ".join(options) if len(options) <= _FEW else ""
    return f"Choose one of: {listed}." if listed else "Choose one from the list."


def _missing(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    name = str(error["loc"][-1])
    field = field_at(model, error["loc"])
    thing = (field.title if field else None) or name
    part = model_at(model, error["loc"])
    names = f" (below it: {_first_names(part)})" if part else ""
    return f"{name} is missing.", f"Enter {thing}{example_of(model, error['loc'], name)}{names}."


def _unknown(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    name = str(error["loc"][-1])
    part = model_at(model, error["loc"][:-1])
    names = list(part.model_fields) if part else []
    message = f"{quoted(name)} is not a field here."
    if ours := our_name(name, names):
        return message, f'Did you mean "{ours}"?'
    if name == "description" and len(error["loc"]) == 1 and _has_text(model):
        return message, "Write that text below the header, under the second line of ---."
    return message, nearest(name, names)


def _has_text(model: type[BaseModel]) -> bool:
    """Return whether a record of this model has a text below its header."""
    return any(kind.model is model and kind.ending == ".md" and kind.is_folder for kind in KINDS)


def _not_a_choice(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    options = list(choices_of(field_at(model, error["loc"])))
    if _SEVERAL.search(str(error["input"])[:_SHORT]) and len(options) <= _FEW:
        message = f"{quoted(error['input'])} is more than one of the choices."
        return message, f"Write one of {', '.join(options)}, and a row for each further one."
    return f"{quoted(error['input'])} is not one of the choices.", nearest(
        str(error["input"]), options
    )


#: What joins two choices in one text.
_SEVERAL = re.compile(r"[,/&–]|\b(?:and|to)\b")


def _too_short(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    least = error["ctx"]["min_length"]
    if not isinstance(error["input"], str):
        return "The list is empty.", ask_for(model, error["loc"])
    if not error["input"].strip():
        return _missing(model, error)
    return f"{quoted(error['input'])} is too short.", f"Write {least} letters or more."


def _too_long(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    most = error["ctx"]["max_length"]
    if isinstance(error["input"], str):
        return f"The text has {len(error['input'])} letters.", f"Write {most} letters at most."
    return f"The list has {len(error['input'])} rows.", f"Keep {most} at most."


def _not_a_list(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    name = error["loc"][-1]
    if isinstance(error["input"], Mapping) and error["input"]:
        first = next(iter(error["input"]))
        return (
            f"{name} is a list, but its first row has no hyphen.",
            f"Begin the row with a hyphen and a space: - {first}: …",
        )
    written = error["input"].strip() if isinstance(error["input"], str) else "…"
    rows = rows_in(written)
    part = model_at(model, (*error["loc"], 0))
    if part:
        field = next(iter(part.model_fields))
        rows = [f"{{{field}: {row}}}" for row in rows]
    message = f"{name} is a list, but only one thing is written."
    if begins_as_row(written):
        message = f"The rows of {name} do not begin with a hyphen and a space."
    return message, f"Write it as a list: {name}: [{', '.join(rows)}]."


def _not_fields(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    part = model_at(model, error["loc"])
    if part is None:
        return "Each of these needs an answer.", "Write them as {step-free: yes, lift: not known}."
    name, field = next(iter(part.model_fields.items()))
    written = sample(field) if field.examples else "…"
    if _fits(part, name, error["input"]):
        written = str(error["input"]).strip()
    value = f'"{written}"' if written.startswith("#") else written
    return "Fields are expected here.", f"Write them as {{{name}: {value}}}."


def _fits(part: type[BaseModel], name: str, value: object) -> bool:
    """Return whether a value would do as the first field of a part."""
    if not isinstance(value, str) or len(value) > _SHORT or "\n" in value:
        return False
    try:
        part.model_validate({name: value})
    except ValidationError:
        return False
    return True


def _first_names(model: type[BaseModel]) -> str:
    names = list(model.model_fields)
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _not_text(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    return "Text is expected here, not a list or fields.", ask_for(
        model, error["loc"], "Write one line of text."
    )


def _wrong_shape(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    written, pattern = str(error["input"]), error.get("ctx", {}).get("pattern", "uuid")
    if not written.strip():
        return "Nothing is written here.", ask_for(
            model, error["loc"], "Take it out, or fill it in."
        )
    if written == TO_CHOOSE:
        return f"{TO_CHOOSE} stands for an id, and none is chosen yet.", (
            "Write the id that you mean, or delete this row."
        )
    if pattern == SLUG_PATTERN and (several := ids_in(written)):
        many = isinstance(error["loc"][-1], int)
        fix = f"each on its own: [{', '.join(several)}]" if many else f"one: {several[0]}"
        return f"{quoted(written)} is more than one id.", f"Write {fix}."
    if pattern == SLUG_PATTERN and isinstance(error["loc"][-1], int) and is_ids(written):
        fix = f"Write a comma between two: [{', '.join(written.split())}]."
        return f"{quoted(written)} is not an id: small letters, digits and hyphens.", fix
    if pattern == SLUG_PATTERN:
        slug = "-".join(re.findall("[a-z0-9]+", written.lower()))[:MAX_STEM].strip("-")
        fix = (
            f"Write {slug}."
            if slug
            else ask_for(model, error["loc"], "Write one in small letters.")
        )
        return f"{quoted(written)} is not an id: small letters, digits and hyphens.", fix
    what, fix = _SHAPES.get(pattern, ("is not written as it should be", ""))
    return f"{quoted(written)} {what}.", fix or ask_for(model, error["loc"])


#: By pattern of a field: what a value that does not fit it is not, and what to write.
_SHAPES = {
    r"^[^\n]*$": ("stands on several lines", "Write it on one line."),
    r"^/": (
        "is not an address of this site",
        "Begin it with / and end it with /, such as /guides/short-breaks/.",
    ),
    "uuid": (
        "is not an id from a feed",
        "Take this line out: the id is made from the file's name.",
    ),
    LANGUAGE_PATTERN: (
        "is not the code of a language",
        "Write its two or three letters, such as cy for Welsh or ur for Urdu.",
    ),
    COLOUR_PATTERN: (
        "is not a colour",
        'Write a # and six digits or letters from a to f in quotes, such as "#1d5c63".',
    ),
}


#: Errors of a single value, in place of which people write that they do not know.
_OF_VALUES = frozenset(
    {"int_parsing", "float_parsing", "literal_error", "string_pattern_mismatch", "invalid"}
)

#: Errors of a single value, which a list can have too.
_OF_ONE_VALUE = frozenset(
    {
        "int_type",
        "float_type",
        "literal_error",
        "date_type",
        "time_type",
        "bool_type",
        "bool_parsing",
    }
)
_NOTHING = re.compile(r"(?:n/?a|none|nil|tb[acd]|not applicable|unknown|[?–—.-]{1,5})\.?")


def _says_nothing(value: object) -> bool:
    return isinstance(value, str) and bool(_NOTHING.fullmatch(value.strip().lower()[:_SHORT]))


def _nothing_said(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    """Return what to do about "N/A": take an optional field out, ask for a required one."""
    place = error["loc"]
    part = model_at(model, place[:-1])
    field = part.model_fields.get(str(place[-1])) if part else None
    message = f"{quoted(error['input'])} says nothing here."
    if field is not None and not field.is_required():
        return message, "Take this line out."
    return message, ask_for(model, place)


def _invalid(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    return error["msg"], str(error["ctx"]["fix"])


_WRITERS: Mapping[str, Callable[[type[BaseModel], ErrorDetails], Sentence]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _not_a_choice,
    "int_parsing": not_whole,
    "int_type": not_whole,
    "int_from_float": not_whole,
    "float_parsing": not_number,
    "float_type": not_number,
    "greater_than_equal": too_small,
    "less_than_equal": too_big,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "too_short": _too_short,
    "too_long": _too_long,
    "tuple_type": _not_a_list,
    "model_type": _not_fields,
    "dict_type": _not_fields,
    "string_type": _not_text,
    "string_pattern_mismatch": _wrong_shape,
    "uuid_parsing": _wrong_shape,
    "invalid": _invalid,
}
