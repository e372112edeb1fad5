"""What is built, and what happens to the content and to earlier builds before it."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.contenders import Contender

#: What the first need is called from turn to turn.
_WORDS = ("Any", "Some", "More", "Other", "New")


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


#: What is built, in order: the name of each scene and what is done before it.
SCENES = {
    "first build": _first,
    "nothing changed": _nothing,
    "one service changed": _service,
    "one guide changed": _guide,
    "one list changed": _list,
}
