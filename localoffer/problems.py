"""Problems in the content, and reports of them for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import blake2b

from localoffer.counted import counted
from localoffer.program import PROGRAM

#: How many warnings about unfinished files a report for people has.
MOST_USEFUL = 10

#: Longest quotation of an editor's text in a problem, in characters.
_LONGEST_QUOTE = 60


class Level(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that a person should change in one place.

    ``path`` is relative to the content folder, with forward slashes; ``line`` counts
    from 1 (0: the file as a whole); ``field`` is dotted (``locations.1.postal_code``) or empty.
    ``message`` says what is wrong, ``fix`` what to write instead. ``missing`` names the required
    fields that a draft, or what is published with gaps, lacks: this one problem says them all.
    """

    path: str
    line: int
    field: str
    message: str
    fix: str
    level: Level = Level.ERROR
    missing: tuple[str, ...] = ()


class LocalOfferError(Exception):
    """Base class of the errors that the program expects; never raised itself."""


class ContentError(LocalOfferError):
    """The content has problems that stop the build; ``problems`` holds all of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the content")
        self.problems = tuple(problems)


class UsageError(LocalOfferError):
    """A command cannot do what it was asked to do; the message says what to do instead."""


def quoted(value: object) -> str:
    """Return what an editor wrote in quotation marks, on one line, cut short where it is long."""
    text = " ".join(str(value).split())
    return f'"{text[:_LONGEST_QUOTE]}…"' if len(text) > _LONGEST_QUOTE else f'"{text}"'


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return only the problems that stop a build."""
    return tuple(problem for problem in problems if problem.level is Level.ERROR)


def as_text(problems: Iterable[Problem], places: Mapping[str, int] | None = None) -> str:
    """Return a report for people: the problems file by file, then their number.

    Of many warnings about unfinished files only the most useful stand there. ``places`` says of
    each such file which place it has in the list of what is to do.
    """
    problems = sorted(problems)
    rest, unfinished = without_unfinished(problems)
    shown = sorted(unfinished, key=lambda one: _usefulness(one, places or {}))[:MOST_USEFUL]
    left = len(unfinished) - len(shown)
    blocks: dict[str, list[str]] = {}
    for problem in [*rest, *shown] if left else problems:
        blocks.setdefault(problem.path, []).append(_sentence(problem))
    parts = ["\n".join([path, *lines]) for path, lines in blocks.items()]
    if left:
        parts.append(f"… and {left:,} more about what is not finished: {PROGRAM} todo")
    return "\n\n".join([*parts, count(problems)]) + "\n"


def without_unfinished(problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Return the problems that are told one by one, and the warnings about unfinished files.

    Unfinished is a draft, or what is published with gaps, that lacks a required field.
    """
    problems = list(problems)
    paths = {problem.path for problem in problems if problem.missing}
    rest: list[Problem] = []
    unfinished: list[Problem] = []
    for problem in problems:
        is_about_gaps = problem.level is Level.WARNING and problem.path in paths
        (unfinished if is_about_gaps else rest).append(problem)
    return rest, unfinished


def _usefulness(problem: Problem, places: Mapping[str, int]) -> tuple[bool, int, Problem]:
    """Return by what to sort: what a record lacks before its words, in the order of the list."""
    return not problem.missing, places.get(problem.path, len(places)), problem


def as_json(problems: Iterable[Problem]) -> str:
    """Return a report for programs, with every problem: ``{"problems": [{level, path, …}]}``."""
    rows = [asdict(problem) for problem in sorted(problems)]
    return json.dumps({"problems": rows}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem], folder: str) -> str:
    """Return GitHub's workflow commands, which show each problem beside its line.

    ``folder`` is the path of the content folder within the repository. The escapes follow
    GitHub's "Workflow commands" page: %, CR and LF everywhere, and : and , in properties.
    GitHub shows the first ten warnings, so those about unfinished files come last.
    """
    rest, unfinished = without_unfinished(sorted(problems))
    return "".join(
        f"::{p.level} file={_property(_join(folder, p.path))},line={max(p.line, 1)},"
        f"title={_property(p.field or 'Local Offer')}::{_data(f'{p.message} {p.fix}'.strip())}\n"
        for p in (*rest, *unfinished)
    )


def as_gitlab(problems: Iterable[Problem], folder: str) -> str:
    """Return GitLab's code quality report, which shows each problem beside its line.

    ``folder`` is the path of the content folder within the repository. A fingerprint stays the
    same while the problem does, wherever its line has moved to.
    """
    rows = [
        {
            "description": f"{p.message} {p.fix}".strip(),
            "check_name": p.field or "Local Offer",
            "fingerprint": _fingerprint(p),
            "severity": "major" if p.level is Level.ERROR else "info",
            "location": {"path": _join(folder, p.path), "lines": {"begin": max(p.line, 1)}},
        }
        for p in sorted(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def count(problems: Iterable[Problem]) -> str:
    """Return one sentence with the number of errors and the number of warnings."""
    counts = Counter(problem.level for problem in problems)
    return f"{counted(counts[Level.ERROR], 'error')}, {counted(counts[Level.WARNING], 'warning')}."


def _sentence(problem: Problem) -> str:
    place = f"line {problem.line}" if problem.line else "the whole file"
    field = f", {problem.field}" if problem.field else ""
    text = f"{problem.message} {problem.fix}".strip()
    return f"  {problem.level}: {place}{field} — {text}"


def _fingerprint(problem: Problem) -> str:
    parts = (problem.path, problem.field, problem.message)
    return blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def _join(folder: str, path: str) -> str:
    return path if folder in ("", ".") else f"{folder.rstrip('/')}/{path}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
