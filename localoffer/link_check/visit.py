"""One visit from its address to what is kept of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from localoffer.link_check.addresses import LinkToCheck
from localoffer.link_check.errors import RequestFailure, RunEndedError
from localoffer.link_check.http_request import HttpResponse, encoded_url
from localoffer.link_check.limits import LinkCheckLimits
from localoffer.link_check.politeness import Hosts
from localoffer.link_check.redirects import RedirectChain, follow
from localoffer.link_check.report_text.reader_process import Reading, format_of, read_apart
from localoffer.link_check.verdict import LinkVerdict, of_fault, of_route
from localoffer.model.school import LinkCheck

Visit = Callable[[LinkToCheck], LinkCheck]

_WORKS = ("working", "moved")
_TOO_BIG = "it is too big to read"
_GONE = "its page says that it is not there, though its server says that it is"
_EMPTY = "there is nothing on the page"
_UNFORESEEN = "something went wrong here while visiting it"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Visits addresses on one day."""

    hosts: Hosts
    limits: LinkCheckLimits
    today: date

    def visit(self, wanted: LinkToCheck) -> LinkCheck:
        """Return what a visit found, whatever it met. Raises ``RunEndedError`` at the run's end."""
        try:
            return self._visit(wanted)
        except RunEndedError:
            raise
        except Exception as error:  # noqa: BLE001 - one address may not end the visits of all
            why = f"{_UNFORESEEN} ({type(error).__name__})"
            return LinkCheck(
                address=wanted.address, checked=self.today, found="not visited", why=why
            )

    def _visit(self, wanted: LinkToCheck) -> LinkCheck:
        most = self.limits.bytes if wanted.is_report else 0
        try:
            route = follow(self.hosts, wanted.address, most, self.limits)
        except RequestFailure as fault:
            return self._row(wanted, of_fault(fault), {})
        finding = of_route(wanted.address, route)
        if finding.found not in _WORKS:
            return self._row(wanted, finding, {})
        if not most:
            return self._row(wanted, finding, {"format": format_of(route.answer.type, b"")})
        return self._report(wanted, finding, route)

    def _report(self, wanted: LinkToCheck, finding: LinkVerdict, route: RedirectChain) -> LinkCheck:
        if not route.answer.body.strip():
            return self._row(wanted, LinkVerdict("broken", _EMPTY), {})
        reading = _read(route.answer, self.today, self.limits)
        if reading.gone:
            return self._row(wanted, LinkVerdict("broken", _GONE), {})
        why = finding.why or reading.why
        return self._row(wanted, LinkVerdict(finding.found, why, finding.moved_to), _told(reading))

    def _row(self, wanted: LinkToCheck, finding: LinkVerdict, told: dict[str, Any]) -> LinkCheck:
        facts = {"address": wanted.address, "checked": self.today, "found": finding.found}
        if finding.why:
            facts["why"] = finding.why
        try:
            moved = {"moved_to": encoded_url(finding.moved_to)} if finding.moved_to else {}
            return LinkCheck.model_validate(facts | moved | told)
        except (ValidationError, RequestFailure):  # an address too long to keep
            return LinkCheck.model_validate(facts | told)


def _read(answer: HttpResponse, today: date, limits: LinkCheckLimits) -> Reading:
    form = format_of(answer.type, answer.body)
    if answer.too_big:
        return Reading(form, why=_TOO_BIG)
    return read_apart(form, answer.charset, answer.body, today, limits)


def _told(reading: Reading) -> dict[str, Any]:
    return {
        "format": reading.format,
        "has_text": reading.has_text,
        "dated": reading.dated,
        "reading_age": reading.reading_age,
        "words": reading.words,
        "seems": reading.seems,
    }
