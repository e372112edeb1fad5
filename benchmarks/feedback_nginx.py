"""nginx before a server that is measured, with the settings of ``deploy/nginx``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.deploy import Ports, nginx_before
from tests.support.free_port import free_port

#: The load comes from one machine: nginx takes the network of each form from a header.
_NETWORKS = "set_real_ip_from 127.0.0.1;\nreal_ip_header X-Forwarded-For;"


@contextmanager
def behind_nginx(service: str, site: Path, folder: Path) -> Iterator[str]:
    """Run nginx before a service, as for a site at the root of a host; gives its origin.

    Args:
        service: the origin of the service, such as ``http://127.0.0.1:8001``.
        site: the folder of the built site.
        folder: a new folder for nginx's own files.
    """
    folder.mkdir()
    ports = Ports(free_port(), free_port(), service.removeprefix("http://"))
    with nginx_before(folder, site, "", ports, more=_NETWORKS) as front:
        yield front.origin
