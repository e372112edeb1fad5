"""Parsing what a browser posted, however odd, into plain text by the name of its field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request

from localoffer.form_error import FormError

#: No form of ours has nearly so many fields.
_MAX_FIELDS = 200

_URL_ENCODED = "application/x-www-form-urlencoded"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

BROKEN = (
    "Some letters did not reach us as you typed them. Look through your answers and send again."
)
TWICE = "An answer reached us twice. Look at it and send again."
FILES = "This form takes words and no files. Send your words, and call us about the file."
NO_FORM = "Your answers did not reach us. Use the form on this page."
TOO_MANY = "More answers reached us than this form has questions. Use the form on this page."


@dataclass(frozen=True, slots=True)
class PostedForm:
    """What was typed, by field, and errors in how it arrived."""

    typed: Mapping[str, str]
    errors: tuple[FormError, ...] = ()


def read_post(request: Request) -> PostedForm:
    """Return what was posted. What cannot be read whole is an error, never dropped in silence."""
    if request.mimetype == "multipart/form-data":
        typed = {name: clean_text(text) for name, text in request.form.items()}
        return PostedForm(typed, (FormError("", FILES),))
    if request.mimetype != _URL_ENCODED:
        return PostedForm({}, (FormError("", NO_FORM),))
    return read_pairs(request.get_data(cache=True))


def read_pairs(body: bytes) -> PostedForm:
    """Return the fields of a urlencoded body; where one comes twice, the first counts."""
    try:
        pairs, errors = _pairs(body, "strict"), []
    except UnicodeDecodeError:
        pairs, errors = _pairs(body, "replace"), [FormError("", BROKEN)]
    except ValueError:
        return PostedForm({}, (FormError("", TOO_MANY),))
    typed: dict[str, str] = {}
    for name, text in pairs:
        if name in typed:
            errors.append(FormError(name, TWICE))
        typed.setdefault(name, clean_text(text))
    return PostedForm(typed, tuple(dict.fromkeys(errors)))


def clean_text(text: str) -> str:
    """Return text as typed, with plain line ends and without NUL and other control letters."""
    if text.isprintable():  # neither line ends nor control letters, as in most fields
        return text
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _pairs(body: bytes, errors: str) -> list[tuple[str, str]]:
    text = body.decode("utf-8", errors)
    return parse_qsl(text, keep_blank_values=True, errors=errors, max_num_fields=_MAX_FIELDS)
