"""What a comment takes of the processor: ``python -m benchmarks.feedback_processor``.

Forms are posted to our application and to a bare Flask route, a few hundred at a time by turns, in
this process, without a server and a network. Only its seconds of processor count, which bear other
work on the machine. The example council has to be built, and PostgreSQL to be there.
``--profile sqlite`` or ``--profile postgresql`` tells which functions of ours take them instead.
"""

import cProfile
import os
import pstats
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from werkzeug.test import EnvironBuilder

from benchmarks import feedback_bare
from benchmarks.feedback_load import forms
from benchmarks.feedback_servers import KEY, ORIGIN, ours
from checks.postgres import serving_postgres
from host.wsgi import app as our_app

_BUILT = Path(".localoffer")
_PATH, _FORM = "/feedback/comment", "application/x-www-form-urlencoded"
_ACCEPTED = "303"

#: How many functions a profile names.
_NAMED = 60

Application = Any


def main() -> None:
    """Measure on both databases and print a table as Markdown, or where the time of one goes."""
    parser = ArgumentParser(description="Measure what a comment takes of the processor.")
    parser.add_argument("--comments", type=int, default=300, help="of each turn")
    parser.add_argument("--turns", type=int, default=15, help="of each application")
    parser.add_argument("--profile", choices=("sqlite", "postgresql"))
    options = parser.parse_args()
    if options.profile:
        with _both(options.profile) as (_, application):
            _profile(application, options.comments * options.turns)
        return
    sys.stdout.write("| processor, ms a comment | bare route | ours |\n|---|--:|--:|\n")
    for name in ("sqlite", "postgresql"):
        with _both(name) as applications:
            cells = " | ".join(
                f"{milliseconds:.3f}"
                for milliseconds in _measure(applications, options.turns, options.comments)
            )
        sys.stdout.write(f"| {name} | {cells} |\n")
        sys.stdout.flush()


@contextmanager
def _both(database: str) -> Iterator[tuple[Application, Application]]:
    """Give the bare route and our service, each with a database of its own of this kind."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        if database == "sqlite":
            addresses = [f"sqlite:///{folder / name}" for name in ("bare.sqlite3", "ours.sqlite3")]
        else:
            addresses = [stack.enter_context(serving_postgres()) for _ in range(2)]
        os.environ.update(ours(addresses[1], _BUILT, ()).environ)
        os.environ.update(LOCAL_OFFER_SITE="site", BARE_DATABASE=addresses[0])
        yield feedback_bare.app(), our_app()


def _measure(applications: Sequence[Application], turns: int, comments: int) -> list[float]:
    """Return the median milliseconds of processor that a comment takes of each application."""
    seconds: list[list[float]] = [[] for _ in applications]
    for turn in range(-1, turns):
        for application, measured in zip(applications, seconds, strict=True):
            requests = _requests(comments)
            began = time.process_time()
            _send(application, requests)
            if turn >= 0:  # the first turn opens connections and compiles
                measured.append((time.process_time() - began) / comments)
    return [1000 * median(measured) for measured in seconds]


def _requests(number: int) -> list[dict[str, Any]]:
    """Return so many posts as WSGI has them, each of another form and from another network."""
    return [
        {
            **EnvironBuilder(_PATH, method="POST", base_url=ORIGIN).get_environ(),
            "wsgi.input": BytesIO(form.encode()),
            "CONTENT_LENGTH": str(len(form)),
            "CONTENT_TYPE": _FORM,
            "HTTP_ORIGIN": ORIGIN,
            "HTTP_X_FORWARDED_FOR": f"10.{network // 256 % 256}.{network % 256}.1",
        }
        for network, form in enumerate(forms(KEY, number))
    ]


def _send(application: Application, requests: Sequence[dict[str, Any]]) -> None:
    for request in requests:
        answer = application(request, _require_accepted)
        list(answer)
        answer.close()


def _require_accepted(status: str, *_: object) -> None:
    if not status.startswith(_ACCEPTED):
        raise SystemExit(f"A comment was not taken: {status}")


def _profile(application: Application, comments: int) -> None:
    """Print the functions that take most, themselves and with what they call."""
    _send(application, _requests(comments // 10))
    requests, profile = _requests(comments), cProfile.Profile()
    profile.runcall(_send, application, requests)
    for order in ("tottime", "cumulative"):
        pstats.Stats(profile, stream=sys.stdout).sort_stats(order).print_stats(_NAMED)


if __name__ == "__main__":
    main()
