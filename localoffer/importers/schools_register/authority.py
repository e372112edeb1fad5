"""The council whose schools are wanted: by its name, its code in the register, or its GSS code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from localoffer.problems import UsageError, quoted

#: Words that are left out where a council's whole name is given.
_STYLE = re.compile(
    r"\b(?:county|city|borough|metropolitan|district|unitary|royal|london|council|of|the|and)\b|\W"
)
_NAMED = 3


class Authority(NamedTuple):
    """A council as a row of the register names it."""

    code: str
    name: str
    gss: str


@dataclass(slots=True)
class WantedAuthority:
    """One council that the command names, and which of the register's it is.

    ``exact`` and ``similar`` are filled while the register is read.
    """

    query: str
    exact: set[Authority] = field(default_factory=set)
    similar: set[Authority] = field(default_factory=set)

    def matches(self, authority: Authority) -> bool:
        """Note and return whether this may be the council that is wanted."""
        query = " ".join(self.query.split()).casefold()
        name = authority.name.casefold()
        codes = (authority.code.lstrip("0"), authority.gss.casefold())
        if query and (query == name or query.lstrip("0") in filter(None, codes)):
            self.exact.add(authority)
        elif _core(query) and _core(query) == _core(name):
            self.similar.add(authority)
        else:
            return False
        return True

    def authorities(self) -> set[Authority]:
        """Return the council under every code that it has; similar names only if none is exact."""
        return self.exact or self.similar

    @property
    def name(self) -> str:
        """The council's name as the register writes it."""
        return next((authority.name for authority in sorted(self.authorities())), self.query)


def require_found(wanted: Sequence[WantedAuthority], names: Iterable[str], file: str) -> None:
    """Make sure that each wanted council is one of the register's, whose ``names`` are given.

    Raises:
        UsageError: it is none, or may be several.
    """
    known = sorted(set(filter(None, names)))
    for council in wanted:
        found_names = sorted({authority.name for authority in council.authorities()})
        if len(found_names) > 1:
            listed = ", ".join(found_names)
            message = (
                f"{quoted(council.query)} may be any of {listed}, so nothing was changed: name one."
            )
            raise UsageError(message)
        if not found_names:
            raise UsageError(_unknown(council.query, known, file))


def _unknown(query: str, known: Sequence[str], file: str) -> str:
    lower = {name.casefold(): name for name in reversed(known)}
    near = [lower[key] for key in get_close_matches(query.casefold(), lower, _NAMED, cutoff=0.5)]
    containing = [
        name for name in known if len(query) > _NAMED and query.casefold() in name.casefold()
    ]
    names = list(dict.fromkeys([*near, *containing]))[:_NAMED] or list(known[:_NAMED])
    hint = f"; the nearest names are {', '.join(names)}" if names else ""
    return f"{file} has no schools of {quoted(query)}, so nothing was changed{hint}."


def _core(name: str) -> str:
    return _STYLE.sub("", name.casefold())
