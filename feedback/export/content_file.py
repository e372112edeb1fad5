"""Content files that an export writes: loaded first as the build will, refused if they do not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.model.base import Record
from localoffer.offer import Offer
from localoffer.problems import Problem, errors
from localoffer.read.content_files import MAX_BYTES, ContentFile
from localoffer.serving.site_context import SiteFolders, check_content
from localoffer.write.atomic import replace_file
from localoffer.write.yaml_record import yaml_of

#: Only the form of a file is checked here. Whether a number in it is made up, ``check`` says.
_SETTINGS = CheckSettings(is_fictional=True)


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A file that was written, removed, left as it is, or refused; and why, a sentence each."""

    path: str
    action: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids and addresses that a file may refer to, by list; none if the content has errors."""

    names: Mapping[str, frozenset[str]]
    offer: Offer | None = None

    @classmethod
    def of(cls, folders: SiteFolders) -> "KnownIds":
        """Return the ids of the content in these folders; none while it has errors."""
        checked = check_content(folders)
        if checked is None or checked.offer is None:
            return cls({})
        lists = checked.offer.lists
        return cls(
            {
                "any": frozenset(page.address for page in checked.pages),
                "contacts": frozenset(lists.contacts),
                "lists/themes": frozenset(lists.themes),
                "lists/areas": frozenset(lists.areas),
                "surveys": frozenset(survey.slug for survey in checked.offer.surveys),
            },
            checked.offer,
        )

    def unknown(self, checked_file: CheckedFile) -> Iterable[str]:
        """Yield a sentence for each reference of a file to an id that does not exist."""
        for reference in checked_file.references:
            ids = self.names.get(reference.to)
            if ids is not None and reference.name.partition("#")[0] not in ids:
                message = f"{reference.field} names {reference.name}"
                yield f"{message}, which the content does not have."


def write_record(
    content: Path, path: str, model: type[Record], values: Mapping[str, Any], known_ids: KnownIds
) -> Iterator[ExportResult]:
    """Write the fields of a record, in their order; yield the result, or nothing if unchanged."""
    text = yaml_of(values)
    try:
        expected = model.model_validate(values)
    except ValidationError:
        expected = None
    reasons = tuple(load_errors(path, text, expected, known_ids))
    if reasons:
        yield ExportResult(path, "refused", reasons)
    elif replace_file(content / path, text):
        yield ExportResult(path, "written")


def load_errors(
    path: str, text: str, expected: Record | None, known_ids: KnownIds
) -> Sequence[str]:
    """Return why a file would not load as the expected record, a sentence each."""
    raw = text.encode("utf-8")
    if len(raw) > MAX_BYTES:
        return ("It is longer than a file of the content may be.",)
    checked_file = check_file(ContentFile(path, Path(path), raw), _SETTINGS)
    messages = [as_sentence(problem) for problem in errors(checked_file.problems)]
    messages += known_ids.unknown(checked_file)
    if not messages and not _is_same(checked_file, expected):
        messages.append("It would load as something else than was signed off.")
    return messages


def file_errors(path: str, text: str) -> Sequence[str]:
    """Return the errors that a file's text would have, a sentence each."""
    checked_file = check_file(ContentFile(path, Path(path), text.encode("utf-8")), _SETTINGS)
    return [as_sentence(problem) for problem in errors(checked_file.problems)]


def record_in(content: Path, path: str) -> Record | None:
    """Return the record in a content file; None if there is no such file or it has errors."""
    file = content / path
    if not file.is_file():
        return None
    entry = check_file(ContentFile(path, file, file.read_bytes()), _SETTINGS).entry
    return entry.record if entry else None


def as_sentence(problem: Problem) -> str:
    """Return a problem as one sentence, its field first."""
    field = f"{problem.field}: " if problem.field else ""
    return f"{field}{problem.message} {problem.fix}".strip()


def _is_same(checked_file: CheckedFile, expected: Record | None) -> bool:
    """Return whether a file holds the expected record, whichever defaults it spells out."""
    if checked_file.entry is None or expected is None:
        return False
    return bool(checked_file.entry.record.model_dump() == expected.model_dump())
