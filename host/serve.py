"""``serve``: the site and its search on your own machine, built again when a file changes."""

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

from host.app import make_app
from host.settings import HostSettings
from localoffer import problems
from localoffer.cli.extras import install
from localoffer.cli.run import DONE, PROBLEMS, today
from localoffer.extension import SiteExtension
from localoffer.pipeline import Task, build
from localoffer.problems import ContentError, LocalOfferError, UsageError
from localoffer.workspace import Workspace

#: Longest head of a request in bytes: a query of ten thousand letters of any script fits in.
_LONGEST_HEAD = 131_072

_NO_FEEDBACK = "No comment can be sent from this preview: the service for them is not installed. "

_SETTINGS_UNUSED = (
    "The settings of feedback (FEEDBACK_…) are for a server: comments of this preview are kept in "
    "{}, and the feedback commands do not see them until those settings are unset.\n"
)


def run(workspace: Workspace, options: Namespace) -> int:
    """Build and serve until interrupted."""
    task = Task(
        options.content, workspace.resources, workspace.state(), today(), drafts=options.drafts
    )
    site_build = SiteBuild(task, options.site, options.plugins.site_extensions())
    if not site_build.build(first=True) and not (options.site / "index.html").exists():
        return PROBLEMS
    settings = HostSettings(
        options.content, options.site, workspace.resources, workspace.state(), drafts=options.drafts
    )
    return serve(site_build, settings, options.host, options.port)


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """The build that is repeated: its task, the site's folder, what extensions add to it."""

    task: Task
    site: Path
    extensions: Sequence[SiteExtension]

    def build(self, *, first: bool = False) -> bool:
        """Build, or print what is wrong and leave the last good site; return whether it was built.

        Raises:
            LocalOfferError: the first time, for a mistake in what the command was given.
        """
        try:
            report = build(self.task, self.site, self.extensions)
            sys.stderr.write(f"{report.size}{report.done}")
        except ContentError as error:
            sys.stderr.write(problems.as_text(problems.errors(error.problems)))
        except LocalOfferError as error:
            if first:
                raise
            sys.stderr.write(f"{error}\n")
        else:
            return True
        return False


def serve(site_build: SiteBuild, settings: HostSettings, host: str, port: int) -> int:
    """Serve until interrupted, and build whenever a file changes; return the exit status."""
    server = _listening(settings, host, port)
    threading.Thread(target=server.serve, daemon=True).start()
    name = "localhost" if host == "127.0.0.1" else host
    sys.stderr.write(f"Serving on http://{name}:{port}. Stop with Ctrl+C.\n")
    try:
        for _ in watch(
            site_build.task.content, site_build.task.resources / "templates", raise_interrupt=False
        ):
            site_build.build()
    finally:
        server.stop()
    return DONE


def _listening(settings: HostSettings, host: str, port: int) -> Server:
    """Return the server, listening on its port. It keeps no log of requests."""
    _refuse_busy(host, port)
    server = Server((host, port), _app(settings, port), server_name="Local Offer")
    server.max_request_header_size = _LONGEST_HEAD
    server.prepare()
    return server


def _app(settings: HostSettings, port: int) -> Flask:
    """Return the site with its feedback service, which keeps comments in the state folder."""
    try:
        from feedback.settings import has_settings, local_settings  # noqa: PLC0415 - not all have it
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("feedback"):
            raise
        sys.stderr.write(f"{_NO_FEEDBACK}{install('feedback')}\n")
        return make_app(settings)
    origins = frozenset(f"http://{name}:{port}" for name in ("localhost", "127.0.0.1"))
    if has_settings(os.environ):
        sys.stderr.write(_SETTINGS_UNUSED.format(settings.state))
    return make_app(settings, local_settings(settings, origins))


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
