"""How many records lack each fact, and how many each owner has to see to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from localoffer.kinds import BY_MODEL, KINDS, Kind
from localoffer.model.service import Service
from localoffer.to_do.known_facts import WORDS, KnownFact, facts_of
from localoffer.to_do.work_list import RecordWork, WorkList


@dataclass(frozen=True, slots=True)
class FactCount:
    """How many records lack a fact, have it by a rule of an import, or in their words alone."""

    fact: KnownFact
    missing: int
    inferred: int
    in_text: int


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many records of a kind there are and are unfinished, fact by fact and by owner."""

    kind: Kind
    total: int
    unfinished: tuple[RecordWork, ...]
    facts: tuple[FactCount, ...]

    @property
    def by_owner(self) -> tuple[tuple[str, int], ...]:
        """The ids of owners (empty: nobody) with how many unfinished records each has."""
        return tuple(Counter(record.owner for record in self.unfinished).most_common())

    @property
    def records_by_owner(self) -> tuple[tuple[str, tuple[RecordWork, ...]], ...]:
        """The unfinished records of each owner, in the order of ``by_owner``."""
        records: dict[str, list[RecordWork]] = defaultdict(list)
        for record in self.unfinished:
            records[record.owner].append(record)
        return tuple((owner, tuple(records[owner])) for owner, _ in self.by_owner)


def counts_by_kind(work: WorkList) -> Iterator[KindCount]:
    """Yield the counts of each kind that has unfinished records, in the order of kinds."""
    for kind in KINDS:
        records = [record for record in work.records if record.kind is kind]
        unfinished = tuple(record for record in records if record.facts)
        if unfinished:
            yield KindCount(kind, len(records), unfinished, tuple(_facts(kind, unfinished)))


def published_gaps(work: WorkList) -> KindCount:
    """Return the counts of the services that are published though they lack facts."""
    kind = BY_MODEL[Service]
    records = [record for record in work.records if record.kind is kind]
    on_site = [record for record in records if record.state != "draft"]
    lacking = tuple(record for record in on_site if record.missing)
    facts = (one for one in _facts(kind, lacking) if one.missing and one.fact.fields)
    return KindCount(kind, len(on_site), lacking, tuple(facts))


def _facts(kind: Kind, records: Iterable[RecordWork]) -> Iterator[FactCount]:
    missing: Counter[KnownFact] = Counter()
    inferred: Counter[KnownFact] = Counter()
    in_text: Counter[KnownFact] = Counter()
    for record in records:
        inferred.update(record.inferred)
        in_text.update(one.fact for one in record.in_text)
        missing.update(record.missing)
        missing.update(fact for fact in record.facts if fact.name == WORDS)
    for fact in facts_of(kind.model):
        if missing[fact] or inferred[fact] or in_text[fact]:
            yield FactCount(fact, missing[fact], inferred[fact], in_text[fact])
