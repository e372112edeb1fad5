"""What to ask on a visit to a school: by its phases, and where it is special or has a base."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from localoffer.model.school import Phase, School
from localoffer.read.register import read_register
from localoffer.schools.facts import is_special
from localoffer.schools.labels import PHASES


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that belong together, under a title; the first group has none."""

    title: str
    questions: tuple[str, ...]


@cache
def _file() -> dict[str, tuple[str, ...]]:
    values = read_register(__file__)
    return {title: tuple(rows) for title, rows in values.items()}


def questions_for(school: School, *, has_base: bool) -> tuple[Questions, ...]:
    """Return what to ask here: the main phase's questions with those for any school.

    A primary school with a nursery is a primary school first, one with a sixth form a secondary.
    """
    phases = sorted(school.phases, key=_MAIN_FIRST.index)
    return _groups(tuple(phases), is_special=is_special(school), has_base=has_base)


@cache
def _groups(
    phases: tuple[Phase, ...], *, is_special: bool, has_base: bool
) -> tuple[Questions, ...]:
    file, (first, *others) = _file(), phases
    groups = [Questions("", (*file["any"], *file[first]))]
    groups += [Questions(_TITLES[phase], file[phase]) for phase in others]
    if is_special:
        groups.append(Questions("About a special school", file["special"]))
    if has_base:
        groups.append(Questions("About the base or unit", file["base"]))
    return tuple(groups)


_MAIN_FIRST: tuple[Phase, ...] = ("primary", "secondary", "post-16", "early years")
_TITLES: Mapping[Phase, str] = {phase: f"{name}: ask too" for phase, name in PHASES.items()}
