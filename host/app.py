"""The service: who answers which address."""

from flask import Flask, Response, request

from host import trouble
from host.below import Below
from host.edition import Editions
from host.files import Files
from host.found import Found
from host.headers import with_headers
from host.meeting import Meeting
from host.settings import Settings


def make_app(settings: Settings) -> Flask:
    """Return the service: the site's files and its search. It sets no cookie and keeps no log."""
    app = Flask("host", static_folder=None, template_folder=None)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    editions, files = Editions(settings), Files(settings.site)
    found, meeting = Found(editions, files), Meeting(editions, files)
    editions.newest()

    def search() -> Response:
        """Answer a search."""
        return found.answer(request)

    def list_for_a_meeting() -> Response:
        """Answer with a list of statements."""
        return meeting.answer(request)

    def file(address: str = "") -> Response:
        """Answer with a file of the site."""
        return files.answer(address, request, editions.path())

    def unforeseen(error: Exception) -> Response:
        """Answer whatever went wrong."""
        return trouble.answer(error, request, editions.trouble())

    for address in ("/search", "/search/"):
        app.add_url_rule(address, view_func=search)
    for address in ("/provision/for-a-meeting", "/provision/for-a-meeting/"):
        app.add_url_rule(address, view_func=list_for_a_meeting)
    for address in ("/", "/<path:address>"):
        app.add_url_rule(address, view_func=file)
    app.register_error_handler(Exception, unforeseen)
    app.after_request(with_headers)
    app.wsgi_app = Below(app.wsgi_app, editions.path)  # type: ignore[assignment, method-assign]
    return app
