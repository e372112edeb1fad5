"""The examples in deploy/: a real nginx in front of the service, and units that systemd reads."""

import re
import shlex
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from time import sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet

from feedback.settings import FeedbackSettings
from localoffer.cli.options import make_parser
from tests.support.council_process import found_council, free_port, with_workers
from tests.support.nginx import make_certificate, placed, running_nginx

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


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


@pytest.fixture(scope="module", params=["", "/local-offer"], ids=["at the root", "below a path"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """The example for a site at the root, or below a path, with the places of this test."""
    tmp_path = tmp_path_factory.mktemp("deploy")
    path, secure, plain = request.param, free_port(), free_port()
    origin, database = f"https://localhost:{secure}", f"sqlite:///{tmp_path / 'store.sqlite3'}"
    make_certificate(tmp_path)
    council = found_council(tmp_path / "council")
    with with_workers(council, database, path=path, front=origin):
        council.feedback("setup")
        places = {
            "/srv/local-offer/site": str(council.site),
            "/etc/nginx/local-offer-headers.conf": str(DEPLOY / "nginx/local-offer-headers.conf"),
            "/etc/nginx/local-offer-editor-headers.conf": str(
                DEPLOY / "nginx/local-offer-editor-headers.conf"
            ),
            "/var/log/nginx/error.log": str(tmp_path / "site-error.log"),
        }
        listening = {
            "listen 80": f"listen 127.0.0.1:{plain}",
            "listen 443": f"listen 127.0.0.1:{secure}",
            "/etc/letsencrypt/live/localoffer.example.org/fullchain.pem": f"{tmp_path}/cert.pem",
            "/etc/letsencrypt/live/localoffer.example.org/privkey.pem": f"{tmp_path}/key.pem",
        }
        name = "local-offer-below-a-path.conf" if path else "local-offer.conf"
        text = placed((DEPLOY / "nginx" / name).read_text(encoding="utf-8"), places)
        if path:
            text = f"""server {{
              listen 127.0.0.1:{secure} ssl;
              ssl_certificate {tmp_path}/cert.pem;
              ssl_certificate_key {tmp_path}/key.pem;
              {text}
            }}"""
        else:
            text = placed(text, listening)
        service = council.base.removesuffix(path).removeprefix("http://")
        upstream = (DEPLOY / "nginx" / "local-offer-service.conf").read_text(encoding="utf-8")
        text = f"{placed(upstream, {'127.0.0.1:8001': service})}\n{text}"
        with running_nginx(tmp_path, text):
            yield _wait(Front(tmp_path, origin, path, f"http://localhost:{plain}"))


def test_files_come_with_the_headers_of_safety_and_odd_addresses_get_the_sites_own_page(
    front: Front,
) -> None:
    home = front.ask("/")
    assert (home.status, b"Local Offer" in home.body) == (200, True)
    [policy] = home.headers.get_all("Content-Security-Policy", [])
    assert policy.startswith("default-src 'none'; script-src 'self'")
    [style] = re.findall(rb'href="([^"]+\.css)"', home.body)[:1]
    asset = front.ask_whole(f"{front.origin}{style.decode()}")
    assert asset.status == 200
    assert len(asset.headers.get_all("Content-Security-Policy", [])) == 1
    assert "max-age=315360000" in asset.headers["Cache-Control"]
    missing = front.ask("/nowhere/")
    assert missing.status == 404
    assert b"</html>" in missing.body
    assert len(missing.headers.get_all("X-Content-Type-Options", [])) == 1
    assert front.ask("/.nojekyll").status == 404
    for monitored in ("/healthz", "/readyz", "/metrics"):
        assert front.ask(monitored).status == 404
    folder = front.ask("/guides")
    assert (folder.status, folder.headers["Location"]) == (301, f"{front.path}/guides/")


def test_the_service_answers_behind_it_and_nothing_that_is_asked_is_written_down(
    front: Front,
) -> None:
    found = front.ask("/search?q=zephyrine+short+breaks")
    assert (found.status, b"zephyrine" in found.body) == (200, True)
    assert len(found.headers.get_all("Cross-Origin-Opener-Policy", [])) == 1
    assert front.ask("/ehc-dates/?request=2026-09-01").status == 200
    form = front.ask("/feedback/comment/?page=/guides/short-breaks/")
    assert form.status == 200
    logs = list(front.folder.glob("*.log"))
    assert len(logs) > 1
    assert not [log for log in logs if "zephyrine" in log.read_text(encoding="utf-8")]


def _comment(front: Front) -> Answer:
    """Open the form for comments, fill in a box and send it."""
    form = BeautifulSoup(front.ask("/feedback/comment").body, "html.parser").select_one(
        "form:has([name=wrong])"
    )
    assert form
    hidden = {str(box["name"]): str(box["value"]) for box in form.select("[type=hidden][value]")}
    body = urlencode({**hidden, "wrong": "The number on the page is old."}).encode()
    return front.ask("/feedback/comment", body, Origin=front.origin)


def test_what_a_family_sends_comes_through_and_what_is_far_too_long_does_not(front: Front) -> None:
    answer = _comment(front)
    assert answer.status == 303, answer.body.decode()
    assert answer.headers["Location"].startswith(f"{front.path}/feedback/received/")
    assert front.ask("/feedback/comment", b"x" * 600_000, Origin=front.origin).status == 413


@pytest.mark.parametrize("number", [40, 400])
def test_half_sent_requests_keep_no_family_out(front: Front, number: int) -> None:
    """They are begun in four ways and left; meanwhile a form is opened, sent and taken."""
    head = "POST {path}/feedback/comment HTTP/1.1\r\nHost: localhost\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n"
    begun = (
        "P",
        head,
        head + "Content-Length: 300000\r\n\r\nwrong=a",
        "GET {path}/search?q=autism HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
    )
    with ExitStack() as half_sent:
        for which in range(number):
            secure = half_sent.enter_context(_line_to(front))
            secure.sendall(begun[which % len(begun)].format(path=front.path).encode())
        assert _comment(front).status == 303
        assert front.ask("/search?q=autism").status == 200


def test_a_half_sent_form_is_let_go(front: Front) -> None:
    """The usual time of nginx for it is a minute; ours is shorter, or the wait gives up first."""
    head = f"POST {front.path}/feedback/comment HTTP/1.1\r\nHost: localhost\r\n"
    with _line_to(front) as secure:
        secure.sendall(f"{head}Content-Length: 300000\r\n\r\nwrong=a".encode())
        try:
            said = secure.recv(1_000)
        except ConnectionError:
            said = b""
    assert b" 200 " not in said


def _line_to(front: Front) -> ssl.SSLSocket:
    """Connect to nginx from another address than families; no wait is longer than 45 seconds."""
    port = int(front.origin.rpartition(":")[2])
    trusted = ssl.create_default_context(cafile=front.folder / "cert.pem")
    plain = socket.create_connection(("127.0.0.1", port), 45, ("127.0.0.2", 0))
    return trusted.wrap_socket(plain, server_hostname="localhost")


def test_whoever_comes_without_https_is_led_to_it(front: Front) -> None:
    if front.path:
        answer = front.ask_whole(f"{front.origin}{front.path}")
        assert (answer.status, answer.headers["Location"][-13:]) == (301, "/local-offer/")
    else:
        answer = front.ask_whole(f"{front.plain}/guides/?x=1")
        assert (answer.status, answer.headers["Location"]) == (
            301,
            "https://localhost/guides/?x=1",
        )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(tmp_path: Path, unit: Path) -> None:
    """All units lie together, as installed; what they run is there under its own name."""
    for file in UNITS:
        text = file.read_text(encoding="utf-8").replace("/opt/local-offer", str(tmp_path))
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name in ("local-offer", "gunicorn"):
        (tmp_path / "bin" / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    options = ("--man=no", "--recursive-errors=no")
    words: list[str | Path] = ["systemd-analyze", "verify", *options, tmp_path / unit.name]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_timer_has_its_unit_and_every_command_of_a_unit_can_be_typed() -> None:
    timers = {unit.stem for unit in UNITS if unit.suffix == ".timer"}
    services = {unit.stem for unit in UNITS if unit.suffix == ".service"}
    assert services == timers | {"local-offer"}
    texts = [unit.read_text(encoding="utf-8") for unit in UNITS]
    commands = [
        line
        for text in texts
        for line in re.findall(r"/opt/local-offer/bin/local-offer (.+)", text)
    ]
    assert len(commands) > 4
    for command in commands:
        assert make_parser().parse_args(shlex.split(command)).command in {"feedback", "build"}


def test_the_service_can_be_run_with_the_example_of_its_settings(tmp_path: Path) -> None:
    """The file is read by systemd and by a shell: both see the same values."""
    text = placed((DEPLOY / "settings.env").read_text(encoding="utf-8"), {
        "/srv/local-offer/our-offer/content": str(tmp_path / "content"),
        "/srv/local-offer/site": str(tmp_path / "site"),
        'FEEDBACK_KEYS=""': f'FEEDBACK_KEYS="{Fernet.generate_key().decode()}"',
    })  # fmt: skip
    for folder, file in (("content", "site.yaml"), ("site", "build.json")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / file).touch()
    (tmp_path / "settings.env").write_text(text, encoding="utf-8")
    shown = subprocess.run(
        ["sh", "-c", "set -a; . ./settings.env; env -0"],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    environ = dict(line.split("=", 1) for line in shown.stdout.split("\0") if line)
    settings = FeedbackSettings.from_environment(environ)
    assert settings.proxies == 1
    assert settings.origins == {"https://localoffer.example.org"}
    assert settings.folders.state == Path("/var/lib/local-offer")
