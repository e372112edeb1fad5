"""What refers to what: ids and addresses that lead nowhere, or are claimed twice."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from localoffer.check.checked_file import CheckedFile, Reference
from localoffer.check.pydantic_errors import nearest
from localoffer.kinds import KINDS
from localoffer.problems import Problem, quoted


def broken_references(
    files: Iterable[CheckedFile], known: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield a problem for every id that is in none of the lists ``known``, by list."""
    for file in files:
        for reference in file.references:
            names = known.get(reference.to)
            if names is not None and reference.name not in names:
                yield _unknown(file.path, reference, names)


def broken_links(
    files: Iterable[CheckedFile],
    anchors: Mapping[str, frozenset[str] | None],
    drafts: frozenset[str],
    service: str | None = None,
) -> Iterator[Problem]:
    """Yield a problem for every internal link whose page or ``#fragment`` does not exist.

    ``drafts`` are the addresses of pages that are left out; what lies below ``service`` is
    answered by the service for comments and no page of the site. ``anchors`` holds, for every
    address of the site, the ids on its page; None where they are not known before the page
    is made (lists and the like), so that any will do.
    """
    for file in files:
        own = file.entry.address if file.entry else ""
        for reference in file.references:
            is_of_service = service is not None and reference.name.startswith(service)
            if reference.to == "any" and not is_of_service:
                address, _, fragment = reference.name.partition("#")
                problem = _link_problem(address or own, fragment, anchors, drafts)
                if problem:
                    yield Problem(file.path, reference.line, reference.field, *problem)


def _link_problem(
    address: str,
    fragment: str,
    anchors: Mapping[str, frozenset[str] | None],
    drafts: frozenset[str],
) -> tuple[str, str] | None:
    path = address.partition("?")[0]
    if path in drafts:
        return f"The link {path} leads to a draft, which families cannot see.", (
            "Take draft out of that page, or take the link out."
        )
    if path not in anchors:
        with_slash = f"{path.rstrip('/')}/"
        if with_slash in anchors:
            return f"The link {path} has no slash at its end.", f"Write {with_slash}."
        meant = f"{path.lower().rstrip(_BEHIND_AN_ADDRESS)}/"
        if meant in anchors:
            return f"The link {path} has capitals in it, or signs behind it.", f"Write {meant}"
        close = get_close_matches(path.lower(), anchors, n=1, cutoff=0.7)
        fix = f"Did you mean {close[0]}?" if close else "Check the address, or take the link out."
        return f"The link {path} leads to no page of this site.", fix
    ids = anchors[path]
    if fragment and ids is not None and fragment not in ids:
        close = get_close_matches(fragment, ids, n=1, cutoff=0.6)
        fix = f"Did you mean #{close[0]}?" if close else f"Write {path} without the part after #."
        return f"There is no #{fragment} on {path}.", fix
    return None


def address_clashes(claims: Iterable[tuple[str, str, int]]) -> Iterator[Problem]:
    """Yield a problem for every address claimed by two places; a claim is (address, path, line).

    Addresses are compared as small letters: on some machines two files may not differ by case.
    """
    first: dict[str, tuple[str, int]] = {}
    for address, path, line in claims:
        other, above = first.setdefault(address.lower(), (path, line))
        if (other, above) != (path, line):
            place = f"{other}, line {above}" if above else other
            rename = "Rename the file: its name is part of its address."
            yield Problem(
                path,
                line,
                "",
                f"The address {address} is also claimed by {place}.",
                "Take one of the two out, or give it another address." if line else rename,
            )


def redirect_loops(moved: Mapping[str, tuple[str, str, int]]) -> Iterator[Problem]:
    """Yield a problem for every redirect that leads back to itself; (new, path, line) by old."""
    for old, (_, path, line) in moved.items():
        here, steps = old, 0
        while here in moved and steps <= len(moved):
            here, steps = moved[here][0].partition("#")[0], steps + 1
            if here == old:
                yield Problem(
                    path, line, "new", f"The redirect from {old} leads back to itself.",
                    "Give the address of the page where it ends.",
                )  # fmt: skip
                break


def lost_addresses(
    promised: Iterable[tuple[str, int]],
    anchors: Mapping[str, frozenset[str] | None],
    path: str,
) -> Iterator[Problem]:
    """Yield a problem for every address or anchor once published that no longer leads anywhere.

    ``anchors`` is that of ``broken_links``.
    """
    for address, line in promised:
        page, _, fragment = address.partition("#")
        gone = f"{address} was published before and is gone."
        if page not in anchors:
            fix = f"Add to redirects.yaml: - {{old: {page}, new: THE NEW ADDRESS}}."
            yield Problem(path, line, "", gone, fix)
        elif fragment and fragment not in (anchors[page] or {fragment}):
            fix = (
                f"Letters may cite it: put {fragment} back. What no longer holds gets "
                "withdrawn: SINCE WHEN, WHY, AND WHAT HOLDS INSTEAD."
            )
            yield Problem(path, line, "", gone, fix)


def _unknown(path: str, reference: Reference, names: frozenset[str]) -> Problem:
    place, none = _PLACES.get(reference.to, (f"{reference.to}.yaml", "Add it there first."))
    return Problem(
        path,
        reference.line,
        reference.field,
        f"{quoted(reference.name)} is not in {place}.",
        nearest(reference.name, sorted(names)) if names else none,
    )


#: What a sentence may write behind an address, and is no part of it.
_BEHIND_AN_ADDRESS = "/.,;:!?)]"

#: What the places that are no list file are called, and what to do where they are empty.
_PLACES = {
    "duties": ("the register of duties", ""),
    "pictures": ("the picture set (OpenMoji)", ""),
    **{
        kind.reference: (
            f"the folder {kind.place}",
            f"Write that {kind.name} first, or take this out.",
        )
        for kind in KINDS
        if kind.is_folder
    },
}
