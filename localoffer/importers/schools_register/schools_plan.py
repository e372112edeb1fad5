"""What to write for the schools of a register: nothing is written here."""

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
from localoffer.importers.schools_register.school_moves import redirected, what_to_do, why_it_stays
from localoffer.importers.schools_register.succession import Scene, Succession, succession, waiting
from localoffer.importers.schools_register.to_school import (
    CLOSED,
    Before,
    Here,
    school_of,
    status_of,
)
from localoffer.importers.shared.existing_records import ExistingRecords, slug
from localoffer.importers.shared.import_plan import ImportStep, steps
from localoffer.importers.shared.import_record import ImportRecord
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.last_import import LastImport, PublishedRecord, published
from localoffer.importers.shared.layout import SCHOOL

#: Addresses below /schools/ that are lists, so that no school can have them.
_LISTS = (
    "names", "phases", "needs", "places", "bases", "special", "independent", "out-of-area",
    "colleges", "early-years", "coordinators", "reports",
)  # fmt: skip
_NO_PAGE = "closed, with no page here"
_LATER = "not open yet, and will go on from a school that is"


@dataclass(slots=True)
class SchoolsPlan:
    """What is to be done: a step a school, the files that lead on to others, and counts.

    ``joined`` are files to take out with the slug that each leads to; ``left`` counts rows that
    are left out, by reason; ``known`` is what the register said last, by the URNs of now.
    """

    steps: list[ImportStep] = field(default_factory=list)
    outcomes: list[ImportResult] = field(default_factory=list)
    joined: list[tuple[Path, str]] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    known: Mapping[str, PublishedRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """All that a plan is made from."""

    register: Register
    choice: SchoolSelection
    links: Links
    folder: ExistingRecords
    store: LastImport
    here: Here


def plan(ground: PlanInputs) -> SchoolsPlan:
    """Return what to do. The folder of ``ground`` is changed: its files by their new URNs."""
    folder, known = ground.folder, dict(ground.store.records)
    scene = Scene(ground.register, folder, known, ground.links)
    follows, later = succession(scene), waiting(scene) - folder.by_id.keys()
    stays = {
        old: why_it_stays(folder.root, folder.by_id[old], known.get(old), folder.by_id.get(new))
        for old, new in follows.joins.items()
    }
    for old, new in follows.goes_on.items():
        folder.by_id[new] = folder.by_id.pop(old)
        base = known.pop(old, None) or _read_off(ground.register.rows[old], ground.here)
        if base:
            known[new] = base
    planned = SchoolsPlan(known=known)
    gone = {old for old, why in stays.items() if not why}
    records = _records(ground, planned, follows, gone | later)
    _reserve(folder, records)
    todo = steps(records, folder, replace(ground.store, records=known), whole=False)
    planned.steps = [_told(step, ground, follows) for step in todo if step.id not in gone]
    _join(ground, planned, follows, stays)
    return planned


def _records(
    ground: PlanInputs, planned: SchoolsPlan, follows: Succession, without: set[str]
) -> list[ImportRecord]:
    """Return what the wanted rows become; those ``without`` a page of their own are passed over."""
    records: list[ImportRecord] = []
    for urn, row in ground.register.rows.items():
        has_file = urn in ground.folder.by_id
        is_here = has_file or urn in planned.known
        if not (is_here or _is_wanted(row, ground.choice, follows)):
            continue
        if urn in without or (status_of(row) == CLOSED and not is_here):
            why = "" if is_here else _NO_PAGE if status_of(row) == CLOSED else _LATER
            planned.left.update(filter(None, [why]))
            continue
        old = follows.old_of(urn)
        old_name = ground.register.rows[old]["EstablishmentName"] if _has(ground, old) else ""
        before = Before(has_file, planned.known.get(urn), old, old_name)
        school = school_of(row, before, ground.here)
        if isinstance(school, ImportRecord):
            records.append(school)
        else:
            planned.left[school] += 1
            planned.outcomes.append(_left_out(row, school, ground.folder.by_id.get(urn)))
    return records


def _has(ground: PlanInputs, urn: str) -> bool:
    return urn in ground.register.rows


def _is_wanted(row: RegisterRow, choice: SchoolSelection, follows: Succession) -> bool:
    """Return whether a row is the council's, a neighbour's special school, or follows one here."""
    if row.authority in choice.own.found() or row["URN"] in follows.joins.values():
        return True
    near = any(row.authority in one.found() for one in choice.neighbours)
    return near and kind_of_row(row)[0] in SPECIAL


def _read_off(row: RegisterRow, here: Here) -> PublishedRecord | None:
    """Return what the register says of a school that closed, for a file without an import."""
    school = school_of(row, Before(has_file=True), here)
    if isinstance(school, str):
        return None
    return published(school.feed_id, school.name, school.values, "", SCHOOL)


def _left_out(row: RegisterRow, why: str, file: Path | None) -> ImportResult:
    name, urn = titled(row["EstablishmentName"], row["URN"]), row["URN"]
    if file:
        path = f"schools/{file.name}"
        said = f"The register now says of it: {why}. Decide whether its page should stay."
        return ImportResult(ImportAction.UNTOUCHED, name, urn, path, said)
    return ImportResult(ImportAction.LEFT_OUT, name, urn, why=why)


def titled(name: str, urn: str) -> str:
    """Return a school's name as reports give it."""
    return f"{name} (URN {urn})"


def _reserve(folder: ExistingRecords, records: Iterable[ImportRecord]) -> None:
    """Keep names that a new file may not have: of lists, of pages that moved, of two schools."""
    times = Counter(slug(record.name) for record in records)
    folder.taken.update(_LISTS, (name for name, number in times.items() if number > 1))
    folder.taken.update(old.strip("/").rpartition("/")[2] for old in redirected(folder.root))


def _told(step: ImportStep, ground: PlanInputs, follows: Succession) -> ImportStep:
    """Return a step whose outcome names the school as reports do, and says what is open."""
    outcome, file = step.outcome, ground.folder.by_id.get(step.id)
    if outcome is None:
        if file is None or step.published is None or _has(ground, step.id):
            return step
        why = "The register has no such school any more. Its page stays: decide whether it should."
        path = f"schools/{file.name}"
        outcome = ImportResult(ImportAction.GONE, step.published.name, step.id, path, why)
    why = outcome.why
    if step.id in follows.split:
        others = " and ".join(_named(urn, ground) for urn in follows.split[step.id])
        why = f"{why} It closed, and {others} followed it: say so on its page.".strip()
    why = why.replace("The feed says that it is", "The register says that it is")
    return replace(step, outcome=replace(outcome, name=titled(outcome.name, step.id), why=why))


def _named(urn: str, ground: PlanInputs) -> str:
    return titled(ground.register.rows[urn]["EstablishmentName"], urn)


def _join(
    ground: PlanInputs, planned: SchoolsPlan, follows: Succession, stays: Mapping[str, str]
) -> None:
    """Lead each school that joined another to that one's page, or say why it stays."""
    files = {step.id: step.file for step in planned.steps if step.outcome and step.file}
    for old, new in follows.joins.items():
        file, heir = ground.folder.by_id[old], ground.folder.by_id.get(new) or files.get(new)
        if heir is None:
            continue
        if stays[old]:
            why = what_to_do(stays[old], file.stem, heir.stem)
            planned.steps = [_with_why(step, why) if step.id == old else step
                             for step in planned.steps]  # fmt: skip
            continue
        planned.joined.append((file, heir.stem))
        name = planned.known[old].name
        why = f"/schools/{file.stem}/ now leads to /schools/{heir.stem}/, and its file is gone."
        outcome = ImportResult(
            ImportAction.JOINED, titled(name, old), old, f"schools/{file.name}", why
        )
        planned.outcomes.append(outcome)


def _with_why(step: ImportStep, why: str) -> ImportStep:
    said = " ".join(filter(None, (step.outcome.why, why))) if step.outcome else why
    return replace(step, outcome=replace(step.outcome, why=said)) if step.outcome else step


def all_outcomes(planned: SchoolsPlan) -> Sequence[ImportResult]:
    """Return what becomes of every school, those with a file first."""
    return [*(step.outcome for step in planned.steps if step.outcome), *planned.outcomes]
