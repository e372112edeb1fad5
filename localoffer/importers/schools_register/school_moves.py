"""Files of schools that merged into others: their address leads on, and no edit is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckedFile, CheckSettings
from localoffer.check.drafts import is_draft
from localoffer.importers.shared.fit_to_checks import check_errors
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.merge import comparable
from localoffer.model.reference import Redirect
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.write import field_order
from localoffer.write.edit import ExistingFile, read_existing

REDIRECTS = "redirects.yaml"
_TITLE = "# Addresses that have moved. An old address leads to the new one for ever.\n"


@dataclass(frozen=True, slots=True)
class Moves:
    """What to do for schools that merged into others.

    ``removed`` are files to delete, ``text`` is the new redirects.yaml (None: it stays).
    """

    removed: tuple[Path, ...] = ()
    text: str | None = None


def reason_to_keep(
    content: Path, file: Path, base: PublishedRecord | None, successor: Path | None
) -> str:
    """Return why a file may not be deleted, or an empty text if nobody edited it.

    ``successor`` is the file of the school that it merged into, if there is one already.
    """
    current = read_existing(content, file, field_order.SCHOOL)
    target = read_existing(content, successor, field_order.SCHOOL) if successor else None
    if isinstance(target, ExistingFile) and is_draft(target.values):
        return "that page is a draft"
    if isinstance(current, Problem) or base is None:
        return "we cannot tell what was written here"
    if current.body.strip() or comparable(current.values) != comparable(
        {**base.values, **base.first}
    ):
        return "it was edited here"
    if any(row.lstrip().startswith("#") for row in current.header.split("\n")):
        return "it has comments of yours"
    referrer = next(_referrers(content, file.stem), "")
    return f"{referrer} names it" if referrer else ""


def advice(reason: str, old_slug: str, new_slug: str) -> str:
    """Return what a person should do about the file of a school that merged into another."""
    return (
        f"It closed and joined the school in schools/{new_slug}.md, but {reason}, so it stays. "
        f"Move what is worth keeping, delete schools/{old_slug}.md and add to {REDIRECTS}: "
        f"{_row(old_slug, new_slug)}."
    )


def moves(content: Path, merged: Iterable[tuple[Path, str]]) -> Moves | None:
    """Return what to do for files and the slug that each now leads to.

    None means that redirects.yaml has errors, so that no row can be added to it.
    """
    pairs = sorted(merged)
    if not pairs:
        return Moves()
    file = content / REDIRECTS
    raw = file.read_bytes() if file.is_file() else b""
    try:
        text = raw.decode("utf-8") if raw else _TITLE
    except UnicodeDecodeError:
        return None
    end = "\r\n" if b"\r\n" in raw else "\n"
    known = redirected(content)
    rows = [f"- {_row(old.stem, new)}" for old, new in pairs if _page(old.stem) not in known]
    longer = text + ("" if text.endswith("\n") else end) + "".join(f"{row}{end}" for row in rows)
    if check_errors(REDIRECTS, longer, CheckSettings(is_fictional=True)):
        return None
    return Moves(tuple(old for old, _ in pairs), longer)


def redirected(content: Path) -> set[str]:
    """Return the addresses that are redirected already."""
    checked = _checked(content, content / REDIRECTS)
    rows = checked.rows if checked else ()
    return {row.record.old for row in rows if isinstance(row.record, Redirect)}


def _referrers(content: Path, slug: str) -> Iterator[str]:
    for file in (content / "coordinators.yaml", *sorted((content / "reports").glob("*.md"))):
        checked = _checked(content, file)
        for reference in checked.references if checked else ():
            if (reference.to, reference.name) == ("schools", slug):
                yield file.relative_to(content).as_posix()


def _checked(content: Path, file: Path) -> CheckedFile | None:
    if not file.is_file():
        return None
    return check_file(
        ContentFile(file.relative_to(content).as_posix(), file, file.read_bytes()),
        CheckSettings(is_fictional=True),
    )


def _row(old_slug: str, new_slug: str) -> str:
    return f"{{old: {_page(old_slug)}, new: {_page(new_slug)}}}"


def _page(slug: str) -> str:
    return f"/schools/{slug}/"
