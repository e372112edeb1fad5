"""The feedback service under gunicorn, as a council runs it, to be killed by tests."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from feedback.store.engine import make_engine
from feedback.store.migrate import upgrade
from tests.support.feedback import KEY, ORIGIN, ROOT, small_council
from tests.support.free_port import free_port

_TYPE = "application/x-www-form-urlencoded"
_PATIENCE = 60

#: Hands a socket on as systemd does (man 3 sd_listen_fds), and becomes the command.
_ACTIVATE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass
class Gunicorn:
    """A server with its workers. It is started again on the same port.

    ``inside`` are words before the command, such as those that give it a disk of its own.
    ``listening`` is a socket that stays open while it is started anew, as systemd holds one.
    ``program`` is the folder of the program that runs.
    """

    database: str
    workers: int
    log: Path
    host: str = "127.0.0.1"
    inside: tuple[str, ...] = ()
    listening: socket.socket | None = None
    program: Path = ROOT
    port: int = field(init=False)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        if self.listening:
            self.port = self.listening.getsockname()[1]
        else:
            self.port = free_port()
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        folders = small_council()
        environ = {
            **os.environ,
            "LOCAL_OFFER_CONTENT": str(folders.content),
            "LOCAL_OFFER_SITE": str(folders.site),
            "LOCAL_OFFER_STATE": str(folders.state),
            "FEEDBACK_DATABASE": self.database,
            "FEEDBACK_KEYS": KEY,
            "FEEDBACK_ORIGINS": ORIGIN,
            "FEEDBACK_MOST_AN_HOUR": "1000000",
        }
        words = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers"]
        words += [str(self.workers), *self._ways_to_listen(), "--access-logfile", "-"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self._before(), *words, "feedback.wsgi:app()"],
                cwd=self.program,
                env=environ,
                stdout=log,
                stderr=log,
                start_new_session=True,
                pass_fds=(self.listening.fileno(),) if self.listening else (),
            )
        until_answered(lambda: self.ask("GET", "/feedback/comment"), self.log)

    def _before(self) -> tuple[str, ...]:
        if self.listening is None:
            return self.inside
        return (sys.executable, "-c", _ACTIVATE, str(self.listening.fileno()))

    def _ways_to_listen(self) -> tuple[str, ...]:
        """As the unit does where systemd holds the socket; else on a port, to be up sooner."""
        if self.listening:
            return ("--threads", "4")
        return ("--preload", "--bind", f"{self.host}:{self.port}")

    @property
    def at(self) -> str:
        """Its address with its port."""
        return f"{self.host}:{self.port}"

    def ask(self, method: str, address: str, form: Mapping[str, str] | None = None) -> str | None:
        """Ask once; where the answer leads on to, or its status, or None where none came."""
        return ask(self.host, self.port, method, address, form)

    def send(self, form: Mapping[str, str]) -> str | None:
        """Send a comment once."""
        return self.ask("POST", "/feedback/comment", form)

    def worker_ids(self) -> list[int]:
        """The workers' process ids at this moment."""
        main = self.process.pid
        try:
            listed = Path(f"/proc/{main}/task/{main}/children").read_text(encoding="ascii")
        except OSError:
            return []
        return [int(word) for word in listed.split()]

    def kill_worker(self, which: int) -> None:
        """Kill one worker where it stands."""
        ids = self.worker_ids()
        if ids:
            os.kill(ids[which % len(ids)], signal.SIGKILL)

    def stop(self) -> None:
        """End it as systemd does: what was begun is answered first."""
        self.process.terminate()
        self.process.wait(_PATIENCE)

    def kill(self) -> None:
        """Kill the main process and all its workers where they stand."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def ask(
    host: str,
    port: int,
    method: str,
    address: str,
    form: Mapping[str, str] | None = None,
    patience: float = 20,
) -> str | None:
    """Ask a server once; where it leads on to, or its status, or None where no answer came."""
    connection = HTTPConnection(host, port, timeout=patience)
    headers = {"Origin": ORIGIN, **({"Content-Type": _TYPE} if form else {})}
    try:
        connection.request(method, address, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return answer.headers.get("Location") or str(answer.status)


def until_answered(question: Callable[[], str | None], log: Path | None = None) -> None:
    """Ask again until there is an answer; what the log says explains why none came."""
    until = monotonic() + _PATIENCE
    while question() is None:
        assert monotonic() < until, log and log.read_text()
        sleep(0.1)


@contextmanager
def serving_feedback(
    database: str,
    workers: int,
    log: Path,
    host: str = "127.0.0.1",
    inside: tuple[str, ...] = (),
    listening: socket.socket | None = None,
) -> Iterator[Gunicorn]:
    """Serve the small council's service until it is no longer needed; its store is made first.

    A server that is ``inside`` something finds a store there.
    """
    if not inside:
        engine = make_engine(database)
        upgrade(engine)
        engine.dispose()
    server = Gunicorn(database, workers, log, host, inside, listening)
    try:
        yield server
    finally:
        server.kill()
