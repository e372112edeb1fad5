"""The checks of the content, run on a file before it is written, and told by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.check.references import broken_references
from localoffer.check.site_facts import SiteFacts, placeholder_values
from localoffer.problems import Problem, errors
from localoffer.read.content_files import ContentFile
from localoffer.spreadsheet.choices import KnownIds
from localoffer.spreadsheet.chosen_words import KnownNames
from localoffer.spreadsheet.columns import TEXT
from localoffer.spreadsheet.to_values import CellFault


@dataclass(frozen=True, slots=True)
class CouncilChecks:
    """What a file is checked with: the council's settings, and the ids that it may name.

    ``names`` are the ids by the names of their rows (see ``known_names``).
    """

    settings: CheckSettings
    known: KnownIds
    names: KnownNames

    def errors_in(self, path: str, text: str) -> tuple[Problem, ...]:
        """Return the errors in a file's text, as ``check`` finds them in that council's folder."""
        checked = check_file(ContentFile(path, Path(path), text.encode()), self.settings)
        return errors((*checked.problems, *broken_references([checked], self.known)))

    def new_errors(self, path: str, before: str, after: str) -> tuple[Problem, ...]:
        """Return the errors of a file's new text that its text before did not have."""
        found = self.errors_in(path, after)
        known = {_without_line(one) for one in self.errors_in(path, before)} if found else set()
        return tuple(one for one in found if _without_line(one) not in known)


def council_checks(facts: SiteFacts, known: KnownIds, names: KnownNames) -> CouncilChecks:
    """Return the checks for a council, of whose ``site.yaml`` these are the facts."""
    age = str(facts.values.get("reading_age", ""))
    settings = CheckSettings(
        reading_age=int(age) if age.isdecimal() else CheckSettings().reading_age,
        placeholders=placeholder_values(facts),
        site_defaults=facts.defaults,
        is_fictional=facts.is_fictional,
        least_facts=facts.least_facts,
    )
    return CouncilChecks(settings, known, names)


def faults_of(
    problems: Iterable[Problem], letters: Mapping[str, str], header_end: int = 0
) -> list[CellFault]:
    """Return problems of a file as those of cells; one below the header is one of the text.

    ``letters`` are the columns of the sheet by title, ``header_end`` the last line of the header.
    """
    return [
        CellFault(_title(problem, letters, header_end), problem.message, problem.fix)
        for problem in problems
    ]


def _title(problem: Problem, letters: Mapping[str, str], header_end: int) -> str:
    steps = problem.field.split(".") if problem.field else []
    for length in range(len(steps), 0, -1):
        title = " ".join(steps[:length])
        if title in letters:
            return title
        inside = next((one for one in letters if one.startswith(f"{title} ")), "")
        if inside:
            return inside
    return TEXT if not steps and header_end and problem.line > header_end else ""


def _without_line(problem: Problem) -> tuple[str, str]:
    return problem.field, problem.message
