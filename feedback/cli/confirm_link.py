"""``feedback confirm-link``: links by which providers confirm their records."""

import csv
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from feedback.app_context import AppContext
from feedback.cli.open_app import open_app_context
from feedback.confirmations.invitation import Invitation, link_of
from feedback.local_time import day_of
from localoffer.cli.run import DONE, PROBLEMS, today
from localoffer.model.service import Service
from localoffer.offer import Entry, Offer
from localoffer.pages.assurance_dates import assurance_of
from localoffer.problems import UsageError
from localoffer.program import PROGRAM
from localoffer.render.environment import SiteBase
from localoffer.serving.site_context import check_content
from localoffer.workspace import Workspace

_DAY = 86_400
_COLUMNS = ("name", "email", "page", "check due", "link", "works until")

#: A spreadsheet takes a cell that begins so for a formula (owasp.org, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Makes the rows of a mail merge. ``until`` is when the links end, in seconds since 1970."""

    app: AppContext
    offer: Offer
    base: SiteBase
    until: int

    def row(self, entry: Entry[Service]) -> Sequence[str]:
        """Return the row of one record."""
        assurance = assurance_of(entry.record, self.offer)
        link = link_of(self.app.keys, Invitation(entry.address, self.until), self.offer, self.base)
        last = day_of(self.until)
        mailbox = _mailbox(entry.record, self.offer)
        cells = (entry.record.name, mailbox, entry.address, f"{assurance.due}", link, f"{last}")
        return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)


def run(workspace: Workspace, options: Namespace) -> int:
    """Print a link, or write a sheet of all records whose check is due; 1 if none is."""
    app = open_app_context(workspace, options)
    offer, base = _offer(app)
    sheet = Sheet(app, offer, base, app.now() + options.days * _DAY)
    if options.due is None:
        sys.stdout.write(f"{_link(sheet, options.page)}\n")
        return DONE
    rows = [sheet.row(entry) for entry in _due(offer, options.due)]
    if not rows:
        sys.stderr.write(f"No record's check is due within {options.due} days.\n")
        return PROBLEMS
    _write(rows, options.out)
    return DONE


def _offer(app: AppContext) -> tuple[Offer, SiteBase]:
    checked = check_content(app.settings.folders)
    if checked is None or checked.offer is None:
        raise UsageError(f"The content has errors. See: {PROGRAM} check")
    return checked.offer, checked.base


def _link(sheet: Sheet, page: str) -> str:
    known = {entry.address for entry in sheet.offer.services}
    if page not in known:
        fix = "Write it as it stands in the browser, such as /services/saturday-club/"
        raise UsageError(f"There is no service at {page}. {fix}")
    return link_of(sheet.app.keys, Invitation(page, sheet.until), sheet.offer, sheet.base)


def _due(offer: Offer, days: int) -> Iterator[Entry[Service]]:
    """Yield the records whose check is due: those never checked first, then the longest overdue."""
    last = today() + timedelta(days=days)
    entries = [
        (assurance_of(entry.record, offer).due or date.min, entry.slug, entry)
        for entry in offer.services
    ]
    yield from (entry for due, _, entry in sorted(entries, key=lambda row: row[:2]) if due <= last)


def _mailbox(record: Service, offer: Offer) -> str:
    """Return the e-mail address of a record, else of its contact, else an empty text."""
    contact = offer.lists.contacts.get(record.contact or "")
    return record.email or (contact.email if contact else "") or ""


def _write(rows: Sequence[Sequence[str]], file: Path | None) -> None:
    sheet = StringIO(newline="")
    csv.writer(sheet).writerows((_COLUMNS, *rows))
    if file is None:
        sys.stdout.write(sheet.getvalue())
    else:
        file.write_text(sheet.getvalue(), encoding="utf-8-sig", newline="")
        sys.stdout.write(f"{file}: {len(rows)} links.\n")
    without = _names_without(rows)
    if without:
        sys.stderr.write(f"No mailbox is known of: {', '.join(without)}. Ring them instead.\n")


def _names_without(rows: Iterable[Sequence[str]]) -> list[str]:
    return [name for name, mailbox, *_ in rows if not mailbox]
