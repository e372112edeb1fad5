"""The subject and the body of a mail as plain text, and a check of its address."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Self

from email_validator import EmailNotValidError, validate_email

_LONGEST_SUBJECT = 200

#: The general categories of Unicode for controls, line and paragraph ends, and surrogates.
_CONTROLS = ("Cc", "Zl", "Zp", "Cs")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class MailText:
    """What a mail says."""

    subject: str
    body: str

    @classmethod
    def tidy(cls, subject: str, body: str) -> Self:
        r"""Return subject and body without anything that could be read as a mail header.

        In the subject every control character and line end becomes a space; the body keeps its
        line ends and tabs, as ``\n`` and ``\t``.
        """
        line = " ".join(_plain(subject, keep="").split())[:_LONGEST_SUBJECT].rstrip()
        return cls(line, _plain(_LINE_ENDS.sub("\n", body), keep="\n\t").strip())

    def as_json(self) -> str:
        """Return it as the JSON that is sealed in the outbox."""
        return json.dumps(asdict(self), ensure_ascii=False)


def is_email(text: str) -> bool:
    """Return whether this is one e-mail address and nothing else. Nothing is looked up."""
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def ascii_email(address: str) -> str:
    """Return an address with its domain as the network writes it (IDNA), where it can be.

    Raises:
        ValueError: it is no e-mail address.
    """
    return validate_email(address, check_deliverability=False).ascii_email or address


def _plain(text: str, keep: str) -> str:
    """Return text with a space for whatever is a control, a line end, or half a letter."""
    return "".join(
        " " if unicodedata.category(letter) in _CONTROLS and letter not in keep else letter
        for letter in text
    )
