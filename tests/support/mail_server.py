"""A mail server as far as the tests need it, on this machine: RFC 5321 on a socket, with TLS."""

import datetime as dt
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from feedback.mail.smtp import SmtpMailer
from feedback.settings import Smtp

USER, PASSWORD = "localoffer", "a long password"
SENDER = "no-reply@offer.example.org"


@dataclass
class MailServer:
    """A mail server: what it took, and what it answers to a command instead of its usual yes.

    ``answers`` are used up one after another, by the command (``RCPT``, ``DATA``, ``.`` for the end
    of a mail). ``hangs_up`` ends the line after a mail was taken, before saying so.
    """

    certificate: Path
    port: int = 0
    security: str = "starttls"
    taken: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    logins: list[str] = field(default_factory=list)
    sealed: list[bool] = field(default_factory=list)
    hangs_up: bool = False

    def smtp(self) -> Smtp:
        """The settings by which to send to it."""
        return Smtp(
            "localhost", self.port, self.security, SENDER, USER, PASSWORD, str(self.certificate)
        )

    def mailer(self) -> SmtpMailer:
        """Who sends to it."""
        return SmtpMailer(self.smtp())

    def answer(self, command: str, usual: str) -> str:
        """Return what it says to a command."""
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else usual


class _Conversation(StreamRequestHandler):
    """What one client says, line by line."""

    office: MailServer
    context: ssl.SSLContext
    is_sealed = False

    def handle(self) -> None:
        """Answer until the client says goodbye."""
        try:
            with suppress(OSError):
                self._converse()
        finally:
            for end in (self.rfile, self.wfile, self.connection):
                with suppress(OSError):
                    end.close()

    def _converse(self) -> None:
        if self.office.security == "tls":
            self._seal()
        self._say(self.office.answer("", "220 mail.example.org ready"))
        while line := self.rfile.readline().decode().strip():
            if not self._obey(*line.split(" ", 1)):
                return

    def _obey(self, command: str, rest: str = "") -> bool:
        """Do what a command says; return whether the line stays open."""
        command = command.upper()
        if command == "EHLO":
            self._say("250-mail.example.org\r\n250-AUTH PLAIN\r\n250-STARTTLS\r\n250 8BITMIME")
        elif command == "STARTTLS":
            self._say("220 go on")
            self._seal()
        elif command == "AUTH":
            login = b64decode(rest.partition(" ")[2]).decode().split("\0")[1:]
            self.office.logins.append(login[0])
            is_right = login == [USER, PASSWORD]
            self._say(self.office.answer("AUTH", "235 yes" if is_right else "535 5.7.8 no"))
        elif command == "DATA":
            answer = self.office.answer("DATA", "354 go on")
            self._say(answer)
            return self._take() if answer.startswith("354") else True
        elif command == "QUIT":
            self._say(self.office.answer("QUIT", "221 bye"))
            return False
        else:
            self._say(self.office.answer(command, "250 2.1.0 yes"))
        return True

    def _take(self) -> bool:
        """Take a mail up to its last line, a dot."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.office.answer(".", "250 2.0.0 taken")
        if answer.startswith("250"):
            message = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.office.sealed.append(self.is_sealed)
            self.office.taken.append(message)
            if self.office.hangs_up:
                return False
        self._say(answer)
        return True

    def _seal(self) -> None:
        sealed = self.context.wrap_socket(self.request, server_side=True)
        self.request = self.connection = sealed
        self.rfile = sealed.makefile("rb")
        self.wfile = sealed.makefile("wb")
        self.is_sealed = True

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())
        self.wfile.flush()


@contextmanager
def mail_server(
    folder: Path, security: str = "starttls", name: str = "localhost"
) -> Iterator[MailServer]:
    """Run a mail server whose certificate is for ``name``, until it is no longer needed."""
    certificate, key = _certificate(folder, name)
    office = MailServer(certificate, security=security)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    handler = type("Conversation", (_Conversation,), {"office": office, "context": context})
    server = ThreadingTCPServer(("127.0.0.1", 0), handler)
    office.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """Write a certificate that signs itself, and its key; return their files."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.9"))]
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )
    return certificate, secret
