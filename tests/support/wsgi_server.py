"""An application of ours, answering on a port of this machine while a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from cheroot.wsgi import Server
from flask import Flask


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve an application; give the address at which it answers."""
    server = Server(("127.0.0.1", 0), app)
    server.prepare()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.bind_addr[1]}"
    finally:
        server.stop()
        thread.join()
