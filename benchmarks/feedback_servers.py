"""The servers that are measured, all under gunicorn: a bare route, ours, and Isso."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from venv import EnvBuilder

from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text

from benchmarks.contenders import ROOT
from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from tests.support.free_port import free_port

ORIGIN = "https://localoffer.example.org"
KEY = Fernet.generate_key().decode()

_ISSO = "isso==0.14.0"
_SETTINGS_OF_ISSO = """\
[general]
dbpath = {file}
host = {origin}/
log-file = {folder}/isso.log
[guard]
enabled = false
"""
_PATIENCE = 90
_BACKENDS = text(
    "SELECT pid FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)
_UNIT = ROOT / "deploy" / "systemd" / "local-offer.service"


@dataclass(frozen=True)
class Server:
    """How to start one: the gunicorn to use, its application, its settings, gunicorn's options."""

    name: str
    application: str
    database: str
    environ: Mapping[str, str]
    options: tuple[str, ...]
    python: Path = field(default_factory=lambda: Path(sys.executable))
    asked: str = "/feedback/comment"


def deployed_options() -> tuple[str, ...]:
    """Return gunicorn's options in the example unit; where it listens is the socket unit's."""
    lines = _UNIT.read_text(encoding="utf-8").splitlines()
    [command] = [line for line in lines if line.startswith("ExecStart=")]
    _, _, *options = shlex.split(command)
    return tuple(options)


def bare(database: str, options: tuple[str, ...]) -> Server:
    """Return a bare route with one INSERT."""
    environ = {"BARE_DATABASE": database}
    return Server(
        "a bare Flask route", "benchmarks.feedback_bare:app()", database, environ, options
    )


def ours(database: str, built: Path, options: tuple[str, ...]) -> Server:
    """Return our service with every protection on; only what one network may send is more.

    Its tables are made, as ``feedback setup`` does.
    """
    engine = make_engine(database)
    upgrade(engine)
    environ = {
        "LOCAL_OFFER_CONTENT": str(ROOT / "content"),
        "LOCAL_OFFER_SITE": str(built / "site"),
        "LOCAL_OFFER_STATE": str(built / "state"),
        "FEEDBACK_DATABASE": database,
        "FEEDBACK_KEYS": KEY,
        "FEEDBACK_ORIGINS": ORIGIN,
        "FEEDBACK_PROXIES": "1",
        "FEEDBACK_MOST_AN_HOUR": "1000000",
    }
    return Server("ours", "host.wsgi:app()", database, environ, options)


def isso(folder: Path) -> Server:
    """Return Isso from its registry package, in an environment of its own, its guard off."""
    place = ROOT / ".localoffer" / "bench" / "isso"
    python = place / "bin" / "python"
    if not (place / "bin" / "isso").exists():
        EnvBuilder(with_pip=True).create(place)
        subprocess.run([python, "-m", "pip", "install", "-q", _ISSO, "gunicorn"], check=True)
    settings = folder / "isso.cfg"
    file = folder / "isso.db"
    told = _SETTINGS_OF_ISSO.format(file=file, origin=ORIGIN, folder=folder)
    settings.write_text(told, encoding="utf-8")
    asked = "/new?uri=%2Fguides%2Fshort-breaks%2F"
    environ = {"ISSO_SETTINGS": str(settings)}
    options = ("--workers", "2", "--log-level", "error")
    return Server("Isso", "isso.run", f"sqlite:///{file}", environ, options, python, asked)


@dataclass(frozen=True)
class Running:
    """A server that answers at ``origin``: itself, or what stands before it."""

    server: Server
    origin: str
    process: int

    @property
    def address(self) -> str:
        """Where forms are sent."""
        return f"{self.origin}{self.server.asked}"

    def behind(self, origin: str) -> "Running":
        """Return the same server as it is reached through another origin."""
        return replace(self, origin=origin)

    def memory(self) -> float:
        """Return the megabytes of the largest worker, with those that it shares with others."""
        return max(_megabytes(one, "Rss") for one in self._workers())

    def share(self) -> float:
        """Return the megabytes of the largest worker: its own, and its share of what is shared."""
        return max(_megabytes(one, "Pss") for one in self._workers())

    def processor(self) -> float:
        """Return the seconds of processor that the workers have taken so far."""
        return _processor(self._workers())

    def database_processor(self) -> float:
        """Return the seconds of processor of the workers' connections to PostgreSQL."""
        if self.server.database.startswith("sqlite"):
            return 0
        engine = create_engine(self.server.database)
        with engine.connect() as connection:
            backends = list(connection.execute(_BACKENDS).scalars())
        engine.dispose()
        return _processor(backends)

    def _workers(self) -> list[int]:
        listed = Path(f"/proc/{self.process}/task/{self.process}/children").read_text("ascii")
        return [int(word) for word in listed.split()]


@contextmanager
def running(server: Server) -> Iterator[Running]:
    """Start a server on a free port, and end it afterwards."""
    port = free_port()
    words = [str(server.python), "-m", "gunicorn", "--no-control-socket", *server.options]
    words += ["--bind", f"127.0.0.1:{port}", server.application]
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env={**os.environ, **server.environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(port)
        yield Running(server, f"http://127.0.0.1:{port}", process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _wait(port: int) -> None:
    """Wait until each of the workers is likely to have answered once."""
    until, answered = time.monotonic() + _PATIENCE, 0
    while answered < 20 and time.monotonic() < until:  # noqa: PLR2004 - often enough for four
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", "/feedback/comment")
            connection.getresponse().read()
            answered += 1
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()


def _processor(processes: Sequence[int]) -> float:
    """Return the seconds of processor that processes have taken so far (proc(5), stat)."""
    rows = (Path(f"/proc/{one}/stat").read_text("ascii") for one in processes)
    told = (row.rpartition(")")[2].split() for row in rows)
    return sum(int(row[11]) + int(row[12]) for row in told) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: int, kind: str) -> float:
    """Return a process's memory of a kind that its ``smaps_rollup`` names, as Rss or Pss."""
    rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{kind}:")) / 1024
