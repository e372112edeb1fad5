"""One file, whatever it is, into its outcome."""

from localoffer.check.check_file import record_file
from localoffer.check.checked_file import CheckedFile, CheckSettings, digest_of
from localoffer.check.list_file import list_file
from localoffer.kinds import Kind, kind_of
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile, text_of

_STRAY = (
    "No kind of record belongs at this place.",
    "Move it to the folder of its kind (services/x.md), or use one of the list files' names.",
)


def prepare(found: ContentFile, settings: CheckSettings) -> CheckedFile:
    """Return the outcome for one file; never raises for bad content."""
    path, digest = found.path, digest_of(found, settings)
    kind = kind_of(path)
    if kind is None:
        return CheckedFile(path, "", digest, problems=(Problem(path, 0, "", *_STRAY),))
    text = text_of(found)
    if isinstance(text, Problem):
        return CheckedFile(path, kind.name, digest, problems=(text,))
    if not text.strip():
        return CheckedFile(path, kind.name, digest, problems=(*_empty(path, kind),))
    if kind.is_folder:
        return record_file(path, kind, digest, text, settings)
    return list_file(path, kind, digest, text)


def _empty(path: str, kind: Kind) -> list[Problem]:
    """An empty list is a mistake where the offer cannot do without it."""
    if not kind.is_folder and not kind.required:
        return []
    fix = f"Copy {kind.place} from the example council and change it."
    if kind.is_folder:
        fix = f"Fill it in (python build.py new {kind.name} NAME makes a form), or delete it."
    return [Problem(path, 1, "", "The file is empty.", fix)]
