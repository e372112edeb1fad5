"""What an import of the register prints, and the report that goes row by row."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.importers.schools_register.register_rows import Register
from localoffer.importers.schools_register.school_changes import SchoolChange, listed, sentence
from localoffer.importers.schools_register.schools_plan import SchoolsPlan, all_outcomes
from localoffer.importers.shared.import_report import Import, called, report
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.layout import SCHOOL

#: What everyone who shows facts of the register has to say (Open Government Licence v3.0).
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(Get information about schools, Department for Education)"
)
_ENCODINGS = {"cp1252": "Windows-1252", "utf-8-sig": "UTF-8"}
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class SchoolsImport:
    """One import of the register: what was read, what becomes of it, and what changed."""

    register: Register
    planned: SchoolsPlan
    changes: Sequence[SchoolChange]
    authority: str
    day: date


def summary(done: SchoolsImport, file: str) -> str:
    """Return what to print at the end: what changed for parents first."""
    outcomes = all_outcomes(done.planned)
    did = Counter[ImportAction](one.did for one in outcomes if one.did is not ImportAction.LEFT_OUT)
    conflicts = sum(len(outcome.conflicts) for outcome in outcomes)
    lines = [sentence(done.changes), "", _read(done)]
    lines += [f"{did[kind]:>7,}  {called(kind, SCHOOL)}" for kind in ImportAction if did[kind]]
    if conflicts:
        lines.append(f"{conflicts:>7,}  fields changed here and in the register: ours were kept")
    if done.planned.left:
        lines += ["", "Left out:"]
        lines += [f"{n:>7,}  {why}" for why, n in done.planned.left.most_common()]
    lines += _noted(outcomes)
    open_ends = [one for one in outcomes if one.why and one.did is not ImportAction.LEFT_OUT]
    lines += ["", "To look at:"] if open_ends else []
    lines += [f"  {one.name}: {one.why}" for one in open_ends[:_SHOWN]]
    lines += [f"  and {len(open_ends) - _SHOWN} more"] if len(open_ends) > _SHOWN else []
    lines += ["", *_remarks(done.register)]
    return "\n".join([*lines, f"Row by row: {file}", f"Say on your site: {ATTRIBUTION}."]) + "\n"


def full_report(done: SchoolsImport) -> str:
    """Return the whole report as Markdown."""
    remarks = [_read(done), *_remarks(done.register)]
    remarks += [f"Left out: {n:,} ({why})." for why, n in done.planned.left.most_common()]
    rows, outcomes = done.register.read, all_outcomes(done.planned)
    name, opening = done.register.name, tuple(listed(done.changes))
    return report(Import(name, done.day, rows, outcomes, remarks, SCHOOL, opening))


def _read(done: SchoolsImport) -> str:
    register = done.register
    extract = done.register.day(done.day)
    how = f"{_ENCODINGS[register.encoding]}, extract of {extract.day} {extract:%B %Y}"
    return f"Read {register.read:,} rows of {register.name} ({how}) for {done.authority}."


def _remarks(register: Register) -> Iterator[str]:
    if register.twice:
        listed_ = ", ".join(register.twice[:_SHOWN])
        yield f"The same row stands more than once and counts once: URN {listed_}."
    if register.unnumbered:
        listed_ = ", ".join(register.unnumbered[:_SHOWN])
        yield f"Left out, since the URN is not six digits: {listed_}."


def _noted(outcomes: Sequence[ImportResult]) -> Iterator[str]:
    """Yield what was wrong in the register, with the URNs, so that somebody can tell it."""
    urns: dict[str, list[str]] = defaultdict(list)
    for outcome in outcomes:
        for what in dict.fromkeys(f"{note.field}: {note.what.partition(': ')[0]}"
                                  for note in outcome.notes):  # fmt: skip
            urns[what].append(outcome.id)
    if urns:
        yield ""
        yield "Found in the register (tell the school what is wrong, or mend its file here):"
    for what, found in sorted(urns.items(), key=lambda one: (-len(one[1]), one[0])):
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield f"{len(found):>7,}  {what} (URN {', '.join(found[:_SHOWN])}{more})"
