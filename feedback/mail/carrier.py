"""The carrier of mail that is set."""

from feedback.mail.mailer import Mailer
from feedback.mail.notify import notify_mailer
from feedback.mail.smtp import SmtpMailer
from feedback.settings import FeedbackSettings


def make_mailer(settings: FeedbackSettings) -> Mailer | None:
    """Return what sends mail; None where nothing is set.

    If both are set, GOV.UK Notify sends: it can be asked later what became of each mail.

    Raises:
        UsageError: the key is too short to be one of Notify's.
    """
    if settings.notify:
        return notify_mailer(settings.notify)
    return SmtpMailer(settings.smtp) if settings.smtp else None
