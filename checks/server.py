"""A small server for a built site, as a plain web host serves it.

Text is sent gzipped and may be kept for ten minutes, as GitHub Pages does, so that what a check
measures is what a reader's telephone receives.
"""

import gzip
import mimetypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from checks.pages import STAY

_KEEP = "public, max-age=600"
_SENDS_ON = re.compile(rb'<meta http-equiv="refresh"[^>]*>')
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml", "+xml", "javascript")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave together: apart, the body waits 40 ms for the headers to be received.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(
        self, *arguments: object, folder: Path, sent: Callable[[str, int], None] | None
    ) -> None:
        self.folder = folder
        self.sent = sent
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = unquote(urlsplit(self.path).path)
        file = (self.folder / address.lstrip("/")).resolve()
        if file.is_dir() and not address.endswith("/"):
            self._answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": address + "/"})
            return
        if file.is_dir():
            file /= "index.html"
        if file.is_file() and file.is_relative_to(self.folder):
            self._send(HTTPStatus.OK, file)
        elif (self.folder / "404.html").is_file():
            self._send(HTTPStatus.NOT_FOUND, self.folder / "404.html")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"", {})

    def _send(self, status: HTTPStatus, file: Path) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        body, headers = file.read_bytes(), {"Cache-Control": _KEEP, "Content-Type": kind}
        if self.path.endswith(STAY):
            body = _SENDS_ON.sub(b"", body)
        if any(part in kind for part in _TEXT):
            headers["Content-Type"] += "; charset=utf-8"
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        self._answer(status, body, headers)

    def _answer(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if self.sent:
            self.sent(urlsplit(self.path).path, len(body))

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked for is no result of a check."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing when a browser hangs up half-way, as browsers do."""


@contextmanager
def serving(folder: Path, sent: Callable[[str, int], None] | None = None) -> Iterator[str]:
    """Serve the folder on a free port of this machine; gives the address, without a last "/".

    ``sent`` is told the address and the bytes of each answer's body, as they went over the wire.
    """
    handler = partial(_Handler, folder=folder.resolve(), sent=sent)
    with _Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
