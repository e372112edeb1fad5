"""`serve` shows the site and searches it, builds again when a file changes, never half."""

import http.client
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.free_port import free_port

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
PATIENCE = 60


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


@pytest.fixture
def served(content: Path) -> Iterator[str]:
    """Where `serve` shows the good council; its output goes to a file beside the content."""
    port = free_port()
    with (content.parent / "said.txt").open("w", encoding="utf-8") as output:
        words = [sys.executable, str(ROOT / "build.py"), "serve", "--port", str(port)]
        process = subprocess.Popen(words, cwd=content.parent, stderr=output, stdout=output)
        try:
            until(lambda: "Serving on" in (content.parent / "said.txt").read_text(encoding="utf-8"))
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def until(happens: Callable[[], bool]) -> None:
    """Wait until something is so; give up loudly after a minute."""
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def test_a_changed_file_is_seen_and_a_mistake_leaves_the_last_good_page(
    content: Path, served: str
) -> None:
    club = content / "services" / "saturday-club.md"
    address = f"{served}/services/saturday-club/"
    assert "You can stay or go." in page(address)
    text = club.read_text(encoding="utf-8")
    club.write_text(text.replace("stay or go", "stay and play"), encoding="utf-8")
    until(lambda: "You can stay and play." in page(address))
    club.write_text(text.replace("maximum_age: 11", "maximum_age: eleven"), encoding="utf-8")
    output = content.parent / "said.txt"
    until(lambda: '"eleven" is not a whole number.' in output.read_text(encoding="utf-8"))
    assert "You can stay and play." in page(address)
    club.write_text(text.replace("stay or go", "go or stay"), encoding="utf-8")
    until(lambda: "You can go or stay." in page(address))


def test_an_address_that_is_not_there_gets_the_sites_own_page(served: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        page(f"{served}/no-such-page/")
    with missing.value as answer:
        assert answer.code == 404
        assert "We cannot find that page" in answer.read().decode("utf-8")


def test_what_is_new_is_found_as_soon_as_it_is_built(content: Path, served: str) -> None:
    assert "No results" in page(f"{served}/search/?q=marmalade")
    club = content / "services" / "saturday-club.md"
    text = club.read_text(encoding="utf-8")
    club.write_text(text.replace("stay or go", "stay and eat marmalade"), encoding="utf-8")
    until(lambda: 'href="/services/saturday-club/"' in page(f"{served}/search/?q=marmalade"))


def test_one_connection_carries_many_questions_and_none_is_written_down(
    content: Path, served: str
) -> None:
    connection = http.client.HTTPConnection(served.removeprefix("http://"), timeout=PATIENCE)
    for _ in range(3):
        connection.request("GET", "/search/?q=frightened")
        answer = connection.getresponse()
        assert (answer.status, answer.version) == (200, 11)
        assert b"frightened" in answer.read()
        assert connection.sock is not None
    connection.close()
    assert "frightened" not in (content.parent / "said.txt").read_text(encoding="utf-8")


def test_what_is_no_request_gets_an_answer_and_no_traceback(content: Path, served: str) -> None:
    port = int(served.rpartition(":")[2])
    for request in (
        b"GET /search/?q=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /search/?q=a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x00\xff\r\n\r\n",
        b"GET \\..\\..\\etc\\passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as connection:
            connection.sendall(request)
            assert connection.recv(1_000).startswith(b"HTTP/1.1 4")
    assert "Traceback" not in (content.parent / "said.txt").read_text(encoding="utf-8")


def test_a_port_that_is_taken_is_named(content: Path, served: str) -> None:
    port = served.rpartition(":")[2]
    words = [sys.executable, str(ROOT / "build.py"), "serve", "--port", port]
    again = subprocess.run(
        words, cwd=content.parent, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert again.returncode == 2
    assert f"Port {port} cannot be used (Address already in use)." in again.stderr
