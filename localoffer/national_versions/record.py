"""Records a release: what every national text that it changes said until then."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from localoffer.national_versions.history import FOLDER, version_number
from localoffer.problems import UsageError
from localoffer.write.atomic import replace_file
from localoffer.write.quoting import inline

#: Files whose words families read. Search words and lists of choices are no texts.
_TEXTS = ("guides/*.md", "topics/*.md", "provision/*.md", "glossary.yaml", "contacts.yaml")

_HEADING = (
    "# What the national texts said until version {version}, by file. Empty: the file is new.\n"
    "# Written when a version is released (docs/release.md); never changed afterwards.\n"
)


def record_release(version: str, note: str, day: date, before: Path, national: Path) -> Path:
    """Write the record of a release beside ``national`` and return its file.

    Args:
        version: the version that is released, such as ``0.3.0``.
        note: a sentence for councils: what changed, and why.
        day: the day of the release.
        before: the folder of national texts as the last release had it.
        national: the folder as it is now.

    Raises:
        UsageError: it is no version, or is recorded already.
    """
    version_number(version)
    file = national.parent / FOLDER / f"{version}.yaml"
    if file.exists():
        raise UsageError(f"{file} is there already: a record never changes. Choose a new version.")
    text = _HEADING.format(version=version)
    text += f"released: {day}\nnote: {inline(note)}\n"
    entries = "".join(_entry(path, said) for path, said in _changed(before, national))
    file.parent.mkdir(exist_ok=True)
    replace_file(file, text + (f"before:\n{entries}" if entries else "before: {}\n"))
    return file


def _changed(before: Path, national: Path) -> Iterator[tuple[str, str]]:
    paths = {
        file.relative_to(folder).as_posix()
        for folder in (before, national)
        for pattern in _TEXTS
        for file in folder.glob(pattern)
    }
    for path in sorted(paths):
        said, says = _text(before / path), _text(national / path)
        if said != says:
            yield path, said


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _entry(path: str, said: str) -> str:
    if not said:
        return f'  {path}: ""\n'
    lines = "".join(f"    {line}\n" if line else "\n" for line in said.rstrip("\n").split("\n"))
    return f"  {path}: |\n{lines}"
