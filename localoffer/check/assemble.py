"""Checked files into an offer: ids are unique, required lists are there, drafts are left out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from localoffer.check.agreements import agreed_statements
from localoffer.check.checked_file import CheckedFile, LocatedRecord
from localoffer.check.join_layers import LayerChoice, join_layers, joined_rows
from localoffer.check.slot_words import with_slot_words
from localoffer.consultation_groups import groups
from localoffer.duties import duties
from localoffer.kinds import KINDS, Kind, address_of
from localoffer.model.guide import Guide, Landing
from localoffer.model.provision import Statement
from localoffer.model.slot import Slot
from localoffer.offer import Entry, ListsById, Offer
from localoffer.problems import Level, Problem
from localoffer.program import PROGRAM
from localoffer.read.layers import is_national, path_in_layer


class Assembly:
    """The checked files, sorted by kind, and their problems; drafts that the offer leaves out.

    ``unreadable`` are the problems of files that could not be read at all.
    """

    def __init__(
        self,
        files: Iterable[CheckedFile],
        unreadable: Iterable[Problem],
        choice: LayerChoice,
    ) -> None:
        self.files = join_layers(files, choice)
        self._releases = choice.releases
        self.problems = [
            *unreadable,
            *(problem for file in self.files for problem in file.problems),
        ]
        self._unreadable = frozenset(problem.path for problem in unreadable)
        self._rows: dict[str, list[tuple[str, LocatedRecord]]] = defaultdict(list)
        self._entries: dict[str, list[Entry[Any]]] = defaultdict(list)
        self.drafts: list[Entry[Any]] = []
        for file in self.files:
            self._rows[file.kind] += [(file.path, row) for row in file.rows]
            if file.entry and choice.takes(file.entry):
                self._entries[file.kind].append(file.entry)
            elif file.entry:
                self.drafts.append(file.entry)
        for kind, rows in self._rows.items():
            self._rows[kind] = joined_rows(rows)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: path_in_layer(entry.path))
        self.problems += self._absent()
        self.problems += self._repeated()

    def rows(self, kind: str) -> Iterator[tuple[str, int, Any]]:
        """Yield ``(path, line, record)`` of every row of a list."""
        return ((path, row.line, row.record) for path, row in self._rows[kind])

    def entries(self, kind: str) -> tuple[Entry[Any], ...]:
        """Return the entries of a folder, in the order of their slugs."""
        return tuple(self._entries[kind])

    def offer(self, today: date) -> Offer | None:
        """Return the offer of what is readable, or None where ``site.yaml`` is not."""
        site = next((record for _, _, record in self.rows("site")), None)
        if site is None:
            return None
        lists = {kind.model: self._by_id(kind.name) for kind in KINDS if kind.has_ids}
        records = {kind.model: self._records(kind) for kind in KINDS}
        agreements = (record for _, _, record in self.rows("agreement"))
        records[Statement] = agreed_statements(records[Statement], agreements)
        for model in (Guide, Landing):
            records[model] = with_slot_words(records[model], records[Slot])
        return Offer(site, ListsById(lists), records, today, self._releases)

    def _records(self, kind: Kind) -> tuple[Any, ...]:
        if kind.is_folder:
            return self.entries(kind.name)
        return tuple(record for _, _, record in self.rows(kind.name))

    def known(self) -> Mapping[str, frozenset[str]]:
        """Return the ids that a field may refer to (see ``Refers``), by list or folder.

        Lists with broken rows are left out: what refers to them cannot be judged yet.
        """
        broken = {
            file.kind
            for file in self.files
            if file.problems and not file.entry and _has_errors(file)
        }
        broken |= {problem.path for problem in self.problems if not problem.line}
        known = {"duties": frozenset(duties()), "groups": frozenset(groups())}
        for kind in KINDS:
            if kind.is_folder:
                known[kind.reference] = self._slugs(kind.place)
            elif kind.has_ids and not {kind.name, kind.place} & broken:
                known[kind.reference] = frozenset(self._by_id(kind.name))
        return known

    def unplanned(self) -> Iterator[str]:
        """Yield the addresses of records that cannot be read yet: no link to them is a problem."""
        read = {file.entry.address for file in self.files if file.entry}
        for kind in KINDS:
            if kind.is_folder:
                addresses = (address_of(kind, slug) for slug in self._slugs(kind.place))
                yield from (address for address in addresses if address not in read)

    def hidden(self) -> frozenset[str]:
        """Return the addresses of the drafts that are left out of the site."""
        published = {entry.address for entries in self._entries.values() for entry in entries}
        read = {file.entry.address for file in self.files if file.entry}
        return frozenset(read - published)

    def _slugs(self, folder: str) -> frozenset[str]:
        paths = (*(path_in_layer(file.path) for file in self.files), *self._unreadable)
        start = f"{folder}/"
        return frozenset(
            path.removeprefix(start).rpartition(".")[0]
            for path in paths
            if path.startswith(start) and "/" not in path[len(start) :]
        )

    def _by_id(self, kind: str) -> dict[str, Any]:
        return {record.id: record for _, _, record in self.rows(kind)}

    def _absent(self) -> Iterator[Problem]:
        there = {path_in_layer(file.path) for file in self.files} | self._unreadable
        if self._unreadable and all(is_national(file.path) for file in self.files):
            return
        for kind in KINDS:
            if kind.required and kind.place not in there:
                yield Problem(
                    kind.place, 0, "", "This file is missing.",
                    f"Begin with the one that {PROGRAM} new council writes,"
                    " or with the national one.",
                )  # fmt: skip

    def _repeated(self) -> Iterator[Problem]:
        for kind in KINDS:
            seen: dict[tuple[str, str], int] = {}
            for path, line, record in self.rows(kind.name) if kind.has_ids else ():
                first = seen.setdefault((path, record.id), line)
                if first != line:
                    yield Problem(
                        path, line, "id", f'The id "{record.id}" is also used on line {first}.',
                        "Take one of the two rows out, or give it another id.",
                    )  # fmt: skip


def _has_errors(file: CheckedFile) -> bool:
    return any(problem.level is Level.ERROR for problem in file.problems)
