"""GOV.UK Notify, which sends the mail: one template, whose parts are ``subject`` and ``body``.

docs.notifications.service.gov.uk/python.html. Nothing that Notify says is written down but the
kind of an error: its words may repeat an address.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from feedback.mail.mailer import OUTCOMES, Delivery, Handover, Letter
from feedback.settings import Notify
from localoffer.problems import UsageError

#: A key is a name of the team's own, then the service's id and the key itself, each a UUID.
_SHORTEST_KEY = 73
_TIMEOUT = 20
_LONGEST_ID = 64

#: The key is refused, or the limit of a day or a minute is used up.
_OURS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True, slots=True)
class NotifyMailer:
    """Sends mail through Notify."""

    client: NotificationsAPIClient
    template: str

    @property
    def can_ask(self) -> bool:
        """Notify keeps for a week what became of a mail."""
        return True

    def send(self, letter: Letter) -> Handover:
        """Send a mail and return what became of it; one that was sent before is not sent twice.

        For a retry, Notify is asked first whether it has the mail already.
        """
        words = letter.words
        try:
            known = self._find(letter.reference) if letter.is_retry else None
            answer = known or self.client.send_email_notification(
                email_address=letter.address,
                template_id=self.template,
                personalisation={"subject": words.subject, "body": words.body},
                reference=letter.reference,
            )
        except APIError as error:
            return _refusal(error)
        return Handover(Delivery.SENT, _text(answer, "id")[:_LONGEST_ID])

    def outcome(self, carrier_id: str, reference: str) -> str:
        """Ask Notify what became of a mail; empty while it is on its way, or if nobody answers."""
        try:
            if carrier_id:
                answer = self.client.get_notification_by_id(carrier_id)
            else:
                answer = self._find(reference)
        except APIError:
            return ""
        status = _text(answer, "status")
        return status if status in OUTCOMES else ""

    def _find(self, reference: str) -> Mapping[str, Any] | None:
        """Return what Notify has under a reference of ours."""
        answer = self.client.get_all_notifications(template_type="email", reference=reference)
        found = answer.get("notifications") or ()
        return next(iter(found), None)


def notify_mailer(notify: Notify) -> NotifyMailer:
    """Return what sends mail with these settings.

    Raises:
        UsageError: the key is too short to be one of Notify's.
    """
    if len(notify.key) < _SHORTEST_KEY:
        fix = "Copy it whole from GOV.UK Notify, API integration, API keys."
        raise UsageError(f"FEEDBACK_NOTIFY_KEY is too short to be a key. {fix}")
    logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
    client = NotificationsAPIClient(notify.key, base_url=notify.address, timeout=_TIMEOUT)
    return NotifyMailer(client, notify.template)


def _refusal(error: APIError) -> Handover:
    """Return what a refusal means: only what Notify says of the address itself is final."""
    status, kinds = error.status_code, _kinds(error)
    reason = f"GOV.UK Notify answered {status}"
    if status in _OURS:
        return Handover(Delivery.OUR_FAULT, reason=reason)
    if status == HTTPStatus.BAD_REQUEST and any(
        kind == "ValidationError" and words.startswith("email_address") for kind, words in kinds
    ):
        return Handover(Delivery.REFUSED, reason=reason)
    if any("template" in words.lower() for _, words in kinds):
        return Handover(Delivery.OUR_FAULT, reason=f"{reason}: the template")
    return Handover(Delivery.RETRY, reason=reason)


def _kinds(error: APIError) -> list[tuple[str, str]]:
    """Return the kind and the words of each error that Notify names."""
    named = error.message
    rows = named if isinstance(named, list) else ()
    return [(_text(row, "error"), _text(row, "message")) for row in rows]


def _text(answer: object, name: str) -> str:
    """Return a value of an answer as text; empty where there is none."""
    value = answer.get(name) if isinstance(answer, Mapping) else None
    return value if isinstance(value, str) else ""
