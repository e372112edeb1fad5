"""Whose schools are wanted: a council by its name, its code in the register, or its GSS code."""

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
    """One council that was asked for, and which of the register's it turned out to be.

    ``exact`` and ``alike`` are filled while the register is read.
    """

    asked: str
    exact: set[Authority] = field(default_factory=set)
    alike: set[Authority] = field(default_factory=set)

    def takes(self, one: Authority) -> bool:
        """Note and return whether ``one`` may be the council that was asked for."""
        asked = " ".join(self.asked.split()).casefold()
        codes = (one.code.lstrip("0"), one.gss.casefold())
        if asked and (asked == one.name.casefold() or asked.lstrip("0") in filter(None, codes)):
            self.exact.add(one)
        elif _bare(asked) and _bare(asked) == _bare(one.name):
            self.alike.add(one)
        else:
            return False
        return True

    def found(self) -> set[Authority]:
        """Return the council under every code that it has: a name that fits wholly comes first."""
        return self.exact or self.alike

    @property
    def name(self) -> str:
        """The council's name as the register writes it."""
        return next((one.name for one in sorted(self.found())), self.asked)


def settle(wanted: Sequence[WantedAuthority], names: Iterable[str], file: str) -> None:
    """Raise ``UsageError`` unless each council that was asked for is one of the register's."""
    known = sorted(set(filter(None, names)))
    for one in wanted:
        if len({each.name for each in one.found()}) > 1:
            listed = ", ".join(sorted(each.name for each in one.found()))
            message = (
                f"{quoted(one.asked)} may be any of {listed}, so nothing was changed: name one."
            )
            raise UsageError(message)
        if not one.found():
            raise UsageError(_unknown(one.asked, known, file))


def _unknown(asked: str, known: Sequence[str], file: str) -> str:
    lower = {name.casefold(): name for name in reversed(known)}
    near = [lower[one] for one in get_close_matches(asked.casefold(), lower, _NAMED, cutoff=0.5)]
    inside = [name for name in known if len(asked) > _NAMED and asked.casefold() in name.casefold()]
    names = list(dict.fromkeys([*near, *inside]))[:_NAMED] or list(known[:_NAMED])
    hint = f"; the nearest names are {', '.join(names)}" if names else ""
    return f"{file} has no schools of {quoted(asked)}, so nothing was changed{hint}."


def _bare(name: str) -> str:
    return _STYLE.sub("", name.casefold())
