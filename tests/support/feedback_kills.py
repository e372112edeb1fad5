"""Killing a service again and again while families send."""

import random
from collections.abc import Iterator
from time import sleep

from tests.support.feedback_server import Gunicorn

#: Of so many kills one is of the whole service; the others are of one worker.
_WHOLE_EVERY = 4


def kill_again_and_again(server: Gunicorn, number: int, seed: int = 5) -> Iterator[int]:
    """Kill it so often, at moments that nobody chose; yield how many kills there were so far."""
    chance = random.Random(seed)  # noqa: S311 - no secret: when to kill which
    for kill in range(1, number + 1):
        sleep(chance.uniform(0.05, 0.5))
        if kill % _WHOLE_EVERY:
            server.kill_worker(chance.randrange(8))
        else:
            server.kill()
            server.start()
        yield kill
