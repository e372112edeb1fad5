"""nginx before a server that is measured, with the settings of ``deploy/nginx``."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.contenders import ROOT
from benchmarks.feedback_servers import free_port
from tests.support.nginx import make_certificate, placed, running_nginx

_EXAMPLES = ROOT / "deploy" / "nginx"
_PATIENCE = 30

#: The load comes from one machine: nginx takes the network of each form from a header.
_NETWORKS = "set_real_ip_from 127.0.0.1;\nreal_ip_header X-Forwarded-For;\n"


@contextmanager
def behind_nginx(service: str, site: Path, folder: Path) -> Iterator[str]:
    """Run nginx before a service, as for a site at the root of a host; gives its origin.

    Args:
        service: the origin of the service, such as ``http://127.0.0.1:8001``.
        site: the folder of the built site.
        folder: a new folder for nginx's own files.
    """
    folder.mkdir()
    make_certificate(folder)
    secure = free_port()
    places = {
        "/srv/local-offer/site": str(site),
        "/etc/nginx/": f"{_EXAMPLES}/",
        "/var/log/nginx/error.log": str(folder / "site-error.log"),
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "listen 443": f"listen 127.0.0.1:{secure}",
        "/etc/letsencrypt/live/localoffer.example.org/fullchain.pem": f"{folder}/cert.pem",
        "/etc/letsencrypt/live/localoffer.example.org/privkey.pem": f"{folder}/key.pem",
    }
    upstream = placed(_example("-service"), {"127.0.0.1:8001": service.removeprefix("http://")})
    with running_nginx(folder, f"{_NETWORKS}{upstream}{placed(_example(''), places)}"):
        _wait(secure)
        yield f"https://localhost:{secure}"


def _example(name: str) -> str:
    return (_EXAMPLES / f"local-offer{name}.conf").read_text(encoding="utf-8")


def _wait(port: int) -> None:
    """Wait until nginx takes connections."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), _PATIENCE).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
