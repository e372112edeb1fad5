"""Comments for the tests of what people said, with the usual fields, and what is made of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from localoffer.pipeline import Task, build, check

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)

THEMES = "- {id: transport, name: Travel}\n- {id: money, name: Money}\n"

#: A comment that nobody has answered yet.
LISTENING: dict[str, Any] = {
    "said": "2026-10",
    "matter": "missing",
    "themes": ["transport"],
    "who": "parent or carer",
    "you_said": "No page says what a bus costs.",
    "status": "listening",
    "signed_off": "2026-11-02",
    "signed_off_by": "Local Offer team",
}
DONE: dict[str, Any] = {
    **LISTENING,
    "status": "done",
    "answer": "The price is on the page now.",
    "answered": "2026-11-01",
    "changed": "/guides/short-breaks/",
}
DOING: dict[str, Any] = {
    **LISTENING,
    "status": "doing",
    "answer": "We are asking the bus company.",
    "answered": "2026-11-01",
    "action": {"what": "Ask for the prices.", "owner": "help-line", "by": "2026-12-18"},
}
CANNOT: dict[str, Any] = {
    **LISTENING,
    "status": "cannot",
    "answer": "We cannot lower the price.",
    "answered": "2026-11-01",
    "why_not": "The bus company sets it.",
    "sorry": "We are sorry that it costs so much.",
}


def task(content: Path, root: Path = ROOT / ".localoffer") -> Task:
    """Return what builds a folder on the day that the tests are written for."""
    return Task(content, ROOT, root, TODAY)


def lay_comments(content: Path, **comments: dict[str, Any]) -> None:
    """Write comments, each by its number: ``c2026_001`` is ``2026-001``. JSON is YAML too."""
    (content / "lists" / "themes.yaml").write_text(THEMES, encoding="utf-8")
    (content / "comments").mkdir(exist_ok=True)
    for number, comment in comments.items():
        name = number.removeprefix("c").replace("_", "-")
        text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in comment.items())
        (content / "comments" / f"{name}.yaml").write_text(text, encoding="utf-8")


def set_feedback(content: Path, **settings: Any) -> None:
    """Add the council's own numbers for comments to its facts."""
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"feedback: {json.dumps(settings)}\n")


def build_site(content: Path) -> Path:
    """Build a council beside its folder and return the site."""
    build(task(content), content.parent / "site")
    return content.parent / "site"


def comment_problems(content: Path) -> list[str]:
    """Return the level, field and words of all that is wrong with a council's comments."""
    return [
        f"{problem.level}, {problem.field}: {problem.message}"
        for problem in check(task(content)).problems
        if problem.path.startswith("comments/") and "regulation 56(3)" not in problem.message
    ]
