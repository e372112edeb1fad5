"""Why an action was refused. Whatever is raised here, nothing of the action is written."""

from http import HTTPStatus
from typing import ClassVar

from localoffer.form_error import FormError


class ActionError(Exception):
    """An action was refused. ``status`` answers the request, ``errors`` go to the form."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    errors: tuple[FormError, ...] = ()


class NotFoundError(ActionError):
    """There is no such comment, or it has been deleted."""

    status = HTTPStatus.NOT_FOUND


class EditConflictError(ActionError):
    """Somebody else has saved a newer version than the one on the moderator's screen."""

    status = HTTPStatus.CONFLICT


class NotAllowedError(ActionError):
    """The comment's state does not allow it. ``sentence`` says why, and what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.errors = (FormError("", sentence),)


class PermissionDeniedError(NotAllowedError):
    """The account's role does not allow it."""

    def __init__(self) -> None:
        super().__init__("Your account may not do this. Ask a moderator.")


class InvalidFormError(ActionError):
    """Some fields cannot be taken as they are, or are empty and needed."""

    def __init__(self, errors: tuple[FormError, ...]) -> None:
        super().__init__(*(error.message for error in errors))
        self.errors = errors
