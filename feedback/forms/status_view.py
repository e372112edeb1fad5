"""``/feedback/status/``: whoever keeps the reference sees where what they sent stands.

A reference has 50 random bits, so nobody finds one by trying; wrong ones are counted all the same,
and after some from one network none is looked up there for a while. What was written, and by whom,
is never shown.
"""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

from flask import Request
from sqlalchemy import Row
from werkzeug.wrappers import Response

from feedback.accounts.throttling import count_attempt, is_locked
from feedback.app_context import AppContext
from feedback.forms.contexts import StatusPage
from feedback.forms.labels import OTHER_VERSIONS, manner_of, three
from feedback.forms.progress import progress_of
from feedback.forms.render import help_links_of
from feedback.forms.views import query_args
from feedback.intake.network import network_of
from feedback.moderation.comment_record import load_comment
from feedback.store.engine import reading, writing
from feedback.store.submissions import by_reference
from feedback.submission import Manner
from localoffer.form_error import FormError
from localoffer.pages.navigation import HOME, TELL_US
from localoffer.pages.page import Link
from localoffer.pictures import FORM_PICTURES

STATUS: Final = "/feedback/status/"
#: So many references that nobody has, from one network, close the page there for a while.
_MOST_WRONG: Final = 30

_HEADINGS: Final = three(
    "What became of what you sent",
    "What happened to what you told us",
    "What we do with your words",
)
_LEADS: Final = three(
    "Your reference stands on the page that you saw after you sent your words.",
    "Your reference was on the page you saw after you pressed Send.",
    "You need your reference. You saw it after you pressed Send.",
)
_UNKNOWN: Final = three(
    "We do not know this reference. It has ten letters and numbers, such as 7K4Q9-M2PXA. If you "
    "cannot find it, call us: say on which day you wrote and what it was about.",
    "We do not know this reference. It has ten letters and numbers, such as 7K4Q9-M2PXA. Is it "
    "lost? Call us. Say on which day you wrote, and what it was about.",
    "We do not know this reference. Look at it again. It looks like this: 7K4Q9-M2PXA. Or call us.",
)
_EMPTY: Final = three(
    "Enter your reference, such as 7K4Q9-M2PXA.",
    "Write your reference, such as 7K4Q9-M2PXA.",
    "Write your reference. It looks like this: 7K4Q9-M2PXA.",
)
_TOO_MANY: Final = three(
    "Too many wrong references came from where you are. Try again in 15 minutes.",
    "Too many wrong references came from where you are. Try again in 15 minutes.",
    "Too many people wrote a wrong reference here. Wait 15 minutes. Then try again.",
)


@dataclass(frozen=True, slots=True)
class StatusView:
    """Tells senders where what they sent stands."""

    app: AppContext

    def get(self, request: Request) -> Response:
        """Return the box for a reference; with one, where it stands, or what to mend."""
        args = query_args(request)
        manner = manner_of(args.get("words"))
        if "reference" not in args:
            return self._page(manner)
        typed = args["reference"].strip()
        if not typed:
            return self._page(manner, error=_EMPTY[manner])
        network = self.app.keys.digest(f"status {network_of(request.remote_addr)}")
        with reading(self.app.engine) as connection:
            if is_locked(connection, network, self.app.now(), _MOST_WRONG):
                return self._page(manner, typed, _TOO_MANY[manner], HTTPStatus.TOO_MANY_REQUESTS)
            row = by_reference(connection, typed)
        if row is not None:
            return self._found(row)
        with writing(self.app.engine) as connection:
            count_attempt(connection, network, self.app.now(), _MOST_WRONG)
        return self._page(manner, typed, _UNKNOWN[manner], HTTPStatus.NOT_FOUND)

    def _found(self, row: Row[Any]) -> Response:
        with reading(self.app.engine) as connection:
            comment = load_comment(connection, row.id)
            if comment is None:
                return self._page("plain", row.reference, _UNKNOWN["plain"], HTTPStatus.NOT_FOUND)
            titles = self.app.site_context.titles
            steps, answer = progress_of(connection, comment, self.app.now(), titles)
        page = self._context(manner_of(row.manner), row.reference)
        return self.app.page(replace(page, steps=steps, answer=answer))

    def _page(
        self, manner: Manner, typed: str = "", error: str = "", status: int = HTTPStatus.OK
    ) -> Response:
        errors = (FormError("reference", error),) if error else ()
        return self.app.page(self._context(manner, typed, errors), status)

    def _context(
        self, manner: Manner, typed: str, errors: tuple[FormError, ...] = ()
    ) -> StatusPage:
        return StatusPage(
            address=STATUS,
            title=f"{'Error: ' if errors else ''}{_HEADINGS[manner]}",
            description=_LEADS[manner],
            crumbs=(HOME, TELL_US),
            listed=False,
            heading=_HEADINGS[manner],
            lead=_LEADS[manner],
            manner=manner,
            reference=typed,
            errors=errors,
            steps=(),
            answer=None,
            versions=tuple(
                Link(f"{STATUS}?words={name}", label)
                for name, label in OTHER_VERSIONS.items()
                if name != manner
            ),
            help_links=help_links_of(self.app.site_context),
            pictures=FORM_PICTURES if manner == "easy" else {},
        )
