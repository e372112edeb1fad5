"""``serve``: the site and its search on one's own machine, built again when a file changes."""

import os
import socket
import sys
import threading
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cheroot.wsgi import Server
from flask import Flask
from watchfiles import watch

from feedback.settings import for_one_machine, is_told
from host.app import make_app
from host.settings import HostSettings
from localoffer import problems as told
from localoffer.cli.run import DONE, PROBLEMS, state_in, today
from localoffer.extension import SiteExtension
from localoffer.pipeline import Task, build
from localoffer.problems import ContentError, LocalOfferError, UsageError

#: Longest head of a request in bytes: ten thousand letters of any script fit in.
_LONGEST = 131_072

_NOT_HERE = (
    "The settings of feedback (FEEDBACK_…) are for a server: comments of this preview are kept in "
    "{}, and the feedback commands do not see them until those settings are unset.\n"
)


def run(root: Path, options: Namespace) -> int:
    """Build and serve until interrupted."""
    task = Task(options.content, root, state_in(root), today(), drafts=options.drafts)
    work = Work(task, options.site, options.plugins.site_extensions())
    if not work.build(first=True) and not (options.site / "index.html").exists():
        return PROBLEMS
    settings = HostSettings(
        options.content, options.site, root, state_in(root), drafts=options.drafts
    )
    return serve(work, settings, options.host, options.port)


@dataclass(frozen=True, slots=True)
class Work:
    """What is built, again and again: the task, the site's folder, what others add to it."""

    task: Task
    site: Path
    extensions: Sequence[SiteExtension]

    def build(self, *, first: bool = False) -> bool:
        """Build, or say what is wrong and leave the last good site standing.

        The first time, what was asked for may be wrong: that is raised.
        """
        try:
            built = build(self.task, self.site, self.extensions)
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


def serve(work: Work, settings: HostSettings, host: str, port: int) -> int:
    """Serve until interrupted, and build whenever a file changes; return the exit status."""
    server = _listening(settings, host, port)
    threading.Thread(target=server.serve, daemon=True).start()
    name = "localhost" if host == "127.0.0.1" else host
    sys.stderr.write(f"Serving on http://{name}:{port}. Stop with Ctrl+C.\n")
    try:
        for _ in watch(work.task.content, work.task.root / "templates", raise_interrupt=False):
            work.build()
    finally:
        server.stop()
    return DONE


def _listening(settings: HostSettings, host: str, port: int) -> Server:
    """Return the server with its port taken. It writes no log of what is asked."""
    _refuse_busy(host, port)
    server = Server((host, port), _app(settings, port), server_name="Local Offer")
    server.max_request_header_size = _LONGEST
    server.prepare()
    return server


def _app(settings: HostSettings, port: int) -> Flask:
    """Return the site and its feedback, which keeps its comments in the state folder."""
    ours = frozenset(f"http://{name}:{port}" for name in ("localhost", "127.0.0.1"))
    if is_told(os.environ):
        sys.stderr.write(_NOT_HERE.format(settings.state))
    return make_app(settings, for_one_machine(settings, ours))


def _refuse_busy(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        message = f"Port {port} cannot be used ({error.strerror}). Name another with --port."
        raise UsageError(message) from None
    except OverflowError:
        message = f"There is no port {port}. Name one from 1 to 65535 with --port."
        raise UsageError(message) from None
