"""Unforeseen errors: a page in the site's design for the reader, a line for the operator."""

from flask import Request, Response
from werkzeug.exceptions import HTTPException

from host.static_files import page_response
from localoffer.serving import error_log

_PLAIN = b"Something went wrong on our side. Go back, and try again in a few minutes."


def error_response(error: Exception, request: Request, page: bytes | None) -> Response:
    """Return the response to an error: one line for a wrong request, else ``page``.

    Any error that is no ``HTTPException`` is also noted in the log.
    """
    if isinstance(error, HTTPException):
        return _http_error_response(error)
    error_log.note("host", error)
    if page is None:
        return Response(_PLAIN, 500, mimetype="text/plain")
    return page_response(page, request, status=500)


def _http_error_response(error: HTTPException) -> Response:
    response = Response(f"{error.name}.\n", error.code, mimetype="text/plain")
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response
