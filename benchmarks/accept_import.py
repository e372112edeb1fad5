"""How much an import makes of records it has not seen: ``python -m benchmarks.accept_import``.

Made-up feeds (``import_acceptance/``, in two sets) are imported with ``--publish-with-gaps`` into a
new council's folder, and each record is compared with what a person read in it beforehand. The
feeds' phone numbers are of the range for drama, which an import refuses; they are moved into an
area code that nobody has. ``--keep FOLDER`` leaves the councils there to look at.
"""

import argparse
import contextlib
import io
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.council import examples_in
from benchmarks.import_truth import Verdict, judge, read_truth
from localoffer.cli.main import main as local_offer

_FEEDS = Path(__file__).with_name("import_acceptance")
_DRAMA, _UNUSED = "01632 960", "01999 430"
_FACTS = ("needs", "ages", "costs")
_COUNCIL = (
    "--name=Wetherdale Council",
    "--address=https://localoffer.wetherdale.gov.uk",
    "--phone=01999 430 100",
    "--email=localoffer@wetherdale.gov.uk",
    "--advice-service=Wetherdale SENDIASS",
    "--advice-contact=https://www.sendiass-wetherdale.org.uk",
    "--forum=Wetherdale Parents",
    "--forum-contact=https://www.wetherdale-parents.org.uk",
)


def main() -> int:
    """Print the figures of each set; return 1 if something was invented."""
    parser = argparse.ArgumentParser(description="How much an import makes of new records.")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the councils here")
    folder = parser.parse_args().keep
    with TemporaryDirectory() as temporary:
        councils = folder or Path(temporary)
        is_exact = [_measure(feeds, councils / feeds.name) for feeds in sorted(_FEEDS.iterdir())]
    return int(not all(is_exact))


def _measure(feeds: Path, folder: Path) -> bool:
    """Print the figures of one set; return whether nothing was invented."""
    truth = read_truth(feeds / "truth.csv")
    records = import_feeds(feeds, folder)
    verdicts = {row["name"]: judge(row, records.get(row["name"], {})) for row in truth}
    sys.stdout.write("\n".join([f"Set: {feeds.name}", *_told(truth, records, verdicts), "\n"]))
    return not any(verdict.invented for verdict in verdicts.values())


def import_feeds(feeds: Path, folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Make a council in ``folder``, import the feeds; return its services' fields by name.

    Raises:
        RuntimeError: the council could not be made, or a feed not be imported.
    """
    _run("new", "council", str(folder), *_COUNCIL)
    for feed in sorted(feeds.glob("feed_*.json")):
        moved = folder / feed.name
        moved.write_text(feed.read_text(encoding="utf-8").replace(_DRAMA, _UNUSED), "utf-8")
        into = f"--content={folder / 'content'}"
        _run("import", "open-referral", str(moved), into, "--publish-with-gaps")
    services = examples_in(folder / "content" / "services")
    return {one.fields["name"]: one.fields for one in services}


def _run(*words: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = local_offer(words)
    if status:
        raise RuntimeError(said.getvalue())


def _told(
    truth: Sequence[Mapping[str, str]],
    records: Mapping[str, Mapping[str, Any]],
    verdicts: Mapping[str, Verdict],
) -> Iterable[str]:
    usable = [row["name"] for row in truth if row["usable"] == "yes"]
    published = [name for name in usable if name in records and "draft" not in records[name]]
    yield f"records: {len(truth)}, with name, text and a way to get in touch: {len(usable)}"
    yield _share("published of those", len(published), len(usable))
    yield from (f"  not published: {name}" for name in sorted(set(usable) - set(published)))
    for fact in _FACTS:
        stated = [name for name, verdict in verdicts.items() if fact in verdict.stated]
        found = [name for name in stated if fact in verdicts[name].found]
        yield _share(f"{fact} that became fields", len(found), len(stated))
        yield from (f"  not found: {name}" for name in stated if name not in found)
    invented = [(name, each) for name, one in verdicts.items() for each in one.invented]
    yield f"invented: {len(invented)}"
    yield from (f"  {name}: {each}" for name, each in invented)
    days = Counter(verdicts[row["name"]].days for row in truth)
    yield "days: " + ", ".join(f"{said} {number}" for said, number in days.most_common())
    for row in truth:
        if verdicts[row["name"]].days in {"wrong", "in part", "to look at", "in the text only"}:
            sessions = [dict(one) for one in records[row["name"]].get("schedules", ())]
            yield f"  {verdicts[row['name']].days}: {row['name']}: {row['days']} / {sessions}"


def _share(what: str, part: int, whole: int) -> str:
    return f"{what}: {part} of {whole} ({part / whole:.0%})"


if __name__ == "__main__":
    sys.exit(main())
