"""What changed in the national texts since a version, and what of the council's own it touches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from localoffer.check.council_words import slots_in
from localoffer.check.slot_files import SlotText, slot_texts
from localoffer.national_versions.history import (
    Release,
    read_history,
    releases_since,
    texts_before,
)
from localoffer.national_versions.text_changes import (
    ParagraphChange,
    paragraph_changes,
    title_of,
)
from localoffer.problems import Problem
from localoffer.read.content_files import walk
from localoffer.read.layers import ContentLayers


@dataclass(frozen=True, slots=True)
class FileChange:
    """A national file that changed: its path, its title, and its paragraphs before and now.

    ``is_new`` and ``is_gone`` say that there was none, or is none any more; ``is_replaced`` that
    the council has a file of its own in its place. ``lost_slots`` are the council's files whose
    slot is no longer in the text.
    """

    path: str
    title: str
    paragraphs: tuple[ParagraphChange, ...]
    is_new: bool
    is_gone: bool
    is_replaced: bool
    lost_slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NationalChanges:
    """The releases since a version, and the files that differ from what they said then."""

    since: str
    releases: tuple[Release, ...]
    files: tuple[FileChange, ...]


def changes_since(version: str, layers: ContentLayers) -> NationalChanges:
    """Return what changed in the national texts since ``version``.

    Raises:
        UsageError: It is no version, or the record of releases cannot be read.
    """
    history = read_history(layers.national) if layers.national else ()
    releases = releases_since(version, history)
    own = [file for file in walk(layers.council) if not isinstance(file, Problem)]
    slots = tuple(slot_texts(own))
    paths = {file.path for file in own}
    changes = (
        _file_change(path, before, layers, paths, slots)
        for path, before in sorted(texts_before(releases).items())
    )
    return NationalChanges(version, releases, tuple(change for change in changes if change))


def _file_change(
    path: str,
    before: str,
    layers: ContentLayers,
    own: Collection[str],
    slots: Iterable[SlotText],
) -> FileChange | None:
    now = _text_now(path, layers)
    if now == before:
        return None
    names = slots_in(now)
    return FileChange(
        path=path,
        title=title_of(path, now or before),
        paragraphs=tuple(paragraph_changes(path, before, now)) if before and now else (),
        is_new=not before,
        is_gone=not now,
        is_replaced=path in own and path.endswith(".md"),
        lost_slots=tuple(one.path for one in slots if one.filled == path and one.slot not in names),
    )


def _text_now(path: str, layers: ContentLayers) -> str:
    file = layers.national / path if layers.national else None
    return file.read_text(encoding="utf-8") if file and file.is_file() else ""
