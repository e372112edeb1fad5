"""The work list as text: counts of what is missing, then the records to tick off."""

from collections.abc import Iterable, Iterator

from localoffer.counted import counted
from localoffer.model.reference import Contact
from localoffer.program import PROGRAM
from localoffer.to_do.known_facts import PUBLISHED, WORDS, KnownFact
from localoffer.to_do.work_counts import FactCount, KindCount, counts_by_kind
from localoffer.to_do.work_list import RecordWork, WorkList
from localoffer.to_do.work_selection import FEED_WORDS

#: How many records of a kind, and words of feeds, stand in the list of the whole offer.
FIRST = 10

_OPENING = (
    "Facts that most families need come first: whom to call, what the search filters by, then the"
    " rest. Of each kind, the records that searches and links lead to come first."
)
_WORDS = (
    "Paste a row into `importing.yaml`, look whether it is right, and import again. What a word is"
    " about is taken from the part of the feed that it stands in. Where it says WHICH, write an id,"
    " or an age in years; `check` names the ids. Where nothing says what a word is about, add"
    " `topics`, `needs`, `kind`, `areas`, `access` or ages to its row. Of a word that tells"
    " families nothing, write `means: nothing`: then it leaves this list."
)
_MANY = (
    "More: `--field needs`, `--owner send-team`, `--kind services` and `--search TEXT` choose;"
    " `--csv`, `--json` and `--page FILE` give the whole list in another form. To fill in many at"
    f" once: `{PROGRAM} export spreadsheet --out services.xlsx --gaps`"
)


def whole_work_as_markdown(work: WorkList) -> str:
    """Return the list for all that is to do: counts, and the first records of each kind.

    Contacts are left out: the list of the whole offer names each that cannot be reached.
    """
    counts = [count for count in counts_by_kind(work) if count.kind.model is not Contact]
    if not counts and not work.words:
        return ""
    lines = ["", "## What your records lack", "", _OPENING] if counts else []
    for count in counts:
        command = f"{PROGRAM} todo --kind {count.kind.counted_as}"
        lines += [*_heading(count, work), "", *_records(count.unfinished[:FIRST])]
        lines += _more(len(count.unfinished), command)
    lines += _words(work, FIRST)
    return "\n".join([*lines, "", _MANY]) + "\n"


def selected_work_as_markdown(work: WorkList) -> str:
    """Return the list of what somebody asked for: counts, and every record, owner by owner."""
    counts = tuple(counts_by_kind(work))
    if not counts and not work.words:
        return "# To do\n\nNothing of this is missing.\n"
    lines = ["# To do", "", _OPENING] if counts else ["# To do"]
    for count in counts:
        lines += _heading(count, work)
        for owner, records in count.records_by_owner:
            lines += ["", f"### {owner_name(owner, work)}", "", *_records(records)]
    return "\n".join([*lines, *_words(work, len(work.words))]) + "\n"


def owner_name(owner: str, work: WorkList) -> str:
    """Return how an owner is called: by the role and the id, which ``--owner`` takes."""
    return f"{work.owners.get(owner, owner)} ({owner})" if owner else "Nobody yet (nobody)"


def lacks(record: RecordWork) -> str:
    """Return what is to do for a record, on one line."""
    parts = [", ".join(map(_asked, record.missing))] if record.missing else []
    if record.inferred:
        parts.append(f"to be looked at: {', '.join(fact.name for fact in record.inferred)}")
    if record.in_text:
        parts.append(f"in its words: {'; '.join(one.what for one in record.in_text)}")
    if record.hints:
        parts.append(f"plainer words: {counted(len(record.hints), 'hint')}")
    return "; ".join(parts)


def _asked(fact: KnownFact) -> str:
    return "complete, so take draft out" if fact.name == PUBLISHED else fact.name


def _heading(count: KindCount, work: WorkList) -> Iterator[str]:
    number, noun = len(count.unfinished), count.kind.counted_as
    yield from ("", f"## {noun.capitalize()}: {number:,} of {count.total:,} to see to", "")
    yield from (f"- {_fact_line(one, count)}" for one in count.facts)
    owners = (f"{owner_name(owner, work)} {number:,}" for owner, number in count.by_owner)
    yield from ("", f"By who is responsible: {'; '.join(owners)}.")


def _fact_line(one: FactCount, count: KindCount) -> str:
    fact = one.fact
    parts = [f"{one.missing:,} of {count.total:,}"] if one.missing else []
    if one.inferred:
        parts.append(f"{one.inferred:,} worked out by rule, to be looked at")
    if one.in_text:
        have = counted(one.in_text, "has it in its", "have it in their")
        parts.append(f"{have} words alone")
    filtered = "; families filter by it" if fact.use == "filter" else ""
    words = "hints on plain words" if fact.name == WORDS else fact.what
    return f"{fact.name}: {', '.join(parts)} ({words}{filtered})"


def _records(records: Iterable[RecordWork]) -> Iterator[str]:
    for record in records:
        yield f"- [ ] {record.name}: {lacks(record)}. In `{record.path}`"


def _more(number: int, command: str) -> Iterator[str]:
    if number > FIRST:
        yield from ("", f"… and {number - FIRST:,} more: `{command}`")


def _words(work: WorkList, limit: int) -> Iterator[str]:
    if not work.words:
        return
    yield from ("", f"## Words of your feeds that mean nothing here yet: {len(work.words):,}", "")
    yield from (_WORDS, "", "```yaml")
    for word in work.words[:limit]:
        yield f"{word.row}  # {word.told}"
    yield "```"
    if len(work.words) > limit:
        command = f"{PROGRAM} todo --kind {FEED_WORDS}"
        yield from ("", f"… and {len(work.words) - limit:,} more: `{command}`")
