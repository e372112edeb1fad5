"""What the check says of the new version that it did not say of the old one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from localoffer.check.cross_checks import link_problems
from localoffer.check.link_results import broken_visits
from localoffer.compare.content_version import ContentVersion
from localoffer.problems import Level, Problem


@dataclass(frozen=True, slots=True)
class ProblemChanges:
    """The problems that are new, and how many are solved.

    ``links`` are those of the new ones that are about links which lead nowhere; ``others`` the
    rest. ``elsewhere`` is the number of older problems in files that the change does not touch.
    """

    links: tuple[Problem, ...]
    others: tuple[Problem, ...]
    solved: int
    elsewhere: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The new problems that stop a build."""
        new = (*self.links, *self.others)
        return tuple(problem for problem in new if problem.level is Level.ERROR)


def told_of_change(
    problems: Iterable[Problem], changed: frozenset[str]
) -> tuple[tuple[Problem, ...], str]:
    """Return the problems to tell whoever changed some files, and a sentence on the others.

    Mistakes are told wherever they stand, since each of them stops the build; other problems only
    where a changed file has them. The sentence is empty where there are no others.
    """
    problems = tuple(problems)
    told = tuple(one for one in problems if one.level is Level.ERROR or one.path in changed)
    others = len(problems) - len(told)
    if not others:
        return told, ""
    number = "1 problem" if others == 1 else f"{others:,} problems"
    return told, f"{number} in files that this change does not touch."


def problem_changes(
    old: ContentVersion, new: ContentVersion, changed: Iterable[str]
) -> ProblemChanges:
    """Return how the problems of two versions differ, wherever their lines have moved to.

    ``changed`` are the paths of the files that differ.
    """
    before, now = old.checked.problems, new.checked.problems
    added = _beyond(now, before)
    about_links = _about_links(new)
    paths = frozenset(changed)
    return ProblemChanges(
        links=tuple(problem for problem in added if problem in about_links),
        others=tuple(problem for problem in added if problem not in about_links),
        solved=len(_beyond(before, now)),
        elsewhere=sum(problem.path not in paths for problem in _beyond(now, added)),
    )


def _beyond(problems: Iterable[Problem], known: Iterable[Problem]) -> list[Problem]:
    """Return the problems that there are not already as many of among those known."""
    left = Counter(map(_key, known))
    added = []
    for problem in problems:
        key = _key(problem)
        left[key] -= 1
        if left[key] < 0:
            added.append(problem)
    return added


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.path, problem.field, problem.message


def _about_links(version: ContentVersion) -> frozenset[Problem]:
    """Return the problems of links: those within the site, and what the last visits found."""
    checked = version.checked
    if checked.offer is None or not checked.pages:
        return frozenset()
    service = checked.offer.site.feedback.address
    within = link_problems(checked.assembly, checked.pages, service)
    return frozenset((*within, *broken_visits(version.layers.council, checked.offer)))
