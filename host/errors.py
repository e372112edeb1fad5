"""What was not foreseen: a page in the site's design for the reader, a line for the operator."""

from flask import Request, Response
from werkzeug.exceptions import HTTPException

from host.static_files import page_response
from localoffer.serving import error_log

_PLAIN = b"Something went wrong on our side. Go back, and try again in a few minutes."


def answer(error: Exception, request: Request, page: bytes | None) -> Response:
    """Return the answer to an error: a sentence for what was asked wrongly, else ``page``."""
    if isinstance(error, HTTPException):
        return _said(error)
    note(error)
    if page is None:
        return Response(_PLAIN, 500, mimetype="text/plain")
    return page_response(page, request, status=500)


def _said(error: HTTPException) -> Response:
    response = Response(f"{error.name}.\n", error.code, mimetype="text/plain")
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def note(error: Exception) -> None:
    """Say where it happened, and no more: an error's message may hold what a family typed."""
    error_log.note("host", error)
