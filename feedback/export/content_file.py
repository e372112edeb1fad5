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


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A file that was written, removed, left as it is, or refused; and why, a sentence each."""

    path: str
    deed: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownIds:
    """What a file may name: ids by list, and the addresses of pages; none where nobody knows."""

    names: Mapping[str, frozenset[str]]
    offer: Offer | None = None

    @classmethod
    def of(cls, place: SiteFolders) -> "KnownIds":
        """Return what the content has; nothing is known while it has errors of its own."""
        checked = check_content(place)
        if checked is None or checked.offer is None:
            return cls({})
        lists = checked.offer.lists
        return cls(
            {
                "any": frozenset(page.address for page in checked.pages),
                "contacts": frozenset(lists.contacts),
                "lists/themes": frozenset(lists.themes),
                "lists/areas": frozenset(lists.areas),
                "surveys": frozenset(one.slug for one in checked.offer.surveys),
            },
            checked.offer,
        )

    def unknown(self, prepared: CheckedFile) -> Iterable[str]:
        """Yield a sentence for each name in a file that leads nowhere."""
        for one in prepared.references:
            known = self.names.get(one.to)
            if known is not None and one.name.partition("#")[0] not in known:
                yield f"{one.field} names {one.name}, which the content does not have."


def write_record(
    content: Path, path: str, model: type[Record], values: Mapping[str, Any], known: KnownIds
) -> Iterator[ExportResult]:
    """Write the fields of a record, in their order; yield what became of the file."""
    text = yaml_of(values)
    try:
        meant = model.model_validate(values)
    except ValidationError:
        meant = None
    reasons = tuple(load_errors(path, text, meant, known))
    if reasons:
        yield ExportResult(path, "refused", reasons)
    elif write(content / path, text):
        yield ExportResult(path, "written")


def load_errors(path: str, text: str, meant: Record | None, known: KnownIds) -> Sequence[str]:
    """Return what keeps a file from loading as the record that is meant; nothing if it does."""
    raw = text.encode("utf-8")
    if len(raw) > MAX_BYTES:
        return ("It is longer than a file of the content may be.",)
    prepared = check_file(ContentFile(path, Path(path), raw), CheckSettings())
    told = [as_sentence(one) for one in errors(prepared.problems)]
    told += known.unknown(prepared)
    if not told and not _is_same(prepared, meant):
        told.append("It would load as something else than was signed off.")
    return told


def file_errors(path: str, text: str) -> Sequence[str]:
    """Return the errors that a file's text would have, a sentence each."""
    prepared = check_file(ContentFile(path, Path(path), text.encode("utf-8")), CheckSettings())
    return [as_sentence(one) for one in errors(prepared.problems)]


def record_in(content: Path, path: str) -> Record | None:
    """Return the record that a file of the content holds; None where there is none that loads."""
    file = content / path
    if not file.is_file():
        return None
    entry = check_file(ContentFile(path, file, file.read_bytes()), CheckSettings()).entry
    return entry.record if entry else None


def as_sentence(problem: Problem) -> str:
    """Return a problem as one sentence, its field first."""
    field = f"{problem.field}: " if problem.field else ""
    return f"{field}{problem.message} {problem.fix}".strip()


def _is_same(prepared: CheckedFile, meant: Record | None) -> bool:
    """Return whether a file holds the record, whatever was written out and what was left out."""
    if prepared.entry is None or meant is None:
        return False
    return bool(prepared.entry.record.model_dump() == meant.model_dump())


def write(file: Path, text: str) -> bool:
    """Write a file whole or not at all; return whether that changed anything."""
    return replace_file(file, text)
