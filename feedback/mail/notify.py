"""GOV.UK Notify, which sends the mail: one template, whose parts are ``subject`` and ``body``.

docs.notifications.service.gov.uk/python.html. Nothing that Notify says is written down: it may
repeat an address.
"""

import logging
from dataclasses import dataclass
from enum import Enum

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from feedback.mail.message import MailText
from feedback.settings import Notify
from localoffer.problems import UsageError

#: A key is a name of the team's own, then the service's id and the key itself, each a UUID.
_SHORTEST_KEY = 73
_TIMEOUT = 20
_BAD_REQUEST = 400
_KEY_REFUSED = (401, 403)


class Delivery(Enum):
    """The result of one attempt to send."""

    SENT = "sent"
    RETRY = "later"
    REFUSED = "never"
    BAD_KEY = "key"


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mail through Notify."""

    client: NotificationsAPIClient
    template: str

    def send(self, address: str, words: MailText, reference: str, *, is_retry: bool) -> Delivery:
        """Send a mail and return what became of it; one that was sent before is not sent twice.

        ``reference`` is ours, without a word of anyone: for a retry, Notify is asked
        first whether it has the mail already.
        """
        try:
            if is_retry and self._has(reference):
                return Delivery.SENT
            self.client.send_email_notification(
                email_address=address,
                template_id=self.template,
                personalisation={"subject": words.subject, "body": words.body},
                reference=reference,
            )
        except APIError as error:
            return _delivery(error.status_code)
        return Delivery.SENT

    def _has(self, reference: str) -> bool:
        answer = self.client.get_all_notifications(template_type="email", reference=reference)
        return bool(answer.get("notifications"))


def make_mailer(notify: Notify) -> Mailer:
    """Return what sends mail with these settings.

    Raises:
        UsageError: the key is too short to be one of Notify's.
    """
    if len(notify.key) < _SHORTEST_KEY:
        fix = "Copy it whole from GOV.UK Notify, API integration, API keys."
        raise UsageError(f"FEEDBACK_NOTIFY_KEY is too short to be a key. {fix}")
    logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)
    client = NotificationsAPIClient(notify.key, base_url=notify.address, timeout=_TIMEOUT)
    return Mailer(client, notify.template)


def _delivery(status: int) -> Delivery:
    if status == _BAD_REQUEST:
        return Delivery.REFUSED
    return Delivery.BAD_KEY if status in _KEY_REFUSED else Delivery.RETRY
