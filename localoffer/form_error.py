"""What is to be mended in a form that somebody sent: the same value for every form of the site."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormError:
    """An error in a form, as the GOV.UK Design System's error summary lists it.

    ``field`` is the id of the field that the error is about; empty where it is about the form as a
    whole. ``message`` is a sentence that says what to do.
    """

    field: str
    message: str
