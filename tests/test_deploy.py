"""The examples in deploy/: a real nginx in front of the service, and units that systemd reads."""

import re
import shlex
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import sleep
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, expect

from feedback.settings import FeedbackSettings
from host.static_files import HEADERS
from localoffer.cli.options import make_parser
from tests.support.council_process import found_council, with_workers
from tests.support.deploy import Answer, Front, Ports, nginx_before
from tests.support.free_port import free_port
from tests.support.nginx import placed

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
#: How somebody may write an address so that nginx and the service read it differently.
ODDLY_WRITTEN = (
    "{}", "{}/", "/{}", "/feedback{}", "/feedback/..{}", "/feedback/%2e%2e{}", "/search{}",
    "/search/..{}", "{}/../search", "{}%3f/../search", "{};/../search", "{}/../feedback/comment",
)  # fmt: skip
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.fixture(scope="module", params=["", "/local-offer"], ids=["at the root", "below a path"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """The example for a site at the root, or below a path, with the places of this test."""
    tmp_path = tmp_path_factory.mktemp("deploy")
    path, secure, plain = request.param, free_port(), free_port()
    origin, database = f"https://localhost:{secure}", f"sqlite:///{tmp_path / 'store.sqlite3'}"
    council = found_council(tmp_path / "council")
    with with_workers(council, database, path=path, front=origin):
        council.feedback("setup")
        service = council.base.removesuffix(path).removeprefix("http://")
        with nginx_before(tmp_path, council.site, path, Ports(secure, plain, service)) as front:
            yield front


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
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"
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


def test_a_comment_is_sent_with_script_behind_it(front: Front, browser: Browser) -> None:
    with browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        messages: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        page.goto(f"{front.origin}{front.path}/feedback/comment")
        page.locator("[name=wrong]").fill("The bus no longer stops there.")
        expect(page.get_by_text(re.compile(r"You have [\d,]+ letters left")).first).to_be_visible()
        page.get_by_role("button", name="Send").click()
        expect(page).to_have_url(re.compile(f"{front.path}/feedback/received/"))
        assert messages == []


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


def test_whoever_comes_without_https_is_led_to_it_and_nowhere_else(front: Front) -> None:
    if front.path:
        answer = front.ask_whole(f"{front.origin}{front.path}")
        assert (answer.status, answer.headers["Location"]) == (301, "/local-offer/")
        return
    for host in ("localhost", "elsewhere.example.com"):
        answer = front.ask_whole(f"{front.plain}/guides/?x=1", Host=host)
        assert answer.status == 301
        assert answer.headers["Location"] == "https://localhost/guides/?x=1"


def test_a_certificate_can_be_renewed_while_nginx_runs(front: Front) -> None:
    """Let's Encrypt asks without https for a file that certbot lays there (RFC 8555, 8.3)."""
    challenge = front.folder / "html" / ".well-known" / "acme-challenge"
    challenge.mkdir(parents=True, exist_ok=True)
    (challenge / "token").write_text("token.thumbprint", encoding="utf-8")
    if not front.path:
        answer = front.ask_whole(f"{front.plain}/.well-known/acme-challenge/token")
        assert (answer.status, answer.body) == (200, b"token.thumbprint")
        assert front.ask_whole(f"{front.plain}/.well-known/acme-challenge/").status == 403


def test_moderators_pages_are_compressed_by_nobody(front: Front) -> None:
    """What others wrote stands in them: their size would tell of it (breachattack.com)."""
    packed = {"Accept-Encoding": "gzip, br"}
    page = front.ask("/feedback/desk/sign-in", None, **packed)
    assert (page.status, page.headers["Content-Encoding"]) == (200, None)
    assert len(page.body) > 1_400
    form = front.ask("/feedback/comment", None, **packed)
    assert (form.status, form.headers["Content-Encoding"]) == (200, "gzip")


@pytest.mark.parametrize("address", ["/feedback/comment", "/search?q=club", "/", "/nowhere/"])
def test_each_header_of_safety_is_sent_once(front: Front, address: str) -> None:
    """Twice, browsers are held to both, and the service cannot loosen its own for a page."""
    headers = front.ask(address).headers
    for name in HEADERS:
        assert (name, len(headers.get_all(name, []))) == (name, 1)


@pytest.mark.parametrize("monitored", ["/healthz", "/readyz", "/metrics"])
@pytest.mark.parametrize("written", ODDLY_WRITTEN)
def test_what_is_for_monitors_of_this_machine_is_told_to_nobody_else(
    front: Front, written: str, monitored: str
) -> None:
    address = written.format(monitored)
    with _line_to(front) as secure:
        head = f"GET {front.path}{address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        secure.sendall(head.encode())
        told = b"".join(iter(lambda: secure.recv(65_536), b""))
    assert told.split()[1] in {b"301", b"400", b"404"}


def test_what_is_sent_without_https_is_not_written_down_either(front: Front) -> None:
    """One that is far too long is an error, and nginx quotes the address in what it writes."""
    if not front.path:
        answer = front.ask_whole(f"{front.plain}/search?q=zephyrine", b"x" * 2_000_000)
        assert answer.status in {301, 413}
    logs = [log.read_text(encoding="utf-8") for log in front.folder.glob("*.log")]
    assert not [log for log in logs if "zephyrine" in log]


def test_old_forms_of_tls_are_refused(front: Front) -> None:
    """Debian's own nginx.conf allows TLS 1.0 and 1.1. Below a path, the website decides."""
    place = front.origin.removeprefix("https://")
    words = ["openssl", "s_client", "-connect", place, "-cipher", "ALL:@SECLEVEL=0", "-tls1_1"]
    told = subprocess.run(words, input="", capture_output=True, text=True, check=False)
    assert front.path or "alert protocol version" in told.stderr


@pytest.mark.parametrize("kept", ["", r"worker_rlimit_nofile \d+;"], ids=["Debian's", "ours"])
def test_the_connections_of_the_readme_need_the_open_files_of_the_readme(
    tmp_path: Path, kept: str
) -> None:
    """Of systemd a process has 1,024 open files, and nginx warns where that is too few."""
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    [connections] = re.findall(r"worker_connections \d+;", text)
    [files] = re.findall(kept, text) if kept else [""]
    log, conf, pid = (tmp_path / name for name in ("log", "conf", "pid"))
    settings = f"{files} daemon off; pid {pid}; error_log {log} warn; events {{ {connections} }}"
    conf.write_text(settings, encoding="utf-8")
    with subprocess.Popen(["prlimit", "--nofile=1024:", "nginx", "-e", log, "-c", conf]) as nginx:
        while not (pid.exists() and pid.stat().st_size):
            assert nginx.poll() is None
            sleep(0.02)
        nginx.terminate()
    assert ("exceed open file resource limit" in log.read_text(encoding="utf-8")) is not bool(kept)


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
