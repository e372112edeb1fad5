"""A Git server on this machine that asks for a token, as GitHub does, and holds to its rights."""

import base64
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from secrets import token_hex
from typing import ClassVar

from tests.support.http_server import running

#: The rights of a person who may do everything, and of nobody.
WRITER = {"contents": "write", "pull-requests": "write"}


@dataclass
class GitServer:
    """Bare repositories below a folder, served at an address; tokens and what they may do."""

    folder: Path
    address: str = ""
    tokens: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def token(self, permissions: dict[str, str]) -> str:
        """Return a new token. Its rights are written in it, for the stand-in of ``gh`` to read."""
        rights = "_".join(f"{name}-{level}" for name, level in sorted(permissions.items()))
        token = f"token_{rights}_{token_hex(8)}"
        self.tokens[token] = dict(permissions)
        return token

    def may(self, token: str, *, push: bool) -> bool:
        """Return whether whoever has this token may fetch or push."""
        level = self.tokens.get(token, {}).get("contents", "none")
        return level == "write" or (level == "read" and not push)

    def url(self, name: str, token: str = "") -> str:
        """Return the address of a repository, with a person's token in it if one is given."""
        host = self.address.removeprefix("http://")
        return f"http://{f'person:{token}@' if token else ''}{host}/{name}.git"

    def create(self, name: str) -> Path:
        """Make an empty bare repository; return its folder."""
        bare = self.folder / f"{name}.git"
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", bare], check=True)
        for setting in ("http.receivepack", "uploadpack.allowAnySHA1InWant"):
            subprocess.run(["git", "config", setting, "true"], cwd=bare, check=True)
        return bare


class GitHandler(BaseHTTPRequestHandler):
    """Hands requests to ``git http-backend`` once their token has been looked at."""

    protocol_version = "HTTP/1.0"
    server_of: ClassVar[GitServer]

    def do_GET(self) -> None:
        """Answer a request to read."""
        self._answer()

    def do_POST(self) -> None:
        """Answer a request that has a body."""
        self._answer()

    def _answer(self) -> None:
        push = "git-receive-pack" in self.path
        if not self.server_of.may(self._token(), push=push):
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.end_headers()
            return
        done = subprocess.run(
            ["git", "http-backend"],
            input=self._body(),
            env={**os.environ, **self._cgi()},
            capture_output=True,
            check=True,
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines())
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _token(self) -> str:
        _, _, encoded = self.headers.get("Authorization", "").partition(" ")
        return base64.b64decode(encoded).decode().partition(":")[2]

    def _cgi(self) -> dict[str, str]:
        path, _, query = self.path.partition("?")
        return {
            "GIT_PROJECT_ROOT": str(self.server_of.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "REMOTE_USER": "someone",
            "REMOTE_ADDR": "127.0.0.1",
        }

    def _body(self) -> bytes:
        if "chunked" not in self.headers.get("Transfer-Encoding", ""):
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def git_server(folder: Path) -> Iterator[GitServer]:
    """Serve the bare repositories of a folder."""
    server = GitServer(folder)
    handler = type("Serving", (GitHandler,), {"server_of": server})
    with running(handler) as port:
        server.address = f"http://127.0.0.1:{port}"
        yield server
