"""A mail server of the council's own (RFC 5321), sealed by TLS, its certificate checked."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate

from feedback.mail.mailer import Delivery, Handover, Letter
from feedback.mail.message import ascii_email
from feedback.settings import Smtp

#: Seconds that one step may take. With all steps it is less than the shortest wait for another
#: attempt, so that no second process begins while this one still waits.
_TIMEOUT = 20

_PERMANENT = range(500, 600)
#: Enhanced status codes of RFC 3463 for a rule of the server's, such as no relay or a sender that
#: may not send: they say nothing about the mailbox.
_RULES = b"5.7."


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hands mail to a mail server.

    A server cannot be asked whether it has a mail already. If the line breaks, or this program is
    ended, between its "yes" and our writing that down, one mail goes out twice: rather that than
    never. Both have the same Message-ID, by which many mailboxes show one.
    """

    smtp: Smtp

    @property
    def can_ask(self) -> bool:
        """No: what a mail server cannot deliver it tells the sender's address, by mail."""
        return False

    def send(self, letter: Letter) -> Handover:
        """Hand a mail over and return what became of it."""
        try:
            message = self._message(letter)
        except ValueError:
            return Handover(Delivery.REFUSED, reason="not an address that mail can go to")
        try:
            server = self._open()
        except (smtplib.SMTPException, OSError) as error:
            return _trouble(error)
        try:
            server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            return _refusal(error)
        finally:
            _close(server)
        return Handover(Delivery.SENT)

    def outcome(self, _: str, __: str) -> str:
        """Return nothing: a mail server cannot be asked."""
        return ""

    def _open(self) -> smtplib.SMTP:
        """Return a connection that is sealed and signed in."""
        smtp, name = self.smtp, self.smtp.sender.rpartition("@")[2]
        if smtp.security == "tls":
            context = self._context()
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, name, timeout=_TIMEOUT, context=context
            )
        else:
            server = smtplib.SMTP(smtp.host, smtp.port, name, timeout=_TIMEOUT)
        try:
            if smtp.security == "starttls":
                server.starttls(context=self._context())
            if smtp.user:
                server.login(smtp.user, smtp.password)
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.smtp.certificates:
            context.load_verify_locations(self.smtp.certificates)
        return context

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage(SMTP_POLICY)
        message["From"] = Address(addr_spec=self.smtp.sender)
        message["To"] = Address(addr_spec=ascii_email(letter.address))
        message["Subject"] = letter.words.subject
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{letter.reference}@{self.smtp.sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
        message.set_content(letter.words.body)
        return message


def _refusal(error: smtplib.SMTPException | OSError) -> Handover:
    """Return what it means that a server which we reached did not take a mail."""
    reason = _reason(error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _about_recipient(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Handover(Delivery.REFUSED, reason="the mail server takes no such address")
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code in _PERMANENT:
        return Handover(Delivery.OUR_FAULT, reason=f"{reason} to FEEDBACK_SMTP_FROM")
    return Handover(Delivery.RETRY, reason=reason)


def _about_recipient(code: int, said: bytes) -> Handover:
    reason = f"the mail server answered {code}"
    if code not in _PERMANENT or said.lstrip().startswith(_RULES):
        return Handover(Delivery.RETRY, reason=reason)
    return Handover(Delivery.REFUSED, reason=reason)


def _trouble(error: smtplib.SMTPException | OSError) -> Handover:
    """Return what it means that no connection could be made: a login or certificate is ours."""
    ours = (
        smtplib.SMTPAuthenticationError,
        smtplib.SMTPNotSupportedError,
        smtplib.SMTPHeloError,
        ssl.SSLCertVerificationError,
    )
    delivery = Delivery.OUR_FAULT if isinstance(error, ours) else Delivery.RETRY
    return Handover(delivery, reason=_reason(error))


def _reason(error: smtplib.SMTPException | OSError) -> str:
    """Return the kind of an error and its code; a server's words may repeat an address."""
    code = getattr(error, "smtp_code", None)
    kind = type(error).__name__
    return f"the mail server answered {code} ({kind})" if code else f"the mail server: {kind}"


def _close(server: smtplib.SMTP) -> None:
    """Say goodbye; whatever comes of it, the mail is taken or refused already."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()
