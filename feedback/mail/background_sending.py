"""A notice of danger goes out at once: after the family has its answer, beside the service's work.

What fails here fails the family nothing: the notice waits in the store for ``feedback send``.
"""

from threading import Lock, Thread
from typing import Final

from flask import Request
from werkzeug.wrappers import Response

from feedback.app_context import AppContext
from feedback.intake.danger import GRAVE
from feedback.mail.carrier import make_mailer
from feedback.mail.send_notices import send_notices
from feedback.submission import Receipt

_DANGER: Final = "feedback.danger"


def note_danger(request: Request, receipt: Receipt) -> None:
    """Note on a request that what it brought has words of danger in it."""
    if receipt.is_new and receipt.danger >= GRAVE:
        request.environ[_DANGER] = True


class BackgroundSending:
    """Sends notices of danger from a thread: one at a time, begun when a response has gone out."""

    def __init__(self, app: AppContext) -> None:
        self._app = app
        self._guard = Lock()
        self._is_asked = self._is_running = False

    def begin_after(self, request: Request, response: Response) -> None:
        """Begin once this response has gone out whole, if its request brought words of danger."""
        if self._app.settings.notices_to and request.environ.get(_DANGER):
            response.call_on_close(self.begin)

    def begin(self) -> None:
        """Send in a thread what is to be sent; if one is at work already, it does this too."""
        with self._guard:
            self._is_asked = True
            if self._is_running:
                return
            self._is_running = True
        Thread(target=self._run, daemon=True, name="notices").start()

    def _run(self) -> None:
        while self._take():
            try:
                mailer = make_mailer(self._app.settings)
                if mailer:
                    send_notices(self._app, mailer, self._app.now())
            except Exception as error:  # noqa: BLE001 - whatever it is, the timer's run sends it
                self._app.note(error)

    def _take(self) -> bool:
        """Return whether there is more to do; the thread ends where there is not."""
        with self._guard:
            self._is_running, self._is_asked = self._is_asked, False
            return self._is_running
