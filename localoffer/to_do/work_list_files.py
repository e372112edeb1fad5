"""The work list as a table for spreadsheets and as JSON for programs."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from localoffer.to_do.known_facts import KnownFact
from localoffer.to_do.to_do_list import ToDo
from localoffer.to_do.unknown_words import UnknownWord
from localoffer.to_do.work_counts import KindCount, counts_by_kind
from localoffer.to_do.work_list import RecordWork, WorkList
from localoffer.to_do.work_selection import FEED_WORDS
from localoffer.write.csv_table import csv_table

_COLUMNS = (
    "place", "kind", "name", "file", "owner", "state", "fact", "fields", "to do", "what",
)  # fmt: skip


def as_csv(work: WorkList) -> str:
    """Return a row for each fact that a record lacks, and for each word of a feed."""
    rows = (row for place, record in enumerate(work.unfinished, 1) for row in _rows(place, record))
    return csv_table(_COLUMNS, (*rows, *map(_word_row, work.words)))


def as_json(things: Iterable[ToDo], work: WorkList) -> str:
    """Return the whole list: of the offer, of records with counts, and of words of feeds."""
    lists = {
        "offer": [asdict(thing) for thing in things],
        "counts": [_count(count) for count in counts_by_kind(work)],
        "records": [_record(record) for record in work.unfinished],
        "words_of_feeds": [asdict(word) for word in work.words],
    }
    return json.dumps(lists, ensure_ascii=False, indent=1) + "\n"


def _rows(place: int, record: RecordWork) -> Iterator[tuple[str, ...]]:
    start = (
        str(place), record.kind.counted_as, record.name, record.path, record.owner, record.state,
    )  # fmt: skip
    for fact in record.missing:
        yield (*start, fact.name, " ".join(fact.fields), "find out", fact.what)
    for fact in record.inferred:
        yield (*start, fact.name, " ".join(fact.fields), "look at", fact.what)
    for one in record.in_text:
        fields = " ".join(one.fact.fields)
        yield (*start, one.fact.name, fields, "take from the text", one.what)
    for hint in record.hints:
        yield (*start, "words", hint.field, "reword", f"line {hint.line}: {hint.message}")


def _word_row(word: UnknownWord) -> tuple[str, ...]:
    what = f"{word.told}: {word.row}"
    return "", FEED_WORDS, word.word, "importing.yaml", "", "", "", "", "map", what


def _count(count: KindCount) -> dict[str, Any]:
    return {
        "kind": count.kind.counted_as,
        "total": count.total,
        "unfinished": len(count.unfinished),
        "facts": [
            {
                "fact": one.fact.name,
                "fields": one.fact.fields,
                "missing": one.missing,
                "inferred": one.inferred,
                "in_text": one.in_text,
            }
            for one in count.facts
        ],
        "owners": dict(count.by_owner),
    }


def _record(record: RecordWork) -> dict[str, Any]:
    return {
        "kind": record.kind.counted_as,
        "name": record.name,
        "file": record.path,
        "owner": record.owner,
        "state": record.state,
        "missing": [_fact(fact) for fact in record.missing],
        "inferred": [_fact(fact) for fact in record.inferred],
        "in_text": [{**_fact(one.fact), "what": one.what} for one in record.in_text],
        "hints": [
            {"line": hint.line, "field": hint.field, "message": hint.message, "fix": hint.fix}
            for hint in record.hints
        ],
        "usefulness": record.usefulness._asdict(),
    }


def _fact(fact: KnownFact) -> dict[str, Any]:
    return {"fact": fact.name, "fields": fact.fields, "use": fact.use}
