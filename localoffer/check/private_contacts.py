"""Mailboxes and mobile numbers that may be a person's own, in a service or a contact.

A small charity's real mailbox is often a private one, or is named after who reads it, so this asks
and does not refuse. The answer
stands in the record, with the address that it is about: a changed one is asked about anew.
"""

from collections.abc import Iterator

from localoffer.check.mailboxes import names_a_person
from localoffer.model.reference import Contact
from localoffer.model.service import Service
from localoffer.phone_number import plain_signs
from localoffer.problems import Level, Problem
from localoffer.read.source import FieldPath, Source, dotted

#: Where people in Britain have mailboxes of their own.
_PRIVATE_HOSTS = frozenset(
    {
        "aol.co.uk", "aol.com", "blueyonder.co.uk", "btinternet.com", "btopenworld.com",
        "email.com", "fastmail.com", "gmail.com", "gmx.co.uk", "gmx.com", "googlemail.com",
        "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com",
        "mail.com", "me.com", "msn.com", "ntlworld.com", "o2.co.uk", "orange.net",
        "outlook.co.uk", "outlook.com", "plus.com", "plusnet.com", "pm.me", "proton.me",
        "protonmail.com", "rocketmail.com", "sky.com", "talk21.com", "talktalk.net",
        "tiscali.co.uk", "virgin.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
    }
)  # fmt: skip


def private_contact_problems(
    source: Source, record: Service | Contact, place: FieldPath = ()
) -> Iterator[Problem]:
    """Yield a warning for each address of a record that may be a person's own.

    ``place`` is that of the record in its file.
    """
    confirmed = {_plain(text) for text in record.confirmed_public}
    for inner, text, what in _private(record):
        if _plain(text) not in confirmed:
            where = (*place, *inner)
            yield Problem(
                source.path,
                source.line_of(where),
                dotted(where),
                f"{what}, which may be somebody's own.",
                "Take it out, or ask them. If it belongs to a role and may be public, write "
                f"confirmed_public: {_all_of(record)}",
                Level.WARNING,
            )


def is_private_mailbox(email: str) -> bool:
    """Return whether an e-mail address is at a host where anybody can have one."""
    return email.rpartition("@")[2].lower() in _PRIVATE_HOSTS


def is_mobile_number(number: str) -> bool:
    """Return whether a UK number is a mobile one, also behind Relay UK's 18001."""
    return _plain(number).startswith("07")


def _private(record: Service | Contact) -> Iterator[tuple[FieldPath, str, str]]:
    """Yield (field, address, what it is) of each address that may be a person's own."""
    if record.email and is_private_mailbox(record.email):
        host = record.email.rpartition("@")[2].lower()
        yield ("email",), record.email, f"This mailbox is at {host}"
    elif record.email and names_a_person(record.email):
        yield ("email",), record.email, "This mailbox seems to be named after a person"
    for row, phone in enumerate(record.phones):
        if is_mobile_number(phone.number):
            yield ("phones", row, "number"), phone.number, "This is a mobile number"


def _all_of(record: Service | Contact) -> str:
    """Return the list that confirms every such address of a record, and what it has already."""
    private = (text for _, text, _ in _private(record))
    return f"[{', '.join(dict.fromkeys((*record.confirmed_public, *private)))}]"


def _plain(text: str) -> str:
    """Return an address as it is compared: in small letters, a number as dialled in Britain."""
    plain = "".join(letter for letter in plain_signs(text).lower() if letter not in " ().-")
    plain = plain.removeprefix("18001").removeprefix("18002")
    return f"0{plain[3:]}" if plain.startswith("+44") else plain
