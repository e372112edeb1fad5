"""The plan of an import of the register: what to do with each school. Nothing is written yet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from localoffer.importers.schools_register.register_rows import (
    Register,
    RegisterRow,
    SchoolSelection,
)
from localoffer.importers.schools_register.school_kinds import SPECIAL, kind_of_row
from localoffer.importers.schools_register.school_links import Links
from localoffer.importers.schools_register.school_moves import advice, reason_to_keep
from localoffer.importers.schools_register.succession import (
    Succession,
    SuccessionEvidence,
    not_open_yet,
    succession,
)
from localoffer.importers.schools_register.to_school import (
    CLOSED,
    Before,
    CouncilContext,
    school_of,
    status_of,
)
from localoffer.importers.shared.decisions import NO_DECISIONS, Decisions
from localoffer.importers.shared.existing_records import ExistingRecords, slug
from localoffer.importers.shared.import_plan import ImportChoices, ImportStep, steps
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import LastImport, PublishedRecord, published
from localoffer.importers.shared.layout import SCHOOL
from localoffer.importers.shared.redirect_rows import redirected

#: Addresses below /schools/ that are lists, so that no school can have them.
_LISTS = (
    "names", "phases", "needs", "places", "bases", "special", "independent", "out-of-area",
    "colleges", "early-years", "coordinators", "reports",
)  # fmt: skip
_NO_PAGE = "closed, with no page here"
_NOT_OPEN_YET = "not open yet, and will go on from a school that is"


@dataclass(slots=True)
class SchoolsPlan:
    """What an import does: a step for each school, the files that lead on to others, and counts.

    ``merged`` are files to delete, with the slug that each address then leads to; ``excluded``
    counts rows that are left out, by reason; ``last_records`` is what the register said last, by
    the URN that a school has now.
    """

    steps: list[ImportStep] = field(default_factory=list)
    results: list[ImportResult] = field(default_factory=list)
    merged: list[tuple[Path, str]] = field(default_factory=list)
    excluded: Counter[str] = field(default_factory=Counter)
    last_records: Mapping[str, PublishedRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """All that a plan is made from."""

    register: Register
    selection: SchoolSelection
    links: Links
    existing: ExistingRecords
    last: LastImport
    context: CouncilContext
    decisions: Decisions = NO_DECISIONS


def plan(inputs: PlanInputs) -> SchoolsPlan:
    """Return what to do. ``inputs.existing`` is changed: its files go by their new URNs."""
    existing, last_records = inputs.existing, dict(inputs.last.records)
    evidence = SuccessionEvidence(inputs.register, existing, last_records, inputs.links)
    successions = succession(evidence)
    postponed = not_open_yet(evidence) - existing.by_id.keys()
    reasons = {
        urn: reason_to_keep(
            existing.root, existing.by_id[urn], last_records.get(urn), existing.by_id.get(successor)
        )
        for urn, successor in successions.merged.items()
    }
    for urn, successor in successions.continued.items():
        existing.by_id[successor] = existing.by_id.pop(urn)
        base = last_records.pop(urn, None) or _base_of(inputs.register.rows[urn], inputs.context)
        if base:
            last_records[successor] = base
    planned = SchoolsPlan(last_records=last_records)
    removed = {urn for urn, reason in reasons.items() if not reason}
    records = _records(inputs, planned, successions, removed | postponed)
    _reserve(existing, records)
    last = replace(inputs.last, records=last_records)
    choices = ImportChoices(decisions=inputs.decisions)
    planned.steps = [
        _school_step(step, inputs, successions)
        for step in steps(records, existing, last, is_complete=False, choices=choices)
        if step.id not in removed
    ]
    _add_merged(inputs, planned, successions, reasons)
    return planned


def _records(
    inputs: PlanInputs, planned: SchoolsPlan, successions: Succession, excluded: set[str]
) -> list[ImportRecord]:
    """Return the records of the selected rows; those ``excluded`` get no page of their own."""
    records: list[ImportRecord] = []
    for urn, row in inputs.register.rows.items():
        has_file = urn in inputs.existing.by_id
        is_known = has_file or urn in planned.last_records
        if not (is_known or _is_selected(row, inputs.selection, successions)):
            continue
        if urn in excluded or (status_of(row) == CLOSED and not is_known):
            reason = "" if is_known else _NO_PAGE if status_of(row) == CLOSED else _NOT_OPEN_YET
            planned.excluded.update(filter(None, [reason]))
            continue
        before = _before(urn, planned, inputs, successions)
        school = school_of(row, before, inputs.context)
        if isinstance(school, ImportRecord):
            records.append(school)
        else:
            planned.excluded[school] += 1
            planned.results.append(_excluded(row, school, inputs.existing.by_id.get(urn)))
    return records


def _before(urn: str, planned: SchoolsPlan, inputs: PlanInputs, successions: Succession) -> Before:
    predecessor = inputs.register.rows.get(successions.predecessor_of(urn))
    name = predecessor["EstablishmentName"] if predecessor else ""
    base = planned.last_records.get(urn)
    has_file = urn in inputs.existing.by_id
    return Before(has_file, base, successions.predecessor_of(urn), name)


def _is_selected(row: RegisterRow, selection: SchoolSelection, successions: Succession) -> bool:
    """Return whether a row is the council's, a neighbour's special school, or a successor."""
    if row.authority in selection.own.authorities() or row["URN"] in successions.merged.values():
        return True
    near = any(row.authority in council.authorities() for council in selection.neighbours)
    return near and kind_of_row(row)[0] in SPECIAL


def _base_of(row: RegisterRow, context: CouncilContext) -> PublishedRecord | None:
    """Return what the register says of a school that closed, for a file without an import."""
    school = school_of(row, Before(has_file=True), context)
    if isinstance(school, str):
        return None
    return published(school.feed_id, school.name, school.values, "", SCHOOL)


def _excluded(row: RegisterRow, reason: str, file: Path | None) -> ImportResult:
    name, urn = titled(row["EstablishmentName"], row["URN"]), row["URN"]
    if file:
        path = f"schools/{file.name}"
        question = f"The register now says of it: {reason}. Decide whether its page should stay."
        return ImportResult(ImportAction.UNTOUCHED, name, urn, path, question)
    return ImportResult(ImportAction.LEFT_OUT, name, urn, reason=reason)


def titled(name: str, urn: str) -> str:
    """Return a school's name as reports give it."""
    return f"{name} (URN {urn})"


