"""Pages that an import deletes, and the page to which the address of each may lead."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from localoffer.check.drafts import is_draft
from localoffer.importers.shared.layout import layout_of
from localoffer.importers.shared.redirect_rows import REDIRECTS, RedirectRow
from localoffer.importers.shared.report_markdown import safe
from localoffer.kinds import BY_MODEL, address_of, kind_of
from localoffer.model.guide import Landing
from localoffer.pages.navigation import FIND
from localoffer.problems import Problem, UsageError
from localoffer.write.edit import read_existing

#: The option that writes the rows.
OPTION: Final = "--redirect"
#: The option's value where no address is named: each page's own topic.
TO_TOPIC: Final = ""


@dataclass(frozen=True, slots=True)
class DeletedPages:
    """Where the addresses of deleted pages lead, by rows of redirects.yaml.

    ``text`` is that file's new text; None where the rows are only proposed.
    """

    rows: Sequence[RedirectRow] = ()
    text: str | None = None

    def texts(self, content: Path) -> Mapping[Path, str]:
        """Return redirects.yaml with its new text, if there is one."""
        return {} if self.text is None else {content / REDIRECTS: self.text}

    def told(self) -> Iterator[str]:
        """Yield lines for the summary: each address with where it leads now, or what to do."""
        if self.text is not None:
            yield from (f"{row.old} leads to {row.new} ({REDIRECTS})" for row in self.rows)
        elif self.rows:
            yield (
                f"Their addresses lead nowhere now. The report has a row for {REDIRECTS} for each, "
                f"to paste. Next time, {OPTION} writes them."
            )

    def section(self) -> Iterator[str]:
        """Yield the part of the report: the rows, to paste where they are not written."""
        if not self.rows:
            return
        if self.text is not None:
            yield f"## Rows written to {REDIRECTS}\n"
        else:
            yield f"## Addresses that lead nowhere now: rows for {REDIRECTS}\n"
            yield (
                "Letters and bookmarks may name these pages. Paste the rows, and put the page that "
                "helps families most in place of the topic.\n"
            )
        yield "\n".join(["```yaml", *(safe(str(row)) for row in self.rows), "```\n"])


def redirect_rows(
    content: Path, files: Iterable[Path], topics: Collection[str], address: str | None
) -> tuple[RedirectRow, ...]:
    """Return a row for each file that had a page: drafts had none.

    It leads to ``address``; without one, to the page of the service's first topic that is among
    ``topics``, else to the page on which families find services.
    """
    found = (_row(content, file, topics, address) for file in files)
    return tuple(sorted(row for row in found if row))


def require_page(address: str, pages: Collection[str], rows: Iterable[RedirectRow]) -> None:
    """Make sure that addresses may lead to this one.

    Raises:
        UsageError: there is no such page, or this import deletes it.
    """
    deleted = {row.old for row in rows}
    if address in deleted:
        message = f"{OPTION} {address}: this import deletes that page. Name one that stays."
        raise UsageError(f"{message} Nothing was changed.")
    if address not in pages:
        close = get_close_matches(address, sorted(pages), n=1)
        hint = f"Did you mean {close[0]}?" if close else "Write one such as /topics/short-breaks/."
        raise UsageError(
            f"{OPTION} {address}: no page has this address. {hint} Nothing was changed."
        )


def _row(
    content: Path, file: Path, topics: Collection[str], address: str | None
) -> RedirectRow | None:
    path = file.relative_to(content).as_posix()
    kind = kind_of(path)
    current = read_existing(content, file, layout_of(path).order)
    if kind is None or isinstance(current, Problem) or is_draft(current.values):
        return None
    named = current.values.get("topics") or ()
    topic = next((one for one in named if one in topics), None)
    own = address_of(BY_MODEL[Landing], topic) if topic else FIND.address
    return RedirectRow(address_of(kind, file.stem), address or own)
