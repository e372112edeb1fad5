"""Files of schools that joined others: their address leads on, and nothing of ours is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.check.drafts import is_draft
from localoffer.importers.shared.fit_to_checks import faults
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.merge import same
from localoffer.model.reference import Redirect
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.write import field_order
from localoffer.write.edit import ExistingFile, read_existing

REDIRECTS = "redirects.yaml"
_TITLE = "# Addresses that have moved. An old address leads to the new one for ever.\n"


@dataclass(frozen=True, slots=True)
class Moves:
    """What is to be done for the schools that joined others: files to take out, redirects's text.

    ``text`` is None where nothing changes.
    """

    gone: tuple[Path, ...] = ()
    text: str | None = None


def why_it_stays(content: Path, file: Path, base: PublishedRecord | None, heir: Path | None) -> str:
    """Return why a file may not be taken out, or an empty text if it holds nothing of ours.

    ``heir`` is the file of the school that it joined, where there is one already.
    """
    kept = read_existing(content, file, field_order.SCHOOL)
    new = read_existing(content, heir, field_order.SCHOOL) if heir else None
    if isinstance(new, ExistingFile) and is_draft(new.values):
        return "that page is a draft"
    if isinstance(kept, Problem) or base is None:
        return "we cannot tell what was written here"
    if kept.body.strip() or same(kept.values) != same({**base.values, **base.first}):
        return "it was edited here"
    if any(row.lstrip().startswith("#") for row in kept.header.split("\n")):
        return "it has comments of yours"
    named = next(_named_by(content, file.stem), "")
    return f"{named} names it" if named else ""


def what_to_do(why: str, old: str, new: str) -> str:
    """Return what a person does about the file of a school that joined another."""
    return (
        f"It closed and joined the school in schools/{new}.md, but {why}, so it stays. Move what "
        f"is worth keeping, delete schools/{old}.md and add to {REDIRECTS}: {_row(old, new)}."
    )


def moves(content: Path, joined: Iterable[tuple[Path, str]]) -> Moves | None:
    """Return what to do for files and the slug each now leads to; None if it cannot be written."""
    pairs = sorted(joined)
    if not pairs:
        return Moves()
    file = content / REDIRECTS
    raw = file.read_bytes() if file.is_file() else b""
    try:
        text = raw.decode("utf-8") if raw else _TITLE
    except UnicodeDecodeError:
        return None
    end = "\r\n" if b"\r\n" in raw else "\n"
    there = redirected(content)
    rows = [f"- {_row(old.stem, new)}" for old, new in pairs if _page(old.stem) not in there]
    longer = text + ("" if text.endswith("\n") else end) + "".join(f"{row}{end}" for row in rows)
    if faults(REDIRECTS, longer):
        return None
    return Moves(tuple(old for old, _ in pairs), longer)


def redirected(content: Path) -> set[str]:
    """Return the old addresses that lead elsewhere already."""
    prepared = _prepared(content, content / REDIRECTS)
    rows = prepared.rows if prepared else ()
    return {row.record.old for row in rows if isinstance(row.record, Redirect)}


def _named_by(content: Path, slug: str) -> Iterator[str]:
    for file in (content / "coordinators.yaml", *sorted((content / "reports").glob("*.md"))):
        prepared = _prepared(content, file)
        for one in prepared.references if prepared else ():
            if (one.to, one.name) == ("schools", slug):
                yield file.relative_to(content).as_posix()


def _prepared(content: Path, file: Path) -> CheckedFile | None:
    if not file.is_file():
        return None
    return check_file(
        ContentFile(file.relative_to(content).as_posix(), file, file.read_bytes()), CheckSettings()
    )


def _row(old: str, new: str) -> str:
    return f"{{old: {_page(old)}, new: {_page(new)}}}"


def _page(slug: str) -> str:
    return f"/schools/{slug}/"
