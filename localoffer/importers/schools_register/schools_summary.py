"""What an import of the register prints, and the report that goes row by row."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.importers.schools_register.register_rows import Register
from localoffer.importers.schools_register.school_changes import SchoolChange, listed, sentence
from localoffer.importers.schools_register.schools_plan import SchoolsPlan, all_results
from localoffer.importers.shared.import_conflicts import conflicts_counted
from localoffer.importers.shared.import_report import ImportRun, action_name, report
from localoffer.importers.shared.import_result import ImportAction, ImportResult
from localoffer.importers.shared.layout import SCHOOL

#: What everyone who shows facts of the register has to say (Open Government Licence v3.0).
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0 "
    "(Get information about schools, Department for Education)"
)
_ENCODINGS = {"cp1252": "Windows-1252", "utf-8-sig": "UTF-8"}
_MAX_LISTED = 8


@dataclass(frozen=True, slots=True)
class SchoolsImport:
    """One import of the register: what was read, what is done with it, and what changed.

    ``remarks`` are on what a person decided that had no effect.
    """

    register: Register
    planned: SchoolsPlan
    changes: Sequence[SchoolChange]
    authority: str
    day: date
    remarks: Sequence[str] = ()


def summary(schools_import: SchoolsImport, file: str) -> str:
    """Return what to print at the end: what changed for parents first."""
    results = all_results(schools_import.planned)
    counter = Counter[ImportAction](
        result.action for result in results if result.action is not ImportAction.LEFT_OUT
    )
    conflicts = sum(len(result.conflicts) for result in results)
    lines = [sentence(schools_import.changes), "", _read(schools_import)]
    lines += [
        f"{counter[kind]:>7,}  {action_name(kind, SCHOOL)}"
        for kind in ImportAction
        if counter[kind]
    ]
    if conflicts:
        lines.append(conflicts_counted(conflicts, SCHOOL))
        lines.append("         (decide on each: see Conflicts in the report)")
    if schools_import.planned.excluded:
        lines += ["", "Left out:"]
        lines += [
            f"{n:>7,}  {reason}" for reason, n in schools_import.planned.excluded.most_common()
        ]
    lines += _mistakes(results)
    to_check = [
        result for result in results if result.reason and result.action is not ImportAction.LEFT_OUT
    ]
    lines += ["", "To look at:"] if to_check else []
    lines += [f"  {result.name}: {result.reason}" for result in to_check[:_MAX_LISTED]]
    lines += [f"  and {len(to_check) - _MAX_LISTED} more"] if len(to_check) > _MAX_LISTED else []
    lines += ["", *_remarks(schools_import.register), *schools_import.remarks]
    return "\n".join([*lines, f"Row by row: {file}", f"Say on your site: {ATTRIBUTION}."]) + "\n"


def full_report(schools_import: SchoolsImport) -> str:
    """Return the whole report as Markdown."""
    remarks = [_read(schools_import), *_remarks(schools_import.register), *schools_import.remarks]
    remarks += [
        f"Left out: {n:,} ({reason})."
        for reason, n in schools_import.planned.excluded.most_common()
    ]
    rows, results = schools_import.register.read, all_results(schools_import.planned)
    name, opening = schools_import.register.name, tuple(listed(schools_import.changes))
    day = schools_import.day
    return report(ImportRun(name, day, rows, results, remarks, layout=SCHOOL, opening=opening))


def _read(schools_import: SchoolsImport) -> str:
    register = schools_import.register
    extract = schools_import.register.day(schools_import.day)
    dated = f"extract of {extract.day} {extract:%B %Y}" if extract else "extract without a date"
    source = f"{_ENCODINGS[register.encoding]}, {dated}"
    return (
        f"Read {register.read:,} rows of {register.name} ({source}) for {schools_import.authority}."
    )


def _remarks(register: Register) -> Iterator[str]:
    if register.twice:
        listed_ = ", ".join(register.twice[:_MAX_LISTED])
        yield f"The same row stands more than once and counts once: URN {listed_}."
    if register.unnumbered:
        listed_ = ", ".join(register.unnumbered[:_MAX_LISTED])
        yield f"Left out, since the URN is not six digits: {listed_}."


def _mistakes(results: Sequence[ImportResult]) -> Iterator[str]:
    """Yield what was wrong in the register, with the URNs, so that somebody can report it."""
    urns: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for mistake in dict.fromkeys(f"{note.field}: {note.kind.partition(': ')[0]}"
                                  for note in result.notes):  # fmt: skip
            urns[mistake].append(result.id)
    if urns:
        yield ""
        yield "Found in the register (tell the school what is wrong, or mend its file here):"
    for mistake, listed_ in sorted(urns.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        others = f" and {len(listed_) - _MAX_LISTED} more" if len(listed_) > _MAX_LISTED else ""
        yield f"{len(listed_):>7,}  {mistake} (URN {', '.join(listed_[:_MAX_LISTED])}{others})"
