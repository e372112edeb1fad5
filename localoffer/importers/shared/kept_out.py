"""Files of records that rows of importing.yaml keep out now: which are deleted, on request."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localoffer.importers.shared.deleted_pages import OPTION as REDIRECT
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import PublishedRecord
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.merge import comparable
from localoffer.problems import Problem
from localoffer.program import PROGRAM
from localoffer.write.edit import read_existing

#: The option that deletes them.
OPTION: Final = "--delete-kept-out"

STAYS: Final = (
    f"Its file stays: if families should not see it, import again with {OPTION}, or delete it."
)


@dataclass(frozen=True, slots=True)
class Deletion:
    """Which files of records that are kept out are deleted.

    ``is_asked`` is whether any is. Without ``names`` each is that nobody changed here; with them,
    only those of these names, also if somebody did.
    """

    is_asked: bool = False
    names: frozenset[str] = frozenset()

    def reason_to_keep(self, content: Path, file: Path, base: PublishedRecord | None) -> str:
        """Return why a file stays, in a sentence; empty if it is to be deleted."""
        if not self.is_asked or (self.names and file.stem not in self.names):
            return STAYS
        change = "" if self.names else _change(content, file, base)
        if change:
            return f"Its file stays, as {change}. To delete it all the same: {OPTION} {file.stem}."
        return ""

    def without_effect(self, results: Iterable[ImportResult]) -> Iterator[str]:
        """Yield a sentence on each name that is of no file whose record is kept out."""
        deleted = {Path(one.path).stem for one in results if one.action is ImportAction.DELETED}
        for name in sorted(self.names - deleted):
            yield f"{OPTION} {name}: no row of importing.yaml keeps the record of that file out."


def deletion(names: Collection[str] | None) -> Deletion:
    """Return what a command asks for: nothing (None), all (no names), or the files of names."""
    stems = (Path(name).name.removesuffix(".md") for name in names or ())
    return Deletion(names is not None, frozenset(stems))


def told(results: Sequence[ImportResult], few: int) -> Iterator[tuple[int, str]]:
    """Yield how many files of records that are kept out stay or were deleted, with their names.

    Of those that stay, ``few`` are named: the report has all.
    """
    kept = [one.path for one in results if one.action is ImportAction.FILTERED and one.path]
    gone = [one.path for one in results if one.action is ImportAction.DELETED]
    if kept:
        more = f" and {len(kept) - few} more" if len(kept) > few else ""
        named = f"{', '.join(kept[:few])}{more}"
        yield len(kept), f"kept out now, and have a file here that stays: {named}"
    if gone:
        yield len(gone), f"kept out now, and their files were deleted: {', '.join(gone)}"


def advice(results: Iterable[ImportResult]) -> Iterator[str]:
    """Yield what to do about files that stay, or after some were deleted."""
    actions = {one.action for one in results if one.path}
    if ImportAction.FILTERED in actions:
        yield f"Delete those that nobody changed: the same import with {OPTION} {REDIRECT}"
    if ImportAction.DELETED in actions:
        yield f"What led to the deleted files: {PROGRAM} check"


def _change(content: Path, file: Path, base: PublishedRecord | None) -> str:
    """Return what a person did to a file since it was imported; empty for nothing."""
    layout = layout_of(file.relative_to(content).as_posix())
    current = read_existing(content, file, layout.order)
    if isinstance(current, Problem) or base is None:
        return "nobody can tell what was written here"
    own = {name: current.values.get(name) for name in base.first}
    here = {k: v for k, v in current.values.items() if k not in layout.council_fields}
    is_same = comparable({**here, **own}) == comparable({**base.values, **base.first})
    if not is_same or comparable(current.body) != comparable(base.body):
        return "somebody changed it here"
    has_comments = any(row.lstrip().startswith("#") for row in current.header.split("\n"))
    return "somebody wrote comments into it" if has_comments else ""
