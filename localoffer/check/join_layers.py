"""The files of both layers as one.

Rows are joined, and national references to what is not there are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from localoffer.check.checked_file import CheckedFile, LocatedRecord
from localoffer.check.optional_references import IsThere, without_missing
from localoffer.check.vocabulary_checks import folded
from localoffer.kinds import BY_NAME, KINDS
from localoffer.model.vocabulary import BestBet, Synonym
from localoffer.national_versions.history import Release
from localoffer.offer import Entry
from localoffer.pages.page import Page
from localoffer.problems import Level
from localoffer.read.layers import is_national, path_in_layer

#: Folders whose records have a page each, at an address that begins with the folder's.
_PAGES = ("services", "guides", "topics")

#: A row with the path of its file.
Row = tuple[str, LocatedRecord]


@dataclass(frozen=True, slots=True)
class LayerChoice:
    """What of the files becomes the offer.

    ``left_out`` has the rows of national files that the council leaves out (``glossary.yaml#sen``),
    ``base`` is the path at which the site is published, ``releases`` are the versions that changed
    national texts, ``absent`` addresses that national texts link to and the site does not have;
    with ``drafts``, drafts are in it too.
    """

    left_out: frozenset[str] = frozenset()
    base: str = ""
    releases: tuple[Release, ...] = ()
    absent: frozenset[str] = frozenset()
    drafts: bool = False

    def takes(self, entry: Entry[Any]) -> bool:
        """Return whether a record is in the offer: a draft only where drafts are."""
        return self.drafts or not getattr(entry.record, "draft", False)


def join_layers(files: Iterable[CheckedFile], choice: LayerChoice) -> tuple[CheckedFile, ...]:
    """Return the files of an offer, national ones without what this council does not have.

    A national file has only its errors: what merely could be better is no business of a council.
    """
    files = tuple(_without_left_out(file, choice.left_out) for file in files)
    if not any(is_national(file.path) for file in files):
        return files
    is_there = _existence(files, choice)
    return tuple(
        without_missing(_with_errors_alone(file), is_there, choice.base)
        if is_national(file.path)
        else file
        for file in files
    )


def joined_rows(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of one kind; a council's takes the place of the national one of its id.

    Rows of the vocabulary have no id: what the council says of some words holds for those words.
    """
    rows = tuple(rows)
    own = [row for row in rows if not is_national(row[0])]
    words = {folded(one) for row in own for one in _words_of(row)}
    national = list(_without_words((row for row in rows if is_national(row[0])), words))
    replacing: Mapping[str, Row] = {_id_of(row): row for row in own if _id_of(row)}
    replaced = {_id_of(row) for row in national} & replacing.keys()
    first = [replacing.get(_id_of(row), row) for row in national]
    return [*first, *(row for row in own if _id_of(row) not in replaced)]


def _words_of(row: Row) -> tuple[str, ...]:
    record = row[1].record
    return record.words if isinstance(record, Synonym | BestBet) else ()


def _without_words(rows: Iterable[Row], gone: set[str]) -> Iterator[Row]:
    """Yield rows without these words of the vocabulary, and none that has no other words."""
    for path, row in rows:
        words = _words_of((path, row))
        left = tuple(one for one in words if folded(one) not in gone)
        if left == words:
            yield path, row
        elif left:
            yield path, LocatedRecord(row.record.model_copy(update={"words": left}), row.line)


def _id_of(row: Row) -> str:
    return str(getattr(row[1].record, "id", ""))


def _without_left_out(file: CheckedFile, left_out: frozenset[str]) -> CheckedFile:
    path = path_in_layer(file.path)
    if not is_national(file.path) or not any(one.startswith(f"{path}#") for one in left_out):
        return file
    rows = tuple(row for row in file.rows if f"{path}#{_id_of((path, row))}" not in left_out)
    return replace(file, rows=rows)


def _with_errors_alone(file: CheckedFile) -> CheckedFile:
    problems = tuple(one for one in file.problems if one.level is Level.ERROR)
    return file if len(problems) == len(file.problems) else replace(file, problems=problems)


def absent_addresses(files: Iterable[CheckedFile], pages: Iterable[Page]) -> frozenset[str]:
    """Return the addresses that national texts link to, and that no page has."""
    linked = {
        _path_of(reference.name)
        for file in files
        if is_national(file.path)
        for reference in file.references
        if reference.to == "any"
    }
    addresses = {page.address for page in pages}
    return frozenset(linked - addresses - {""}) if addresses else frozenset()


def _path_of(link: str) -> str:
    return link.partition("#")[0].partition("?")[0]


def _existence(files: Iterable[CheckedFile], choice: LayerChoice) -> IsThere:
    """Return a function that says whether what a national text refers to is in the offer."""
    entries: dict[str, dict[str, Entry[Any]]] = defaultdict(dict)
    ids: dict[str, set[str]] = defaultdict(set)
    for file in files:
        kind = BY_NAME.get(file.kind)
        if kind and file.entry and choice.takes(file.entry):
            entries[kind.reference][file.entry.slug] = file.entry
        elif kind:
            ids[kind.reference] |= {_id_of((file.path, row)) for row in file.rows}
    lists = {kind.reference for kind in KINDS}

    def is_there(to: str, name: str) -> bool:
        if to == "any":
            is_absent = _path_of(name) in choice.absent
            return not is_absent and _is_address(name, entries, ids["glossary"])
        return to not in lists or name in entries[to] or name in ids[to]

    return is_there


def _is_address(
    address: str, entries: Mapping[str, Mapping[str, Entry[Any]]], terms: set[str]
) -> bool:
    path, fragment = _path_of(address), address.partition("#")[2]
    if path == "/glossary/":
        return not fragment or fragment in terms
    folder, _, slug = path.strip("/").partition("/")
    entry = entries[folder].get(slug)
    if folder != "guides" or not slug or not fragment:
        return folder not in _PAGES or not slug or entry is not None
    if entry is None or not entry.text.headings:
        return entry is not None
    return fragment in {heading.id for heading in entry.text.headings}
