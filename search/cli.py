"""``search``: what a parent's words find, in the terminal or for programs."""

import json
import sys
from argparse import Namespace
from typing import Any

from localoffer.cli.run import DONE, PROBLEMS, today
from localoffer.pages.search_contexts import Choices, Result, Results
from localoffer.problems import UsageError
from localoffer.workspace import Workspace
from search.engine.find import find
from search.engine.reader import Reader
from search.engine.results import search
from search.explain import explain
from search.index.cli_index import open_index


def run(workspace: Workspace, options: Namespace) -> int:
    """Print the results of a search; return 1 if there are none.

    Raises:
        UsageError: no page has a need that was given.
    """
    reader = open_index(options.content, workspace.resources, workspace.state(), today())
    choices = _choices(options, reader)
    results = search(choices, reader, per_page=max(options.limit, 1))
    if options.json:
        sys.stdout.write(json.dumps(_for_programs(results), indent=1, ensure_ascii=False) + "\n")
    else:
        _print(results, choices, reader, is_explained=options.explain)
    return DONE if results.total else PROBLEMS


def _choices(options: Namespace, reader: Reader) -> Choices:
    needs = [
        option["value"]
        for row in reader.file("filters.json")
        if row["name"] == "need"
        for option in row["options"]
    ]
    for need in options.need:
        if need not in needs:
            message = f"No page has the need {need}. Choose one of: {', '.join(needs)}."
            raise UsageError(message)
    filters = {"need": tuple(options.need)} if options.need else {}
    words = " ".join(options.words)
    return Choices(
        words, filters, options.age, options.near, exactly=options.exactly, within=options.within
    )


def _for_programs(results: Results) -> dict[str, Any]:
    return {
        "query": results.choices.text,
        "showing_for": results.showing_for or results.choices.text,
        "notes": _notes(results),
        "total": results.total,
        "results": [
            {
                "title": result.title,
                "address": result.address,
                "kind": result.kind,
                "score": result.score,
                "summary": result.summary,
            }
            for result in results.results
        ],
    }


def _notes(results: Results) -> list[str]:
    """Return all that is shown above the results, in the order of the page."""
    notes = ["If someone is in danger now, call 999."] if results.is_urgent else []
    if results.showing_for:
        notes.append(f"Showing results for {results.showing_for}.")
    notes += results.notes
    notes += [f"“{meant.words}” can mean: {'; '.join(meant.meanings)}." for meant in results.meant]
    if results.unknown_place:
        notes.append(f"We do not know where “{results.unknown_place}” is.")
    if results.near_spellings:
        words = "; ".join(text for text, _ in results.near_spellings)
        notes.append(f"Nothing was found. Did you mean: {words}?")
    return notes


def _print(results: Results, choices: Choices, reader: Reader, *, is_explained: bool) -> None:
    hits = find(choices, reader)
    lines = [*_notes(results), f"{results.total} found: {results.description}", ""]
    for place, result in enumerate(results.results, 1):
        lines += _lines(place, result)
        if is_explained:
            lines += [f"      {line}" for line in explain(result.number, hits)]
    sys.stdout.write("\n".join(lines) + "\n")


def _lines(place: int, result: Result) -> list[str]:
    facts = [result.kind, result.ages, result.place, result.away, result.notice]
    return [
        f"{place:>3}. {result.title} ({', '.join(filter(None, facts))})",
        f"     {result.address}",
    ]
