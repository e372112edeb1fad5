"""GOV.UK Notify as far as the tests need it, on this machine: it takes mails and shows them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from feedback.mail.notify import NotifyMailer, notify_mailer
from feedback.settings import Notify

KEY = "team-11111111-2222-3333-4444-555555555555-66666666-7777-8888-9999-000000000000"

_PATIENCE = 60
BAD_ADDRESS = {"error": "ValidationError", "message": "email_address Not a valid email address"}


@dataclass(slots=True)
class FakeNotify:
    """GOV.UK Notify, as far as it shows: what it took, and the statuses it answers with next.

    ``error`` is what it names as the error of a refusal; ``status`` what became of each mail.
    It answers nobody while ``is_open`` is not set.
    """

    address: str = ""
    taken: list[dict[str, object]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    keeps_when_failing: bool = False
    error: dict[str, str] = field(default_factory=lambda: BAD_ADDRESS)
    status: str = "sending"
    asked: list[str] = field(default_factory=list)
    is_open: Event = field(default_factory=Event)

    def mailer(self) -> NotifyMailer:
        """Who sends to it."""
        return notify_mailer(Notify(KEY, "a-template", self.address))

    def take(self, mail: dict[str, object]) -> int:
        """Take a mail, or not; return the status of the answer."""
        status = self.answers.pop(0) if self.answers else 201
        if status == 201 or self.keeps_when_failing:
            self.taken.append(mail)
        return status


@contextmanager
def fake_notify() -> Iterator[FakeNotify]:
    """Open an office until it is no longer needed."""
    fake = FakeNotify()
    fake.is_open.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            assert fake.is_open.wait(_PATIENCE)
            status = fake.take(json.loads(raw))
            took = {"id": f"mail-{len(fake.taken)}"}
            self._respond(status, took if status == 201 else {"errors": [fake.error]})

        def do_GET(self) -> None:
            fake.asked.append(self.path)
            if "reference" not in self.path:
                self._respond(200, {"id": self.path.rpartition("/")[2], "status": fake.status})
                return
            reference = parse_qs(urlsplit(self.path).query)["reference"][0]
            taken = [mail for mail in fake.taken if mail["reference"] == reference]
            sent = [{**mail, "status": fake.status} for mail in taken]
            self._respond(200, {"notifications": sent, "links": {}})

        def _respond(self, status: int, body: object) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
