"""The site on one's own machine: built, served, and built again when a file changes."""

import sys
import threading
from argparse import Namespace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from localoffer import problems as told
from localoffer.command.run import DONE, PROBLEMS, STATE, today
from localoffer.pipeline import Task, build
from localoffer.problems import ContentError, LocalOfferError, UsageError


def run(root: Path, options: Namespace) -> int:
    """Build and serve until interrupted."""
    task = Task(options.content, root, root / STATE, today(), drafts=options.drafts)
    return serve(task, options.site, options.host, options.port)


def serve(task: Task, site: Path, host: str, port: int) -> int:
    """Serve the site until interrupted; return the exit status."""
    built = _build(task, site, first=True)
    if not built and not (site / "index.html").exists():
        return PROBLEMS
    server = _listen(site, host, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    name = "localhost" if host == "127.0.0.1" else host
    sys.stderr.write(f"Serving on http://{name}:{port}. Stop with Ctrl+C.\n")
    try:
        for _ in watch(task.content, task.root / "templates", raise_interrupt=False):
            _build(task, site)
    finally:
        server.shutdown()
    return DONE


def _listen(site: Path, host: str, port: int) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((host, port), partial(_Pages, directory=str(site)))
    except OSError as error:
        message = f"Port {port} cannot be used ({error.strerror}). Name another with --port."
        raise UsageError(message) from None
    except OverflowError:
        message = f"There is no port {port}. Name one from 1 to 65535 with --port."
        raise UsageError(message) from None


def _build(task: Task, site: Path, *, first: bool = False) -> bool:
    """Build, or say what is wrong and leave the last good site standing.

    The first time, what was asked for may be wrong: that is raised.
    """
    try:
        built = build(task, site)
        sys.stderr.write(f"{built.size}{built.done}")
    except ContentError as error:
        sys.stderr.write(told.as_text(told.errors(error.problems)))
    except LocalOfferError as error:
        if first:
            raise
        sys.stderr.write(f"{error}\n")
    else:
        return True
    return False


class _Pages(SimpleHTTPRequestHandler):
    """Static files, with the site's own page for addresses that do not exist."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():  # noqa: PLR2004
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Log nothing: what a family reads is nobody's business."""
