"""Load: forms by the thousand, none like another, sent by wrk as fast as they are answered."""

import json
import random
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from itsdangerous import Signer, TimestampSigner
from itsdangerous.encoding import base64_encode, int_to_bytes

_MISSING = "wrk is not here. Install it with: apt-get install wrk"
_TEXT = (
    "we rang the office in March about transport to school and nobody has called us back the page "
    "says that someone rings within a week but the number on it is of a club that has moved to "
    "another town since and my son asks each day when he may go again with his friends"
)

#: Each request has a body of its own and comes from a network of its own, as behind a proxy.
_SCRIPT = """
local bodies, sent = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do bodies[#bodies + 1] = line end
  wrk.headers["Content-Type"] = arguments[2]
  wrk.headers["Origin"] = arguments[3]
end
function request()
  sent = sent + 1
  local network = sent % 65536
  wrk.headers["X-Forwarded-For"] =
    string.format("10.%d.%d.1", math.floor(network / 256), network % 256)
  return wrk.format("POST", nil, wrk.headers, bodies[(sent - 1) % #bodies + 1])
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    'TOLD {"answered": %d, "seconds": %f, "refused": %d, "broken": %d, "p50": %f, "p99": %f}\\n',
    summary.requests, summary.duration / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""


@dataclass(frozen=True)
class Load:
    """What was answered in a while: ``p50`` and ``p99`` are milliseconds."""

    answered: int
    seconds: float
    refused: int
    broken: int
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds


def forms(key: str, number: int) -> Iterator[str]:
    """Yield forms of our own, each with a number that is signed and a minute old."""
    signer = TimestampSigner(key, salt="form", digest_method=sha256)
    made = base64_encode(int_to_bytes(int(time.time()) - 60))
    for _ in range(number):
        name = secrets.token_urlsafe(12).encode()
        form = Signer.sign(signer, name + b"." + made).decode()
        boxes = {"form": form, "page": "/guides/short-breaks/", "website": ""}
        yield urlencode({**boxes, "tried": _sentence(9), "wrong": _sentence(40), "matter": ""})


def isso_comments(number: int) -> Iterator[str]:
    """Yield the like as Isso takes it."""
    for _ in range(number):
        yield json.dumps({"text": f"{_sentence(9)} {_sentence(40)}", "title": "Short breaks"})


def load(
    address: str, bodies: Path, kind: str, origin: str, connections: int, seconds: int
) -> Load:
    """Send what stands in a file, line by line, and return how it was answered."""
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit(_MISSING)
    script = bodies.with_suffix(".lua")
    script.write_text(_SCRIPT, encoding="utf-8")
    words = [program, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
    done = subprocess.run(
        [*words, "-s", str(script), address, "--", str(bodies), kind, origin],
        capture_output=True,
        text=True,
        check=True,
    )
    told = done.stdout.partition("TOLD ")[2].splitlines()[0]
    return Load(**json.loads(told))


def _sentence(words: int) -> str:
    return " ".join(random.choices(_TEXT.split(), k=words)).capitalize() + "."
