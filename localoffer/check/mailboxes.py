"""Mailboxes that seem to be named after a person, and hosts of mailboxes that are misspelt.

``jane.smith@charity.example`` names somebody, ``send.team@`` does not. A name is known by a list of
first names and by what stands behind it, so a rare name is missed, and few teams are asked about.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from localoffer.problems import Level, Problem, quoted
from localoffer.read.register import read_register

#: A first name, or one letter of it, then a dot or the like, and a family name.
_TWO_NAMES = re.compile(r"([a-z]{1,20})[._-]([a-z][a-z'’-]{1,30})\d{0,4}")

#: The shortest family name behind a single letter: "p.taylor", not "a.b".
_SHORTEST: Final = 4

_EMAIL = re.compile(r"[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[\w-]{2,24}")

#: Words behind a dot that no family is called, or few: of a team, a place or a kind of mail.
_ROLE_WORDS: Final = """
    academy activities activity admin advice appeal applications art arts association bookings
    bulletin business care carers cares cc centre charity childcare children choir christian
    church city clinic club clubs co college commissioning community contact council counselling
    court dance daycare desk education enquiries enquiry events family farm feedback foundation
    friends fund group groups hall head health healthcare help helpdesk helpline hospice hospital
    house hub hubs info information inn learning legacy library line lodge mail main manager
    ministries ministry mission music news newsletter nurseries nursery office online parish park
    parks partnership play playgroup preschool primary project projects public reception referral
    referrals road safety school schools secretary senco send service services sport sports staff
    street studio studios support team theatre therapy touch training transport trust uk ventures
    village voice volunteer volunteering volunteers ward way web wellbeing works yard young youth
"""
_ROLES: Final = frozenset(_ROLE_WORDS.split())

#: Where most people in Britain have mailboxes, of whose names slips are told.
_KNOWN_HOSTS: Final = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "yahoo.com",
    "yahoo.co.uk", "icloud.com", "btinternet.com", "talktalk.net", "virginmedia.com",
)  # fmt: skip

#: Hosts that are like one of these, and real.
_LIKE_THEM: Final = frozenset({"outlook.co.uk"})

#: How alike a host and a known one are where one of the two is a slip of the other.
_ALIKE: Final = 0.88


def names_a_person(email: str) -> bool:
    """Return whether the part before the @ seems to be a person's two names."""
    local, _, host = email.lower().rpartition("@")
    match = _TWO_NAMES.fullmatch(local)
    if match is None or match[2] in _ROLES:
        return False
    first, family = match[1], match[2]
    if len(first) == 1:
        return len(family) >= _SHORTEST and family not in host
    return first in _first_names()


def misspelt_mailboxes(path: str, texts: Iterable[tuple[int, str, str]]) -> Iterator[Problem]:
    """Yield a warning for each mailbox in texts whose host has a slip of the pen.

    ``texts`` are (line, field or empty, text) of the file at ``path``.
    """
    for line, field, text in texts:
        for match in _EMAIL.finditer(text) if "@" in text else ():
            meant = mailbox_meant(match[0])
            if meant:
                message = f"{quoted(match[0])} has a slip in it: nobody gets what is sent there."
                fix = f"Did you mean {meant}?"
                yield Problem(path, line, field, message, fix, Level.WARNING)


def mailbox_meant(email: str) -> str:
    """Return an address with its host as it was most likely meant; empty if it has no slip."""
    local, _, host = email.rpartition("@")
    host = host.lower()
    if not host or host in _KNOWN_HOSTS or host in _LIKE_THEM:
        return ""
    known = next((one for one in _KNOWN_HOSTS if _is_slip_of(host, one)), "")
    return f"{local}@{known}" if known else ""


def _is_slip_of(host: str, known: str) -> bool:
    """Return whether a host is a known one with a letter too many, too few, other or swapped."""
    if abs(len(host) - len(known)) > 1 or host[0] != known[0]:
        return False
    if sorted(host) == sorted(known):
        return True
    return SequenceMatcher(None, host, known, autojunk=False).ratio() >= _ALIKE


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    return frozenset(str(read_register(__file__, "first_names.yaml")["names"]).split())
