"""What hands mail over, whatever carries it: GOV.UK Notify or a mail server."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from feedback.mail.message import MailText


class Delivery(Enum):
    """The result of one attempt to hand a mail over."""

    SENT = "sent"
    #: Not now: it is tried again, and the others are tried too.
    RETRY = "later"
    #: That address takes no mail: final.
    REFUSED = "never"
    #: Ours to mend (a key, a login, a template, a limit on how much): the others would fare no
    #: better. It costs no attempt.
    OUR_FAULT = "ours"


@dataclass(frozen=True, slots=True)
class Handover:
    """What became of an attempt.

    ``carrier_id`` is the carrier's own name for the mail, by which it can be asked later.
    ``reason`` is for the operator, and never holds an address or a word of a mail.
    """

    delivery: Delivery
    carrier_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as its carrier is given it.

    ``reference`` is our name for it, the same at each attempt, without a word of anyone;
    ``is_retry`` says that there was an attempt before.
    """

    address: str
    words: MailText
    reference: str
    is_retry: bool = False


class Mailer(Protocol):
    """Hands mail over, and may know later what became of it."""

    @property
    def can_ask(self) -> bool:
        """Whether it can be asked later what became of a mail."""
        ...

    def send(self, letter: Letter) -> Handover:
        """Hand a mail over and return what became of it."""
        ...

    def outcome(self, carrier_id: str, reference: str) -> str:
        """Return what became of a mail: one of ``OUTCOMES``, or empty where that is not known."""
        ...


#: How a mail may end after it was handed over, as GOV.UK Notify says it
#: (docs.notifications.service.gov.uk/python.html, "Status: email").
DELIVERED = "delivered"
NOT_DELIVERED = ("permanent-failure", "temporary-failure", "technical-failure")
OUTCOMES = (DELIVERED, *NOT_DELIVERED)
