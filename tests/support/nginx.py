"""A real nginx, with the examples in deploy/ at the places of a test."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import sleep

_EXAMPLES = Path(__file__).parents[2] / "deploy" / "nginx"

_NGINX = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{modules}
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log {folder}/access.log;
  {server}
}}
"""


def placed(text: str, places: dict[str, str]) -> str:
    """An example's text with other places: each has to stand in it."""
    for place, here in places.items():
        assert place in text, place
        text = text.replace(place, here)
    return text


def forms_before(port: int, *hosts: str) -> str:
    """The example of ``deploy/`` for forms, with these hosts behind it, without TLS.

    ``port`` is where it listens, ``hosts`` are addresses with their ports.
    """
    text = (_EXAMPLES / "local-offer-service.conf").read_text(encoding="utf-8")
    server = "server 127.0.0.1:8001 max_fails=1 fail_timeout=2s;"
    lines = [server.replace("127.0.0.1:8001", host) for host in hosts]
    site = (_EXAMPLES / "local-offer.conf").read_text(encoding="utf-8")
    forms = site[site.index("  location /feedback/ {") :]
    service = placed(text, {server: " ".join(lines)})
    return f"{service}\nserver {{ listen 127.0.0.1:{port};\n{forms}"


def make_certificate(folder: Path) -> None:
    """Write ``key.pem`` and ``cert.pem`` for localhost."""
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    more = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files: list[str | Path] = ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run([*words.split(), *more, *files], check=True, capture_output=True)


@contextmanager
def running_nginx(folder: Path, server: str, *, modules: bool = True) -> Iterator[None]:
    """Run nginx with these blocks of configuration; its files are in the folder.

    ``modules`` are those that are installed beside nginx itself.
    """
    user = "user root;" if os.geteuid() == 0 else ""
    conf = folder / "nginx.conf"
    beside = "include /etc/nginx/modules-enabled/*.conf;" if modules else ""
    text = _NGINX.format(user=user, folder=folder, server=server, modules=beside)
    conf.write_text(text, encoding="utf-8")
    words: Sequence[str | Path] = ["nginx", "-e", folder / "start.log", "-c", conf]
    tested = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr
    process = subprocess.Popen(words)
    try:
        while not (folder / "nginx.pid").stat().st_size:  # it is filled once nginx listens
            logs = (folder / "start.log", folder / "error.log")
            assert process.poll() is None, [log.read_text(encoding="utf-8") for log in logs]
            sleep(0.02)
        yield
    finally:
        process.terminate()
        process.wait(30)
