"""What is built, and what happens to the content and to earlier builds before it."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.contenders import Contender

Prepare = Callable[[Sequence[Contender], Path, int], None]

#: What the first need is called from turn to turn.
_WORDS = ("Any", "Some", "More", "Other", "New")

_CHECKED = re.compile(r"checked: [0-9-]+")
_FOUND = re.compile(r"(- \{.*?)found: (?:working|moved)")


def _first(contenders: Sequence[Contender], _content: Path, _turn: int) -> None:
    for one in contenders:
        one.clear()


def _nothing(_contenders: Sequence[Contender], _content: Path, _turn: int) -> None:
    pass


def _service(contenders: Sequence[Contender], content: Path, turn: int) -> None:
    file = sorted((content / "services").glob("*.md"))[turn * 7]
    _write(contenders, content, file, file.read_text(encoding="utf-8") + "\nWe have a new door.\n")


def _guide(contenders: Sequence[Contender], content: Path, turn: int) -> None:
    file = sorted((content / "guides").glob("[a-d]*.md"))[turn]
    text = file.read_text(encoding="utf-8")
    _write(contenders, content, file, f"{text}\nTell us if this changes.\n")


def _school(contenders: Sequence[Contender], content: Path, turn: int) -> None:
    file = sorted((content / "schools").glob("*.md"))[turn * 7]
    text = file.read_text(encoding="utf-8")
    _write(contenders, content, file, f"{text}\nWe have a new gate.\n")


def _visits(contenders: Sequence[Contender], content: Path, turn: int) -> None:
    """Visit every report again, on another day; each tenth now does not answer in time."""
    file = content / "link-checks.yaml"
    rows = _CHECKED.sub(f"checked: 2026-11-{turn + 14}", file.read_text(encoding="utf-8"))
    rows = "\n".join(
        _fails(row) if number % 10 == turn else row for number, row in enumerate(rows.split("\n"))
    )
    _write(contenders, content, file, rows)


def _fails(row: str) -> str:
    found = _FOUND.match(row)
    return f'{found[1]}found: broken, why: "it did not answer in time"}}' if found else row


def _list(contenders: Sequence[Contender], content: Path, turn: int) -> None:
    file = content / "lists" / "needs.yaml"
    text = file.read_text(encoding="utf-8")
    _write(
        contenders,
        content,
        file,
        text.replace("  name: ", f"  name: {_WORDS[turn]} ", 1),
    )


def _write(contenders: Sequence[Contender], content: Path, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    for one in contenders:
        one.bring(file.relative_to(content).as_posix())


#: What is built of a council of services, in order: each scene and what is done before it.
SCENES: Mapping[str, Prepare] = {
    "first build": _first,
    "nothing changed": _nothing,
    "one service changed": _service,
    "one guide changed": _guide,
    "one list changed": _list,
}

#: The same for a council with schools by the thousand.
COUNTY_SCENES: Mapping[str, Prepare] = {
    "first build": _first,
    "nothing changed": _nothing,
    "one school changed": _school,
    "one service changed": _service,
    "visits written anew": _visits,
    "one list changed": _list,
}
