"""A PostgreSQL server of one's own, for as long as it is needed: tests and benchmarks start it.

It listens on this machine alone and is gone afterwards. PostgreSQL refuses to run as root: there,
the user ``postgres`` runs it, whom Debian's package makes.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MISSING = "PostgreSQL is not here. Install it with: apt-get install postgresql"
_WAIT = 60


class NoPostgres(Exception):  # noqa: N818 - what is missing, in a sentence
    """There is no PostgreSQL on this machine."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest there is."""
    found = sorted(
        (
            folder
            for folder in Path("/usr/lib/postgresql").glob("*/bin")
            if (folder / "initdb").exists()
        ),
        key=lambda folder: int(folder.parent.name),
    )
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    if on_path is None:
        raise NoPostgres(_MISSING)
    return Path(on_path).resolve().parent


@contextmanager
def serving_postgres() -> Iterator[str]:
    """Start a server; gives the address of its first database, for SQLAlchemy and psycopg 3."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        _start(folder, port)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", folder / "store", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, port: int) -> None:
    store = folder / "store"
    _run("initdb", "-D", store, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
    _run("pg_ctl", "-D", store, "-l", folder / "log", "-o", options, "-w", "start")


def _run(program: str, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs, or raise with what it said."""
    user = "postgres" if os.geteuid() == 0 else None
    done = subprocess.run(
        [programs() / program, *arguments],
        check=False,
        cwd="/",
        user=user,
        group=user,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_WAIT,
    )
    if done.returncode:
        raise NoPostgres(f"PostgreSQL's {program} did not work: {(done.stdout or '')[-400:]}")
