"""A council's words come in one order: else no run could go on from the index of the last."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

_ASK = """
from datetime import date
from pathlib import Path
from localoffer.pipeline import Task, check
from search.synonyms import read_vocabulary
offer = check(Task(Path("content"), Path("."), None, date(2026, 11, 22))).offer
words = read_vocabulary(offer)
print(words.choices, words.misspellings, words.pins, words.phrases)
"""


def _words(seed: str) -> str:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed}
    command = (sys.executable, "-c", _ASK)
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_words_of_a_council_come_in_the_same_order_in_every_run() -> None:
    first = _words("1")
    assert "Sense(" in first
    assert first == _words("2")
