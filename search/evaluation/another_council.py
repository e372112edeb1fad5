"""Another council, whose own records are read from a feed that is not part of this project."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from localoffer.cli.main import main
from localoffer.offer import Offer
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from search.evaluation.council_index import CouncilIndex, council_index
from search.evaluation.graded_queries import GradedQuery


@contextmanager
def imported_council(feed: Path, workspace: Workspace, day: date) -> Iterator[CouncilIndex]:
    """Yield the index of a new council into which a feed was imported: it has no other records.

    Raises:
        UsageError: the feed cannot be imported.
    """
    with TemporaryDirectory(prefix="local-offer-feed-") as name:
        council = Path(name) / "council"
        content = council / "content"
        report = ("--report", f"{council}.md")
        _run("new", "council", str(council), "--name", "Otter Council")
        told = ("--content", str(content), "--publish-with-gaps", *report)
        _run("import", "open-referral", str(feed), *told)
        with council_index(content, workspace, day) as index:
            yield index


def with_addresses(queries: Sequence[GradedQuery], offer: Offer) -> tuple[GradedQuery, ...]:
    """Return queries whose pages are named by ids of a feed with the addresses of those pages."""
    addresses = {str(entry.record.id): entry.address for entry in offer.services}
    return tuple(
        replace(query, grades={addresses.get(page, page): n for page, n in query.grades.items()})
        for query in queries
    )


def _run(*words: str) -> None:
    with redirect_stdout(StringIO()) as said:
        status = main(words)
    if status:
        message = f"“{' '.join(words)}” did not go well:\n{said.getvalue()}"
        raise UsageError(message)
