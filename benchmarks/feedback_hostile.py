"""Whether hostile posts make the service grow: ``python -m benchmarks.feedback_hostile``.

Twenty thousand posts that no page of ours sends: long, broken, forged, with letters that are slow
to read. The memory of the workers is measured at the beginning, after each tenth and at the end.
The table goes to standard output, progress to standard error.
"""

import random
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from tests.support.feedback import ORIGIN, form_number
from tests.support.feedback_server import Gunicorn, serving_feedback

_SENDERS = 8
_FORM = "application/x-www-form-urlencoded"
_LONG = 300_000

#: The addresses that take posts from strangers.
_ADDRESSES = (
    "/feedback/comment", "/feedback/correction", "/feedback/useful", "/feedback/sought",
    "/feedback/survey/helped", "/feedback/desk/sign-in", "/feedback/confirm/x", "/feedback/nowhere",
)  # fmt: skip


@dataclass(frozen=True)
class Post:
    """What is sent, and how."""

    address: str
    body: bytes
    kind: str = _FORM
    origin: str = ORIGIN


def hostile_posts(number: int) -> Iterator[Post]:
    """Yield so many posts, the same ones each time but for their form numbers."""
    chance = random.Random(3)
    for _ in range(number):
        address, kind = chance.choice(_ADDRESSES), chance.choice(_KINDS)
        yield kind(address, chance)


def _marks(address: str, _: random.Random) -> Post:
    """Letters with marks in the wrong order, which take long to normalise."""
    words = "a" + "\u0315" * 12_000 + "\u0300" * 12_000
    return _filled(address, wrong=words, name=words, password=words)


def _long(address: str, chance: random.Random) -> Post:
    return _filled(address, wrong=chance.choice("a <({[\n") * _LONG)


def _fields(address: str, chance: random.Random) -> Post:
    return Post(address, b"&".join(b"x%d=y" % n for n in range(chance.randrange(3_000))))


def _bytes(address: str, chance: random.Random) -> Post:
    return Post(address, chance.randbytes(chance.randrange(20_000)))


def _parts(address: str, chance: random.Random) -> Post:
    body = b"--b\r\nContent-Disposition: form-data; name=wrong\r\n\r\n" * chance.randrange(400)
    return Post(address, body, "multipart/form-data; boundary=b")


def _forged(address: str, _: random.Random) -> Post:
    return Post(address, urlencode({"wrong": "x"}).encode(), origin="https://elsewhere.example")


def _links(address: str, chance: random.Random) -> Post:
    return _filled(address, wrong="http://x.example " * chance.randrange(200), website="x")


def _filled(address: str, **boxes: str) -> Post:
    fields = {"form": form_number(), "page": "/guides/ask-for-a-plan/", **boxes}
    return Post(address, urlencode(fields).encode())


_KINDS = (_marks, _long, _fields, _bytes, _parts, _forged, _links)


def send(server: Gunicorn, post: Post) -> str:
    """Send one; its status, or "none" where the connection ended without an answer."""
    connection = HTTPConnection(server.host, server.port, timeout=60)
    headers = {"Origin": post.origin, "Content-Type": post.kind}
    try:
        connection.request("POST", post.address, post.body, headers)
        return str(connection.getresponse().status)
    except (OSError, HTTPException):
        return "none"
    finally:
        connection.close()


def memory(server: Gunicorn) -> float:
    """Return the megabytes of the largest worker, with those that it shares with others."""
    return max(_resident(process) for process in server.worker_ids())


def _resident(process: int) -> float:
    rows = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Rss:")) / 1024


def main() -> None:
    """Send all and print the memory; end with an error where a worker or an answer was lost."""
    parser = ArgumentParser(description="Send hostile posts and measure the workers' memory.")
    parser.add_argument("--posts", type=int, default=20_000)
    number = parser.parse_args().posts
    sent, answers = 0, Counter[str]()
    posts = hostile_posts(number)
    with TemporaryDirectory() as name, ThreadPoolExecutor(_SENDERS) as pool:
        database = f"sqlite:///{Path(name) / 'store.sqlite3'}"
        with serving_feedback(database, 2, Path(name) / "log") as server:
            workers = server.worker_ids()
            sys.stdout.write("| hostile posts so far | MB of the largest worker |\n|--:|--:|\n")
            for share in range(11):
                sys.stdout.write(f"| {sent:,} | {memory(server):.1f} |\n")
                sys.stdout.flush()
                part = [next(posts) for _ in range(number // 10 if share < 10 else 0)]  # noqa: PLR2004
                answers.update(pool.map(lambda post: send(server, post), part))
                sent += len(part)
                sys.stderr.write(f"{sent:,} sent\n")
            is_same = workers == server.worker_ids()
    sys.stdout.write(f"\nAnswers: {dict(sorted(answers.items()))}. Workers lost: {not is_same}.\n")
    if not is_same or any(status.startswith("5") for status in answers):
        raise SystemExit("A worker was lost, or something was answered with an error of ours.")


if __name__ == "__main__":
    main()
