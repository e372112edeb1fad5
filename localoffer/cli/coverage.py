"""``coverage``: what the law asks for, duty by duty, and the pages that are evidence for it."""

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from localoffer.cli.run import DONE, state_in, today
from localoffer.coverage import Coverage, coverage
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError

_WORDS = {
    "evidence": "evidence found",
    "stale": "all of it overdue",
    "missing": "missing",
    "judgement": "needs human judgement",
}
_SHOWN = 3


def run(root: Path, options: Namespace) -> int:
    """Print every duty with what was found; problems of the content do not stop it."""
    checked = check(Task(options.content, root, state_in(root), today()))
    if checked.offer is None:
        raise ContentError(checked.problems)
    rows = coverage(checked.offer)
    sys.stdout.write(_as_json(rows) if options.json else _as_text(rows))
    return DONE


def _as_json(rows: tuple[Coverage, ...]) -> str:
    told = [_row(one) for one in rows]
    return json.dumps({"duties": told}, ensure_ascii=False, indent=1) + "\n"


def _row(one: Coverage) -> dict[str, Any]:
    return {
        "id": one.duty.id,
        "title": one.duty.title,
        "citation": one.duty.citation,
        "citation_verified": one.duty.citation_verified,
        "status": one.duty.status,
        "finding": one.finding,
        "evidence": [evidence.address for evidence in one.evidence],
    }


def _as_text(rows: tuple[Coverage, ...]) -> str:
    lines = []
    for one in rows:
        unsure = "" if one.duty.citation_verified else ", number not verified"
        lines.append(f"{one.duty.title} ({one.duty.citation}{unsure})")
        lines.append(f"  {_WORDS[one.finding]}{_named(one)}")
        lines += (f"    {note}" for note in one.notes)
    lines.append("")
    counts = {word: sum(one.finding == word for one in rows) for word in _WORDS}
    lines.append(", ".join(f"{counts[word]} {said}" for word, said in _WORDS.items()) + ".")
    lines.append(
        "This lists pages that were found. Whether they are enough, a person has to judge."
    )
    return "\n".join(lines) + "\n"


def _named(one: Coverage) -> str:
    addresses = [evidence.address for evidence in one.evidence]
    more = f" and {len(addresses) - _SHOWN} more" if len(addresses) > _SHOWN else ""
    return f": {', '.join(addresses[:_SHOWN])}{more}" if addresses else ""
