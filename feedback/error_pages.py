"""Error pages: a page for the reader, a line in the log for the operator.

No page and no line holds a word that anybody typed.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from feedback.app_context import AppContext, NoSiteContext
from localoffer.pages.navigation import HOME
from localoffer.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Page):
    """What went wrong and what to do, in sentences, the most important first."""

    template: ClassVar[str] = "feedback/error.html"
    kind: ClassVar[str] = "feedback"
    sentences: tuple[str, ...]


#: For each HTTP status: a title, and sentences on what to do.
_MESSAGES: dict[int, tuple[str, ...]] = {
    403: (
        "This did not come from our site",
        "What you sent reached us from another website, so nothing was changed.",
        "Open the page here, and do it again.",
    ),
    404: (
        "This page is not here",
        "Its address may have a mistake in it, or it may be too old.",
    ),
    405: (
        "This page is not opened in that way",
        "Go back, and use the button on the page you came from.",
    ),
    413: (
        "That was too much at once",
        "We can take about six pages of text in one box, and no files.",
        "Go back: what you wrote may still be there. Send it in two parts.",
    ),
}
_BAD_REQUEST = ("We could not read that", "Go back, and try again.")
_SERVER_ERROR = (
    "Something went wrong",
    "Sorry. The fault is ours, not yours. Go back and try again in a few minutes.",
)
_DATABASE_DOWN = (
    "We cannot look this up just now",
    "Sorry. The fault is ours, not yours. Nothing that we had is lost. Try again in a few minutes.",
)
_NO_SITE = b"This part of the site is not open yet. Try again later.\n"


@dataclass(frozen=True, slots=True)
class ErrorPages:
    """Turns exceptions into responses."""

    app: AppContext

    def handle(self, error: Exception) -> Response:
        """Return the error page for an exception; note in the log what nobody foresaw."""
        if isinstance(error, HTTPException):
            return self._http_error(error)
        if isinstance(error, NoSiteContext):
            return _no_site()
        self.app.note(error)
        if isinstance(error, SQLAlchemyError):
            return self._page(_DATABASE_DOWN, HTTPStatus.SERVICE_UNAVAILABLE)
        return self._page(_SERVER_ERROR, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _http_error(self, error: HTTPException) -> Response:
        status = error.code or 400
        if error.response is not None or status < HTTPStatus.BAD_REQUEST:
            return Response.force_type(error.get_response(), {})
        response = self._page(_MESSAGES.get(status, _BAD_REQUEST), status)
        allowed = getattr(error, "valid_methods", None)
        if allowed:
            response.headers["Allow"] = ", ".join(sorted(allowed))
        return response

    def _page(self, sentences: tuple[str, ...], status: int) -> Response:
        """Return a page; where even that cannot be rendered, its sentences as plain text."""
        title, *paragraphs = sentences
        page = ErrorPage(
            address="/feedback/",
            title=title,
            description=paragraphs[0],
            crumbs=(HOME,),
            listed=False,
            sentences=tuple(paragraphs),
        )
        try:
            return self.app.page(page, status)
        except NoSiteContext:
            return _no_site()
        except Exception as error:  # noqa: BLE001 - whatever it is, the reader gets an answer
            self.app.note(error)
            return Response("\n".join(sentences), status, mimetype="text/plain")


def _no_site() -> Response:
    return Response(_NO_SITE, HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain")
