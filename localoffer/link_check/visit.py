"""One visit: from an address to its row in the file of results."""

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
from localoffer.link_check.report_text.reader_process import Reading, format_of, read_report
from localoffer.link_check.verdict import LinkVerdict, of_failure, of_redirects
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

    def visit(self, link: LinkToCheck) -> LinkCheck:
        """Return the result of a visit, whatever went wrong.

        Raises:
            RunEndedError: the run ended first.
        """
        try:
            return self._visit(link)
        except RunEndedError:
            raise
        except Exception as error:  # noqa: BLE001 - one address may not end the visits of all
            why = f"{_UNFORESEEN} ({type(error).__name__})"
            return LinkCheck(address=link.address, checked=self.today, found="not visited", why=why)

    def _visit(self, link: LinkToCheck) -> LinkCheck:
        max_bytes = self.limits.bytes if link.is_report else 0
        try:
            redirects = follow(self.hosts, link.address, max_bytes, self.limits)
        except RequestFailure as failure:
            return self._row(link, of_failure(failure), {})
        verdict = of_redirects(link.address, redirects)
        if verdict.found not in _WORKS:
            return self._row(link, verdict, {})
        if not max_bytes:
            return self._row(link, verdict, {"format": format_of(redirects.answer.type, b"")})
        return self._report(link, verdict, redirects)

    def _report(
        self, link: LinkToCheck, verdict: LinkVerdict, redirects: RedirectChain
    ) -> LinkCheck:
        if not redirects.answer.body.strip():
            return self._row(link, LinkVerdict("broken", _EMPTY), {})
        reading = _read(redirects.answer, self.today, self.limits)
        if reading.gone:
            return self._row(link, LinkVerdict("broken", _GONE), {})
        why = verdict.why or reading.why
        return self._row(
            link, LinkVerdict(verdict.found, why, verdict.moved_to), _report_facts(reading)
        )

    def _row(self, link: LinkToCheck, verdict: LinkVerdict, report: dict[str, Any]) -> LinkCheck:
        facts = {"address": link.address, "checked": self.today, "found": verdict.found}
        if verdict.why:
            facts["why"] = verdict.why
        try:
            moved = {"moved_to": encoded_url(verdict.moved_to)} if verdict.moved_to else {}
            return LinkCheck.model_validate(facts | moved | report)
        except (ValidationError, RequestFailure):  # an address too long to keep
            return LinkCheck.model_validate(facts | report)


def _read(answer: HttpResponse, today: date, limits: LinkCheckLimits) -> Reading:
    file_format = format_of(answer.type, answer.body)
    if answer.too_big:
        return Reading(file_format, why=_TOO_BIG)
    return read_report(file_format, answer.charset, answer.body, today, limits)


def _report_facts(reading: Reading) -> dict[str, Any]:
    return {
        "format": reading.format,
        "has_text": reading.has_text,
        "dated": reading.dated,
        "reading_age": reading.reading_age,
        "words": reading.words,
        "seems": reading.seems,
    }
