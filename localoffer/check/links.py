"""What refers to what: ids and addresses that lead nowhere, or are claimed twice."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from localoffer.check.prepared import Prepared, Reference
from localoffer.check.sentences import nearest
from localoffer.problems import Problem, shown


def broken_references(
    files: Iterable[Prepared], known: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield a problem for every id that is in none of the lists ``known``, by list."""
    for file in files:
        for reference in file.references:
            names = known.get(reference.to)
            if names is not None and reference.name not in names:
                yield _unknown(file.path, reference, names)


def broken_links(
    files: Iterable[Prepared], anchors: Mapping[str, frozenset[str] | None]
) -> Iterator[Problem]:
    """Yield a problem for every internal link whose page or ``#fragment`` does not exist.

    ``anchors`` holds, for every address of the site, the ids on its page; None where they
    are not known before the page is made (lists and the like), so that any will do.
    """
    for file in files:
        own = file.entry.address if file.entry else ""
        for reference in file.references:
            if reference.to == "any":
                address, _, fragment = reference.name.partition("#")
                problem = _link_problem(address or own, fragment, anchors)
                if problem:
                    yield Problem(file.path, reference.line, reference.field, *problem)


def _link_problem(
    address: str, fragment: str, anchors: Mapping[str, frozenset[str] | None]
) -> tuple[str, str] | None:
    path = address.partition("?")[0]
    if path not in anchors:
        with_slash = f"{path.rstrip('/')}/"
        if with_slash in anchors:
            return f"The link {path} has no slash at its end.", f"Write {with_slash}."
        close = get_close_matches(path, anchors, n=1, cutoff=0.7)
        fix = f"Did you mean {close[0]}?" if close else "Check the address, or take the link out."
        return f"The link {path} leads to no page of this site.", fix
    ids = anchors[path]
    if fragment and ids is not None and fragment not in ids:
        close = get_close_matches(fragment, ids, n=1, cutoff=0.6)
        fix = f"Did you mean #{close[0]}?" if close else f"Write {path} without the part after #."
        return f"There is no #{fragment} on {path}.", fix
    return None


def clashes(claims: Iterable[tuple[str, str, int]]) -> Iterator[Problem]:
    """Yield a problem for every address claimed by two places; a claim is (address, path, line)."""
    first: dict[str, tuple[str, int]] = {}
    for address, path, line in claims:
        other = first.setdefault(address, (path, line))
        if other != (path, line):
            yield Problem(
                path,
                line,
                "",
                f"The address {address} is also claimed by {other[0]}, line {other[1]}.",
                "Change one of the two.",
            )


def lost(
    promised: Iterable[tuple[str, int]], addresses: frozenset[str], path: str
) -> Iterator[Problem]:
    """Yield a problem for every address once published that no longer leads anywhere."""
    for address, line in promised:
        if address not in addresses:
            yield Problem(
                path,
                line,
                "",
                f"{address} was published before and is gone.",
                f"Add to redirects.yaml: {{old: {address}, new: /…/}}.",
            )


def _unknown(path: str, reference: Reference, names: frozenset[str]) -> Problem:
    place = {"any": "the site", "duties": "the register of duties"}.get(reference.to, reference.to)
    return Problem(
        path,
        reference.line,
        reference.field,
        f"{shown(reference.name)} is not in {place}.",
        nearest(reference.name, sorted(names)),
    )
