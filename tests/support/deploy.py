"""The examples in deploy/nginx at the places of a test, with a real nginx, and questions to it."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest

from tests.support.nginx import make_certificate, placed, running_nginx

ROOT = Path(__file__).parent.parent.parent
NGINX = ROOT / "deploy" / "nginx"


@dataclass
class Answer:
    """What nginx answered."""

    status: int
    headers: Message
    body: bytes


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass
class Front:
    """nginx in front of a council's service."""

    folder: Path
    origin: str
    path: str
    plain: str

    def ask(self, address: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for an address below the site's base."""
        return self.ask_whole(f"{self.origin}{self.path}{address}", body, **headers)

    def ask_whole(self, url: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for a whole address."""
        trusted = ssl.create_default_context(cafile=self.folder / "cert.pem")
        opener = build_opener(HTTPSHandler(context=trusted), _NoRedirects)
        try:
            with opener.open(Request(url, body, headers), timeout=30) as response:
                return Answer(response.status, response.headers, response.read())
        except HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


def _wait(front: Front) -> Front:
    for _ in range(200):
        try:
            front.ask("/")
        except OSError:
            sleep(0.05)
            continue
        return front
    pytest.fail((front.folder / "error.log").read_text(encoding="utf-8"))


@dataclass
class Ports:
    """Where nginx listens, and where it finds the service."""

    secure: int
    plain: int
    service: str


@contextmanager
def nginx_before(
    folder: Path, site: Path, path: str, ports: Ports, *, modules: bool = True, more: str = ""
) -> Iterator[Front]:
    """Run nginx with the example for a site at the root, or below a path; its files in a folder.

    Without ``modules`` it is an nginx that cannot send brotli. ``more`` are settings of one's own.
    """
    make_certificate(folder)
    upstream = (NGINX / "local-offer-service.conf").read_text(encoding="utf-8")
    text = placed(upstream, {"127.0.0.1:8001": ports.service})
    _place_compression(folder, with_brotli=modules)
    below = _placed_files(folder, site, "local-offer-below-a-path.conf") if path else ""
    text += _website(folder, below, ports) if path else _own_host(folder, site, ports)
    with running_nginx(folder, f"{more}\n{text}", modules=modules):
        origin = f"https://localhost:{ports.secure}"
        yield _wait(Front(folder, origin, path, f"http://localhost:{ports.plain}"))


def _place_compression(folder: Path, *, with_brotli: bool) -> None:
    """Write the part of both examples about compression, with or without the file for brotli."""
    brotli = f"{NGINX if with_brotli else folder}/local-offer-brotli.con[f]"
    text = (NGINX / "local-offer-compression.conf").read_text(encoding="utf-8")
    text = placed(text, {"/etc/nginx/local-offer-brotli.con[f]": brotli})
    (folder / "compression.conf").write_text(text, encoding="utf-8")


def _placed_files(folder: Path, site: Path, name: str) -> str:
    """Return an example with the files of this test, and of this checkout, in their places."""
    etc = "/etc/nginx/local-offer-"
    return placed((NGINX / name).read_text(encoding="utf-8"), {
        "/srv/local-offer/site": str(site),
        "/var/log/nginx/error.log": str(folder / "site-error.log"),
        f"{etc}compression.conf": str(folder / "compression.conf"),
        f"{etc}headers.conf": str(NGINX / "local-offer-headers.conf"),
        f"{etc}editor-headers.conf": str(NGINX / "local-offer-editor-headers.conf"),
    })  # fmt: skip


def _own_host(folder: Path, site: Path, ports: Ports) -> str:
    """Return the example for a host of its own, as localhost."""
    letsencrypt = "/etc/letsencrypt/live/localoffer.example.org"
    return placed(_placed_files(folder, site, "local-offer.conf"), {
        "server_name localoffer.example.org": "server_name localhost",
        "listen 80": f"listen 127.0.0.1:{ports.plain}",
        "listen [::]:80": f"listen 127.0.0.2:{ports.plain}",
        "listen 443": f"listen 127.0.0.1:{ports.secure}",
        "listen [::]:443": f"listen 127.0.0.2:{ports.secure}",
        f"{letsencrypt}/fullchain.pem": f"{folder}/cert.pem",
        f"{letsencrypt}/privkey.pem": f"{folder}/key.pem",
        "/var/www/html": str(folder / "html"),
    })  # fmt: skip


def _website(folder: Path, below: str, ports: Ports) -> str:
    """Return a website that has the example for a site below a path among its own lines."""
    return f"""server {{
      listen 127.0.0.1:{ports.secure} ssl;
      ssl_certificate {folder}/cert.pem;
      ssl_certificate_key {folder}/key.pem;
      {below}
    }}"""
