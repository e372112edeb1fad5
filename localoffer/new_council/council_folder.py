"""The folder of a new council: refused if it is taken, and written if every file can be read."""

from collections.abc import Mapping
from pathlib import Path

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.new_council.folder_files import CONTENT
from localoffer.problems import Problem, UsageError, errors
from localoffer.read.content_files import ContentFile
from localoffer.read.yaml_parser import parse


def refuse_taken(folder: Path) -> None:
    """Refuse to write into a folder that holds something.

    Raises:
        UsageError: there is a file of this name, or the folder is not empty.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        what = "a folder with files in it" if folder.is_dir() else "no folder"
        message = f"{folder} is {what}, and nothing there is changed. Choose another name."
        raise UsageError(message)


def file_errors(texts: Mapping[str, str], national: Path) -> tuple[Problem, ...]:
    """Return the errors in the content's files by themselves: what is wrong with the answers.

    ``texts`` are the folder's files by path, ``national`` is the folder of the national layer.
    """
    facts = parse((national / "site.yaml").read_text(encoding="utf-8"), "site.yaml").values
    settings, start = CheckSettings(site_defaults=facts), f"{CONTENT}/"
    own = {path.removeprefix(start): text for path, text in texts.items() if path.startswith(start)}
    return tuple(
        problem
        for path, text in own.items()
        if path.endswith(".yaml")
        for problem in errors(
            check_file(ContentFile(path, Path(path), _as_typed(text)), settings).problems
        )
    )


def _as_typed(text: str) -> bytes:
    """Return the bytes of a text, even of letters that the terminal sent and that are none."""
    return text.encode("utf-8", "surrogateescape")


def write_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write files that are not there yet.

    Raises:
        UsageError: the folder holds something already.
        OSError: a file cannot be written.
    """
    refuse_taken(folder)
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
