"""Forms that are posted, on a way of their own: without Flask's contexts, hooks and routing.

Each of them touches much code, so that they took as much of the processor as all that a comment is
checked for: docs/decisions/0050-forms-that-are-posted-pass-flask-by.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Request
from werkzeug.wrappers import Response

from feedback.intake.length import MAX_BYTES, MAX_PARTS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


@dataclass(frozen=True, slots=True)
class RequestSteps:
    """What is done for every request, whichever way it takes.

    ``check`` comes before its view and may raise an exception, ``handle_error`` makes the response
    to one, and ``finish`` comes after: it returns the response that is sent.
    """

    check: Callable[[Request], None]
    handle_error: Callable[[Exception], Response]
    finish: Callable[[Request, Response], Response]


@dataclass(frozen=True, slots=True)
class FormPosts:
    """Answers posts to the addresses of ``views``; ``application`` answers all else."""

    application: "WSGIApplication"
    views: Mapping[str, Callable[[Request], Response]]
    steps: RequestSteps

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        view = self.views.get(environ.get("PATH_INFO", ""))
        if view is None or environ["REQUEST_METHOD"] != "POST":
            return self.application(environ, start)
        request = _limited(environ)
        try:
            return self.steps.finish(request, self._response(view, request))(environ, start)
        finally:
            request.close()

    def _response(self, view: Callable[[Request], Response], request: Request) -> Response:
        try:
            self.steps.check(request)
            return view(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets an answer
            return self.steps.handle_error(error)


def _limited(environ: "WSGIEnvironment") -> Request:
    """Return a request with the limits that the application has in its configuration."""
    request = Request(environ)
    request.max_content_length = request.max_form_memory_size = MAX_BYTES
    request.max_form_parts = MAX_PARTS
    return request
