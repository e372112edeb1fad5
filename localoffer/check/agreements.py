"""Statements with what the council says of them: who agreed each, when, and what it said before."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from localoffer.model.provision import Agreement, Statement
from localoffer.offer import Entry


def agreed_statements(
    entries: Iterable[Entry[Statement]], agreements: Iterable[Agreement]
) -> tuple[Entry[Statement], ...]:
    """Return statements with their agreements; those that say themselves who agreed, as they are.

    An agreement that names no statement holds for all that no other one names.
    """
    agreed: dict[str, Agreement] = {}
    for_all = None
    for agreement in agreements:
        agreed.update(dict.fromkeys(agreement.statements, agreement))
        for_all = for_all if agreement.statements else agreement
    return tuple(_agreed(entry, agreed.get(entry.slug, for_all)) for entry in entries)


def _agreed(entry: Entry[Statement], agreement: Agreement | None) -> Entry[Statement]:
    if agreement is None or entry.record.agreed:
        return entry
    facts = {name: getattr(agreement, name) for name in Agreement.model_fields}
    del facts["statements"]
    made_from = f"{entry.digest} {agreement.model_dump_json()}"
    return replace(
        entry,
        record=entry.record.model_copy(update=facts),
        digest=blake2b(made_from.encode(), digest_size=16).hexdigest(),
    )
