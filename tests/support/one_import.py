"""The import of one service into a council's folder, and what became of it."""

import json
from pathlib import Path
from typing import Any

from localoffer.problems import Problem
from localoffer.read.front_matter import split
from localoffer.read.yaml_parser import parse
from tests.support.command_line import run_in

ID = "11111111-2222-3333-4444-555555555555"


def import_one(council: Path, **fields: Any) -> tuple[dict[str, Any], str, str]:
    """Import one service; return its header, its text and the report."""
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    feed.write_text(json.dumps([{"id": ID, "name": "Otter Club", **fields}]), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    (file,) = (council / "services").glob("*.md")
    parts = split(file.read_text(encoding="utf-8"), file.name)
    assert not isinstance(parts, Problem)
    values = parse(parts[0], file.name).values
    return values, parts[1].strip(), report.read_text(encoding="utf-8")