def _reserve(existing: ExistingRecords, records: Iterable[ImportRecord]) -> None:
    """Reserve names that no new file may get: of lists, of pages that moved, of two schools."""
    counts = Counter(slug(record.name) for record in records)
    existing.taken.update(_LISTS, (name for name, number in counts.items() if number > 1))
    moved = redirected(existing.root)
    existing.taken.update(address.strip("/").rpartition("/")[2] for address in moved)


def _school_step(step: ImportStep, inputs: PlanInputs, successions: Succession) -> ImportStep:
    """Return a step whose result names the school as reports do, and says what is left to do."""
    result, file = step.result, inputs.existing.by_id.get(step.id)
    if result is None:
        if file is None or step.published is None or step.id in inputs.register.rows:
            return step
        reason = (
            "The register has no such school any more. Its page stays: decide whether it should."
        )
        path = f"schools/{file.name}"
        result = ImportResult(ImportAction.GONE, step.published.name, step.id, path, reason)
    reason = result.reason
    if step.id in successions.split:
        successors = " and ".join(_named(urn, inputs) for urn in successions.split[step.id])
        reason = f"{reason} It closed, and {successors} followed it: say so on its page.".strip()
    reason = reason.replace("The feed says that it is", "The register says that it is")
    name = titled(result.name, step.id)
    return replace(step, result=replace(result, name=name, reason=reason))


def _named(urn: str, inputs: PlanInputs) -> str:
    return titled(inputs.register.rows[urn]["EstablishmentName"], urn)


def _add_merged(
    inputs: PlanInputs, planned: SchoolsPlan, successions: Succession, reasons: Mapping[str, str]
) -> None:
    """Lead each school that merged into another to that one's page, or say why its file stays."""
    files = {step.id: step.file for step in planned.steps if step.result and step.file}
    for urn, successor in successions.merged.items():
        file = inputs.existing.by_id[urn]
        target = inputs.existing.by_id.get(successor) or files.get(successor)
        if target is None:
            continue
        if reasons[urn]:
            text = advice(reasons[urn], file.stem, target.stem)
            planned.steps = [
                _with_advice(step, text) if step.id == urn else step for step in planned.steps
            ]
            continue
        planned.merged.append((file, target.stem))
        name = titled(planned.last_records[urn].name, urn)
        reason = (
            f"/schools/{file.stem}/ now leads to /schools/{target.stem}/, and its file is gone."
        )
        path = f"schools/{file.name}"
        planned.results.append(ImportResult(ImportAction.JOINED, name, urn, path, reason))


def _with_advice(step: ImportStep, text: str) -> ImportStep:
    if step.result is None:
        return step
    reason = " ".join(filter(None, (step.result.reason, text)))
    return replace(step, result=replace(step.result, reason=reason))


def all_results(planned: SchoolsPlan) -> Sequence[ImportResult]:
    """Return the result of every school, those with a file first."""
    return [*(step.result for step in planned.steps if step.result), *planned.results]
