"""Addresses by which the local editor reads and writes the content folder, and sees its pages.

Only pages of this service itself may use them. A page from elsewhere is refused by its ``Origin``;
one that has its own name point to this machine (DNS rebinding) by its ``Host``.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus

from flask import Flask, Response, request

from host.edited_files import MOST_BYTES, EditedFiles, RefusedEdit
from host.edited_preview import EditedPreview
from localoffer.serving.site_context import SiteFolders

FILES, PREVIEW = "/edit/files/", "/edit/preview/"
_HOSTS = ("127.0.0.1", "localhost")


def add_edit_views(app: Flask, folders: SiteFolders) -> None:
    """Let an application answer the addresses of the local editor."""
    files, previews = EditedFiles(folders), EditedPreview(folders)

    def listed() -> Response:
        return _answer(lambda: json.dumps(files.versions()).encode())

    def read(path: str) -> Response:
        return _answer(lambda: files.read(path))

    def write(path: str) -> Response:
        return _answer(lambda: _written(files, path))

    def preview(path: str) -> Response:
        return _answer(lambda: json.dumps(asdict(previews.page(path, _sent_text()))).encode())

    app.add_url_rule(FILES, "edit-list", listed)
    app.add_url_rule(f"{FILES}<path:path>", "edit-read", read)
    app.add_url_rule(f"{FILES}<path:path>", "edit-write", write, methods=["PUT"])
    app.add_url_rule(f"{PREVIEW}<path:path>", "edit-preview", preview, methods=["POST"])


def _answer(work: Callable[[], bytes]) -> Response:
    """Return what ``work`` returns, or a sentence on why there is nothing."""
    try:
        _refuse_foreign()
        content = work()
    except RefusedEdit as refused:
        return Response(str(refused), refused.status, mimetype="text/plain")
    except OSError as error:
        message = f"The file cannot be read or written ({error.strerror})."
        return Response(message, HTTPStatus.INTERNAL_SERVER_ERROR, mimetype="text/plain")
    response = Response(content, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def _written(files: EditedFiles, path: str) -> bytes:
    version = request.headers.get("If-Match", "").strip('"')
    return json.dumps(asdict(files.write(path, _sent_text(), version))).encode()


def _sent_text() -> str:
    """Return the text that the editor sent.

    Raises:
        RefusedEdit: it is no text, or more than a file may hold.
    """
    if (request.content_length or 0) > MOST_BYTES:
        raise RefusedEdit("That is more than a file may hold.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        return request.get_data(cache=False).decode()
    except UnicodeDecodeError:
        raise RefusedEdit("That is no text in UTF-8.", HTTPStatus.BAD_REQUEST) from None


def _refuse_foreign() -> None:
    """Refuse whoever is no page of this service.

    Raises:
        RefusedEdit: the request comes from elsewhere.
    """
    origin = request.headers.get("Origin")
    is_own = origin == f"http://{request.host}" or (origin is None and request.method == "GET")
    if request.host.rpartition(":")[0] not in _HOSTS or not is_own:
        raise RefusedEdit("Only the editor's own page may do this.", HTTPStatus.FORBIDDEN)
