"""Files of schools that merged into others: their address leads on, and no edit is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.drafts import is_draft
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.list_records import checked_file
from localoffer.importers.shared.merge import comparable
from localoffer.importers.shared.redirect_rows import REDIRECTS, RedirectRow, with_rows
from localoffer.problems import Problem
from localoffer.write import field_order
from localoffer.write.edit import ExistingFile, read_existing


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
        f"{_row(old_slug, new_slug)}"
    )


def moves(content: Path, merged: Iterable[tuple[Path, str]]) -> Moves:
    """Return what to do for files and the slug that each now leads to.

    Raises:
        UsageError: redirects.yaml has errors, so that no row can be added to it.
    """
    pairs = sorted(merged)
    if not pairs:
        return Moves()
    text = with_rows(content, (_row(old.stem, new) for old, new in pairs))
    return Moves(tuple(old for old, _ in pairs), text)


def _referrers(content: Path, slug: str) -> Iterator[str]:
    for file in (content / "coordinators.yaml", *sorted((content / "reports").glob("*.md"))):
        checked = checked_file(file.relative_to(content).as_posix(), file)
        for reference in checked.references if checked else ():
            if (reference.to, reference.name) == ("schools", slug):
                yield file.relative_to(content).as_posix()


def _row(old_slug: str, new_slug: str) -> RedirectRow:
    return RedirectRow(_page(old_slug), _page(new_slug))


def _page(slug: str) -> str:
    return f"/schools/{slug}/"
